import { Delaunay } from 'd3-delaunay'
import type { Random } from '#base/seeded-random.ts'
import type { PlanPoint } from './plan.ts'
import { sure } from '../sure.ts'

/** One border between the cells of two sites; `line` runs from vertex `from` to vertex `to`, both ends included. */
export type Border = { readonly a: number; readonly b: number; readonly from: number; readonly to: number; readonly line: readonly PlanPoint[]; readonly length: number }

const midpoint = (p: PlanPoint, q: PlanPoint): PlanPoint => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]
const gap = (p: PlanPoint, q: PlanPoint): number => Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2)

const circumcentre = (a: PlanPoint, b: PlanPoint, c: PlanPoint): PlanPoint => {
  const dx = b[0] - a[0], dy = b[1] - a[1], ex = c[0] - a[0], ey = c[1] - a[1]
  const bl = dx * dx + dy * dy, cl = ex * ex + ey * ey, d = 2 * (dx * ey - dy * ex)
  return d === 0 ? midpoint(a, c) : [a[0] + (ey * bl - dy * cl) / d, a[1] + (dx * cl - ex * bl) / d]
}

/** How far a point at share `t` of the border may move towards `site` and stay inside the triangle border-site. */
const roomTowards = (site: PlanPoint, u: PlanPoint, v: PlanPoint, length: number): { sign: number; at: (t: number) => number } => {
  const ux = (v[0] - u[0]) / length, uy = (v[1] - u[1]) / length
  const foot = ((site[0] - u[0]) * ux + (site[1] - u[1]) * uy) / length
  const height = (site[1] - u[1]) * ux - (site[0] - u[0]) * uy
  return {
    sign: Math.sign(height),
    at: (t) => Math.abs(height) * Math.min(foot > 0 ? t / foot : Infinity, foot < 1 ? (1 - t) / (1 - foot) : Infinity),
  }
}

/**
 * A border as a walked line: points every `step` km pushed aside by midpoint displacement. Every point stays inside the two triangles border-site;
 * the triangles of different borders do not overlap, so displaced borders never cross.
 */
const walked = (u: PlanPoint, v: PlanPoint, a: PlanPoint, b: PlanPoint, step: number, roughness: number, random: Random): PlanPoint[] => {
  const length = gap(u, v)
  const depth = Math.min(6, Math.max(0, Math.ceil(Math.log2(length / step))))
  if (depth === 0 || length < step * 0.6) return [u, v]
  const count = 2 ** depth
  const offsets = new Float64Array(count + 1)
  for (let half = count / 2, amplitude = length * roughness; half >= 1; half /= 2, amplitude *= 0.55) {
    for (let i = half; i < count; i += 2 * half) offsets[i] = ((offsets[i - half] ?? 0) + (offsets[i + half] ?? 0)) / 2
      + (random.next() * 2 - 1) * amplitude
  }
  const toA = roomTowards(a, u, v, length), toB = roomTowards(b, u, v, length)
  const nx = -(v[1] - u[1]) / length, ny = (v[0] - u[0]) / length
  return Array.from({ length: count + 1 }, (_, i): PlanPoint => {
    if (i === 0) return u
    if (i === count) return v
    const t = i / count
    const wanted = offsets[i] ?? 0
    const room = Math.sign(wanted) === toA.sign ? toA.at(t) : toB.at(t)
    const offset = Math.sign(wanted) * Math.min(Math.abs(wanted), room * 0.6)
    return [u[0] + (v[0] - u[0]) * t + nx * offset, u[1] + (v[1] - u[1]) * t + ny * offset]
  })
}

/** Borders of the Voronoi cells of the sites. `texture` gives the step in km and the roughness of borders around a point. */
export const bordersOf = (
  sites: readonly PlanPoint[], texture: (at: PlanPoint) => { readonly step: number; readonly roughness: number }, random: Random,
): Border[] => {
  const { triangles, halfedges } = new Delaunay(sites.flat())
  const site = (e: number): number => triangles[e] ?? 0
  const vertices = Array.from({ length: triangles.length / 3 }, (_, t) =>
    circumcentre(sure(sites[site(3 * t)]), sure(sites[site(3 * t + 1)]), sure(sites[site(3 * t + 2)])))
  const borders: Border[] = []
  for (let e = 0; e < triangles.length; e++) {
    const opposite = halfedges[e] ?? -1
    if (opposite < e) continue
    const a = site(e), b = site(e % 3 === 2 ? e - 2 : e + 1)
    const from = Math.floor(e / 3), to = Math.floor(opposite / 3)
    const u = sure(vertices[from]), v = sure(vertices[to])
    const { step, roughness } = texture(midpoint(u, v))
    borders.push({ a, b, from, to, line: walked(u, v, sure(sites[a]), sure(sites[b]), step, roughness, random), length: gap(u, v) })
  }
  return borders
}
