/**
 * Spreadsheets run a text cell of a CSV that begins with = + - @ (or a tab or return before them) as a formula
 * (OWASP, CSV injection). Such a text gets an apostrophe in front. Plain numbers such as -71.05 are left alone: they
 * compute to themselves. A text that already begins with apostrophes before such a sign gets one more, so that taking
 * one away always gives back exactly what was written.
 */
const risky = /^'*[=+\-@\t\r]/
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

export const guardFormula = (text: string): string => (risky.test(text) && !plainNumber.test(text) ? `'${text}` : text)

const guarded = /^'+[=+\-@\t\r]/
export const unguardFormula = (text: string): string => (text.charCodeAt(0) === 39 && guarded.test(text) ? text.slice(1) : text)
