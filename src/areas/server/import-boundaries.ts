import { setImmediate } from 'node:timers/promises'
import type { Crs } from '#base/geometry/crs.ts'
import { nameKey } from '#base/name-keys.ts'
import { ok, type Fault, type Result } from '#base/results.ts'
import { newId } from '#platform/random/index.ts'
import {
  type Area, type AreaId, type AreaLevel, depthOf, extensionCode, isValidOn, type Matched, matchFeatures, parseCode, planAreas, type Rejected,
} from '../rules/index.ts'
import { insertAreas, readAreas, readSettings } from '../store/areas.ts'
import { boundaryDigests, type BoundaryInsert, saveBoundaries } from '../store/boundaries.ts'
import { boundaryRow, prepareBoundary, repairWire } from './boundary.ts'
import type { Feature } from './geojson-file.ts'
import { type ImportOptions, type ImportResult, rejectOf } from './import-areas.ts'
import { type AreaWork, cityDay, recordChange } from './work.ts'

export type BoundaryOptions = ImportOptions & {
  readonly level: AreaLevel
  readonly crs: Crs
  readonly codeProperty?: string
  readonly nameProperty?: string
  /** Makes areas for features that match none, with the code they bring or one counted down from 999. */
  readonly createMissing?: boolean
}
/** One mended boundary. `line` is the feature's number from 1. */
export type Mended = { readonly line: number; readonly code: string; readonly name: string } & ReturnType<typeof repairWire>
export type BoundaryResult = ImportResult & {
  /** Areas made for features that matched none. */
  readonly areas_created: number
  readonly mended: readonly Mended[]
  /** Largest share of drawn ground lost by mending. */
  readonly worst_lost_share: number
}

/** Makes the areas that features ask for and nobody has: one record each, checked like any other new area. */
const missingAreas = async (work: AreaWork, matches: readonly Matched[], existing: readonly Area[], { level, validFrom }: BoundaryOptions): Promise<readonly (Result<Area, Fault> | null)[]> => {
  const { scheme } = await readSettings(work.tx)
  const used = new Set(existing.map((area) => area.code))
  const day = cityDay(work.city, work.now)
  const known = [...existing]
  return matches.map((match, i) => {
    if (match.kind === 'matched' || match.fault.code !== 'areas.feature_unknown' || match.name === null) return null
    const { parent } = match
    if (level !== 'city' && (!parent || depthOf(parent.level) >= depthOf(level))) return null
    const brought = match.code !== null && !used.has(match.code) ? parseCode(scheme, match.code, level) : null
    const code = brought?.ok ? brought.value.code : parent ? extensionCode(scheme, parent, level, (c) => used.has(c)) : null
    if (code === null) return null
    const plan = planAreas([{ line: i + 1, code, name: match.name, level, ...(parent ? { parentCode: parent.code } : {}) }], known, { scheme, day, ...(validFrom ? { validFrom } : {}), keyOf: nameKey, newId: () => newId<'Area'>(work.now) as AreaId })
    const made = plan.create[0]
    if (!made) return plan.rejected[0]?.faults[0] ? { ok: false as const, error: plan.rejected[0].faults[0] } : null
    used.add(made.code)
    known.push(made)
    return ok(made)
  })
}

/**
 * Takes a boundary file in: finds each feature's area, converts to WGS-84, mends what crosses itself keeping its ground, and saves what changed.
 * Any fault keeps everything out unless `keepGood`; repeating it changes nothing.
 */
export const importBoundaries = async (work: AreaWork, features: readonly Feature[], options: BoundaryOptions): Promise<BoundaryResult> => {
  const { tx, now, city } = work
  const day = cityDay(city, now)
  const existing = (await readAreas(tx)).filter((area) => isValidOn(area, day))
  const matches = matchFeatures(features.map((feature) => feature.properties), existing, options)
  const made = options.createMissing ? await missingAreas(work, matches, await readAreas(tx), options) : []
  const digests = await boundaryDigests(tx)
  const rejects: Rejected[] = [], mended: Mended[] = [], rows: BoundaryInsert[] = []
  const create: Area[] = []
  let created = 0, updated = 0, unchanged = 0, worst = 0
  for (const [i, feature] of features.entries()) {
    if (i % 10 === 9) {
      options.onProgress?.(i, features.length)
      await setImmediate()
    }
    const match = matches[i] as Matched
    const fresh = made[i]
    if (match.kind === 'unmatched' && !fresh?.ok) {
      rejects.push(rejectOf(i + 1, fresh && !fresh.ok ? fresh.error : match.fault))
      continue
    }
    const area = match.kind === 'matched' ? match.area : (fresh as { readonly value: Area }).value
    const prepared = prepareBoundary(feature.geometry, options.crs)
    if (!prepared.ok) {
      rejects.push(rejectOf(i + 1, ...prepared.error))
      continue
    }
    const { report, row } = prepared.value
    const wire = repairWire(report)
    if (report.flaws.length > 0) mended.push({ line: i + 1, code: area.code, name: area.name, ...wire })
    worst = Math.max(worst, wire.lost_share)
    if (digests.get(area.id) === row.digest) {
      unchanged++
      continue
    }
    if (digests.has(area.id)) updated++
    else created++
    if (fresh?.ok) create.push(area)
    rows.push(boundaryRow(prepared.value, area.id, options.validFrom ?? day, options.source, now))
  }
  options.onProgress?.(features.length, features.length)
  const saved = rejects.length === 0 || options.keepGood === true
  const result: BoundaryResult = {
    read: features.length, created, updated, unchanged, rejected: rejects.length, saved, rejects, areas_created: saved ? create.length : 0, mended, worst_lost_share: worst,
  }
  if (!saved || rows.length === 0) return result
  await insertAreas(tx, create.map((area) => ({ ...area, source: options.source, createdAt: now })), create.map(() => newId(now)))
  await saveBoundaries(tx, rows)
  await recordChange(work, 'boundaries.imported', {}, {
    source: options.source, level: options.level, crs: options.crs, read: result.read, created, updated, rejected: rejects.length, mended: mended.length, worst_lost_share: worst,
  })
  return result
}
