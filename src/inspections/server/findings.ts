import type { Instant } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { addFiles, bringFiles, type CaseFileRow, categoryById, commandInTx, newsOf, reportCases, type ReportInput, suggestedUnit, systemActor, termsFor } from '#cases/server/index.ts'
import { catalogueModelOf, type StoredCategory } from '#catalogue/server/index.ts'
import { unitModelOf } from '#organisations/server/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { randomCode } from '#platform/random/index.ts'
import { photosOf, settle, titleOfFinding } from '../rules/index.ts'
import { filesOfVisits, type VisitFileRow } from '../store/files.ts'
import { caseRef, type CaseRef, decideFinding, findingById, type FindingRow, lockFindings, openCasesAt, placeRef, type PlaceRef } from '../store/findings.ts'
import { holdPlace, lockVisit, type VisitRow } from '../store/visits.ts'
import type { FindingContext } from './context.ts'
import { record } from './work.ts'

const say = translator('zh-CN')
type CaseFile = CaseFileRow & { readonly secret: string }

/** A visit's photo as one of a case: the same id, so that it cannot come twice; without the camera's place, which stays with the visit. */
const asCaseFile = (f: VisitFileRow, now: Instant, by: string | null): CaseFile => ({
  id: f.id, case_id: null, secret: randomCode(24), kind: f.kind, original_sha256: f.view_sha256, view_sha256: f.view_sha256, thumb_sha256: f.thumb_sha256, width: f.width, height: f.height,
  taken_at: f.taken_at, lon: null, lat: null, added_at: now, added_by: by,
})

type Scene = { readonly visit: VisitRow; readonly place: PlaceRef | null; readonly again: CaseRef | null; readonly files: readonly VisitFileRow[] }

const sceneOf = async (tx: Tx, visit: VisitRow): Promise<Scene> => ({
  visit, place: visit.place_id === null ? null : await placeRef(tx, visit.place_id), again: visit.case_id === null ? null : await caseRef(tx, visit.case_id),
  files: await filesOfVisits(tx, [visit.id]),
})

type Wanted = { readonly finding: FindingRow; readonly category: StoredCategory | null; readonly note?: string }
type Made = { readonly finding_id: string; readonly case_id: string; readonly number: string }

/** New cases for findings, all in one go: reported with photos, place, category and unit; registered and sent to the unit at once where the list leaves no question open. */
const makeCases = async (tx: Tx, x: FindingContext, scene: Scene, wanted: readonly Wanted[], now: Instant): Promise<readonly Made[]> => {
  if (wanted.length === 0) return []
  const { visit, place, again } = scene
  const files = wanted.map(({ finding }) => photosOf(finding.key, scene.files).map((f) => asCaseFile(f, now, x.by)))
  await bringFiles(tx, files.flat())
  const area = { area_id: place?.area_id ?? visit.area_id, area_path: place?.area_path ?? visit.area_path }
  const units = await Promise.all(wanted.map(async ({ category }) =>
    place?.unit_id ?? visit.unit_id ?? await suggestedUnit(x.city, { area_path: area.area_path, category_path: category?.path ?? null }, now)))
  const inputs = wanted.map(({ finding, category, note }, i): ReportInput => ({
    source: 'inspection', title: titleOfFinding(finding.description) || category?.name || say('inspections.findings.untitled'),
    description: [finding.description.trim(), note ?? ''].filter(Boolean).join('\n'), category_id: category?.id ?? null, category_path: category?.path ?? null,
    condition_id: category?.conditions[0]?.id ?? null, urgency: category?.conditions[0]?.urgency ?? 'ordinary', ...area, place_id: place?.id ?? null,
    lon: finding.lon ?? place?.lon ?? again?.lon ?? null, lat: finding.lat ?? place?.lat ?? again?.lat ?? null, address: [place?.name, place?.address].filter(Boolean).join('，'),
    observed_at: visit.ended_at !== null && visit.ended_at <= now ? visit.ended_at : now, external_ref: null,
    files: (files[i] ?? []).map((f) => ({ file_id: f.id, secret: f.secret, kind: f.kind })), reported_by: null, actor: x.actor, suggested_unit_id: units[i] ?? null,
  }))
  const results = await reportCases(tx, x.city, x.model, inputs, now)
  const { byId } = await unitModelOf(x.city)
  const made: Made[] = []
  for (const [i, result] of results.entries()) {
    if (!result.ok) throw problem(result.error.code, { status: 409, ...(result.error.params ? { params: result.error.params } : {}) })
    const { finding, category } = wanted[i] as Wanted
    const { id, number } = result.value
    made.push({ finding_id: finding.id, case_id: id, number })
    if (x.feed) await x.feed.publish(tx, x.city, newsOf(result.value.case, [{ type: 'case.reported', seq: result.value.case.seq } as never]))
    const unit = byId(units[i] ?? '')
    const condition_id = category?.conditions[0]?.id ?? null
    if (!category || condition_id === null || !unit) continue
    const terms = await termsFor(x.city, category, condition_id, area.area_path)
    // The inspector saw it and the office looked at the visit: nothing is left for the desk to find out.
    await tx.setScope({ 'app.case': '*' })
    const registered = await commandInTx(tx, x.city, x.model, x.feed, {
      id, command: { type: 'register', category_id: category.id, category_path: category.path, condition_id }, expected_seq: null, actor: systemActor, more: { terms },
    }, now)
    if (!registered.ok) continue
    await tx.setScope({ 'app.case': '*' })
    await commandInTx(tx, x.city, x.model, x.feed, {
      id, command: { type: 'dispatch', lead_unit_id: unit.id, lead_unit_path: unit.path, routing_reason: say(place?.unit_id ? 'inspections.findings.unit_of_place' : 'inspections.findings.unit_of_matrix') },
      expected_seq: null, actor: systemActor,
    }, now)
  }
  await tx.setScope({ 'app.case': '*' })
  return made
}

/** The words and photos of a finding, added to a case that is there. */
const addTo = async (tx: Tx, x: FindingContext, scene: Scene, finding: FindingRow, caseId: string, key: 'note_joined' | 'note_again', now: Instant): Promise<Result<null, Refusal>> => {
  await tx.setScope({ 'app.case': '*' })
  const text = say(`inspections.findings.${key}`, { visit: scene.visit.number, text: finding.description.trim() })
  const noted = await commandInTx(tx, x.city, x.model, x.feed, { id: caseId, command: { type: 'add_note', text }, expected_seq: null, actor: x.actor }, now)
  if (!noted.ok) return noted
  await tx.setScope({ 'app.case': '*' })
  const added = await addFiles(tx, x.city, x.model, x.feed, caseId, photosOf(finding.key, scene.files).map((f) => asCaseFile(f, now, x.by)), x.actor, now)
  await tx.setScope({ 'app.case': '*' })
  return added.ok ? ok(null) : added
}

export type Settled = { readonly made: number; readonly joined: number; readonly waiting: number; readonly reopened: boolean }

const decide = async (tx: Tx, x: FindingContext, f: FindingRow, d: { state: 'case_made' | 'joined' | 'dismissed'; case_id: string | null; reason?: string; category_id?: string | null }, now: Instant, data: object = {}): Promise<void> => {
  await decideFinding(tx, f.id, { state: d.state, case_id: d.case_id, decided_at: now, decided_by: x.by, reason: d.reason ?? null, ...(d.category_id === undefined ? {} : { category_id: d.category_id }) })
  await record({ city: x.city, tx, actor: { id: x.by }, now }, `finding.${d.state}`, f.id, { visit_id: f.visit_id, key: f.key, case_id: d.case_id, ...data })
}

/**
 * Turns what a visit found into cases, in the transaction of whoever accepts it. Only findings nobody has decided yet are looked at, under a lock, so a
 * repeated acceptance makes nothing twice; and two visits to one place accepted at the same time see each other's cases.
 */
export const settleFindings = async (tx: Tx, x: FindingContext, visit: VisitRow, now: Instant): Promise<Settled> => {
  if (visit.place_id !== null) await holdPlace(tx, visit.place_id)
  const findings = (await lockFindings(tx, visit.id)).filter((f) => f.state === 'proposed')
  await tx.setScope({ 'app.case': '*' })
  const scene = await sceneOf(tx, visit)
  const open = visit.place_id === null ? [] : await openCasesAt(tx, visit.place_id)
  const fresh: Wanted[] = []
  let joined = 0, waiting = 0, reopened = false
  for (const finding of findings) {
    const category = finding.category_id === null ? null : await categoryById(x.city, finding.category_id)
    const settled = settle({ category_path: category?.path ?? null }, open, scene.again && { case_id: scene.again.id, category_path: scene.again.category_path })
    if (settled.kind === 'new') fresh.push({ finding, category })
    else if (settled.kind === 'wait') waiting++
    else if (settled.kind === 'join') {
      const added = await addTo(tx, x, scene, finding, settled.case_id, 'note_joined', now)
      if (added.ok) {
        await decide(tx, x, finding, { state: 'joined', case_id: settled.case_id }, now)
        joined++
      } else fresh.push({ finding, category })
    } else {
      const outcome = await reopenFor(tx, x, scene, finding, now)
      if (outcome === 'too_late') fresh.push({ finding, category: category ?? await categoryOf(x, scene.again), note: say('inspections.findings.note_too_late', { number: scene.again?.number ?? '' }) })
      else {
        reopened ||= outcome === 'reopened'
        await decide(tx, x, finding, { state: 'joined', case_id: settled.case_id }, now, { reopened: outcome === 'reopened' })
        joined++
      }
    }
  }
  const made = await makeCases(tx, x, scene, fresh, now)
  for (const m of made) await decide(tx, x, fresh.find((w) => w.finding.id === m.finding_id)?.finding as FindingRow, { state: 'case_made', case_id: m.case_id }, now, { number: m.number })
  return { made: made.length, joined, waiting, reopened }
}

const categoryOf = async (x: FindingContext, c: CaseRef | null): Promise<StoredCategory | null> => {
  return c?.category_path ? (await catalogueModelOf(x.city)).byPath(c.category_path) : null
}

/** A re-inspection that failed: the case goes back to its unit, which counts as rework. One that was open again already is only told. */
const reopenFor = async (tx: Tx, x: FindingContext, scene: Scene, finding: FindingRow, now: Instant): Promise<'reopened' | 'told' | 'too_late'> => {
  const c = scene.again as CaseRef
  await tx.setScope({ 'app.case': '*' })
  const reason = say('inspections.findings.reopen_reason', { visit: scene.visit.number, text: finding.description.trim() })
  const current = await caseRef(tx, c.id)
  if (current?.ended_at === null) return (await addTo(tx, x, scene, finding, c.id, 'note_again', now)).ok ? 'told' : 'too_late'
  const done = await commandInTx(tx, x.city, x.model, x.feed, { id: c.id, command: { type: 'reopen', reason }, expected_seq: null, actor: x.actor }, now)
  if (!done.ok) return 'too_late'
  await tx.setScope({ 'app.case': '*' })
  await addFiles(tx, x.city, x.model, x.feed, c.id, photosOf(finding.key, scene.files).map((f) => asCaseFile(f, now, x.by)), x.actor, now)
  await tx.setScope({ 'app.case': '*' })
  return 'reopened'
}

/** A photo that came after its finding was decided still reaches the case, while that is open. */
export const attachLate = async (tx: Tx, x: FindingContext, visitId: string, file: VisitFileRow, now: Instant): Promise<boolean> => {
  const finding = (await lockFindings(tx, visitId)).find((f) => f.case_id !== null && photosOf(f.key, [file]).length > 0)
  if (!finding?.case_id) return false
  await tx.setScope({ 'app.case': '*' })
  const c = await caseRef(tx, finding.case_id)
  if (!c || c.ended_at !== null) return false
  return (await addFiles(tx, x.city, x.model, x.feed, c.id, [asCaseFile(file, now, x.by)], x.actor, now)).ok
}

// ---- by hand ----
type Held = { readonly finding: FindingRow; readonly visit: VisitRow }
const holdFinding = async (tx: Tx, id: string): Promise<Held> => {
  const seen = await findingById(tx, id)
  const visit = seen && await lockVisit(tx, seen.visit_id)
  if (!seen || !visit) throw problem('inspections.finding_not_found', { status: 404 })
  return { visit, finding: (await lockFindings(tx, visit.id)).find((f) => f.id === id) as FindingRow }
}

/** Makes a case of a finding, under a category chosen by whoever decides where the list proposed none. Again for the same finding: the case it became. */
export const makeCaseOf = async (tx: Tx, x: FindingContext, id: string, category: StoredCategory | null, now: Instant): Promise<Result<string, Refusal>> => {
  const { finding, visit } = await holdFinding(tx, id)
  if (finding.state === 'case_made') return ok(finding.case_id as string)
  if (finding.state !== 'proposed') return refuse('inspections.finding_decided', { state: finding.state })
  if (visit.place_id !== null) await holdPlace(tx, visit.place_id)
  const chosen = category ?? (finding.category_id === null ? null : await categoryById(x.city, finding.category_id))
  if (!chosen) return refuse('inspections.finding_without_category')
  await tx.setScope({ 'app.case': '*' })
  const [made] = await makeCases(tx, x, await sceneOf(tx, visit), [{ finding, category: chosen }], now)
  await decide(tx, x, finding, { state: 'case_made', case_id: made?.case_id as string, category_id: chosen.id }, now, { number: made?.number })
  return ok(made?.case_id as string)
}

/** Adds a finding to a case that is open, whatever it is about; the caller answers for it. */
export const joinCase = async (tx: Tx, x: FindingContext, id: string, caseId: string, now: Instant): Promise<Result<string, Refusal>> => {
  const { finding, visit } = await holdFinding(tx, id)
  if (finding.state === 'joined' && finding.case_id === caseId) return ok(caseId)
  if (finding.state !== 'proposed') return refuse('inspections.finding_decided', { state: finding.state })
  // Only a case the caller may see: the scope is widened after that.
  const c = await caseRef(tx, caseId)
  if (!c) throw problem('cases.not_found', { status: 404 })
  if (c.ended_at !== null) return refuse('inspections.case_not_open', { number: c.number })
  const added = await addTo(tx, x, await sceneOf(tx, visit), finding, caseId, 'note_joined', now)
  if (!added.ok) return added
  await decide(tx, x, finding, { state: 'joined', case_id: caseId }, now)
  return ok(caseId)
}

export const dismissFinding = async (tx: Tx, x: FindingContext, id: string, reason: string, now: Instant): Promise<Result<null, Refusal>> => {
  const { finding } = await holdFinding(tx, id)
  if (finding.state === 'dismissed') return ok(null)
  if (finding.state !== 'proposed') return refuse('inspections.finding_decided', { state: finding.state })
  if (reason.trim() === '') return refuse('inspections.reason_missing')
  await decide(tx, x, finding, { state: 'dismissed', case_id: null, reason: reason.trim() }, now, { reason: reason.trim() })
  return ok(null)
}
