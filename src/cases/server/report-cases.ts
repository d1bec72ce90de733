import { type Instant, type LocalDate } from '#base/instants.ts'
import { ok, type Refusal, refuse, type Result } from '#base/results.ts'
import { localReading } from '#base/zones.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { type Case, type CaseActor, type CaseFile, decide, nextActionAt, type PhotoKind, type ReportCommand, type SealedEvent } from '../rules/index.ts'
import { type CaseRowExtras, insertReported } from '../store/case-rows.ts'
import { insertEvents } from '../store/event-rows.ts'
import { attachFiles, type CaseFileRow, looseFiles } from '../store/file-rows.ts'
import { saveTexts, textOf } from '../store/text-rows.ts'
import { caseNumber, takeCaseNumbers } from './case-numbers.ts'
import { type CaseModel, termsOfModel } from './case-model.ts'
import { contextFor } from './decide-context.ts'
import { seal } from './sealing.ts'

export type ReportInput = Omit<ReportCommand, 'type' | 'id' | 'number' | 'files'> & {
  readonly id?: Case['id']
  /** Photos uploaded before, by id and the secret told to the uploader. */
  readonly files?: readonly { readonly file_id: string; readonly secret: string; readonly kind?: PhotoKind }[]
  readonly reported_by: string | null
  readonly actor: CaseActor
  readonly suggested_unit_id: string | null
}

export type ReportedCase = { readonly id: Case['id']; readonly number: string; readonly case: Case }

const findFiles = async (tx: Tx, inputs: readonly ReportInput[]): Promise<ReadonlyMap<string, CaseFileRow>> => {
  const wanted = inputs.flatMap((input) => input.files ?? [])
  return wanted.length === 0 ? new Map() : new Map((await looseFiles(tx, wanted)).map((row) => [row.id, row]))
}

export type ReservedNumbers = { readonly day: LocalDate; readonly first: number }

/**
 * Takes numbers ahead, in a transaction of its own, so that two batches need not wait for each other's counter. It does not wait for the
 * disk: whatever is committed later on this server is on disk only after it (the log is written in order), so no number that a kept case has
 * can be given again. Numbers of a batch that then fails are not used.
 */
export const reserveCaseNumbers = (city: CityDb, count: number, now: Instant): Promise<ReservedNumbers> => {
  const day: LocalDate = localReading(now, city.zone).date
  return city.write(everyRow, async (tx) => {
    let first = 1
    await tx.together([
      () => tx.prepared('no_wait', 'set local synchronous_commit = off', []),
      async () => { first = (await takeCaseNumbers(tx, new Map([[day, count]]))).get(day) ?? 1 },
    ])
    return { day, first }
  })
}

/**
 * Any number of new cases in a handful of statements: numbers, decisions, history, rows, words, photos, all in the caller's transaction.
 * A refused report leaves nothing behind and does not hinder the others.
 */
export const reportCases = async (
  tx: Tx, city: CityDb, model: CaseModel, inputs: readonly ReportInput[], now: Instant, reserved: ReservedNumbers | null = null,
): Promise<readonly Result<ReportedCase, Refusal>[]> => {
  const day: LocalDate = reserved?.day ?? localReading(now, city.zone).date
  let files: ReadonlyMap<string, CaseFileRow> = new Map(), first = reserved?.first ?? 1
  await tx.together([
    () => tx.setScope({ 'app.case': '*', 'app.upload': inputs.flatMap((input) => (input.files ?? []).map((f) => f.secret)).join(',') }),
    async () => { files = await findFiles(tx, inputs) },
    ...(reserved ? [] : [async () => { first = (await takeCaseNumbers(tx, new Map([[day, inputs.length]]))).get(day) ?? 1 }]),
  ])
  const rows: { readonly case: Case; readonly extras: CaseRowExtras }[] = []
  const events: SealedEvent[] = []
  const attached: { file_id: string; case_id: string; kind: PhotoKind }[] = []
  const results = inputs.map((input, i): Result<ReportedCase, Refusal> => {
    const { files: named = [], reported_by, actor, suggested_unit_id, id = newId<'case'>(now), ...told } = input
    const found = named.map((f) => ({ row: files.get(f.file_id), kind: f.kind }))
    if (found.some((f) => !f.row)) return refuse('cases.file_unknown')
    const photos = found.map(({ row, kind }): CaseFile => {
      const file = row as CaseFileRow
      return { file_id: file.id, kind: kind ?? file.kind, taken_at: file.taken_at, lon: file.lon, lat: file.lat }
    })
    const command: ReportCommand = { ...told, type: 'report', id, number: caseNumber(day, first + i), files: photos }
    const decided = decide(null, command, contextFor(model, null, actor, now))
    if (!decided.ok) return decided
    const sealed = seal(decided.value.events, null)
    const made: Case = { ...decided.value.next, head_hash: sealed.at(-1)?.hash ?? null, reported_by }
    const { config, calendar } = termsOfModel(model, null)
    rows.push({
      case: made,
      extras: { suggested_unit_id, next_alarm_at: nextActionAt(made, config, calendar, now), cover_file_id: photos[0]?.file_id ?? null, updated_at: now },
    })
    events.push(...sealed)
    for (const photo of photos) attached.push({ file_id: photo.file_id, case_id: id, kind: photo.kind })
    return ok({ id, number: command.number, case: made })
  })
  await tx.together([
    () => insertReported(tx, rows), () => insertEvents(tx, events), () => attachFiles(tx, attached),
    () => saveTexts(tx, rows.map(({ case: c }) => textOf(c))),
  ])
  return results
}
