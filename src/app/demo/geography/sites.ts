import type { Random } from '#base/seeded-random.ts'
import { clustersOf } from './clusters.ts'
import { type CityPlan, districtPlans, type PlanPoint } from './plan.ts'
import { sure } from '../sure.ts'

/** One community's seed point; `street` counts through the city, `district` indexes `districtPlans`; both are -1 outside the city. */
export type Site = { readonly at: PlanPoint; street: number; readonly district: number }

const cellKm = 0.4
const reachKm = 66

/** Points drawn in every district so that the density of communities is met; about `perCommunity` points for each community. */
const drawPoints = (plan: CityPlan, perCommunity: number, random: Random): PlanPoint[][] => {
  const cells: [x: number, y: number, district: number, density: number][] = []
  const totals = districtPlans.map(() => 0)
  for (let x = -reachKm; x < reachKm; x += cellKm) {
    for (let y = -reachKm; y < reachKm; y += cellKm) {
      const district = plan.districtAt([x + cellKm / 2, y + cellKm / 2])
      if (district < 0) continue
      const density = plan.density([x, y])
      totals[district] = (totals[district] ?? 0) + density
      cells.push([x, y, district, density])
    }
  }
  const points: PlanPoint[][] = districtPlans.map(() => [])
  for (const [x, y, district, density] of cells) {
    const expected = ((districtPlans[district]?.communities ?? 0) * perCommunity * density) / (totals[district] ?? 1)
    const count = Math.floor(expected + random.next())
    for (let i = 0; i < count; i++) {
      const point: PlanPoint = [x + random.next() * cellKm, y + random.next() * cellKm]
      const own = plan.districtAt(point)
      if (own >= 0) points[own]?.push(point)
    }
  }
  return points
}

/** Built-up districts are laid out in blocks: rows of sites, every row shifted by its own amount, on a slightly turned grid. */
const blockSites = (plan: CityPlan, district: number, random: Random): PlanPoint[] => {
  let cells = 0
  for (let x = -25; x < 25; x += cellKm) for (let y = -25; y < 25; y += cellKm) if (plan.districtAt([x, y]) === district) cells++
  const side = Math.sqrt((cells * cellKm * cellKm) / (districtPlans[district]?.communities ?? 1))
  const turn = (random.next() - 0.5) * 0.16
  const out: PlanPoint[] = []
  for (let row = -30; row < 30; row += side * (0.84 + random.next() * 0.16)) {
    for (let column = -30 + random.next() * side; column < 30; column += side * (0.94 + random.next() * 0.32)) {
      const x = column + (random.next() - 0.5) * side * 0.07, y = row + (random.next() - 0.5) * side * 0.07
      const at: PlanPoint = [x - y * turn, y + x * turn]
      if (plan.districtAt(at) === district) out.push(at)
    }
  }
  return out
}

/** Whole numbers in proportion to the weights, at least `least` each, adding up to `total`. */
const sharesOf = (weights: readonly number[], total: number, least: number): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map((w) => Math.max(least, Math.round((w / sum) * total)))
  for (let difference = total - shares.reduce((a, b) => a + b, 0); difference !== 0;) {
    const step = Math.sign(difference)
    const index = shares.indexOf(Math.max(...shares))
    shares[index] = (shares[index] ?? 0) + step
    difference -= step
  }
  return shares
}

/** Sites beside the river come in mirrored pairs, so that the borders between their cells run in the river. */
const alongRiver = (sites: Site[], plan: CityPlan): Site[] => {
  const river = plan.river
  const distance = (a: PlanPoint, b: PlanPoint): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
  const spacingAt = (p: PlanPoint): number => {
    const near = sites.map((s) => distance(s.at, p)).sort((a, b) => a - b)
    return Math.min(3, (near[2] ?? 1) * 1.1)
  }
  const pairs: Site[] = []
  const cleared = new Set<Site>()
  const mouths: [PlanPoint, number][] = []
  for (let i = 1, walked = Infinity; i + 1 < river.length; i++) {
    const p = sure(river[i]), before = sure(river[i - 1]), after = sure(river[i + 1])
    walked += distance(p, before)
    if (plan.districtAt(p) < 0) continue
    const spacing = spacingAt(p)
    if (walked < spacing) continue
    walked = 0
    mouths.push([p, spacing])
    const length = distance(before, after)
    const nx = -(after[1] - before[1]) / length, ny = (after[0] - before[0]) / length
    const offset = spacing * 0.36
    for (const side of [1, -1]) {
      const at: PlanPoint = [p[0] + nx * offset * side, p[1] + ny * offset * side]
      const district = plan.districtAt(at)
      if (district < 0) continue
      let best = Infinity, street = -1
      for (const site of sites) {
        const d = distance(site.at, at)
        if (site.district === district && d < best) [best, street] = [d, site.street]
      }
      if (street >= 0) pairs.push({ at, street, district })
    }
  }
  for (const [p, spacing] of mouths) for (const site of sites) if (distance(site.at, p) < spacing * 0.72) cleared.add(site)
  return [...sites.filter((site) => !cleared.has(site)), ...pairs]
}

/** All sites: those of the communities, and a belt of outside ones that shape the city's own border. */
export const citySites = (plan: CityPlan, random: Random): Site[] => {
  const points = drawPoints(plan, 14, random.fork('points'))
  const inside: Site[] = []
  let streetCount = 0
  districtPlans.forEach((district, d) => {
    const blocks = district.group === 'core' || district.group === 'inner'
    const own = blocks ? blockSites(plan, d, random.fork(`blocks/${d}`)) : points[d] ?? []
    const streets = clustersOf(own, district.streets, 4, random.fork(`streets/${d}`))
    const members = streets.centres.map((_, s) => own.filter((_point, i) => streets.of[i] === s))
    const shares = sharesOf(members.map((m) => m.length), district.communities, 2)
    members.forEach((member, s) => {
      if (blocks) {
        for (const at of member) inside.push({ at, street: streetCount + s, district: d })
        return
      }
      const communities = clustersOf(member, shares[s] ?? 2, 1, random.fork(`communities/${d}/${s}`))
      for (const at of communities.centres) inside.push({ at, street: streetCount + s, district: d })
    })
    streetCount += district.streets
  })
  const outside: Site[] = []
  const belt = random.fork('belt')
  for (let x = -reachKm; x < reachKm; x += 2.1) {
    for (let y = -reachKm; y < reachKm; y += 2.1) {
      const at: PlanPoint = [x + belt.next() * 1.5, y + belt.next() * 1.5]
      if (plan.districtAt(at) < 0) outside.push({ at, street: -1, district: -1 })
    }
  }
  return [...alongRiver(inside, plan), ...outside]
}
