import { eachNode, withOthers } from './expand.ts'
import type { FormDefinition, FormFault, FormNode } from './model.ts'
import { isComputed } from './plan.ts'
import { nearest } from './question-types.ts'
import type { Expr } from './xpath/expr.ts'
import { functions, refusedFunctions } from './xpath/functions.ts'
import { eachPart, parseExpression } from './xpath/parse.ts'

export type ExpressionField = 'relevant' | 'required' | 'constraint' | 'calculation' | 'readonly' | 'choice_filter' | 'repeat_count' | 'default' | 'trigger' | 'label' | 'hint' | 'type'
export type NodeFault = { readonly node: FormNode; readonly field: ExpressionField; readonly value: string; readonly code: string; readonly params: FormFault['params'] }
const word = /^(yes|no|true|false|1|0)$/i

/** `${name}`s of a text that is not an expression. */
const namesOf = (text: string): readonly string[] => [...text.matchAll(/\$\{\s*([^}]*?)\s*\}/g)].map((found) => found[1] as string)

/**
 * Checks every expression of a form: that it can be read, that its questions exist once, that its functions are known and given as many
 * arguments as they take, that its patterns are patterns, and that nothing is computed from itself.
 */
export const checkForm = (given: FormDefinition): readonly NodeFault[] => {
  const form = withOthers(given)
  const faults: NodeFault[] = []
  const count = new Map<string, number>()
  eachNode(form.nodes, (node) => count.set(node.name, (count.get(node.name) ?? 0) + 1))
  const needs = new Map<string, Set<string>>()
  const known = [...count.keys()]
  const check = (node: FormNode, field: ExpressionField, value: string, names: readonly string[]): void => {
    for (const name of names) {
      const times = count.get(name) ?? 0
      if (name.includes('#')) faults.push({ node, field, value, code: 'refused_function', params: { name: 'last-saved', why: 'other_submission' } })
      else if (times === 0) faults.push({ node, field, value, code: 'no_such_question', params: { name, near: nearest(name, known) } })
      else if (times > 1) faults.push({ node, field, value, code: 'name_not_unique', params: { name, times } })
    }
  }
  /** Names an expression is computed from. `once()` reads itself by design, `indexed-repeat` another row. */
  const read = (expr: Expr): readonly string[] => {
    const names: string[] = []
    const visit = (part: Expr): void => {
      if (part.op === 'name') names.push(part.name)
      else if (part.op === 'binary') [part.left, part.right].forEach(visit)
      else if (part.op === 'minus') visit(part.of)
      else if (part.op === 'call' && !['indexed-repeat', 'once', 'position', 'count', 'jr:choice-name'].includes(part.name)) part.args.forEach(visit)
      else if (part.op === 'path' && typeof part.from !== 'string' && part.filters.length === 0 && part.steps.length === 0) visit(part.from)
    }
    visit(expr)
    return names
  }
  const expression = (node: FormNode, field: ExpressionField, text: string | undefined): Expr | null => {
    if (text === undefined || text.trim() === '' || (field !== 'calculation' && word.test(text.trim()))) return null
    const made = parseExpression(text)
    const report = (code: string, params: FormFault['params']): void => void faults.push({ node, field, value: text, code, params })
    if (!made.ok) {
      report(`expression_${made.error.code}`, made.error.params)
      return null
    }
    const names: string[] = []
    eachPart(made.value, (part) => {
      if (part.op === 'name') names.push(part.name)
      if (part.op !== 'call') return
      const refused = refusedFunctions[part.name]
      const fn = functions[part.name]
      if (refused !== undefined) report('refused_function', { name: part.name, why: refused })
      else if (!fn) report('no_such_function', { name: part.name, near: nearest(part.name, Object.keys(functions)) })
      else if (part.args.length < fn.least || part.args.length > fn.most) report('wrong_arguments', { name: part.name, found: part.args.length, least: fn.least, most: fn.most })
      const pattern = part.args[1]
      if (part.name === 'regex' && pattern?.op === 'text') {
        try {
          new RegExp(`^(?:${pattern.value})$`)
        } catch {
          report('bad_pattern', { pattern: pattern.value })
        }
      }
    })
    check(node, field, text, [...new Set(names)])
    return made.value
  }
  eachNode(form.nodes, (node, parents) => {
    const need = needs.get(node.name) ?? new Set<string>()
    needs.set(node.name, need)
    const computed = node.trigger === undefined ? [node.calculation, node.relevant] : [node.relevant]
    for (const field of ['relevant', 'required', 'constraint', 'calculation', 'readonly', 'choice_filter', 'repeat_count'] as const) {
      const made = expression(node, field, node[field])
      if (made && computed.includes(node[field]) && (field === 'relevant' || field === 'calculation')) read(made).forEach((name) => need.add(name))
    }
    // What stands in a group is there only when the group is.
    parents.forEach((parent) => need.add(parent.name))
    if (node.default !== undefined && isComputed(node.default)) expression(node, 'default', node.default)
    if (node.trigger !== undefined) check(node, 'trigger', node.trigger, namesOf(node.trigger))
    if (node.list?.startsWith('${')) check(node, 'type', node.list, namesOf(node.list))
    for (const [field, words] of [['label', node.label], ['hint', node.hint ?? {}]] as const) {
      for (const text of Object.values(words)) check(node, field, text, namesOf(text))
    }
  })
  return [...faults, ...circles(form, needs)]
}

const circles = (form: FormDefinition, needs: ReadonlyMap<string, ReadonlySet<string>>): readonly NodeFault[] => {
  const done = new Set<string>()
  const found: NodeFault[] = []
  const walk = (name: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name]
    if (done.has(name)) return null
    for (const next of needs.get(name) ?? []) {
      const circle = walk(next, [...way, name])
      if (circle) return circle
    }
    done.add(name)
    return null
  }
  eachNode(form.nodes, (node) => {
    if (done.has(node.name)) return
    const circle = walk(node.name, [])
    if (!circle) return
    circle.forEach((name) => done.add(name))
    const field = node.calculation !== undefined ? 'calculation' : 'relevant'
    found.push({ node, field, value: node[field] ?? '', code: 'circular', params: { names: circle.join(' → ') } })
  })
  return found
}
