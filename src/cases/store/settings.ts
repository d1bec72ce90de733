import type { Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'

export type SettingRow = { readonly version: string; readonly data: unknown }

/** Every configuration some case may still run under, newest first. */
export const caseConfigs = (tx: Tx): Promise<readonly SettingRow[]> => tx.rows(sql<SettingRow>`select version, data from case_configs order by created_at desc, version desc`)

export const insertCaseConfig = (tx: Tx, config: SettingRow, now: Instant, by: string | null): Promise<number> =>
  tx.run(sql`insert into case_configs (version, data, created_at, created_by) values (${config.version}, ${JSON.stringify(config.data)}, ${at(now)}, ${by}) on conflict do nothing`)

export type CalendarRow = SettingRow & { readonly id: string }

/** The newest version of every calendar. */
export const calendars = (tx: Tx): Promise<readonly CalendarRow[]> =>
  tx.rows(sql<CalendarRow>`select distinct on (id) id, version, data from calendars order by id, created_at desc, version desc`)

export const insertCalendar = (tx: Tx, calendar: CalendarRow, now: Instant, by: string | null): Promise<number> =>
  tx.run(sql`insert into calendars (id, version, data, created_at, created_by) values (${calendar.id}, ${calendar.version}, ${JSON.stringify(calendar.data)}, ${at(now)}, ${by}) on conflict do nothing`)

/** Open cases whose running clocks were counted with another version of the calendar. */
export const casesOnOtherCalendar = (tx: Tx, versions: readonly string[], most: number): Promise<readonly { readonly id: string }[]> =>
  tx.rows(sql<{ id: string }>`select id from cases where stage <> 'done' and calendar_version is not null and not calendar_version = any(${versions}) order by stage_due_at limit ${most}`)
