import type { AreaRule, PathRule } from './profile.ts'
import type { ImportArea, ImportAreas, ImportPath } from './row.ts'
import { ownText, type Scope, type TextReader, textReader } from './text-rule.ts'

/** U+001F, the unit separator, which stands in no name. */
const separator = '\u001f'

const present = (reader: TextReader | null): reader is TextReader => reader !== null

/** Reads a path; the same path is the same object in every row. */
export const pathReader = (rule: PathRule | undefined, target: string, scope: Scope): (() => ImportPath | null) => {
  if (!rule) return () => null
  const known = new Map<string, ImportPath>()
  const levels = (rule.levels ?? []).map((level, index) => textReader(level, `${target}.${index + 1}`, scope)).filter(present)
  const split = rule.split ? textReader(rule.split.from, target, scope) : null
  const by = rule.split?.by ?? ''
  const code = rule.code ? textReader(rule.code, `${target}.code`, scope) : null
  const fallback = rule.default && rule.default.length > 0 ? { key: rule.default.join(separator), names: rule.default, code: null } : null
  return () => {
    let key = ''
    for (const level of levels) {
      const text = level()
      if (text !== '') key = key === '' ? text : key + separator + text
    }
    if (split) {
      const text = split()
      if (text !== '') key = key === '' ? text : key + separator + text
    }
    const own = code ? code() : ''
    if (key === '' && own === '') return fallback
    const whole = own === '' ? key : `${key}${separator}${separator}${own}`
    let path = known.get(whole)
    if (!path) {
      const kept = ownText(whole)
      const text = ownText(key)
      const names = (split ? text.split(by).flatMap((part) => part.split(separator)) : text.split(separator)).map((name) => name.trim())
        .filter((name) => name !== '')
      path = { key: kept, names, code: own === '' ? null : ownText(own) }
      known.set(kept, path)
    }
    return path
  }
}

/** Reads areas from the district down. */
export const areasReader = (rules: readonly AreaRule[] | undefined, scope: Scope): (() => ImportAreas | null) => {
  if (!rules) return () => null
  const known = new Map<string, ImportAreas | null>()
  const levels = rules.map(({ level, code, name }) => ({
    level,
    code: code ? textReader(code, `areas.${level}.code`, scope) : null,
    name: name ? textReader(name, `areas.${level}.name`, scope) : null,
  }))
  return () => {
    let key = ''
    for (const { code, name } of levels) key += `${code?.() ?? ''}${separator}${name?.() ?? ''}${separator}`
    let areas = known.get(key)
    if (areas === undefined) {
      const kept = ownText(key)
      const parts = kept.split(separator)
      const found: ImportArea[] = []
      for (const [index, { level }] of levels.entries()) {
        const code = parts[index * 2] ?? '', name = parts[index * 2 + 1] ?? ''
        if (code !== '' || name !== '') found.push({ level, code: code === '' ? null : code, name: name === '' ? null : name })
      }
      areas = found.length === 0 ? null : { key: kept, levels: found }
      known.set(kept, areas)
    }
    return areas
  }
}
