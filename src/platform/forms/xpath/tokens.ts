import { err, ok, type Result } from '#base/results.ts'
import type { ParseProblem } from './expr.ts'

export type Token = { readonly kind: 'number' | 'text' | 'name' | 'question' | 'operator' | 'sign'; readonly text: string; readonly at: number }

const space = /\s+/y
const number = /\d+(?:\.\d*)?|\.\d+/y
const name = /\*|[\p{L}_][\p{L}\p{N}_\-.·]*(?::[\p{L}_][\p{L}\p{N}_\-.]*)?/uy
const question = /\$\{\s*([^}]*?)\s*\}/y
const sign = /\/\/|\.\.|!=|<=|>=|[()[\],@/.+\-=<>|]/y
const operators = new Set(['=', '!=', '<', '<=', '>', '>=', '+', '-', '|'])
const words = new Set(['and', 'or', 'div', 'mod', '*'])
/** Word processors turn quotes; at the beginning of a text they open one all the same. */
const quotes: Readonly<Record<string, string>> = { "'": "'", '"': '"', '‘': '’', '“': '”', '’': '’', '”': '”' }

/** XPath 1.0, 3.7: a name, or `*`, after an operand is an operator. */
export const tokensOf = (text: string): Result<readonly Token[], ParseProblem> => {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  while (at < text.length) {
    const blank = take(space)
    if (blank) {
      at += blank[0].length
      continue
    }
    const before = tokens.at(-1)
    const afterOperand = before !== undefined && before.kind !== 'operator' && !(before.kind === 'sign' && !['.', '..', ')', ']'].includes(before.text))
    const closing = quotes[text[at] as string]
    if (closing !== undefined) {
      const end = text.indexOf(closing, at + 1)
      if (end < 0) return err({ code: 'quote_open', params: { at: at + 1 } })
      tokens.push({ kind: 'text', text: text.slice(at + 1, end), at })
      at = end + 1
      continue
    }
    const asked = take(question)
    const found = asked ?? take(number) ?? take(name) ?? take(sign)
    if (!found) return err({ code: 'bad_character', params: { at: at + 1, found: text[at] as string } })
    const value = found[0]
    if (asked) tokens.push({ kind: 'question', text: asked[1] ?? '', at })
    else if (/^[.\d]*\d/.test(value)) tokens.push({ kind: 'number', text: value, at })
    else if (afterOperand && words.has(value)) tokens.push({ kind: 'operator', text: value, at })
    else if (/^[\p{L}_*]/u.test(value)) tokens.push({ kind: 'name', text: value, at })
    else tokens.push({ kind: operators.has(value) ? 'operator' : 'sign', text: value, at })
    at += value.length
  }
  return tokens.length === 0 ? err({ code: 'ends_too_soon', params: { at: 1 } }) : ok(tokens)
}
