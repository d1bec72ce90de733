import type { FormDefinition, FormNode } from './model.ts'
import type { Expr } from './xpath/expr.ts'
import { functions } from './xpath/functions.ts'
import { parseExpression } from './xpath/parse.ts'

/** A node with its expressions parsed. */
export type Plan = {
  readonly node: FormNode
  readonly parent: Plan | null
  readonly kids: Plan[]
  /** Names from the form down, `group/question`. */
  readonly path: string
  readonly relevant: Expr | null
  readonly required: Expr | boolean
  readonly readonly: Expr | boolean
  readonly constraint: Expr | null
  readonly calculation: Expr | null
  readonly filter: Expr | null
  readonly count: Expr | null
  readonly start: Expr | string
  /** Names of the questions whose change sets this one. */
  readonly triggers: readonly string[]
}

const yes = /^(yes|true|true\(\)|1)$/i
const no = /^(|no|false|false\(\)|0)$/i

const parsed = (text: string | undefined): Expr | null => {
  if (text === undefined || text.trim() === '') return null
  const made = parseExpression(text)
  return made.ok ? made.value : null
}
const flag = (text: string | undefined): Expr | boolean => (no.test(text?.trim() ?? '') ? false : yes.test(text?.trim() ?? '') ? true : (parsed(text) ?? false))

/** A default is computed when it asks for a question or calls a function; `2026-01-01` and `a b` are themselves. */
export const isComputed = (text: string): boolean =>
  text.includes('${') || [...text.matchAll(/([a-z][a-z0-9:-]*)\(/g)].some((found) => functions[found[1] as string] !== undefined)

const conditionOf = (text: string | undefined): Expr | null => (text !== undefined && yes.test(text.trim()) ? null : text !== undefined && no.test(text.trim()) && text.trim() !== '' ? { op: 'call', name: 'false', args: [] } : parsed(text))

export const namesIn = (text: string): readonly string[] => [...text.matchAll(/\$\{\s*([^}]+?)\s*\}/g)].map((found) => found[1] as string)

export const planOf = (form: FormDefinition): { readonly root: Plan; readonly byName: ReadonlyMap<string, readonly Plan[]>; readonly byPath: ReadonlyMap<string, Plan> } => {
  const byName = new Map<string, Plan[]>()
  const byPath = new Map<string, Plan>()
  const make = (node: FormNode, parent: Plan | null, path: string): Plan => {
    const computed = node.default !== undefined && isComputed(node.default) ? parsed(node.default) : null
    const plan: Plan = {
      node, parent, path, kids: [], relevant: conditionOf(node.relevant), required: flag(node.required), readonly: flag(node.readonly),
      constraint: parsed(node.constraint), calculation: parsed(node.calculation), filter: parsed(node.choice_filter), count: parsed(node.repeat_count),
      start: computed ?? node.default ?? '', triggers: node.trigger === undefined ? [] : namesIn(node.trigger),
    }
    if (parent) {
      byName.set(node.name, [...(byName.get(node.name) ?? []), plan])
      byPath.set(path, plan)
    }
    for (const kid of node.nodes ?? []) plan.kids.push(make(kid, plan, path === '' ? kid.name : `${path}/${kid.name}`))
    return plan
  }
  const root = make({ kind: 'group', name: form.id || 'data', type: 'group', label: {}, extra: {}, nodes: form.nodes }, null, '')
  return { root, byName, byPath }
}
