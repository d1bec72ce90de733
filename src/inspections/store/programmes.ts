import type { Instant, LocalDate } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { ProgrammeKind, ProgrammeSettings, ProgrammeState } from '../rules/index.ts'

export type ProgrammeRow = {
  readonly id: string; readonly number: string; readonly name: string; readonly kind: ProgrammeKind; readonly state: ProgrammeState
  readonly checklist_id: string | null; readonly area_id: string; readonly area_path: string; readonly settings: ProgrammeSettings
  readonly starts_on: LocalDate; readonly ends_on: LocalDate | null; readonly created_at: Instant; readonly created_by: string | null; readonly updated_at: Instant
}
const columns = sql.raw('id, number, name, kind, state, checklist_id, area_id, area_path, settings, starts_on, ends_on, created_at, created_by, updated_at')

export const insertProgramme = (tx: Tx, p: ProgrammeRow): Promise<number> =>
  tx.run(sql`insert into programmes (id, number, name, kind, state, checklist_id, area_id, area_path, settings, starts_on, ends_on, created_at, created_by, updated_at)
    values (${p.id}, ${p.number}, ${p.name}, ${p.kind}, ${p.state}, ${p.checklist_id}, ${p.area_id}, ${p.area_path}, ${JSON.stringify(p.settings)}::jsonb, ${p.starts_on}, ${p.ends_on},
      ${at(p.created_at)}, ${p.created_by}, ${at(p.updated_at)})`)
export const saveProgramme = (tx: Tx, p: ProgrammeRow): Promise<number> =>
  tx.run(sql`update programmes set name = ${p.name}, kind = ${p.kind}, state = ${p.state}, checklist_id = ${p.checklist_id}, area_id = ${p.area_id}, area_path = ${p.area_path},
    settings = ${JSON.stringify(p.settings)}::jsonb, starts_on = ${p.starts_on}, ends_on = ${p.ends_on}, updated_at = ${at(p.updated_at)} where id = ${p.id}`)
export const programmeById = (tx: Tx, id: string): Promise<ProgrammeRow | null> => tx.maybe(sql<ProgrammeRow>`select ${columns} from programmes where id = ${id}`)
export const programmeForUpdate = (tx: Tx, id: string): Promise<ProgrammeRow | null> => tx.maybe(sql<ProgrammeRow>`select ${columns} from programmes where id = ${id} for update`)
export const listProgrammes = (tx: Tx, filter: { readonly state: ProgrammeState | null }): Promise<readonly ProgrammeRow[]> =>
  tx.rows(sql<ProgrammeRow>`select ${columns} from programmes where ${filter.state === null ? sql`true` : sql`state = ${filter.state}`}
    order by case state when 'active' then 1 when 'draft' then 2 when 'paused' then 3 else 4 end, number desc`)
/** The last number given in a year; 0 where there is none. The caller holds the lock of `lockNumbers`. */
export const lastProgrammeNumber = async (tx: Tx, year: string): Promise<number> =>
  (await tx.one(sql<{ n: number | null }>`select max(substring(number from 7)::integer) as n from programmes where number like ${`P${year}-%`}`)).n ?? 0
/** One giver of programme numbers at a time in a city. */
export const lockNumbers = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '/programme numbers', 0))`)

/** The newest published version of a checklist, and whether the checklist is there and still offered. */
export type ChecklistNow = { readonly retired: boolean; readonly version_id: string | null; readonly title: string | null }
export const checklistNow = (tx: Tx, id: string): Promise<ChecklistNow | null> =>
  tx.maybe(sql<ChecklistNow>`select c.retired_at is not null as retired, v.id as version_id, v.title from checklists c
    left join lateral (select id, title from checklist_versions where checklist_id = c.id and state = 'published' order by version desc limit 1) v on true where c.id = ${id}`)
export const checklistChoices = (tx: Tx): Promise<readonly { readonly id: string; readonly code: string; readonly title: string; readonly version: number }[]> =>
  tx.rows(sql`select c.id, c.code, v.title, v.version from checklists c
    cross join lateral (select title, version from checklist_versions where checklist_id = c.id and state = 'published' order by version desc limit 1) v
    where c.retired_at is null order by c.code`)
