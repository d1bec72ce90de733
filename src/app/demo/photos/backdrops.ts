import type { Random } from '#base/seeded-random.ts'
import { at, between, box, disc, height, line, oval, poly, rect, shape, stroke, times, width } from './drawing.ts'
import type { Palette } from './palette.ts'
import { sure } from '../sure.ts'

export type Brush = { readonly random: Random; readonly p: Palette }
/** Where things stand on a backdrop: the line between wall and ground, and the line between pavement and road. */
export type Backdrop = (brush: Brush) => string

export const sky = ({ p }: Brush): string =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${p.sky[0]}"/><stop offset="1" stop-color="${p.sky[1]}"/></linearGradient></defs>`
  + rect(0, 0, width, height, 'url(#sky)')

const skyline = ({ random, p }: Brush, base: number): string => {
  let out = ''
  for (let x = -20; x < width; ) {
    const w = between(random, 60, 130), h = between(random, 90, 240)
    out += rect(x, base - h, w - 6, h, p.far)
    for (let wy = base - h + 18; wy < base - 20; wy += 26) for (let wx = x + 12; wx < x
      + w - 24; wx += 22) if (random.next() < 0.5) out += rect(wx, wy, 9, 12, p.sky[1], 'opacity=".5"')
    x += w
  }
  return out
}

export const tree = ({ random, p }: Brush, x: number, base: number, size = 1): string => at(x, base,
  rect(-6, -120, 12, 120, '#8a7560') + disc(-34, -140, 40, p.leaf[1] ?? '') + disc(32, -146, 42, p.leaf[1] ?? '') + disc(0, -176, 50, p.leaf[0] ?? '')
  + disc(between(random, -24, -8), -190, 22, p.leaf[2] ?? ''), size)

export const pavement = ({ p }: Brush, top: number, bottom: number): string => {
  let out = rect(0, top, width, bottom - top, p.pavement)
  for (let i = 1; i < 4; i++) out += line(0, top + ((bottom - top) * i) / 4, width, top + ((bottom - top) * i) / 4, p.joint, 1.5)
  for (let x = -40; x < width + 80; x += 64) out += line(x + 30, top, x - 14, bottom, p.joint, 1.5)
  return out
}
const kerbAndRoad = ({ p }: Brush, top: number): string =>
  rect(0, top, width, 12, p.kerb) + rect(0, top + 12, width, height - top, p.road)
    + times(6, (i) => rect(i * 190 - 30, top + 84, 104, 9, p.mark, 'opacity=".8"'))

/** Bars that look like writing from afar. */
const lettering = (x: number, y: number, w: number, colour: string): string => times(4, (i) => box(x + (w / 4) * i + 3, y, w / 4 - 9, 16, 3, colour))

const shop = ({ random, p }: Brush, x: number, w: number, base: number, colour: string): string => {
  const accent = random.pick(p.accents)
  const awning = random.next() < 0.55
  return rect(x, 150, w, base - 150, colour)
    + times(3, (i) => box(x + w * (0.12 + i * 0.29), 176, w * 0.19, 66, 3, '#a9bfc7')
      + line(x + w * (0.12 + i * 0.29), 209, x + w * (0.31 + i * 0.29), 209, colour, 3))
    + box(x + 12, 266, w - 24, 44, 4, accent) + lettering(x + 40, 280, w - 80, '#f6efe2')
    + rect(x + 16, 322, w - 32, base - 322, '#55626b') + rect(x + 22, 328, w * 0.5, base - 344, '#9db7bf')
      + rect(x + w * 0.64, 328, w * 0.26, base - 328, '#7d929a')
    + (awning ? poly([[x + 8, 312], [x + w - 8, 312], [x + w + 4, 346], [x - 4, 346]], '#efe8da')
      + times(4, (i) => poly([[x + 8 + ((w - 16) / 8) * 2 * i, 312],
      [x + 8 + ((w - 16) / 8) * (2 * i + 1), 312], [x - 4 + ((w + 8) / 8) * (2 * i + 1), 346], [x - 4 + ((w + 8) / 8) * 2 * i, 346]], accent)) : '')
}

export const street: Backdrop = (brush) => {
  let shops = ''
  for (let x = -30, i = 0; x < width; i++) {
    const w = between(brush.random, 230, 300)
    shops += shop(brush, x, w, 470, brush.p.facades[i % brush.p.facades.length] ?? '')
    x += w
  }
  return sky(brush) + skyline(brush, 230) + shops + pavement(brush, 470, 592) + kerbAndRoad(brush, 592) + tree(brush, 90, 500, 1.1)
    + tree(brush, 880, 500, 1.15)
}

export const wall: Backdrop = (brush) => {
  const { random, p } = brush
  const top = 120
  const bricks = random.next() < 0.5
    ? times(70, () => rect(Math.floor(between(random, 0, 24)) * 40, top + 20 + Math.floor(between(random, 0, 15)) * 22, 36, 18, p.wallDark,
      'opacity=".38"'))
    : times(5, (i) => rect(i * 200 - 4, top, 8, 360, p.wallDark, 'opacity=".5"'))
  return sky(brush) + skyline(brush, 160) + tree(brush, 160, 200, 0.9) + tree(brush, 760, 190, 1) + rect(0, top, width, 370, p.wall) + bricks
    + rect(0, top - 14, width, 18, p.wallDark)
    + rect(0, 462, width, 30, p.wallDark) + pavement(brush, 490, 610) + kerbAndRoad(brush, 610)
}

export const compound: Backdrop = (brush) => {
  const { random, p } = brush
  const block = (x: number, w: number, h: number, colour: string): string => rect(x, 440 - h, w, h, colour)
    + times(Math.floor(h / 62), (r) => times(Math.floor(w / 58),
      (c) => box(x + 16 + c * 58, 440 - h + 20 + r * 62, 32, 36, 2, '#9fb4bc') + rect(x + 12 + c * 58, 440 - h + 60 + r * 62, 40, 5, p.wallDark)))
  return sky(brush) + skyline(brush, 220) + block(20, 260, 340, p.facades[0] ?? '') + block(330, 290, 380, p.facades[1] ?? '')
    + block(670, 270, 350, p.facades[2] ?? '')
    + rect(0, 440, width, 60, p.grass) + times(9, (i) => oval(i * 118 + between(random, 0, 40), 450, 60, 24, p.leaf[i % 3] ?? ''))
      + pavement(brush, 490, 640)
    + rect(0, 640, width, 80, p.road) + rect(0, 636, width, 8, p.kerb)
}

export const park: Backdrop = (brush) => {
  const { p } = brush
  return sky(brush) + skyline(brush, 270) + rect(0, 300, width, 420, p.grass) + oval(200, 320, 330, 60, p.leaf[2] ?? '', 'opacity=".6"')
    + oval(760, 316, 320, 54, p.leaf[1] ?? '', 'opacity=".5"')
    + shape('M0 720V640Q340 560 480 470Q560 410 620 300H660Q640 420 560 500Q470 600 420 720Z', '#ddd3be') + tree(brush, 130, 400, 1.2)
      + tree(brush, 330, 350, 0.85) + tree(brush, 830, 420, 1.35)
    + at(690, 420, box(0, 0, 120, 12, 4, '#a07d58') + box(0, -34, 120, 10, 4, '#a07d58') + rect(10, 12, 8, 30, p.shade)
      + rect(102, 12, 8, 30, p.shade))
}

export const road: Backdrop = (brush) => {
  const { p } = brush
  return sky(brush) + skyline(brush, 300) + rect(0, 300, width, 420, p.grass) + tree(brush, 110, 350, 0.8) + tree(brush, 230, 330, 0.6)
    + tree(brush, 850, 350, 0.8) + tree(brush, 730, 330, 0.6)
    + poly([[400, 300], [560, 300], [1120, 720], [-160, 720]], p.road) + poly([[360, 300], [400, 300], [-160, 720], [-330, 720]], p.pavement)
      + poly([[560, 300], [600, 300], [1290, 720], [1120, 720]], p.pavement)
    + [[318, 8, 26], [366, 12, 38], [436, 18, 56], [536, 26, 84]].map(([y, w, h]) => poly([[480 - sure(w) / 2, sure(y)],
      [480 + sure(w) / 2, sure(y)], [480 + sure(w) * 0.7, sure(y) + sure(h)], [480 - sure(w) * 0.7, sure(y) + sure(h)]], p.mark)).join('')
}

export const corridor: Backdrop = ({ random, p }) => {
  const door = (x: number, y: number, w: number, h: number,
    colour: string): string => box(x, y, w, h, 3, colour) + box(x + w * 0.18, y + h * 0.12, w * 0.64, h * 0.3, 2, '#ffffff', 'opacity=".16"')
      + disc(x + w * 0.86, y + h * 0.54, 5, '#d9c48c')
  const colour = random.pick(['#8d6b53', '#7c8a92', '#96604f'])
  return rect(0, 0, width, height, '#e9e4d8') + poly([[0, 0], [960, 0], [690, 130], [270, 130]], '#f3f0e7')
    + poly([[0, 720], [960, 720], [690, 500], [270, 500]], '#c9c2b4')
    + poly([[0, 0], [270, 130], [270, 500], [0, 720]], p.wall) + poly([[960, 0], [690, 130], [690, 500], [960, 720]], p.wall)
    + poly([[0, 420], [270, 330], [270, 500], [0, 720]], '#a9c0b2') + poly([[960, 420], [690, 330], [690, 500], [960, 720]], '#a9c0b2')
      + rect(270, 330, 420, 170, '#a9c0b2')
    + door(330, 220, 120, 280, colour) + door(520, 220, 120, 280, colour) + poly([[70, 140], [180, 190], [180, 560], [70, 650]], colour)
      + oval(480, 70, 70, 16, '#fff8dd')
}

export const river: Backdrop = (brush) => {
  const { p, random } = brush
  return sky(brush) + skyline(brush, 260) + tree(brush, 100, 310, 0.9) + tree(brush, 260, 305, 0.75) + tree(brush, 620, 308, 0.85)
    + tree(brush, 850, 312, 1) + rect(0, 280, width, 60, p.grass)
    + rect(0, 336, width, 30, '#b9b2a4') + rect(0, 362, width, 260, '#8fb0b8')
      + times(16, () => { const x = between(random, 0, 860), y = between(random, 380, 600); return stroke(`M${x} ${y}q30 -8 60 0`, '#b9d0d4', 4) })
    + rect(0, 610, width, 110, p.pavement) + rect(0, 606, width, 12, p.kerb) + times(11, (i) => rect(i * 96 + 10, 520, 9, 92, '#8b8f8d'))
      + rect(0, 524, width, 8, '#8b8f8d') + rect(0, 560, width, 6, '#8b8f8d')
}

export const site: Backdrop = (brush) => {
  return sky(brush) + skyline(brush, 240) + stroke('M660 420V60M560 80H880M660 60L780 80M860 80V180', '#c9953c', 9)
    + rect(700, 170, 230, 280, '#c9c7c0') + times(5, (i) => rect(700, 190 + i * 54, 230, 8, '#a5a39c'))
    + rect(0, 300, width, 190, '#4f8a7c') + times(9, (i) => rect(i * 110, 300, 5, 190, '#3e7366')) + rect(0, 292, width, 12, '#3e7366')
      + times(3, (i) => box(60 + i * 330, 340, 190, 90, 4, '#e9efe9') + lettering(84 + i * 330, 376, 140, '#4f8a7c'))
    + pavement(brush, 490, 600) + kerbAndRoad(brush, 600)
}
