import { at, between, blob, box, disc, line, oval, poly, rect, shape, stroke, times } from './drawing.ts'
import type { Brush } from './backdrops.ts'

/** Single things, drawn around the point where they stand (0, 0), upward. */
export const bag = ({ random }: Brush, colour: string): string => {
  const w = between(random, 24, 34)
  return shape(`M${-w} 0Q${-w - 6} -34 -8 -48L-3 -58L6 -57L8 -47Q${w + 6} -32 ${w} 0Z`, colour)
    + stroke(`M-10 -20Q0 -34 12 -22`, '#ffffff', 2, 'opacity=".35"')
}
export const carton = ({ random, p }: Brush): string => {
  const w = between(random, 44, 76), h = between(random, 34, 58)
  const colour = random.pick(['#c49a6c', '#b98c5d', '#cfa97e'])
  return rect(-w / 2, -h, w, h, colour) + poly([[-w / 2, -h], [w / 2, -h], [w / 2 + 12, -h - 12], [-w / 2 + 12, -h - 12]], '#dcc09a')
    + poly([[w / 2, -h], [w / 2 + 12, -h - 12], [w / 2 + 12, -12], [w / 2, 0]], '#a67c50')
    + rect(-5, -h, 10, h, p.wall, 'opacity=".5"')
}
export const bicycle = (colour: string, basket: string): string =>
  disc(-36, -24, 23, 'none', 'stroke="#4b4d50" stroke-width="5"') + disc(38, -24, 23, 'none', 'stroke="#4b4d50" stroke-width="5"')
  + stroke('M-36 -24L-10 -62L24 -58L38 -24M-10 -62L4 -24L-36 -24M4 -24L24 -58L30 -78L42 -80M-10 -62L-14 -74', colour, 6)
    + box(-28, -80, 26, 7, 3, '#3f4144') + box(32, -84, 26, 20, 3, basket)
export const scooter = (colour: string): string =>
  disc(-40, -18, 18, '#4b4d50') + disc(44, -18, 18, '#4b4d50') + disc(-40, -18, 8, '#b9bbbd') + disc(44, -18, 8, '#b9bbbd')
  + shape('M-62 -30Q-60 -56 -26 -56H4L14 -28H28L34 -84H46L54 -30L38 -26L30 -16H-18Z', colour) + box(-58, -66, 58, 13, 6, '#3f4144')
    + stroke('M36 -84L26 -94M44 -86L58 -90', '#4b4d50', 5)
export const car = ({ random }: Brush, colour: string): string =>
  oval(0, 2, 132, 12, '#000', 'opacity=".14"') + shape('M-130 -14Q-132 -52 -96 -58L-62 -94Q-52 -104 -34 -104H34Q52 -104 64 -92L92 -60Q128 -54 130 -16Z', colour)
  + shape('M-78 -60L-52 -88Q-46 -94 -34 -94H-6V-60Z', '#c4d6dc') + shape('M6 -94H32Q44 -94 52 -86L74 -60H6Z', '#b3c8cf')
    + disc(-78, -14, 25, '#45474a') + disc(78, -14, 25, '#45474a')
  + disc(-78, -14, 11, '#c9cbcc') + disc(78, -14, 11, '#c9cbcc') + box(112, -48, 14, 9, 3, '#f3e3b0')
    + (random.next() < 0.5 ? box(-18, -48, 18, 4, 2, '#6a6d70') : '')
export const bin = (colour: string, full: boolean, brush: Brush): string =>
  (full ? at(-8, -84, bag(brush, '#77706a'), 0.7) + at(16, -82, bag(brush, '#a9a399'), 0.6) : '') + shape('M-34 -88H34L28 0H-28Z', colour)
    + box(-38, -98, 76, 14, 5, colour) + line(-16, -70, -14, -16, '#ffffff55', 4)
  + line(14, -70, 12, -16, '#ffffff55', 4) + disc(-20, 2, 7, '#4b4d50') + disc(20, 2, 7, '#4b4d50')
export const stall = ({ random, p }: Brush): string => {
  const colour = random.pick(p.accents)
  return line(-92, 0, -92, -150, '#8a8378', 6) + line(92, 0, 92, -150, '#8a8378', 6) + shape('M-112 -146L-84 -186H84L112 -146Z', colour)
    + times(4, (i) => poly([[-112 + i * 56, -146], [-84 + i * 42, -186], [-63 + i * 42, -186], [-84 + i * 56, -146]], '#f3ebdc'))
      + rect(-100, -66, 200, 12, '#b08a60') + rect(-92, -54, 184, 54, '#c9a57a')
    + times(7, (i) => disc(-82 + i * 27, -74, between(random, 9, 14), random.pick(['#d06a4c', '#e2b04a', '#86a85c', '#c24f5e', '#e08b45'])))
      + times(6, (i) => disc(-70 + i * 27, -90, 9, random.pick(['#d06a4c', '#e2b04a', '#86a85c'])))
}
export const person = (coat: string): string => oval(0, 0, 26, 6, '#000', 'opacity=".12"') + rect(-14, -56, 11, 56, '#4d5560')
  + rect(3, -56, 11, 56, '#4d5560')
  + shape('M-22 -56V-104Q-20 -122 0 -122Q20 -122 22 -104V-56Z', coat) + disc(0, -142, 18, '#e0bd9d')
    + shape('M-18 -144Q-18 -164 0 -164Q18 -164 18 -144Q6 -154 -18 -144Z', '#4a423c')
export const lampPost = (lit: boolean, turn: number): string => at(0, 0,
  rect(-7, -360, 14, 360, '#7d848a') + stroke('M0 -352Q10 -392 82 -388', '#7d848a', 9) + box(66, -400, 66, 18, 7, '#5f666c')
    + (lit ? oval(100, -378, 30, 9, '#fff2bd') + poly([[72, -378], [128, -378], [220, -20], [-10, -20]], '#fff2bd', 'opacity=".22"') : '')
      + box(-16, -20, 32, 20, 3, '#6a7177'), 1, turn)
export const cone = (): string => poly([[-20, 0], [20, 0], [6, -58], [-6, -58]], '#d9682f')
  + poly([[-15, -14], [15, -14], [11, -28], [-11, -28]], '#f4efe6') + rect(-28, -4, 56, 8, '#c25a27')
export const sofa = (colour: string): string => box(-96, -84, 192, 56, 16, colour) + box(-110, -58, 36, 54, 14, colour)
  + box(74, -58, 36, 54, 14, colour) + box(-80, -46, 160, 34, 10, '#ffffff', 'opacity=".22"') + rect(-92, -10, 10, 12, '#5c4c3d')
    + rect(82, -10, 10, 12, '#5c4c3d')
export const scraps = ({ random }: Brush, x: number, y: number, w: number, h: number, count: number, colours: readonly string[]): string =>
  times(count, () => at(x + random.next() * w, y + random.next() * h,
    random.next() < 0.5 ? blob(random, between(random, 6, 15), between(random, 4, 9), random.pick(colours), 6, 0.5)
      : rect(-8, -5, between(random, 10, 20), between(random, 6, 11), random.pick(colours)), 1, between(random, 0, 180)))
export const puddle = ({ random }: Brush, x: number, y: number, rx: number, ry: number,
  colour = '#8aa0aa'): string => at(x, y, blob(random, rx, ry, colour, 12, 0.25, 'opacity=".85"')
    + blob(random, rx * 0.6, ry * 0.5, '#b9cad0', 9, 0.3, 'opacity=".7"'))
