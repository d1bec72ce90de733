import type { Instant, LocalDate } from '#base/instants.ts'
import { at, batchInsert, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { LetterCase, LetterData, LetterFigures, LetterRate, LetterState } from '../rules/index.ts'
import { below } from './visits.ts'

export type LetterRow = {
  readonly id: string
  readonly number: string
  readonly week_starts_on: LocalDate
  readonly unit_id: string | null
  readonly unit_path: string | null
  readonly area_id: string | null
  readonly area_path: string | null
  readonly state: LetterState
  readonly data: LetterData
  readonly note: string
  readonly generated_at: Instant
  readonly reviewed_at: Instant | null
  readonly reviewed_by: string | null
  readonly sent_at: Instant | null
  readonly sent_by: string | null
  readonly acknowledged_at: Instant | null
  readonly acknowledged_by: string | null
  readonly acknowledgement: string | null
  readonly withdrawn_at: Instant | null
  readonly withdrawn_reason: string | null
}
export type LetterCaseRow = LetterCase & { readonly unit_id: string | null; readonly area_path: string }

/** Every case inspections found that was open in the time, or began in it. A case once, however many findings joined it. */
export const letterCases = (tx: Tx, since: Instant, until: Instant): Promise<readonly LetterCaseRow[]> => tx.rows(sql<LetterCaseRow>`
  select distinct on (c.id) c.id, c.number, c.title, coalesce(k.name, '') as category, coalesce(k.name_en, '') as category_en, p.id as place_id, coalesce(p.name, '') as place, a.name as area, coalesce(u.name, '') as unit,
    c.area_path, u.id as unit_id, c.opened_at, c.due_at, case when c.state = 'closed' then c.closed_at end as closed_at, case when c.state <> 'closed' then c.ended_at end as ended_at, c.rework_count + c.reopen_count as returns
  from findings f join visits v on v.id = f.visit_id join case_facts c on c.id = f.case_id left join area_facts a on a.path = c.area_path left join place_facts p on p.id = coalesce(c.place_id, v.place_id)
    left join category_facts k on k.id = c.category_id left join unit_facts u on u.id = coalesce(c.lead_unit_id, v.unit_id)
  where c.opened_at < ${at(until)} and (c.opened_at >= ${at(since)} or c.ended_at is null or c.ended_at >= ${at(since)}) order by c.id, f.id`)

export type SeenRow = { readonly unit_id: string | null; readonly area_path: string; readonly visits: number; readonly problems: number }
/** Accepted visits that ended in the time, and problems they found, by unit and area. */
export const letterSeen = (tx: Tx, from: Instant, until: Instant): Promise<readonly SeenRow[]> => tx.rows(sql<SeenRow>`
  select v.unit_id, v.area_path, count(distinct v.id)::int as visits, (count(f.id) filter (where f.state <> 'dismissed'))::int as problems from visits v left join findings f on f.visit_id = v.id
  where v.state = 'accepted' and v.ended_at >= ${at(from)} and v.ended_at < ${at(until)} group by v.unit_id, v.area_path`)

export type Subject = { readonly id: string; readonly name: string; readonly path: string; readonly code: string; readonly area_path: string | null }
export const letterUnits = (tx: Tx): Promise<readonly Subject[]> => tx.rows(sql<Subject>`select u.id, u.name, u.path, u.code, a.path as area_path from unit_facts u left join area_facts a on a.id = u.area_id`)
export const letterDistricts = (tx: Tx): Promise<readonly Subject[]> => tx.rows(sql<Subject>`select id, name, path, code, path as area_path from area_facts where level = 'district' and valid_to is null`)
export type Standing = { readonly unit_id: string | null; readonly area_id: string | null; readonly number: string; readonly state: LetterState; readonly data: LetterData }
export const lettersOfWeek = (tx: Tx, week: LocalDate): Promise<readonly Standing[]> =>
  tx.rows(sql<Standing>`select unit_id, area_id, number, state, data from feedback_letters where week_starts_on = ${week} order by generated_at, id`)

/** One maker of letters at a time. */
export const holdLetters = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtextextended('inspections:letters', 0))`)

const insertRows = batchInsert<Record<string, unknown>>('feedback_letters', {
  id: 'uuid', number: 'text', week_starts_on: 'date', unit_id: 'uuid', unit_path: 'text', area_id: 'uuid', area_path: 'text', state: 'text', data: 'jsonb', note: 'text', generated_at: 'instant', reviewed_at: 'instant',
  reviewed_by: 'uuid', sent_at: 'instant', sent_by: 'uuid', acknowledged_at: 'instant', acknowledged_by: 'uuid', acknowledgement: 'text',
})
export const insertLetters = (tx: Tx, letters: readonly Omit<LetterRow, 'withdrawn_at' | 'withdrawn_reason'>[]): Promise<void> => insertRows(tx, letters)

export const lockLetter = (tx: Tx, id: string): Promise<LetterRow | null> => tx.maybe(sql<LetterRow>`select * from feedback_letters where id = ${id} for update`)
const moments = new Set(['reviewed_at', 'sent_at', 'acknowledged_at', 'withdrawn_at'])
export const changeLetter = (tx: Tx, id: string, changed: Readonly<Record<string, string | number | null>>): Promise<number> => tx.run(sql`update feedback_letters set ${sql.join(
  Object.entries(changed).map(([name, value]) => sql`${sql.ref(name)} = ${moments.has(name) && value !== null ? new Date(value as number) : value}`))} where id = ${id}`)

export type LetterFilter = { readonly week: LocalDate | null; readonly state: LetterState | null; readonly unit_path: string | null; readonly area_path: string | null; readonly kind: 'unit' | 'district' | null; readonly q: string | null }
export type LetterListRow = Omit<LetterRow, 'data'> & { readonly name: string; readonly figures: LetterFigures; readonly rate: LetterRate; readonly mails: number; readonly mails_stuck: number }
const clauseOf = (f: LetterFilter): RawBuilder<unknown> => sql.join([
  sql`true`, ...(f.week ? [sql`l.week_starts_on = ${f.week}`] : []), ...(f.state ? [sql`l.state = ${f.state}`] : []), ...(f.unit_path ? [below('l.unit_path', f.unit_path)] : []),
  ...(f.area_path ? [below('l.area_path', f.area_path)] : []), ...(f.kind ? [f.kind === 'unit' ? sql`l.unit_id is not null` : sql`l.area_id is not null`] : []),
  ...(f.q ? [sql`(strpos(l.data -> 'subject' ->> 'name', ${f.q}) > 0 or l.number = ${f.q})`] : []),
], sql` and `)
export const listLetters = (tx: Tx, f: LetterFilter, after: { readonly day: LocalDate; readonly id: string } | null, limit: number): Promise<readonly LetterListRow[]> => tx.rows(sql<LetterListRow>`
  select l.id, l.number, l.week_starts_on, l.unit_id, l.unit_path, l.area_id, l.area_path, l.state, l.note, l.generated_at, l.reviewed_at, l.reviewed_by, l.sent_at, l.sent_by, l.acknowledged_at, l.acknowledged_by,
    l.acknowledgement, l.withdrawn_at, l.withdrawn_reason, l.data -> 'subject' ->> 'name' as name, l.data -> 'figures' as figures, l.data -> 'rate' as rate,
    (select count(*) from outbox_mails m where m.letter_id = l.id)::int as mails, (select count(*) from outbox_mails m where m.letter_id = l.id and m.state in ('failed', 'not_configured'))::int as mails_stuck
  from feedback_letters l where ${clauseOf(f)} and ${after ? sql`(l.week_starts_on, l.id) < (${after.day}::date, ${after.id}::uuid)` : sql`true`} order by l.week_starts_on desc, l.id desc limit ${limit}`)
export const countLetters = (tx: Tx, f: LetterFilter): Promise<readonly { readonly state: LetterState; readonly n: number }[]> =>
  tx.rows(sql<{ state: LetterState; n: number }>`select l.state, count(*)::int as n from feedback_letters l where ${clauseOf({ ...f, state: null })} group by l.state`)
export const letterWeeks = async (tx: Tx): Promise<readonly LocalDate[]> =>
  (await tx.rows(sql<{ day: LocalDate }>`select distinct week_starts_on as day from feedback_letters order by 1 desc limit 60`)).map((row) => row.day)
export const letterById = (tx: Tx, id: string): Promise<(LetterRow & { readonly reviewed_by_name: string | null; readonly sent_by_name: string | null; readonly acknowledged_by_name: string | null }) | null> =>
  tx.maybe(sql<LetterRow & { reviewed_by_name: string | null; sent_by_name: string | null; acknowledged_by_name: string | null }>`select l.*, r.display_name as reviewed_by_name, s.display_name as sent_by_name,
    k.display_name as acknowledged_by_name from feedback_letters l left join account_facts r on r.id = l.reviewed_by left join account_facts s on s.id = l.sent_by left join account_facts k on k.id = l.acknowledged_by where l.id = ${id}`)
/** The units that stand for a district: its centre. */
export const districtCentres = (tx: Tx, areaId: string): Promise<readonly { readonly id: string }[]> =>
  tx.rows(sql<{ id: string }>`select id from unit_facts where area_id = ${areaId} and kind = 'centre' and valid_to is null`)
