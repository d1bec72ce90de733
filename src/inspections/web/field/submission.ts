import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'
import type { Fix } from './location.ts'
import type { PhotoWire } from './wire.ts'

export const photoWire = ({ id, kind, item, instance, finding_key, taken_at, lon, lat, accuracy_m }: PhotoRow): PhotoWire =>
  ({ id, kind, item, instance, finding_key, taken_at: new Date(taken_at).toISOString(), lon, lat, accuracy_m })

/** Photos that only the server has. */
export const carriedBeside = (draft: DraftRow, photos: readonly PhotoRow[]): readonly PhotoWire[] => {
  const here = new Set(photos.map((photo) => photo.id))
  return draft.carried.filter((photo) => !here.has(photo.id))
}

/** One above everything known of this visit, on this phone or at the server. */
export const nextRevision = (draft: DraftRow, row: VisitRow, out: readonly OutRow[]): number =>
  Math.max(draft.submitted_revision, row.visit.revision_known, ...out.filter((o) => o.visit_id === row.id).map((o) => o.revision)) + 1

/** The whole visit as it goes out. Times are the phone's own; the server sets them right by what the phone's clock says when it sends. */
export const submissionOf = (
  draft: DraftRow, row: VisitRow, photos: readonly PhotoRow[], known: readonly OutRow[], facts: { readonly id: string; readonly device_id: string; readonly now: number; readonly fix: Fix | null },
): OutRow => {
  const revision = nextRevision(draft, row, known)
  return {
    id: facts.id, account_id: draft.account_id, visit_id: draft.visit_id, revision, made_at: facts.now, state: 'waiting', tries: 0, sent_at: null, standing: null, reason: null,
    body: {
      id: facts.id, visit_id: draft.visit_id, device_id: facts.device_id, revision, checklist_version_id: draft.checklist_version_id,
      started_at: new Date(draft.started_at).toISOString(), ended_at: new Date(Math.max(facts.now, draft.started_at)).toISOString(),
      answers: draft.not_done_reason === null ? draft.answers : {},
      photos: [...carriedBeside(draft, photos), ...photos.map(photoWire)], findings: draft.findings.map(({ key, category, description, lon, lat }) => ({ key, category, description, lon, lat })),
      lon: facts.fix?.lon ?? null, lat: facts.fix?.lat ?? null, accuracy_m: facts.fix?.accuracy_m ?? null, not_done_reason: draft.not_done_reason,
    },
  }
}
