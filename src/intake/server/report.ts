import { createHash } from 'node:crypto'
import { addMs, dayMs, type Instant } from '#base/instants.ts'
import { err, type Fault, ok, type Refusal, type Result } from '#base/results.ts'
import { type CaseActor, type Source } from '#cases/rules/index.ts'
import { caseModelOf, newsOf, publicRowsById, reportCases, type ReportInput, reserveCaseNumbers, suggestedUnit } from '#cases/server/index.ts'
import { catalogueModelOf, type StoredCategory } from '#catalogue/server/index.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import type { Feed } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { newId, randomCode } from '#platform/random/index.ts'
import { type Answer, type Contact, type GivenReport, hidePersonal, hidePersonalIn, maskContact, noContact, type ReadReport, readIntakeSettings,
  readReport, titleOf, trackingCodeLength } from '../rules/index.ts'
import { type IdempotencyRow, insertKeys, knownKeys } from '../store/idempotency.ts'
import { insertReporters, type ReporterRow } from '../store/reporters.ts'
import { insertReports, knownReferences, type ReportRow } from '../store/reports.ts'
import { type Batcher, openBatcher } from './batcher.ts'
import { type Placed, placeReport } from './placing.ts'
import type { ReporterKeys } from './reporter-keys.ts'

/** Who reports, on which channel, and how a repetition is known. */
export type ReportedBy = {
  readonly source: Source
  readonly actor: CaseActor
  /** The reporter's own account, if signed in. */
  readonly account_id: string | null
  /** The desk's account that typed it in. */
  readonly entered_by: string | null
  readonly external: { readonly system: string; readonly ref: string } | null
  /** The caller's scope and the key it sent; the hash of what it asked. */
  readonly idempotency: { readonly scope: string; readonly key: string; readonly request: string } | null
  readonly answers: readonly Answer[]
  readonly locale: Locale
}

/** What a reporter is told; the same again for the same key or reference. */
export type ReportAnswer = { readonly case_id: string; readonly report_id: string; readonly number: string; readonly code: string;
  readonly repeated: boolean }

type Kept = Omit<ReportAnswer, 'repeated'>
type Prepared = {
  readonly input: ReportInput
  readonly placed: Placed
  readonly contact: Contact | null
  readonly consent: boolean
  readonly by: ReportedBy
  readonly key: { readonly key: Buffer; readonly request: Buffer } | null
  readonly keyDays: number
}

export type Reporting = {
  /**
   * The one command of every channel: reads, places, files, suggests a unit, and answers when it is kept for good. Faults are of the input, a refusal
   * is of a rule.
   */
  readonly report: (city: CityDb, given: GivenReport, by: ReportedBy, now: Instant) => Promise<Result<ReportAnswer, ReportProblem>>
  /** Resolves when nothing waits to be written. */
  readonly idle: () => Promise<void>
}
export type ReportProblem = { readonly kind: 'faults'; readonly faults: readonly Fault[] } | { readonly kind: 'refused'; readonly refusal: Refusal }

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

type Filed = { readonly category: StoredCategory | null; readonly condition_id: string | null }

/** The category and condition a report names, by id or code. A resident need not name any. */
const fileUnder = async (city: CityDb, report: ReadReport): Promise<Result<Filed, Fault>> => {
  if (report.category === null) return ok({ category: null, condition_id: null })
  const category = (await catalogueModelOf(city)).find(report.category)
  if (!category) return err({ field: 'category', value: report.category.slice(0, 80), code: 'intake.category_unknown' })
  if (report.condition === null) return ok({ category, condition_id: null })
  const condition = category.conditions.find((c) => c.id === report.condition || c.code === report.condition)
  return condition ? ok({ category, condition_id: condition.id }) : err({ field: 'condition', value: report.condition.slice(0, 80),
    code: 'intake.condition_unknown', params: { category: category.name } })
}

const faults = (found: readonly Fault[]): { readonly ok: false; readonly error: ReportProblem } => err({ kind: 'faults', faults: found })

const prepare = async (city: CityDb, given: GivenReport, by: ReportedBy, now: Instant): Promise<Result<Prepared, ReportProblem>> => {
  const read = readReport(given, now)
  if (!read.ok) return faults(read.error)
  const report = read.value
  const settings = readIntakeSettings(city.settings['intake'])
  const [filed, place] = [await fileUnder(city, report), await placeReport(city, settings, report)]
  if (!filed.ok || !place.ok) return faults([filed, place].flatMap((each) => (each.ok ? [] : [each.error])))
  const { category, condition_id } = filed.value
  const { placed: _how, ...where } = place.value
  const category_path = category?.path ?? null
  const name = category && (by.locale === 'en' ? (category.name_en ?? category.name) : category.name)
  // The record of a case is kept for ever and read by the unit complained about: what leads to the reporter goes to his sealed identity.
  const ownTitle = (given.title ?? '').trim() === '' ? '' : report.title
  const { shown, said } = hidePersonalIn({ title: ownTitle, description: report.description, address: report.address }, report.contact)
  const hasSaid = Object.keys(said).length > 0
  const contact: Contact | null = hasSaid ? { ...(report.contact ?? noContact), other: { ...report.contact?.other, ...said } } : report.contact
  const answers = by.answers.map((answer) => (answer.code === 'media_url' ? answer : { ...answer,
    values: answer.values.map((value) => hidePersonal(value, report.contact)) }))
  const input: ReportInput = {
    ...where, id: newId(now), source: by.source, title: shown.title || titleOf(shown.description) || name || translator(by.locale)('intake.untitled'),
    description: shown.description, address: shown.address,
    urgency: report.urgency, category_id: category?.id ?? null, category_path, condition_id, observed_at: report.observed_at,
    external_ref: by.external?.ref ?? null,
    files: report.files, reported_by: by.account_id, actor: by.actor, suggested_unit_id: await suggestedUnit(city,
      { area_path: where.area_path, category_path }, now),
  }
  const key = by.idempotency && { key: sha256(`${by.idempotency.scope}\n${by.idempotency.key}`), request: sha256(by.idempotency.request) }
  return ok({ input, placed: place.value, contact, consent: report.consent, by: { ...by, answers }, key, keyDays: settings.idempotency_days })
}

type Outcome = Result<ReportAnswer, ReportProblem>
const otherRequest: Outcome = err({ kind: 'faults', faults: [{ field: 'Idempotency-Key', value: null, code: 'intake.key_of_another_request' }] })
const repeated = (kept: Kept): Outcome => ok({ ...kept, repeated: true })

/** Answers already given: under the keys of this batch, and for its references. One look each, however many there are. */
const known = async (tx: Tx, asked: readonly Prepared[]): Promise<readonly (Outcome | null)[]> => {
  const keys = asked.flatMap((p) => p.key?.key ?? [])
  const found = new Map((keys.length === 0 ? [] : await knownKeys(tx, keys)).map((row) => [row.key_sha256.toString('hex'), row]))
  const references = new Map<string, Kept>()
  for (const system of new Set(asked.flatMap((p) => p.by.external?.system ?? []))) {
    const refs = asked.flatMap((p) => (p.by.external?.system === system ? [p.by.external.ref] : []))
    const rows = await knownReferences(tx, system, refs)
    const numbers = new Map((await publicRowsById(tx, rows.map((row) => row.case_id))).map((row) => [row.id, row.number]))
    for (const row of rows) {
      references.set(`${system}\n${row.external_ref}`, { case_id: row.case_id, report_id: row.id, number: numbers.get(row.case_id) ?? '',
        code: row.code ?? '' })
    }
  }
  return asked.map((p) => {
    const row = p.key && found.get(p.key.key.toString('hex'))
    if (row) return row.request_sha256.equals(p.key.request) ? repeated(row.answer as Kept) : otherRequest
    const same = p.by.external && references.get(`${p.by.external.system}\n${p.by.external.ref}`)
    return same ? repeated(same) : null
  })
}

/** What makes two members of a batch the same report. */
const sameAs = (p: Prepared): string | null => (p.key ? p.key.key.toString('hex') : p.by.external
  ? `${p.by.external.system}\n${p.by.external.ref}` : null)

/**
 * A batch in one transaction: what is known is answered as before, the rest becomes cases, reports, identities and keys in a handful of statements.
 */
const writeBatch = (city: CityDb, { keys, feed, clock }: ReportingOptions) => async (asked: readonly Prepared[]): Promise<readonly Outcome[]> => {
  const model = await caseModelOf(city)
  const now = clock()
  const numbers = await reserveCaseNumbers(city, asked.length, now)
  return city.write(everyRow, async (tx) => {
    const answers: (Outcome | null)[] = [...(await known(tx, asked))]
    const firsts = new Map<string, number>()
    const fresh: number[] = []
    const files = new Set<string>()
    asked.forEach((p, i) => {
      if (answers[i]) return
      const same = sameAs(p)
      if (same !== null && firsts.has(same)) return
      if (same !== null) firsts.set(same, i)
      // A photo belongs to one case: whoever names it second in the same batch is told what it would have been told in the next.
      const named = p.input.files ?? []
      if (named.some((file) => files.has(file.file_id))) {
        answers[i] = err({ kind: 'refused', refusal: { code: 'cases.file_unknown' } })
        return
      }
      for (const file of named) files.add(file.file_id)
      fresh.push(i)
    })
    const members = fresh.map((i) => asked[i] as Prepared)
    const made = members.length === 0 ? [] : await reportCases(tx, city, model, members.map((p) => p.input), now, numbers)
    const reports: ReportRow[] = [], reporters: ReporterRow[] = [], kept: IdempotencyRow[] = []
    const news: object[] = []
    made.forEach((result, n) => {
      const p = members[n] as Prepared
      const i = fresh[n] as number
      if (!result.ok) {
        answers[i] = err({ kind: 'refused', refusal: result.error })
        return
      }
      const report_id = newId<'Report'>(now)
      const answer: Kept = { case_id: result.value.id, report_id, number: result.value.number, code: randomCode(trackingCodeLength) }
      reports.push({
        id: report_id, case_id: result.value.id, code: answer.code, source: p.by.source, external_system: p.by.external?.system ?? null,
        external_ref: p.by.external?.ref ?? null,
        row_hash: null, import_run_id: null, reported_at: now, received_at: now, account_id: p.by.account_id, entered_by: p.by.entered_by,
        has_contact: p.contact !== null,
        placed: p.placed.placed, answers: p.by.answers,
      })
      if (p.contact) reporters.push({ report_id, ...keys.seal(report_id, p.contact), masked: maskContact(p.contact), consent: p.consent,
        stored_at: now })
      if (p.key) kept.push({ key_sha256: p.key.key, request_sha256: p.key.request, report_id, answer, created_at: now,
        expires_at: addMs(now, p.keyDays * dayMs) })
      answers[i] = ok({ ...answer, repeated: false })
      if (feed) news.push(...newsOf(result.value.case, [{ type: 'case.reported', seq: result.value.case.seq } as never]))
    })
    await tx.together([
      () => insertReports(tx, reports), () => insertReporters(tx, reporters), () => insertKeys(tx, kept),
      async () => { if (feed && news.length > 0) await feed.publish(tx, city, news) },
    ])
    return asked.map((p, i): Outcome => {
      const own = answers[i]
      if (own) return own
      const first = firsts.get(sameAs(p) ?? '') as number
      const same = answers[first] as Outcome
      if (!same.ok) return same
      const request = (asked[first] as Prepared).key?.request
      return !p.key || (request && request.equals(p.key.request)) ? repeated(same.value) : otherRequest
    })
  })
}

export type ReportingOptions = { readonly keys: ReporterKeys; readonly feed: Feed | null; readonly clock: () => Instant }

/** The way in for every channel of every city of this program: one queue a city, written in batches. */
export const openReporting = (given: ReportingOptions): Reporting => {
  const batchers = new Map<string, Batcher<Prepared, Outcome>>()
  const batcherOf = (city: CityDb): Batcher<Prepared, Outcome> => {
    let found = batchers.get(city.schema)
    if (!found) batchers.set(city.schema, (found = openBatcher(writeBatch(city, given), { lanes: 2 })))
    return found
  }
  return {
    report: async (city, report, by, now) => {
      const prepared = await prepare(city, report, by, now)
      return prepared.ok ? batcherOf(city).submit(prepared.value) : prepared
    },
    idle: async () => {
      for (const batcher of batchers.values()) await batcher.idle()
    },
  }
}
