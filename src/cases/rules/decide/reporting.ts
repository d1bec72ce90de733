import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { ReportCommand } from '../commands.ts'
import type { CaseContext } from '../context.ts'
import type { Reported } from '../events.ts'

export type ReportedDraft = { readonly type: 'case.reported'; readonly data: Omit<Reported, 'clocks'> }

/** Everything a report may leave out, as the ledger keeps it: null. */
export const reportedData = (command: Omit<ReportCommand, 'type' | 'id'>, config_version: string): Omit<Reported, 'clocks'> => ({
  number: command.number, source: command.source, external_ref: command.external_ref ?? null, title: command.title.trim(),
  description: command.description.trim(), urgency: command.urgency ?? 'ordinary', category_id: command.category_id ?? null,
  category_path: command.category_path ?? null, condition_id: command.condition_id ?? null, area_id: command.area_id ?? null,
  area_path: command.area_path ?? null, place_id: command.place_id ?? null, lon: command.lon ?? null, lat: command.lat ?? null,
  address: (command.address ?? '').trim(), observed_at: command.observed_at ?? null, parent_id: command.parent_id ?? null,
  files: command.files ?? [], config_version,
})

/** A report is taken from anybody; what is wrong with it is found at the desk, not at the door. Only a future observation is refused. */
export const reporting = (command: ReportCommand, { now, config }: CaseContext): Result<ReportedDraft, Refusal> => {
  if (command.observed_at != null && command.observed_at > now) return refuse('cases.observed_in_the_future')
  return ok({ type: 'case.reported', data: reportedData(command, config.version) })
}
