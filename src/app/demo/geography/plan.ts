import type { Random } from '#base/seeded-random.ts'
import { fractalNoise, valueNoise } from './noise.ts'
import { sure } from '../sure.ts'

/** Plane coordinates in km, x to the east and y to the north of the city's centre. */
export type PlanPoint = readonly [x: number, y: number]

export type DistrictGroup = 'core' | 'inner' | 'plain' | 'hills'
export type DistrictPlan = {
  readonly name: string
  readonly group: DistrictGroup
  readonly streets: number
  readonly communities: number
}

/** The sixteen districts in the order of their codes: 343 streets, about 2,000 communities, in four peer groups. */
export const districtPlans: readonly DistrictPlan[] = [
  { name: '承宣区', group: 'core', streets: 17, communities: 132 },
  { name: '鼓台区', group: 'core', streets: 15, communities: 120 },
  { name: '澜东区', group: 'inner', streets: 34, communities: 236 },
  { name: '锦河区', group: 'inner', streets: 27, communities: 190 },
  { name: '清渡区', group: 'inner', streets: 26, communities: 178 },
  { name: '望澜区', group: 'inner', streets: 23, communities: 164 },
  { name: '鹭洲区', group: 'plain', streets: 22, communities: 124 },
  { name: '广禾区', group: 'plain', streets: 24, communities: 132 },
  { name: '沙渚区', group: 'plain', streets: 20, communities: 108 },
  { name: '澄湖区', group: 'plain', streets: 23, communities: 126 },
  { name: '平畴区', group: 'plain', streets: 22, communities: 118 },
  { name: '青屏区', group: 'hills', streets: 19, communities: 78 },
  { name: '云麓区', group: 'hills', streets: 20, communities: 84 },
  { name: '桐溪区', group: 'hills', streets: 18, communities: 76 },
  { name: '梧岭区', group: 'hills', streets: 16, communities: 66 },
  { name: '霞岭区', group: 'hills', streets: 17, communities: 68 },
]

/** Index into `districtPlans`, or -1 outside the city. */
export type DistrictAt = (point: PlanPoint) => number
export type CityPlan = {
  readonly districtAt: DistrictAt
  readonly river: readonly PlanPoint[]
  /** Communities wanted around a point, relative: the centre is dense, the hills are not. */
  readonly density: (point: PlanPoint) => number
}

const riverKnots: readonly PlanPoint[] = [
  [-62, 46], [-48, 36], [-39, 24], [-27, 20], [-19, 10], [-10, 7.5], [-5, 1.2], [0.5, -1.6], [6, -0.6], [10, -5.5], [18, -7], [23, -15], [32, -18],
    [38, -29], [50, -36], [64, -44],
]

/** Catmull-Rom through the knots, one point about every 0.3 km, so that the river bends without corners. */
const meander = (knots: readonly PlanPoint[], random: Random): PlanPoint[] => {
  const noise = valueNoise(random)
  const out: PlanPoint[] = []
  for (let k = 0; k + 3 < knots.length; k++) {
    const [p0, p1, p2, p3] = [sure(knots[k]), sure(knots[k + 1]), sure(knots[k + 2]), sure(knots[k + 3])]
    const steps = Math.ceil(Math.sqrt((p2[0] - p1[0]) ** 2 + (p2[1] - p1[1]) ** 2) / 0.3)
    for (let s = 0; s < steps; s++) {
      const t = s / steps
      const curve = (i: 0 | 1): number => 0.5 * (2 * p1[i] + (p2[i] - p0[i]) * t + (2 * p0[i] - 5 * p1[i] + 4 * p2[i] - p3[i]) * t * t
        + (3 * p1[i] - p0[i] - 3 * p2[i] + p3[i]) * t * t * t)
      const x = curve(0), y = curve(1)
      out.push([x + noise(x, y, 3.1) * 0.7, y + noise(y + 40, x, 3.1) * 0.7])
    }
  }
  return out
}

const blockKm = 2
/**
 * Positive on the left (north-east) bank of a river that runs from north-west to south-east. A block of the plane the river does not come
 * near lies on one bank as a whole, so most questions are answered by the middle of their block.
 */
const bankOf = (river: readonly PlanPoint[]): ((x: number, y: number) => number) => {
  const look = (x: number, y: number): { readonly side: number; readonly distance: number } => {
    let best = Infinity, side = 0
    for (let i = 0; i + 2 < river.length; i += 2) {
      const a = sure(river[i]), b = sure(river[i + 2])
      const dx = b[0] - a[0], dy = b[1] - a[1]
      const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)))
      const ex = x - a[0] - t * dx, ey = y - a[1] - t * dy
      const distance = ex * ex + ey * ey
      if (distance < best) [best, side] = [distance, dx * ey - dy * ex]
    }
    return { side, distance: Math.sqrt(best) }
  }
  const blocks = new Map<number, ReturnType<typeof look>>()
  return (x, y) => {
    const column = Math.floor(x / blockKm), row = Math.floor(y / blockKm)
    const key = column * 1_000 + row
    const block = blocks.get(key) ?? look((column + 0.5) * blockKm, (row + 0.5) * blockKm)
    blocks.set(key, block)
    return block.distance > blockKm ? block.side : look(x, y).side
  }
}

/** Centre and reach of the ten outer districts: the nearest by distance minus reach wins. */
const outer: readonly (readonly [index: number, x: number, y: number, reach: number])[] = [
  [6, 25, -24, 1], [7, 3, -24, 2], [8, 27, -3, 1.5], [9, 22, 15, 0.5], [10, -15, -20, 0],
  [11, -34, 2, 4], [12, -31, 31, 5], [13, -4, 33, 5], [14, 25, 38, 7], [15, -38, -25, 7],
]

export const cityPlan = (random: Random): CityPlan => {
  const noise = valueNoise(random.fork('plan'))
  const river = meander(riverKnots, random.fork('river'))
  const bank = bankOf(river)
  const districtAt: DistrictAt = ([px, py]) => {
    const x = px + fractalNoise(noise, px, py, 9) * 2.2, y = py + fractalNoise(noise, py + 70, px, 9) * 2.2
    const outline = Math.sqrt((x + y * 0.12 + 2) ** 2 + ((y - 4) / 0.94) ** 2)
    if (outline > 44 + fractalNoise(noise, x * 1.3 + 55, y * 1.3, 25) * 11) return -1
    const north = bank(px, py) > 0
    const fromCentre = Math.sqrt((x / 1.15) ** 2 + (y - 2.5) ** 2)
    if (fromCentre < 5 && north) return x < 0.4 ? 0 : 1
    if (fromCentre < 14.5 + fractalNoise(noise, x, y, 14) * 3) {
      if (!north) return x + y * 0.3 < -6.5 ? 3 : 5
      return x > 0 && y - 2.5 < (x + 1) * 0.62 ? 2 : 4
    }
    let best = Infinity, index = -1
    for (const [district, cx, cy, reach] of outer) {
      const crossing = district === 6 && north && py > -26 ? 6
        : district === 8 && !north ? 30 : district === 12 && !north ? 30 : district === 11 && north ? 30 : 0
      const distance = Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - reach + crossing
      if (distance < best) [best, index] = [distance, district]
    }
    return index
  }
  const density = ([x, y]: PlanPoint): number => {
    const r = Math.sqrt(x * x + (y - 2.5) ** 2)
    const town = Math.max(0, fractalNoise(noise, x + 200, y, 7)) ** 2 * 6
    return 1 / (1 + (r / 5) ** 2) + 0.02 * (1 + town)
  }
  return { districtAt, river, density }
}
