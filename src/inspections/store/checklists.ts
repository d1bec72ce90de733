import type { Instant } from '#base/instants.ts'
import { at, sql, type Tx } from '#platform/db/index.ts'
import type { ChecklistForm, ChecklistItem } from '../rules/index.ts'

export type ChecklistVersionRow = {
  readonly id: string
  readonly checklist_id: string
  readonly code: string
  readonly version: number
  readonly state: 'draft' | 'published' | 'retired'
  readonly title: string
  readonly title_en: string | null
  readonly source_name: string | null
  readonly created_at: Instant
  readonly created_by: string | null
  readonly created_by_name: string | null
  readonly published_at: Instant | null
  readonly published_by_name: string | null
  readonly questions: number
  readonly items: number
}
export type ChecklistRow = { readonly id: string; readonly code: string; readonly retired_at: Instant | null; readonly programmes: number; readonly visits: number }
export type ChecklistContent = { readonly form: ChecklistForm; readonly items: readonly ChecklistItem[] }

const versionColumns = sql.raw(`v.id, v.checklist_id, c.code, v.version, v.state, v.title, v.form->'settings'->>'form_title::en' as title_en, v.source_name, v.created_at, v.created_by,
  made.display_name as created_by_name, v.published_at, put.display_name as published_by_name,
  jsonb_array_length(jsonb_path_query_array(v.form, '$.**.kind ? (@ == "question")')) as questions, jsonb_array_length(v.items) as items`)
const versionTables = sql.raw(`checklist_versions v join checklists c on c.id = v.checklist_id
  left join account_facts made on made.id = v.created_by left join account_facts put on put.id = v.published_by`)

export const listChecklists = (tx: Tx): Promise<readonly ChecklistRow[]> =>
  tx.rows(sql<ChecklistRow>`select c.id, c.code, c.retired_at, (select count(*) from programmes p where p.checklist_id = c.id and p.state <> 'ended') as programmes,
    (select count(*) from visits v join checklist_versions cv on cv.id = v.checklist_version_id where cv.checklist_id = c.id) as visits
    from checklists c order by c.retired_at nulls first, c.code`)
export const checklistById = (tx: Tx, id: string): Promise<{ readonly id: string; readonly code: string; readonly retired_at: Instant | null } | null> =>
  tx.maybe(sql`select id, code, retired_at from checklists where id = ${id}`)
export const checklistByCode = (tx: Tx, code: string): Promise<{ readonly id: string; readonly code: string; readonly retired_at: Instant | null } | null> =>
  tx.maybe(sql`select id, code, retired_at from checklists where code = ${code}`)

/** Versions of one checklist, or of all, newest first. */
export const listChecklistVersions = (tx: Tx, checklistId: string | null): Promise<readonly ChecklistVersionRow[]> =>
  tx.rows(sql<ChecklistVersionRow>`select ${versionColumns} from ${versionTables} where ${checklistId === null ? sql`true` : sql`v.checklist_id = ${checklistId}`} order by v.checklist_id, v.version desc`)
export const checklistVersion = (tx: Tx, id: string): Promise<ChecklistVersionRow | null> =>
  tx.maybe(sql<ChecklistVersionRow>`select ${versionColumns} from ${versionTables} where v.id = ${id}`)
export const checklistContent = (tx: Tx, id: string): Promise<ChecklistContent | null> => tx.maybe(sql<ChecklistContent>`select form, items from checklist_versions where id = ${id}`)
/** Locks the checklist: two files for the same one wait for each other. */
export const lockChecklist = (tx: Tx, id: string): Promise<{ readonly id: string } | null> => tx.maybe(sql`select id from checklists where id = ${id} for update`)

export const insertChecklist = (tx: Tx, id: string, code: string, now: Instant): Promise<number> =>
  tx.run(sql`insert into checklists (id, code, created_at) values (${id}, ${code}, ${at(now)})`)
export type NewVersion = ChecklistContent & {
  readonly id: string; readonly checklist_id: string; readonly version: number; readonly title: string; readonly source_name: string | null; readonly source_sha256: string | null
  readonly created_by: string | null; readonly now: Instant
}
export const insertChecklistVersion = (tx: Tx, v: NewVersion): Promise<number> =>
  tx.run(sql`insert into checklist_versions (id, checklist_id, version, state, title, form, items, source_name, source_sha256, created_at, created_by)
    values (${v.id}, ${v.checklist_id}, ${v.version}, 'draft', ${v.title}, ${JSON.stringify(v.form)}::jsonb, ${JSON.stringify(v.items)}::jsonb, ${v.source_name}, ${v.source_sha256}, ${at(v.now)}, ${v.created_by})`)
export const deleteDraft = (tx: Tx, id: string): Promise<number> => tx.run(sql`delete from checklist_versions where id = ${id} and state = 'draft'`)
export const retirePublished = (tx: Tx, checklistId: string): Promise<number> => tx.run(sql`update checklist_versions set state = 'retired' where checklist_id = ${checklistId} and state = 'published'`)
export const publishDraft = (tx: Tx, id: string, by: string | null, now: Instant): Promise<number> =>
  tx.run(sql`update checklist_versions set state = 'published', published_at = ${at(now)}, published_by = ${by} where id = ${id} and state = 'draft'`)
export const setChecklistRetired = (tx: Tx, id: string, when: Instant | null): Promise<number> =>
  tx.run(sql`update checklists set retired_at = ${when === null ? null : at(when)} where id = ${id}`)
