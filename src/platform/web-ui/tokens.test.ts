import assert from 'node:assert/strict'
import { test } from 'node:test'
import { palettes, tones } from './tokens.ts'

/** Relative luminance and contrast ratio, WCAG 2.2 definitions. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}
const contrast = (one: string, other: string): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}
const atLeast = (limit: number, name: string, one: string, other: string): void =>
  assert.ok(contrast(one, other) >= limit, `${name}: ${one} on ${other} is ${contrast(one, other).toFixed(2)}:1, needs ${limit}:1`)

for (const [scheme, p] of Object.entries(palettes)) {
  test(`every text colour of the ${scheme} palette reaches 4.5:1 where it is used`, () => {
    for (const ground of [p.ground, p.surface, p.sunken]) {
      for (const name of ['text', 'quiet', 'faint', 'action', 'fault'] as const) atLeast(4.5, name, p[name], ground)
      for (const tone of tones) atLeast(4.5, `${tone} text`, p.tones[tone].fg, ground)
    }
    atLeast(4.5, 'text on the chosen ground', p.quiet, p.chosen)
    atLeast(4.5, 'text of the primary button', p.onAction, p.action)
    atLeast(4.5, 'fault on its ground', p.fault, p.faultBg)
    for (const tone of tones) atLeast(4.5, tone, p.tones[tone].fg, p.tones[tone].bg)
  })
  test(`every mark and field edge of the ${scheme} palette reaches 3:1`, () => {
    for (const tone of tones) atLeast(3, `${tone} mark`, p.tones[tone].mark, p.surface)
    atLeast(3, 'edge of a field', p.edge, p.surface)
  })
}
