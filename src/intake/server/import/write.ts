import type { Instant, LocalDate } from '#base/instants.ts'
import type { Fault, Refusal } from '#base/results.ts'
import { localReading } from '#base/zones.ts'
import { type CaseId, continueImported, importHistory } from '#cases/rules/index.ts'
import { type CaseModel, caseNumber, caseWithHistory, contextFor, type History, holdCase, saveDecision, systemActor, takeCaseNumbers,
  writeHistories } from '#cases/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { messageKey } from '#platform/http/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { newId } from '#platform/random/index.ts'
import { insertReporters, type ReporterRow } from '../../store/reporters.ts'
import { copyReports, knownReferences, type KnownRow, markRow, type ReportRow } from '../../store/reports.ts'
import type { ReporterKeys } from '../reporter-keys.ts'
import { answersOf, contactOf, differences, type ResolvedRow } from './rows.ts'

export type Writing = {
  readonly tx: Tx
  readonly city: CityDb
  readonly model: CaseModel
  readonly keys: ReporterKeys
  readonly now: Instant
  readonly system: string
  readonly runId: string
  /** Whether this profile has brought anything in before: without it no row can be known already. */
  readonly known: boolean
}
export type Written = { readonly created: number; readonly updated: number; readonly unchanged: number;
  readonly rejects: readonly { readonly line: number; readonly faults: readonly Fault[] }[] }

const refusedRow = (row: ResolvedRow, code: 'import_refused' | 'import_contradicts', refusal: Refusal): Written['rejects'][number] => ({
  line: row.row.line,
  faults: [{ field: '', value: row.row.external_ref, code: `intake.${code}`,
    params: { reason: translator('zh-CN')(messageKey(refusal.code), refusal.params) } }],
})

/** Numbers by the day each case was opened, in the order of the file. */
const numbersFor = async (w: Writing, rows: readonly ResolvedRow[]): Promise<readonly string[]> => {
  const days = rows.map(({ row }): LocalDate => localReading(row.opened_at, w.city.zone).date)
  const wanted = new Map<LocalDate, number>()
  for (const day of days) wanted.set(day, (wanted.get(day) ?? 0) + 1)
  const next = new Map(await takeCaseNumbers(w.tx, wanted))
  return days.map((day) => {
    const n = next.get(day) ?? 1
    next.set(day, n + 1)
    return caseNumber(day, n)
  })
}

const create = async (w: Writing, rows: readonly ResolvedRow[]): Promise<Written> => {
  const numbers = await numbersFor(w, rows)
  const context = contextFor(w.model, null, systemActor, w.now, { recorded_at: w.now })
  const histories: History[] = []
  const reports: ReportRow[] = []
  const reporters: ReporterRow[] = []
  const rejects: Written['rejects'][number][] = []
  rows.forEach((resolved, i) => {
    const { row, told, hash, placed } = resolved
    const id = newId<'case'>(row.opened_at) as CaseId
    const made = importHistory({ ...told, id, number: numbers[i] as string }, context)
    if (!made.ok) {
      rejects.push(refusedRow(resolved, 'import_refused', made.error))
      return
    }
    histories.push({ case: made.value.next, events: made.value.events })
    const report_id = newId<'Report'>(w.now)
    const who = contactOf(row)
    reports.push({
      id: report_id, case_id: id, code: null, source: row.source, external_system: w.system, external_ref: row.external_ref, row_hash: hash,
      import_run_id: w.runId, reported_at: row.opened_at,
      received_at: w.now, account_id: null, entered_by: null, has_contact: who !== null, placed, answers: answersOf(row),
    })
    if (who) reporters.push({ report_id, ...w.keys.seal(report_id, who.contact), masked: who.masked, consent: false, stored_at: w.now })
  })
  await writeHistories(w.tx, w.model, histories, w.now)
  await copyReports(w.tx, reports)
  await insertReporters(w.tx, reporters)
  return { created: histories.length, updated: 0, unchanged: 0, rejects }
}

/** What a changed row adds to the case it made before. */
const update = async (w: Writing, resolved: ResolvedRow, known: KnownRow): Promise<'updated' | Refusal> => {
  await w.tx.setScope({ 'app.case': known.case_id })
  const held = await holdCase(w.tx, known.case_id)
  const history = await caseWithHistory(w.tx, known.case_id)
  const touched = (history?.events ?? []).some((event) => event.actor.role !== 'system')
  const { row, told, hash } = resolved
  const context = contextFor(w.model, held.case.config_version, systemActor, w.now, { recorded_at: w.now })
  const reason = translator('zh-CN')('intake.import.updated_reason')
  const decided = continueImported(held.case, { ...told, reason, remarks: differences(held.case, row) }, touched, context)
  if (!decided.ok) return decided.error
  if (decided.value) await saveDecision(w.tx, w.city, w.model, null, held, decided.value, w.now)
  await markRow(w.tx, known.id, hash, w.runId)
  return 'updated'
}

/** Writes rows of one portion: new ones as histories through COPY, changed ones by what they add. */
export const writePortion = async (w: Writing, rows: readonly ResolvedRow[]): Promise<Written> => {
  const known = new Map((w.known ? await knownReferences(w.tx, w.system,
    rows.map(({ row }) => row.external_ref)) : []).map((each) => [each.external_ref, each]))
  const fresh: ResolvedRow[] = []
  const rejects: Written['rejects'][number][] = []
  let updated = 0, unchanged = 0
  for (const resolved of rows) {
    const before = known.get(resolved.row.external_ref)
    if (!before) fresh.push(resolved)
    else if (before.row_hash?.equals(resolved.hash)) unchanged++
    else {
      const done = await update(w, resolved, before)
      if (done === 'updated') updated++
      else rejects.push(refusedRow(resolved, 'import_contradicts', done))
    }
  }
  const made = fresh.length > 0 ? await create(w, fresh) : { created: 0, rejects: [] }
  return { created: made.created, updated, unchanged, rejects: [...rejects, ...made.rejects] }
}
