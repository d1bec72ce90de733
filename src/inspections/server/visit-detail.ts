import { type Instant, toIso } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { visitActions } from '../rules/index.ts'
import { answersOf } from '../store/answers.ts'
import { filesOfVisits, type VisitFileRow } from '../store/files.ts'
import { bodyOf, submissionsOf } from '../store/submissions.ts'
import { eventsOfSubjects } from '../store/events.ts'
import { caseRef, findingsOf } from '../store/findings.ts'
import { accountNames, checklistsById, listVisits, type VisitListRow } from '../store/visits.ts'
import { keptSubmission } from './field-wire.ts'
import { scoreSubmission, starred } from './scoring.ts'

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at))
const said = (text: string | null | undefined): string | null => (text ? starred(text) : null)
const clock = (time: string | null): string | null => time?.slice(0, 5) ?? null

/** One line of a list of visits. */
export const visitWire = (v: VisitListRow, names: ReadonlyMap<string, string>) => ({
  id: v.id, number: v.number, state: v.state, late: v.late, conflict: v.conflict, programme: { id: v.programme_id, name: v.programme_name, kind: v.programme_kind }, round_id: v.round_id, draw_id: v.draw_id,
  place: v.place_id === null ? null : {
    id: v.place_id, code: v.place_code, name: v.place_name ?? '', type: v.place_type ?? '', type_name: v.place_type_name ?? '', type_name_en: v.place_type_name_en ?? '', lon: v.place_lon, lat: v.place_lat,
    address: v.place_address ?? '',
  },
  case_id: v.case_id, area: { id: v.area_id, name: v.area_name, path: v.area_path }, unit: v.unit_id === null ? null : { id: v.unit_id, name: v.unit_name ?? '' },
  inspectors: v.inspector_ids.map((id) => ({ id, name: names.get(id) ?? '' })), planned_on: v.planned_on, window: v.window_from === null && v.window_to === null ? null : { from: clock(v.window_from), to: clock(v.window_to) },
  stop_order: v.stop_order, stratum: v.stratum, inclusion_probability: v.inclusion_probability, started_at: iso(v.started_at), ended_at: iso(v.ended_at), received_at: iso(v.received_at),
  decided_at: iso(v.decided_at), decided_by: v.decided_by === null ? null : { id: v.decided_by, name: names.get(v.decided_by) ?? '' }, reason: v.reason, score: v.score, weight_met: v.weight_met,
  weight_applicable: v.weight_applicable, tally: v.tally as Record<string, number> | null, finding_count: v.finding_count, undecided_count: v.undecided_count, file_count: v.file_count,
})

export const visitsWire = async (tx: Tx, rows: readonly VisitListRow[]) => {
  const names = new Map((await accountNames(tx, rows.flatMap((v) => [...v.inspector_ids, ...(v.decided_by === null ? [] : [v.decided_by])]))).map((a) => [a.id, a.name]))
  return rows.map((v) => visitWire(v, names))
}

/** Who may see where an inspector stood and what each device sent: those who review, audit or inspect; not the unit that was visited. */
export const seesEvidence = (permissions: ReadonlySet<string>): boolean => ['inspections.review', 'inspections.visit', 'cases.ledger'].some((p) => permissions.has(p))

export const photoWire = (evidence: boolean) => (f: VisitFileRow) => ({
  id: f.id, kind: f.kind, item: f.item, instance: f.instance, finding_key: f.finding_key, taken_at: iso(f.taken_at), lon: evidence ? f.lon : null, lat: evidence ? f.lat : null,
  accuracy_m: evidence ? f.accuracy_m : null, width: f.width, height: f.height,
  url: `/api/visit-photos/${f.id}`,
})

/** One visit whole: answers, photos and those still on their way, findings, what each device sent, what was done with it, and what can be done now. */
export const visitDetail = async (tx: Tx, id: string, permissions: ReadonlySet<string>) => {
  const evidence = seesEvidence(permissions)
  const [row] = await listVisits(tx, { ids: [id] }, null, 1)
  if (!row) throw problem('inspections.visit_not_found', { status: 404 })
  const submissions = evidence ? await submissionsOf(tx, id) : []
  const files = await filesOfVisits(tx, [id])
  const bodies = new Map<string, ReturnType<typeof keptSubmission>>()
  for (const s of submissions) if (s.standing === 'current' || s.standing === 'conflict') bodies.set(s.id, keptSubmission(await bodyOf(tx, s.id) ?? {}))
  const lists = new Map((await checklistsById(tx, [row.checklist_version_id, ...submissions.map((s) => s.checklist_version_id)])).map((l) => [l.id, l]))
  const there = new Set(files.map((f) => f.id))
  const current = row.submission_id === null ? undefined : bodies.get(row.submission_id)
  const scored = [...bodies].map(([sid, body]) => ({ sid, body, list: lists.get(submissions.find((s) => s.id === sid)?.checklist_version_id ?? '') }))
  const findings = new Map((await findingsOf(tx, id)).map((f) => [f.id, f]))
  const names = new Map((await accountNames(tx, submissions.map((s) => s.account_id))).map((a) => [a.id, a.name]))
  const again = row.case_id === null ? null : await caseRef(tx, row.case_id)
  const list = lists.get(row.checklist_version_id)
  const [line] = await visitsWire(tx, [row])
  return {
    ...(line as NonNullable<typeof line>), lon: evidence ? row.lon : null, lat: evidence ? row.lat : null, accuracy_m: evidence ? row.accuracy_m : null, checklist: { version_id: row.checklist_version_id, title: list?.title ?? '' },
    not_done_reason: said(current?.not_done_reason), case: again && { id: again.id, number: again.number, title: again.title, state: again.state },
    answers: (await answersOf(tx, id)).map((a) => ({ ...a })), photos: files.map(photoWire(evidence)),
    photos_awaited: [...new Set([...bodies.values()].flatMap((b) => b.photos.map((p) => p.id)))].filter((pid) => !there.has(pid)),
    missing_evidence: current && list ? [...scoreSubmission(list, current).missing] : [],
    findings: [...findings.values()].map((f) => ({ id: f.id, key: f.key, item: f.item, category_id: f.category_id, description: f.description, lon: f.lon, lat: f.lat, state: f.state, case_id: f.case_id, reason: f.reason, decided_at: iso(f.decided_at) })),
    submissions: submissions.map((s) => {
      const kept = scored.find((each) => each.sid === s.id)
      const result = kept?.list ? scoreSubmission(kept.list, kept.body) : null
      return {
        id: s.id, account: { id: s.account_id, name: names.get(s.account_id) ?? '' }, device_id: s.device_id, revision: s.revision, made_at: toIso(s.made_at), received_at: toIso(s.received_at),
        clock_offset_ms: s.clock_offset_ms, checklist_version_id: s.checklist_version_id, standing: s.standing,
        // Told for those between which somebody has to choose.
        score: result?.score.score ?? null, answers: result === null ? null : result.answers.map((a) => ({ ...a })),
        findings: result === null ? null : result.found.map((f) => ({ key: f.key, description: f.description })), photos: kept ? kept.body.photos.length : null, not_done_reason: said(kept?.body.not_done_reason),
      }
    }),
    actions: permissions.has('inspections.review') ? [...visitActions(row)] : [],
    events: (evidence ? await eventsOfSubjects(tx, [id, ...findings.keys()]) : []).map((e) => ({ kind: e.kind, subject_id: e.subject_id, actor: e.actor_name, at: toIso(e.at), data: { ...e.data } })),
  }
}
