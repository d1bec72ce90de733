import type { Instant } from '#base/instants.ts'
import { refuse, type Refusal, type Result, ok } from '#base/results.ts'
import type { CityDb, RowScope, Tx } from '#platform/db/index.ts'
import { type Feed, problem } from '#platform/http/index.ts'
import {
  type Case, type CaseActor, type CaseCommand, type CaseContext, type CaseEvent, type CaseFile, decide, nextActionAt, replay, type SealedEvent,
} from '../rules/index.ts'
import { type CaseRowExtras, insertReported, lockCase, updateCase } from '../store/case-rows.ts'
import { eventsOf, insertEvents } from '../store/event-rows.ts'
import { saveTexts, setTextOpen, textOf } from '../store/text-rows.ts'
import { type CaseModel, caseModelOf, termsOfModel } from './case-model.ts'
import { contextFor } from './decide-context.ts'
import { newsOf } from './news.ts'
import { seal } from './sealing.ts'

/** A case as it stands, locked for this transaction, with what must be kept beside it. */
export type HeldCase = { readonly case: Case; readonly cover_file_id: string | null }

/** Locks a case the scope lets the caller see and rebuilds its state from its history. 404 where there is none for this caller. */
export const holdCase = async (tx: Tx, id: string): Promise<HeldCase> => {
  const row = await lockCase(tx, id)
  if (!row) throw problem('cases.not_found', { status: 404 })
  const events = await eventsOf(tx, id)
  const c = replay(events)
  if (!c) throw new Error(`case ${id} has a row and no history`)
  return { case: { ...c, head_hash: events.at(-1)?.hash ?? null }, cover_file_id: row.cover_file_id }
}

const photosOf = (events: readonly CaseEvent[]): readonly CaseFile[] => events.flatMap((e) => (e.data as { files?: readonly CaseFile[] }).files ?? [])

/** Saves what a decision did to a held case: history, current row, words, news. */
export const saveDecision = async (
  tx: Tx, city: CityDb, model: CaseModel, feed: Feed | null, held: HeldCase, decided: { readonly events: readonly CaseEvent[]; readonly next: Case }, now: Instant,
): Promise<HeldCase> => {
  const sealed = seal(decided.events, held.case.head_hash)
  const next: Case = { ...decided.next, head_hash: sealed.at(-1)?.hash ?? held.case.head_hash }
  const { config, calendar } = termsOfModel(model, next.config_version)
  const after = photosOf(decided.events).find((file) => file.kind === 'after')
  const cover = held.cover_file_id ?? after?.file_id ?? null
  const extras: CaseRowExtras = {
    suggested_unit_id: null, cover_file_id: cover, updated_at: now, next_alarm_at: next.imported || next.ended_at !== null ? null : nextActionAt(next, config, calendar, now),
  }
  await tx.setScope({ 'app.case': next.id })
  await insertEvents(tx, sealed)
  if (!(await updateCase(tx, next, extras, held.case.seq))) throw problem('cases.changed_meanwhile', { status: 409 })
  if (next.title !== held.case.title || next.address !== held.case.address || next.area_path !== held.case.area_path) await saveTexts(tx, [textOf(next)])
  else if ((next.ended_at === null) !== (held.case.ended_at === null)) await setTextOpen(tx, next.id, next.ended_at === null)
  if (feed) await feed.publish(tx, city, newsOf(next, sealed))
  return { case: next, cover_file_id: cover }
}

export type CommandGiven = {
  readonly id: string
  readonly command: CaseCommand
  /** The version the actor saw; null where any will do (bulk, alarms). */
  readonly expected_seq: number | null
  readonly actor: CaseActor
  readonly more?: Partial<CaseContext>
}

/** One command on one case in the caller's transaction. A refusal leaves the case as it was. */
export const commandInTx = async (tx: Tx, city: CityDb, model: CaseModel, feed: Feed | null, given: CommandGiven, now: Instant): Promise<Result<HeldCase, Refusal>> => {
  const held = await holdCase(tx, given.id)
  if (given.expected_seq !== null && held.case.seq !== given.expected_seq) return refuse('cases.changed_meanwhile', { seq: held.case.seq })
  const more = await relatedFacts(tx, given.command, held.case)
  const decided = decide(held.case, given.command, contextFor(model, held.case.config_version, given.actor, now, { ...more, ...given.more }))
  if (!decided.ok) return decided
  return ok(await saveDecision(tx, city, model, feed, held, decided.value, now))
}

/** What a merge or the closing of a split case asks of other cases. */
const relatedFacts = async (tx: Tx, command: CaseCommand, c: Case): Promise<Partial<CaseContext>> => {
  if (command.type === 'merge') {
    const events = await eventsOf(tx, command.into_id)
    return { merge_target: replay(events) }
  }
  if (c.child_ids.length > 0) {
    const children = await Promise.all(c.child_ids.map((id) => eventsOf(tx, id)))
    return { open_children: children.filter((events) => replay(events)?.ended_at === null).length }
  }
  return {}
}

export const runCommand = async (city: CityDb, scope: RowScope, feed: Feed | null, given: CommandGiven, now: Instant): Promise<Result<HeldCase, Refusal>> => {
  const model = await caseModelOf(city)
  return city.write(scope, (tx) => commandInTx(tx, city, model, feed, given, now))
}

/** Children of a split, born in the same transaction; each is a report with the parent's facts. */
export const insertChildren = async (tx: Tx, made: readonly { readonly case: Case; readonly events: readonly CaseEvent[] }[], model: CaseModel, now: Instant): Promise<void> => {
  await tx.setScope({ 'app.case': '*' })
  const rows: { case: Case; extras: CaseRowExtras }[] = []
  const events: SealedEvent[] = []
  for (const child of made) {
    const sealed = seal(child.events, null)
    const c = { ...child.case, head_hash: sealed.at(-1)?.hash ?? null }
    const { config, calendar } = termsOfModel(model, c.config_version)
    rows.push({ case: c, extras: { suggested_unit_id: null, next_alarm_at: nextActionAt(c, config, calendar, now), cover_file_id: null, updated_at: now } })
    events.push(...sealed)
  }
  await insertReported(tx, rows)
  await insertEvents(tx, events)
  await saveTexts(tx, rows.map(({ case: c }) => textOf(c)))
}
