import type { Profile, TextRule, TimeRule } from './profile.ts'

type Node = { readonly [key: string]: unknown }

/** Which columns a profile reads and for what: `[column, fields]`, in the order of the fields. Columns kept as they are have the field `extra`. */
export const columnUse = (profile: Profile): readonly (readonly [column: string, fields: readonly string[]])[] => {
  const uses = new Map<string, string[]>()
  const note = (column: string, field: string): void => {
    const fields = uses.get(column) ?? []
    if (!fields.includes(field)) fields.push(field)
    uses.set(column, fields)
  }
  const isRule = (node: Node): node is Node & Required<Pick<TextRule | TimeRule, 'columns'>> => Array.isArray(node['columns'])
  const walk = (node: unknown, field: string): void => {
    if (Array.isArray(node)) for (const part of node) walk(part, field)
    else if (typeof node === 'object' && node !== null) {
      const object = node as Node
      if (isRule(object)) for (const column of object.columns) note(column, field)
      else for (const part of Object.values(object)) walk(part, field)
    }
  }
  for (const [field, rule] of Object.entries(profile.fields)) walk(rule, field)
  if (profile.extra !== '*') for (const column of profile.extra ?? []) note(column, 'extra')
  return [...uses]
}
