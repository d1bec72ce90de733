import type { Instant } from '#base/instants.ts'
import { ok, type Refusal, refuse, type Result } from '#base/results.ts'
import { localReading } from '#base/zones.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { type Feed, unwrap } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { type CaseActor, type CaseId, decide } from '../rules/index.ts'
import { attachFiles } from '../store/file-rows.ts'
import type { Built } from './build-command.ts'
import { caseNumber, takeCaseNumbers } from './case-numbers.ts'
import { type CaseModel } from './case-model.ts'
import { commandInTx, type HeldCase, holdCase, insertChildren } from './commands.ts'
import { contextFor, systemActor } from './decide-context.ts'

export type Asked = { readonly id: string; readonly actor: CaseActor; readonly expected_seq: number | null }


/** The parts of a split case, each a report of its own with the parent's place and texts where none is given. */
const bearChildren = async (tx: Tx, city: CityDb, model: CaseModel, held: HeldCase, children: NonNullable<Built['children']>, now: Instant): Promise<readonly CaseId[]> => {
  const parent = held.case
  const day = localReading(now, city.zone).date
  const first = (await takeCaseNumbers(tx, new Map([[day, children.length]]))).get(day) ?? 1
  const made = children.map((child, i) => {
    const id = newId<'case'>(now)
    const decided = unwrap(decide(null, {
      type: 'report', id, number: caseNumber(day, first + i), source: parent.source, title: child.title, description: child.description ?? parent.description, urgency: parent.urgency,
      category_id: child.category_id ?? parent.category_id, category_path: child.category_path ?? parent.category_path, area_id: parent.area_id, area_path: parent.area_path,
      place_id: parent.place_id, lon: parent.lon, lat: parent.lat, address: parent.address, observed_at: parent.observed_at, parent_id: parent.id,
    }, contextFor(model, null, systemActor, now)))
    return { id, case: decided.next, events: decided.events }
  })
  await insertChildren(tx, made, model, now)
  return made.map((child) => child.id)
}

/** Carries out a command that was put together from a request, with what belongs to it: children of a split, photos brought along. */
export const runBuilt = async (tx: Tx, city: CityDb, model: CaseModel, feed: Feed | null, built: Built, asked: Asked, now: Instant): Promise<Result<HeldCase, Refusal>> => {
  let command = built.command
  if (command.type === 'split' && built.children) {
    // Asked first without children, so that a refused split bears none.
    const held = await holdCase(tx, asked.id)
    if (asked.expected_seq !== null && held.case.seq !== asked.expected_seq) return refuse('cases.changed_meanwhile', { seq: held.case.seq })
    const trial = decide(held.case, { ...command, child_ids: built.children.map(() => newId<'case'>(now)) }, contextFor(model, held.case.config_version, asked.actor, now))
    if (!trial.ok) return trial
    command = { ...command, child_ids: await bearChildren(tx, city, model, held, built.children, now) }
    await tx.setScope({ 'app.case': asked.id })
  }
  const done = await commandInTx(tx, city, model, feed, { ...asked, command, more: built.more }, now)
  // Children were born above: a late refusal has to undo them.
  if (!done.ok) return command.type === 'split' ? ok(unwrap(done)) : done
  if (built.files.length > 0) {
    await attachFiles(tx, built.files.map((f) => ({ file_id: f.file_id, case_id: done.value.case.id, kind: f.kind })))
  }
  return ok(done.value)
}
