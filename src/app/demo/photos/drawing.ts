import type { Random } from '#base/seeded-random.ts'
import { sure } from '../sure.ts'

/** Scenes are drawn in a picture of this size; near views are cut out of it. */
export const width = 960
export const height = 720

const n = (value: number): string => String(Math.round(value * 10) / 10)

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`
export const box = (x: number, y: number, w: number, h: number, r: number, fill: string, more = ''): string =>
  rect(x, y, w, h, fill, `rx="${n(r)}" ${more}`)
export const disc = (x: number, y: number, r: number, fill: string,
  more = ''): string => `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${more}/>`
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`
export const shape = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`
export const stroke = (d: string, colour: string, w: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(w)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
export const line = (x1: number, y1: number, x2: number, y2: number, colour: string,
  w: number): string => stroke(`M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`, colour, w)
export const poly = (points: readonly (readonly [number, number])[], fill: string, more = ''): string =>
  `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${more}/>`
export const at = (x: number, y: number, inner: string, scale = 1, turn = 0): string =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${Math.round(scale * 100) / 100})">${inner}</g>`
export const times = (count: number, make: (i: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join('')
export const between = (random: Random, low: number, high: number): number => low + random.next() * (high - low)

/** A closed blob around the origin with a ragged edge. */
export const blob = (random: Random, rx: number, ry: number, fill: string, corners = 9, ragged = 0.25, more = ''): string => {
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI, reach = 1 - random.next() * ragged
    return [Math.cos(angle) * rx * reach, Math.sin(angle) * ry * reach] as const
  })
  const mid = (i: number): string => {
    const p = sure(points[i % corners]), q = sure(points[(i + 1) % corners])
    return `${n((p[0] + q[0]) / 2)} ${n((p[1] + q[1]) / 2)}`
  }
  return shape(`M${mid(0)}${points.map((_, i) => { const p = sure(points[(i
    + 1) % corners]); return `Q${n(p[0])} ${n(p[1])} ${mid(i + 1)}` }).join('')}Z`, fill, more)
}
