import { err, ok, type Result } from '#base/results.ts'
import type { Expr, ParseProblem, Step } from './expr.ts'
import { type Token, tokensOf } from './tokens.ts'

class Unparsed extends Error {
  readonly problem: ParseProblem
  constructor(problem: ParseProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/** XPath 1.0, weakest first; operators of a row are left-associative. */
const levels: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod'], ['|']]
const mostDeep = 200

/** Reads an expression of the XPath dialect of XLSForm, where `${name}` stands for a question. */
export const parseExpression = (text: string): Result<Expr, ParseProblem> => {
  const lexed = tokensOf(text)
  if (!lexed.ok) return lexed
  const tokens = lexed.value
  let at = 0, deep = 0
  const peek = (): Token | undefined => tokens[at]
  const is = (kind: Token['kind'], value?: string): boolean => peek()?.kind === kind && (value === undefined || peek()?.text === value)
  const fail = (code: string, params: ParseProblem['params'] = {}): never => {
    throw new Unparsed({ code, params: { ...params, at: (peek()?.at ?? text.length) + 1 } })
  }
  const expect = (sign: string): void => {
    if (!is('sign', sign)) fail(peek() ? 'expected' : 'ends_too_soon', { expected: sign, found: peek()?.text ?? '' })
    at++
  }
  const level = (n: number): Expr => {
    if (n === levels.length) return unary()
    const signs = levels[n] as readonly string[]
    let left = level(n + 1)
    while (is('operator') && signs.includes(peek()?.text ?? '')) {
      const sign = (tokens[at++] as Token).text
      left = { op: 'binary', sign, left, right: level(n + 1) }
    }
    return left
  }
  const unary = (): Expr => {
    if (is('operator', '-')) {
      at++
      return { op: 'minus', of: unary() }
    }
    return path()
  }
  const expression = (): Expr => {
    if (++deep > mostDeep) fail('too_deep')
    const made = level(0)
    deep--
    return made
  }
  const filters = (): readonly Expr[] => {
    const found: Expr[] = []
    while (is('sign', '[')) {
      at++
      found.push(expression())
      expect(']')
    }
    return found
  }
  const step = (descendant: boolean): Step => {
    const axis = descendant ? 'descendant' : 'child'
    if (is('sign', '..')) return { axis: (at++, 'parent'), name: '*', filters: filters() }
    if (is('sign', '.')) return { axis: (at++, 'self'), name: '*', filters: filters() }
    if (is('sign', '@')) fail('attributes')
    if (is('name')) return { axis, name: (tokens[at++] as Token).text, filters: filters() }
    return fail(peek() ? 'unexpected' : 'ends_too_soon', { found: peek()?.text ?? '' })
  }
  const steps = (): readonly Step[] => {
    const found: Step[] = []
    while (is('sign', '/') || is('sign', '//')) {
      const descendant = is('sign', '//')
      at++
      found.push(step(descendant))
    }
    return found
  }
  const primary = (): Expr | null => {
    const token = peek()
    if (!token) return fail('ends_too_soon')
    if (token.kind === 'number') return { op: 'number', value: Number((at++, token.text)) }
    if (token.kind === 'text') return { op: 'text', value: (at++, token.text) }
    if (token.kind === 'question') return { op: 'name', name: (at++, token.text) }
    if (is('sign', '(')) {
      at++
      const inner = expression()
      expect(')')
      return inner
    }
    const next = tokens[at + 1]
    if (token.kind === 'name' && next?.kind === 'sign' && next.text === '(') {
      at += 2
      const args: Expr[] = []
      if (!is('sign', ')')) {
        args.push(expression())
        while (is('sign', ',')) {
          at++
          args.push(expression())
        }
      }
      expect(')')
      return { op: 'call', name: token.text, args }
    }
    return null
  }
  const path = (): Expr => {
    if (is('sign', '/') || is('sign', '//')) {
      if (is('sign', '/') && !['name', 'sign'].includes(tokens[at + 1]?.kind ?? '')) fail('ends_too_soon')
      return { op: 'path', from: 'root', filters: [], steps: steps() }
    }
    const start = primary()
    if (start === null) return { op: 'path', from: 'context', filters: [], steps: [step(false), ...steps()] }
    const own = filters()
    const further = steps()
    return own.length + further.length === 0 ? start : { op: 'path', from: start, filters: own, steps: further }
  }
  try {
    const made = expression()
    if (at < tokens.length) fail('unexpected', { found: peek()?.text ?? '' })
    return ok(made)
  } catch (error) {
    if (error instanceof Unparsed) return err(error.problem)
    throw error
  }
}

/** Calls `visit` for every part of an expression. */
export const eachPart = (expr: Expr, visit: (part: Expr) => void): void => {
  visit(expr)
  if (expr.op === 'binary') [expr.left, expr.right].forEach((part) => eachPart(part, visit))
  else if (expr.op === 'minus') eachPart(expr.of, visit)
  else if (expr.op === 'call') expr.args.forEach((part) => eachPart(part, visit))
  else if (expr.op === 'path') {
    if (typeof expr.from !== 'string') eachPart(expr.from, visit)
    for (const part of [...expr.filters, ...expr.steps.flatMap((step) => step.filters)]) eachPart(part, visit)
  }
}
