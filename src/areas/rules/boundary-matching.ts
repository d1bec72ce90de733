import type { Fault } from '#base/results.ts'
import { type Area, type AreaLevel, depthOf, isWithin } from './areas.ts'

/** A feature of a boundary file as far as matching needs it: its properties, as texts. */
export type FeatureProperties = Readonly<Record<string, string>>
export type MatchOptions = {
  readonly level: AreaLevel
  /** Property that holds the area's code, or its name; the usual ones are tried where not given. */
  readonly codeProperty?: string
  readonly nameProperty?: string
}
export type Matched =
  | { readonly kind: 'matched'; readonly area: Area }
  /** `parent`: the smallest larger area the properties name, under which a missing area would stand. */
  | { readonly kind: 'unmatched'; readonly parent: Area | null; readonly name: string | null; readonly code: string | null; readonly fault: Fault }

const usualCodes = ['code', 'area_code', 'adcode', 'gb', 'gbcode', '区划代码', '代码', '编码', 'id']
const usualNames = ['name', 'area_name', '名称', '名字', 'xzqmc', '街道', '社区']

const pick = (properties: FeatureProperties, wanted: string | undefined, usual: readonly string[]): string | null => {
  if (wanted !== undefined) return properties[wanted] ?? null
  const key = usual.flatMap((name) => Object.keys(properties).find((given) => given.toLowerCase() === name) ?? [])[0]
  return key === undefined ? null : properties[key] ?? null
}

const endings = /(?:街道办事处|地区办事处|办事处|街道|地区|镇|乡|苏木|社区居民委员会|社区居委会|居民委员会|居委会|村民委员会|村委会|社区|村)$/
/** What stays of a name when its kind of area changes: 方庄地区办事处 became 方庄街道. */
export const nameStem = (name: string): string => name.replace(endings, '') || name

type Asked = { readonly code: string | null; readonly name: string | null; readonly scope: Area | null }

/** The smallest area above the level that some property names, by code or by name. */
const scopeOf = (properties: FeatureProperties, areas: readonly Area[], byCode: ReadonlyMap<string, Area>, byName: ReadonlyMap<string, readonly Area[]>, level: AreaLevel): Area | null => {
  let best: Area | null = null
  for (const value of Object.values(properties)) {
    const coded = byCode.get(value)
    const named = byName.get(value)
    for (const area of [...(coded ? [coded] : []), ...(named?.length === 1 ? named : [])]) {
      if (depthOf(area.level) < depthOf(level) && (!best || depthOf(area.level) > depthOf(best.level))) best = area
    }
  }
  return best ?? areas.find((area) => area.level === 'city') ?? null
}

/**
 * Finds each feature's area: by code; else by whole name within the larger area its properties name; else by the name without its ending, where
 * exactly one feature and one area are left for it. `areas` are the areas in force. No area is given twice: a second claim is a fault.
 * Faults: areas.feature_twice, areas.feature_ambiguous, areas.feature_unknown, areas.feature_nameless.
 */
export const matchFeatures = (features: readonly FeatureProperties[], areas: readonly Area[], options: MatchOptions): readonly Matched[] => {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const byName = new Map<string, Area[]>()
  for (const area of areas) byName.set(area.name, [...(byName.get(area.name) ?? []), area])
  const candidates = areas.filter((area) => area.level === options.level)
  const asked = features.map((properties): Asked => ({
    code: pick(properties, options.codeProperty, usualCodes), name: pick(properties, options.nameProperty, usualNames),
    scope: scopeOf(properties, areas, byCode, byName, options.level),
  }))
  const claimed = new Map<Area, number>()
  const found: (Matched | undefined)[] = features.map(() => undefined)
  const lost = (i: number, code: string, field: string, value: string | null): Matched => {
    const { scope, name, code: given } = asked[i] as Asked
    return { kind: 'unmatched', parent: scope, name, code: given, fault: { field, value, code: `areas.${code}`, params: { parent: scope?.name ?? '' } } }
  }
  const claim = (i: number, area: Area, field: string, value: string): void => {
    found[i] = claimed.has(area) ? lost(i, 'feature_twice', field, value) : { kind: 'matched', area }
    if (!claimed.has(area)) claimed.set(area, i)
  }
  asked.forEach(({ code }, i) => {
    const area = code === null ? undefined : byCode.get(code)
    if (code !== null && area?.level === options.level) claim(i, area, options.codeProperty ?? 'code', code)
  })
  const inScope = (area: Area, scope: Area | null): boolean => !scope || isWithin(area.path, scope.path)
  asked.forEach(({ name, scope }, i) => {
    if (found[i] || name === null) return
    const same = candidates.filter((area) => area.name === name && inScope(area, scope))
    if (same.length > 1) found[i] = lost(i, 'feature_ambiguous', 'name', name)
    else if (same[0]) claim(i, same[0], 'name', name)
  })
  const stemKey = (name: string, scope: Area | null): string => `${nameStem(name)}|${scope?.path ?? ''}`
  const waiting = new Map<string, number>()
  asked.forEach(({ name, scope }, i) => {
    if (!found[i] && name !== null) waiting.set(stemKey(name, scope), (waiting.get(stemKey(name, scope)) ?? 0) + 1)
  })
  asked.forEach(({ name, scope }, i) => {
    if (found[i]) return
    if (name === null) {
      found[i] = lost(i, 'feature_nameless', 'properties', null)
      return
    }
    const alike = candidates.filter((area) => !claimed.has(area) && nameStem(area.name) === nameStem(name) && inScope(area, scope))
    if (alike.length === 1 && alike[0] && waiting.get(stemKey(name, scope)) === 1) claim(i, alike[0], 'name', name)
    else found[i] = lost(i, alike.length > 1 ? 'feature_ambiguous' : 'feature_unknown', 'name', name)
  })
  return found.map((match, i) => match ?? lost(i, 'feature_unknown', 'name', null))
}
