import { areaModelOf } from '#areas/server/index.ts'
import { grantsOf, listAccounts } from '#access/server/index.ts'
import { caseModelOf, termsOfModel } from '#cases/server/index.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { LocalDate } from '#base/instants.ts'
import type { CityDb, RowScope, Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import type { InspectorForPlan, ProgrammeWorld } from '../rules/index.ts'
import { placeTypeFacts } from '../store/planning.ts'
import { checklistNow } from '../store/programmes.ts'

/** The working calendar cases run on: one calendar for the whole city. */
export const cityCalendar = async (city: CityDb): Promise<CompiledCalendar> => termsOfModel(await caseModelOf(city), null).calendar
export const workdayTest = async (city: CityDb): Promise<(date: LocalDate) => boolean> => (await cityCalendar(city)).isWorkday

export type Inspector = InspectorForPlan & { readonly display_name: string; readonly username: string }
/** Who may be sent: accounts in use that hold the role of inspector, with the areas they hold it on. */
export const inspectorsOf = async (tx: Tx): Promise<readonly Inspector[]> => {
  const accounts = (await listAccounts(tx, { q: null, after: null, limit: 5000, role: 'inspector' })).filter((a) => a.disabled_at === null)
  const paths = new Map<string, string[]>()
  for (const grant of await grantsOf(tx, accounts.map((a) => a.id))) {
    if (grant.role === 'inspector' && grant.area_path !== null) paths.set(grant.account_id, [...(paths.get(grant.account_id) ?? []), grant.area_path])
  }
  return accounts.map((a) => ({ id: a.id, display_name: a.display_name, username: a.username, area_paths: paths.get(a.id) ?? [] }))
}

/** What a programme refers to, as it is known today. */
export const worldFor = async (city: CityDb, tx: Tx, input: { readonly area_id: string; readonly checklist_id: string | null }): Promise<ProgrammeWorld> => {
  const areas = await areaModelOf(city)
  const types = new Set((await placeTypeFacts(tx)).map((t) => t.code))
  const inspectors = new Set((await inspectorsOf(tx)).map((i) => i.id))
  const checklist = input.checklist_id === null ? null : await checklistNow(tx, input.checklist_id)
  return {
    area_path: areas.byId(input.area_id)?.path ?? null, isArea: (path) => areas.byPath(path) !== null, isPlaceType: (code) => types.has(code), isInspector: (id) => inspectors.has(id),
    checklist_published: checklist === null || checklist.retired ? null : checklist.version_id !== null,
  }
}

/** Whoever plans for a district plans in that district only. */
export const mustReach = (scope: RowScope, areaPath: string): void => {
  const areas = scope['app.areas'] ?? ''
  if (areas === '*' || areas.split(',').some((path) => path !== '' && `${areaPath}.`.startsWith(`${path}.`))) return
  throw problem('inspections.area_not_yours', { status: 403 })
}
