import type { Random } from '#base/seeded-random.ts'

/** Smooth value noise on a lattice of 64 x 64, repeated; `scale` is the size of one lattice step in the units of x and y. */
export type Noise = (x: number, y: number, scale: number) => number

export const valueNoise = (random: Random): Noise => {
  const lattice = Float64Array.from({ length: 4096 }, () => random.next() * 2 - 1)
  const at = (i: number, j: number): number => lattice[((j & 63) << 6) | (i & 63)] ?? 0
  return (x, y, scale) => {
    const u = x / scale, v = y / scale
    const i = Math.floor(u), j = Math.floor(v)
    const s = u - i, t = v - j
    const a = s * s * (3 - 2 * s), b = t * t * (3 - 2 * t)
    const top = at(i, j) + (at(i + 1, j) - at(i, j)) * a
    const bottom = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * a
    return top + (bottom - top) * b
  }
}

/** Three octaves of noise, in about [-1, 1]. */
export const fractalNoise = (noise: Noise, x: number, y: number, scale: number): number =>
  (noise(x, y, scale) + noise(x + 17.3, y - 9.1, scale / 2) * 0.5 + noise(x - 31.7, y + 5.9, scale / 4) * 0.25) / 1.75
