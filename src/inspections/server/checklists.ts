import type { Instant } from '#base/instants.ts'
import { ok, type Refusal, refuse, type Result } from '#base/results.ts'
import type { Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { defaultChecklists, itemsOf } from '../rules/index.ts'
import {
  checklistByCode, checklistById, type ChecklistContent, type ChecklistVersionRow, checklistVersion, deleteDraft, insertChecklist, insertChecklistVersion, listChecklistVersions, lockChecklist,
  publishDraft, retirePublished, setChecklistRetired,
} from '../store/checklists.ts'
import { appendEvent } from '../store/events.ts'
import { type InspectionWork, record } from './work.ts'

/** A code made of a form's id: lower case, `_` for what it cannot hold; null when nothing is left, or the id is the one of a form that has none. */
export const codeOf = (formId: string): string | null => {
  const code = formId.normalize('NFKC').toLowerCase().replaceAll(/[^a-z0-9_]+/g, '_').replace(/^[^a-z]+/, '').replace(/_+$/, '').slice(0, 40)
  return code === '' || code === 'data' ? null : code
}
export type ChecklistSource = { readonly name: string | null; readonly sha256: string | null }

/**
 * Puts a form into a draft: of the checklist given, else of the one whose code is the form's id, else of a new one. A draft that was there is
 * replaced; what is published stays as it is.
 */
export const draftChecklist = async (work: InspectionWork, content: ChecklistContent, given: { readonly checklistId: string | null; readonly source: ChecklistSource }): Promise<Result<{
  readonly checklist_id: string; readonly version_id: string; readonly version: number }, Refusal>> => {
  const { tx, now, actor } = work
  const code = codeOf(content.form.id)
  const known = given.checklistId !== null ? await checklistById(tx, given.checklistId) : code === null ? null : await checklistByCode(tx, code)
  if (given.checklistId !== null && !known) return refuse('inspections.checklist_not_found')
  const checklistId = known?.id ?? newId(now)
  if (known) await lockChecklist(tx, checklistId)
  else await insertChecklist(tx, checklistId, code ?? `checklist_${checklistId.replaceAll('-', '').slice(-10)}`, now)
  const versions = await listChecklistVersions(tx, checklistId)
  const draft = versions.find((version) => version.state === 'draft')
  if (draft) await deleteDraft(tx, draft.id)
  const version = draft?.version ?? (versions[0]?.version ?? 0) + 1
  const versionId = newId(now)
  await insertChecklistVersion(tx, {
    ...content, id: versionId, checklist_id: checklistId, version, title: content.form.title, source_name: given.source.name, source_sha256: given.source.sha256, created_by: actor.id, now,
  })
  await record(work, 'checklist.drafted', checklistId, { version, file: given.source.name, items: content.items.length })
  return ok({ checklist_id: checklistId, version_id: versionId, version })
}

/** The draft, its checklist locked. */
const openDraft = async (tx: Tx, versionId: string): Promise<Result<ChecklistVersionRow, Refusal>> => {
  const found = await checklistVersion(tx, versionId)
  if (!found) return refuse('inspections.checklist_not_found')
  await lockChecklist(tx, found.checklist_id)
  const now = await checklistVersion(tx, versionId)
  return now?.state === 'draft' ? ok(now) : refuse('inspections.checklist_not_draft')
}

/** Puts a draft in force: visits planned from now on take it, visits that are planned keep the version they were planned with. */
export const publishChecklist = async (work: InspectionWork, versionId: string): Promise<Result<ChecklistVersionRow, Refusal>> => {
  const draft = await openDraft(work.tx, versionId)
  if (!draft.ok) return draft
  await retirePublished(work.tx, draft.value.checklist_id)
  await publishDraft(work.tx, versionId, work.actor.id, work.now)
  await setChecklistRetired(work.tx, draft.value.checklist_id, null)
  await record(work, 'checklist.published', draft.value.checklist_id, { version: draft.value.version })
  return ok((await checklistVersion(work.tx, versionId)) as ChecklistVersionRow)
}

export const discardChecklistDraft = async (work: InspectionWork, versionId: string): Promise<Result<void, Refusal>> => {
  const draft = await openDraft(work.tx, versionId)
  if (!draft.ok) return draft
  await deleteDraft(work.tx, versionId)
  await record(work, 'checklist.discarded', draft.value.checklist_id, { version: draft.value.version })
  return ok(undefined)
}

/** No programme may choose it any more, or may again. Programmes that have it keep it. */
export const retireChecklist = async (work: InspectionWork, checklistId: string, retired: boolean): Promise<Result<void, Refusal>> => {
  const known = await checklistById(work.tx, checklistId)
  if (!known) return refuse('inspections.checklist_not_found')
  if ((known.retired_at !== null) === retired) return ok(undefined)
  await setChecklistRetired(work.tx, checklistId, retired ? work.now : null)
  await record(work, retired ? 'checklist.retired' : 'checklist.restored', checklistId)
  return ok(undefined)
}

/** First checklists of a new city, published as version 1. A code that is there is left alone. */
export const seedDefaultChecklists = async (tx: Tx, now: Instant): Promise<readonly string[]> => {
  const added: string[] = []
  for (const { code, form } of defaultChecklists) {
    if (await checklistByCode(tx, code)) continue
    const items = itemsOf(form)
    if (!items.ok) throw new Error(`the default checklist ${code} is faulty: ${JSON.stringify(items.error[0])}`)
    const [id, versionId] = [newId(now), newId(now)]
    await insertChecklist(tx, id, code, now)
    await insertChecklistVersion(tx, { id: versionId, checklist_id: id, version: 1, title: form.title, form, items: items.value, source_name: null, source_sha256: null, created_by: null, now })
    await publishDraft(tx, versionId, null, now)
    await appendEvent(tx, { id: newId(now), kind: 'checklist.published', subject_id: id, actor: 'system', at: now, data: { version: 1 } })
    added.push(code)
  }
  return added
}
