import { nameKey } from '#base/name-keys.ts'
import type { LocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { newId } from '#platform/random/index.ts'
import { type Area, type AreaId, type AreaRecord, planAreas, type Rejected, schemeOfCityCode } from '../rules/index.ts'
import { insertAreas, readAreas, readSettings, renameArea, saveSettings } from '../store/areas.ts'
import { type AreaWork, cityDay, recordChange } from './work.ts'

export type ImportProgress = (done: number, total: number) => void
/** Figures of an import; they add up: read = created + updated + unchanged + rejected. `saved` is false when faults kept everything out. */
export type ImportResult = {
  readonly read: number; readonly created: number; readonly updated: number; readonly unchanged: number; readonly rejected: number
  readonly saved: boolean
  readonly rejects: readonly Rejected[]
}
export type ImportOptions = {
  /** Where the rows come from, kept with them. */
  readonly source: string
  readonly keepGood?: boolean
  /** First day of what is new; today where absent. A city that takes in old cases says the day its areas began. */
  readonly validFrom?: LocalDate
  readonly onProgress?: ImportProgress
}

const portion = 1000

export const rejectOf = (line: number, ...faults: readonly Fault[]): Rejected => ({ line, faults })

/** Inserts planned areas and renames, a thousand at a time. */
const savePlan = async ({ tx, now, city }: AreaWork, create: readonly Area[], rename: readonly { readonly area: Area; readonly name: string }[], { source, onProgress }: ImportOptions): Promise<void> => {
  const total = create.length + rename.length
  for (let i = 0; i < create.length; i += portion) {
    const rows = create.slice(i, i + portion)
    await insertAreas(tx, rows.map((area) => ({ ...area, source, createdAt: now })), rows.map(() => newId(now)))
    onProgress?.(Math.min(i + portion, create.length), total)
  }
  const day = cityDay(city, now)
  for (const [i, { area, name }] of rename.entries()) {
    await renameArea(tx, { id: area.id, nameId: newId(now), name, nameKey: nameKey(name), from: day < area.validFrom ? area.validFrom : day, now })
    onProgress?.(create.length + i + 1, total)
  }
}

/**
 * Takes a list of areas in: makes what is missing, renames what is called otherwise, leaves the rest. Any fault keeps everything out unless
 * `keepGood`; repeating it changes nothing. When the city has no area yet, the first city record decides the scheme of codes.
 */
export const importAreas = async (work: AreaWork, records: readonly AreaRecord[], options: ImportOptions): Promise<ImportResult> => {
  const { tx, now, city } = work
  const existing = await readAreas(tx)
  let { scheme } = await readSettings(tx)
  const root = records.find((record) => record.level === 'city' || /^[1-9]\d{3}00$/.test(record.code))
  if (root && !existing.some((area) => area.level === 'city')) scheme = schemeOfCityCode(root.code)
  const plan = planAreas(records, existing, { scheme, day: cityDay(city, now), ...(options.validFrom ? { validFrom: options.validFrom } : {}), keyOf: nameKey, newId: () => newId<'Area'>(now) as AreaId })
  const saved = plan.rejected.length === 0 || options.keepGood === true
  const result: ImportResult = {
    read: records.length, created: plan.create.length, updated: plan.rename.length, unchanged: plan.unchanged.length, rejected: plan.rejected.length, saved, rejects: plan.rejected,
  }
  if (!saved || plan.create.length + plan.rename.length === 0) return result
  await saveSettings(tx, { scheme })
  await savePlan(work, plan.create, plan.rename, options)
  await recordChange(work, 'areas.imported', {}, { source: options.source, read: result.read, created: result.created, updated: result.updated, rejected: result.rejected })
  return result
}
