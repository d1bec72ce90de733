import { functions } from './functions.ts'
import type { Expr, Step } from './expr.ts'
import type { Place } from './place.ts'
import { compare, isNodes, toBoolean, toNumber, toText, type Value, type XNode } from './values.ts'

/** An expression that cannot be computed; the form treats it as empty. */
export class CannotCompute extends Error {}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, div: (a, b) => a / b, mod: (a, b) => a % b,
}

const kept = (nodes: readonly XNode[], filters: readonly Expr[], at: Place): readonly XNode[] => {
  let left = nodes
  for (const filter of filters) {
    const size = left.length
    left = left.filter((node, index) => {
      const value = evaluate(filter, { ...at, node, position: index + 1, size })
      return typeof value === 'number' ? value === index + 1 : toBoolean(value)
    })
  }
  return left
}
const below = (node: XNode): readonly XNode[] => node.kids.flatMap((kid) => [kid, ...below(kid)])
const walk = (from: readonly XNode[], { axis, name, filters }: Step, at: Place): readonly XNode[] => {
  const found: XNode[] = []
  const seen = new Set<XNode>()
  for (const node of from) {
    const next = axis === 'self' ? [node] : axis === 'parent' ? (node.parent ? [node.parent] : [])
      : (axis === 'child' ? node.kids : below(node)).filter((kid) => name === '*' || kid.name === name)
    for (const one of kept(next, filters, at)) {
      if (seen.has(one)) continue
      seen.add(one)
      found.push(one)
    }
  }
  return found
}

export const evaluate = (expr: Expr, at: Place): Value => {
  switch (expr.op) {
    case 'number':
    case 'text':
      return expr.value
    case 'name':
      return at.form.named(expr.name, at.current)
    case 'minus':
      return -toNumber(evaluate(expr.of, at), at.form.zone)
    case 'call':
      return call(expr.name, expr.args, at)
    case 'path':
      return path(expr, at)
    case 'binary': {
      if (expr.sign === 'or') return toBoolean(evaluate(expr.left, at)) || toBoolean(evaluate(expr.right, at))
      if (expr.sign === 'and') return toBoolean(evaluate(expr.left, at)) && toBoolean(evaluate(expr.right, at))
      const left = evaluate(expr.left, at), right = evaluate(expr.right, at)
      const compute = arithmetic[expr.sign]
      if (compute) return compute(toNumber(left, at.form.zone), toNumber(right, at.form.zone))
      if (expr.sign === '|') return isNodes(left) && isNodes(right) ? [...new Set([...left, ...right])] : left
      return compare(expr.sign, left, right, at.form.zone)
    }
  }
}

const path = (expr: Extract<Expr, { op: 'path' }>, at: Place): Value => {
  let nodes: readonly XNode[]
  let steps = expr.steps
  if (expr.from === 'context') nodes = [at.node]
  else if (expr.from === 'root') {
    // An absolute path stays in the repeat it is asked from, as in JavaRosa; its first step names the form itself, whatever its id is.
    if (steps.length > 1 && steps.every((step) => step.axis === 'child' && step.filters.length === 0 && step.name !== '*')) {
      return at.form.named(`/${steps.slice(1).map((step) => step.name).join('/')}`, at.current)
    }
    nodes = [at.form.root]
    steps = steps[0]?.axis === 'child' ? steps.slice(1) : steps
  } else {
    const start = evaluate(expr.from, at)
    if (!isNodes(start)) throw new CannotCompute('not a set of elements')
    nodes = kept(start, expr.filters, at)
  }
  return steps.reduce((from, step) => walk(from, step, at), nodes)
}

const call = (name: string, args: readonly Expr[], at: Place): Value => {
  const known = functions[name]
  if (!known) throw new CannotCompute(`no function ${name}`)
  return known.run(args, at, (index) => evaluate(args[index] as Expr, at))
}

/** True, false or, when it cannot be computed, `otherwise`. */
export const testOf = (expr: Expr, at: Place, otherwise: boolean): boolean => {
  try {
    return toBoolean(evaluate(expr, at))
  } catch (error) {
    if (error instanceof CannotCompute) return otherwise
    throw error
  }
}
export const textOf = (expr: Expr, at: Place): string => {
  try {
    const value = toText(evaluate(expr, at))
    return value === 'NaN' ? '' : value
  } catch (error) {
    if (error instanceof CannotCompute) return ''
    throw error
  }
}
