import { type CityDb, everyRow } from '#platform/db/index.ts'
import { type Case, replay, type SealedEvent, stageOf } from '../rules/index.ts'
import { everyEvent } from '../store/event-rows.ts'
import { type CheckedRow, checkedRows, standStill } from '../store/digests.ts'

export type CheckFault = { readonly number: string; readonly what: string }

/** What a row says against what its history says; empty when they agree. */
const disagreements = (row: CheckedRow, events: readonly SealedEvent[]): readonly string[] => {
  let c: Case | null
  try {
    c = replay(events)
  } catch (error) {
    return [`its history cannot be replayed: ${(error as Error).message}`]
  }
  if (!c) return ['it has no history']
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['number', row.number, c.number], ['seq', row.seq, c.seq], ['state', row.state, c.state], ['stage', row.stage, stageOf[c.state]], ['head', row.hash, events.at(-1)?.hash],
    ['due_at', row.due_at, c.due_at], ['closed_at', row.closed_at, c.closed_at], ['on_time', row.on_time, c.on_time], ['lead_unit_id', row.lead_unit_id, c.lead_unit_id],
    ['rework_count', row.rework_count, c.rework_count], ['return_count', row.return_count, c.return_count], ['supervision_level', row.supervision_level, c.supervision_level],
  ]
  const alarms = c.fired_alarms.length === new Set(c.fired_alarms).size ? [] : ['an alarm fired twice']
  return [...pairs.filter(([, kept, told]) => kept !== told).map(([name, kept, told]) => `${name} is ${String(kept)}, its history says ${String(told)}`), ...alarms]
}

/** Every case row against the replay of its events, numbers unique, no alarm fired twice. */
export const checkCases = (city: CityDb): Promise<{ readonly cases: number; readonly faults: readonly CheckFault[] }> =>
  city.read(everyRow, async (tx) => {
    await standStill(tx)
    const rows = new Map<string, CheckedRow>()
    for await (const portion of checkedRows(tx)) for (const row of portion) rows.set(row.case_id, row)
    const faults: CheckFault[] = []
    const numbers = new Set<string>()
    const cases = rows.size
    const examine = (id: string, events: readonly SealedEvent[]): void => {
      const row = rows.get(id)
      if (!row) return void faults.push({ number: id, what: 'it has a history and no row' })
      rows.delete(id)
      if (numbers.has(row.number)) faults.push({ number: row.number, what: 'its number was given twice' })
      numbers.add(row.number)
      for (const what of disagreements(row, events)) faults.push({ number: row.number, what })
    }
    let held: SealedEvent[] = []
    for await (const portion of everyEvent(tx)) {
      for (const event of portion) {
        if (held[0] && held[0].case_id !== event.case_id) {
          examine(held[0].case_id, held)
          held = []
        }
        held.push(event)
      }
    }
    if (held[0]) examine(held[0].case_id, held)
    for (const row of rows.values()) faults.push({ number: row.number, what: 'it has no history' })
    return { cases, faults }
  })
