import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { Instant, LocalDate } from '#base/instants.ts'
import { err, type Fault, type Result } from '#base/results.ts'
import { localReading } from '#base/zones.ts'
import { caseModelOf } from '#cases/server/index.ts'
import type { CityDb, Database, Tx } from '#platform/db/index.ts'
import { readTable, type TableOptions, type TableRow } from '#platform/documents/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { compileProfile, type ImportRemark, type ImportRow, type Profile, type RowMapper, withoutDuplicates } from '../../rules/import/index.ts'
import { hasReferences } from '../../store/reports.ts'
import { insertRun, markInterrupted, saveRun } from '../../store/import-runs.ts'
import type { ReporterKeys } from '../reporter-keys.ts'
import { isFault, type Named, nothingNamed, type References, resolveReferences } from './references.ts'
import { resolveRow, type ResolvedRow } from './rows.ts'
import { type Written, writePortion } from './write.ts'

export type ImportStep = 'reading' | 'preparing' | 'writing'
export type ImportCasesOptions = {
  readonly profile: Profile
  /** A path, or the bytes: the file is read twice, first for its names and then for its rows. */
  readonly source: string | Buffer
  readonly fileName?: string
  readonly keys: ReporterKeys
  readonly now: Instant
  /** Make areas, units and categories the file names and the city lacks; always so for a city that has no area yet. */
  readonly createMissing?: boolean
  /** Keep good rows in portions of their own; without it all rows go in, or none. */
  readonly keepGood?: boolean
  readonly accountId?: string | null
  readonly table?: TableOptions
  /** Takes every rejected row with its faults, in the order of the file. */
  readonly onReject?: (line: number, faults: readonly Fault[]) => Promise<void> | void
  readonly onProgress?: (step: ImportStep, done: number, total: number | null) => void
  readonly portion?: number
}

/** `read = created + updated + unchanged + rejected + withheld`; `withheld` are good rows kept out because others were not good. */
export type ImportCasesResult = {
  readonly run_id: string
  readonly read: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly withheld: number
  readonly saved: boolean
  readonly made: References['made']
  readonly remarks: Readonly<Partial<Record<ImportRemark, number>>>
  readonly unused_columns: readonly string[]
}

/** Ends a transaction that must leave nothing behind. */
class Undone extends Error {}

type Row = Result<ImportRow, readonly Fault[]> & { readonly line: number }

type Opened = { readonly mapper: RowMapper; readonly rows: AsyncGenerator<readonly Row[]>; readonly close: () => Promise<void> }

const mapped = (mapper: RowMapper, row: TableRow): Row => ({ line: row.line, ...(row.fault ? err([row.fault]) : mapper.map(row.line, row.values)) })

/** Opens the file for one reading. Columns the profile needs and the file has not are a problem of the whole file. */
const openFile = async (options: ImportCasesOptions): Promise<Opened> => {
  const table = await readTable(options.source, options.table)
  const compiled = compileProfile(options.profile, table.header, { now: options.now, headerLine: table.headerLine })
  if (!compiled.ok) {
    await table.close()
    throw problem('intake.rejected', { params: { count: compiled.error.length }, faults: compiled.error })
  }
  const mapper = withoutDuplicates(compiled.value, options.profile)
  return {
    mapper, close: table.close,
    rows: (async function* () {
      for await (const batch of table.batches()) yield batch.map((row) => mapped(mapper, row))
    })(),
  }
}

type Scan = { readonly read: number; readonly faulty: number; readonly named: Named; readonly first: Instant | null;
  readonly remarks: Map<ImportRemark, number>; readonly unused: readonly string[] }

/** First reading: how many rows, what they name, whether any is faulty, and since when. */
const scan = async (options: ImportCasesOptions): Promise<Scan> => {
  const { mapper, rows, close } = await openFile(options)
  const named = nothingNamed()
  const remarks = new Map<ImportRemark, number>()
  let read = 0, faulty = 0, first: Instant | null = null
  try {
    for await (const batch of rows) {
      for (const row of batch) {
        read++
        if (!row.ok) {
          faulty++
          continue
        }
        const { areas, unit, category, opened_at } = row.value
        if (areas) named.areas.set(areas.key, areas)
        if (unit) named.units.set(unit.key, unit)
        if (category) named.categories.set(category.key, category)
        for (const remark of row.value.remarks) remarks.set(remark, (remarks.get(remark) ?? 0) + 1)
        if (first === null || opened_at < first) first = opened_at
      }
      options.onProgress?.('reading', read, null)
    }
  } finally {
    await close()
  }
  return { read, faulty, named, first, remarks, unused: mapper.unused }
}

const hashOf = async (source: string | Buffer): Promise<string> => {
  const hash = createHash('sha256')
  if (typeof source !== 'string') return hash.update(source).digest('hex')
  for await (const piece of createReadStream(source)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

type Progress = { read: number; created: number; updated: number; unchanged: number; rejected: number }

/**
 * Second reading: rows become cases in portions. `inPortion` says in what transaction a portion is written (the one of all, or its own); `write`
 * false
 * only tells what is wrong with the file.
 */
const bringIn = async (
  options: ImportCasesOptions, refs: References, scanned: Scan, progress: Progress,
  portionOf: ((rows: readonly ResolvedRow[]) => Promise<Written>) | null,
): Promise<void> => {
  const { rows, close } = await openFile(options)
  const most = options.portion ?? 1_000
  let good: ResolvedRow[] = []
  const rejects: { readonly line: number; readonly faults: readonly Fault[] }[] = []
  const flush = async (): Promise<void> => {
    if (portionOf && good.length > 0) {
      const written = await portionOf(good)
      progress.created += written.created
      progress.updated += written.updated
      progress.unchanged += written.unchanged
      rejects.push(...written.rejects)
    }
    good = []
    progress.rejected += rejects.length
    // The order of the file, whichever step refused a row.
    for (const { line, faults } of rejects.splice(0).sort((a, b) => a.line - b.line)) await options.onReject?.(line, faults)
    // A faulty file is only gone through once more, for its reasons; nothing of it is written.
    options.onProgress?.(portionOf ? 'writing' : 'reading', progress.read, scanned.read)
  }
  try {
    for await (const batch of rows) {
      for (const row of batch) {
        progress.read++
        const resolved = row.ok ? resolveRow(row.value, refs, options.profile.name) : row
        if (resolved.ok) good.push(resolved.value)
        else rejects.push({ line: row.line, faults: resolved.error })
        if (good.length >= most) await flush()
      }
    }
    await flush()
  } finally {
    await close()
  }
  if (progress.read !== scanned.read) throw problem('intake.import_file_changed', { status: 409 })
}

/**
 * Brings a table of somebody else's cases into a city as full histories with their own dates. Safe to repeat: a row is known by profile and
 * reference, the same row again is `unchanged`, a changed one is `updated` by what it adds. All or nothing, or with `keepGood` in portions that stay,
 * so
 * that an import cut short goes on where it stopped. Throws TableProblem or a problem where the file as a whole cannot be read.
 */
export const importCases = async (database: Pick<Database, 'asOwner'>, city: CityDb, options: ImportCasesOptions): Promise<ImportCasesResult> => {
  const { profile, keepGood = false, now, keys } = options
  // As the owner of the tables: COPY is not for those whom row policies hold, and an import is the machine administrator's.
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.asOwner(city.schema, work)
  const system = profile.name
  const scanned = await scan(options)
  const day: LocalDate = localReading(now, city.zone).date
  const validFrom = scanned.first === null ? day : localReading(scanned.first, city.zone).date
  const run = {
    id: newId<'ImportRun'>(now), profile: system,
    file_name: options.fileName ?? (typeof options.source === 'string' ? path.basename(options.source) : ''),
    file_sha256: await hashOf(options.source),
    mode: keepGood ? ('keep_good' as const) : ('atomic' as const), account_id: options.accountId ?? null, started_at: now,
  }
  await write(async (tx) => {
    await insertRun(tx, run)
    await markInterrupted(tx, system, run.id, now)
  })
  const model = await caseModelOf(city)
  const progress: Progress = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 }
  const prepare = async (tx: Tx): Promise<References> => {
    options.onProgress?.('preparing', 0, null)
    return resolveReferences({ city, tx, now, createMissing: options.createMissing === true, validFrom, source: run.file_name || system },
      scanned.named, day)
  }
  const portionIn = (tx: Tx, known: boolean) => (rows: readonly ResolvedRow[]): Promise<Written> => writePortion({ tx, city, model, keys, now, system,
    runId: run.id, known }, rows)

  let made: References['made'] = { areas: 0, units: 0, categories: 0 }
  const keepingGood = async (): Promise<void> => {
    const refs = await write(prepare)
    made = refs.made
    const known = await write((tx) => hasReferences(tx, system))
    await bringIn(options, refs, scanned, progress, async (rows) => {
      const written = await writeGood((portion) => write((tx) => portionIn(tx, known)(portion)), rows)
      await write((tx) => saveRun(tx, run.id, 'running', progress, null, ''))
      return written
    })
  }
  const allOrNothing = (): Promise<void> => write(async (tx) => {
    const refs = await prepare(tx)
    const unresolved = [...refs.areas.values(), ...refs.units.values(), ...refs.categories.values()].some((found) => isFault(found))
    const known = await hasReferences(tx, system)
    await bringIn(options, refs, scanned, progress, scanned.faulty > 0 || unresolved ? null : portionIn(tx, known))
    if (progress.rejected > 0) throw new Undone()
    made = refs.made
  })
  let saved = true
  try {
    await (keepGood ? keepingGood() : allOrNothing())
  } catch (error) {
    if (!(error instanceof Undone)) {
      const code = (error as { code?: string }).code ?? 'intake.import_failed'
      await write((tx) => saveRun(tx, run.id, 'failed', keepGood ? progress : { ...progress, created: 0, updated: 0, unchanged: 0 }, now,
        code)).catch(() => 0)
      throw error
    }
    saved = false
    Object.assign(progress, { created: 0, updated: 0, unchanged: 0 })
  }
  await write((tx) => saveRun(tx, run.id, saved ? 'done' : 'failed', progress, now, saved ? '' : 'intake.import_faulty_rows'))
  const { read, created, updated, unchanged, rejected } = progress
  return {
    run_id: run.id, read, created, updated, unchanged, rejected, withheld: read - created - updated - unchanged - rejected, saved, made,
    remarks: Object.fromEntries(scanned.remarks), unused_columns: scanned.unused,
  }
}

/** A portion the database refuses is halved until the row it refuses is found; the others go in. */
const writeGood = async (write: (rows: readonly ResolvedRow[]) => Promise<Written>, rows: readonly ResolvedRow[]): Promise<Written> => {
  try {
    return await write(rows)
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string }
    if (!/^(22|23)/.test(code ?? '')) throw error
    const [only] = rows
    if (rows.length === 1 && only) {
      const fault: Fault = { field: '', value: only.row.external_ref, code: 'intake.import_refused', params: { reason: constraint ?? code ?? '' } }
      return { created: 0, updated: 0, unchanged: 0, rejects: [{ line: only.row.line, faults: [fault] }] }
    }
    const middle = Math.ceil(rows.length / 2)
    const [first, second] = [await writeGood(write, rows.slice(0, middle)), await writeGood(write, rows.slice(middle))]
    return {
      created: first.created + second.created, updated: first.updated + second.updated, unchanged: first.unchanged + second.unchanged,
      rejects: [...first.rejects, ...second.rejects],
    }
  }
}
