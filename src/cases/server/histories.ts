import type { Instant } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'
import { type Case, type CaseEvent, type CaseFile, nextActionAt, type SealedEvent } from '../rules/index.ts'
import { type CaseRowExtras, copyCases } from '../store/case-rows.ts'
import { copyEvents } from '../store/event-rows.ts'
import { type CaseText, copyTexts, textOf } from '../store/text-rows.ts'
import { type CaseModel, termsOfModel } from './case-model.ts'
import { seal } from './sealing.ts'

/** A case that is new here and already has a past. `case` equals the replay of `events`. */
export type History = { readonly case: Case; readonly events: readonly CaseEvent[]; readonly suggested_unit_id?: string | null }

const coverOf = (events: readonly CaseEvent[]): string | null => {
  for (const event of events) {
    const files = (event.data as { files?: readonly CaseFile[] }).files
    if (files?.[0]) return files[0].file_id
  }
  return null
}

/**
 * Writes whole histories through COPY: sealed events, current rows, words. Open cases wake up at their next alarm after `now`,
 * unless they came from another system's records (`imported`), whose clocks are that system's.
 */
export const writeHistories = async (tx: Tx, model: CaseModel, histories: Iterable<History>, now: Instant): Promise<number> => {
  await tx.setScope({ 'app.case': '*' })
  const rows: { case: Case; extras: CaseRowExtras }[] = []
  const events: SealedEvent[] = []
  const texts: CaseText[] = []
  for (const history of histories) {
    const sealed = seal(history.events, null)
    const c: Case = { ...history.case, head_hash: sealed.at(-1)?.hash ?? null }
    const { config, calendar } = termsOfModel(model, c.config_version)
    const alarm = c.imported || c.ended_at !== null ? null : nextActionAt(c, config, calendar, now)
    rows.push({
      case: c,
      extras: { suggested_unit_id: history.suggested_unit_id ?? null, next_alarm_at: alarm, cover_file_id: coverOf(history.events), updated_at: history.events.at(-1)?.recorded_at ?? now },
    })
    for (const event of sealed) events.push(event)
    texts.push(textOf(c))
  }
  await copyCases(tx, rows)
  await copyEvents(tx, events)
  await copyTexts(tx, texts)
  return rows.length
}
