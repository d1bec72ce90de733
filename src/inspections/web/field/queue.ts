import type { OutRow, PhotoRow, Reason } from './rows.ts'
import type { SubmissionAnswer } from './wire.ts'

/** Why a request did not do its work. */
export type Failure =
  | { readonly kind: 'unreachable' | 'busy'; readonly retryAfterMs: number | null }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'refused'; readonly reason: Reason }

/** The server's limits: 20 submissions a request, a body well below a megabyte. */
export const batchLimit = 20
const batchBytes = 600_000

export const waiting = <Row extends { readonly state: string }>(rows: readonly Row[]): readonly Row[] => rows.filter((row) => row.state === 'waiting')

/**
 * The next submissions to send together, oldest first. A body that was too large in company goes alone (`alone`).
 * `ready` says whether a row's pause after a failure is over.
 */
export const nextBatch = (rows: readonly OutRow[], ready: (id: string) => boolean, alone: ReadonlySet<string>): readonly OutRow[] => {
  const due = waiting(rows).filter((row) => ready(row.id)).toSorted((a, b) => a.made_at - b.made_at || a.revision - b.revision)
  const batch: OutRow[] = []
  let bytes = 0
  for (const row of due) {
    const size = JSON.stringify(row.body).length
    if (batch.length > 0 && (batch.length === batchLimit || bytes + size > batchBytes || alone.has(row.id))) break
    batch.push(row)
    bytes += size
    if (alone.has(row.id)) break
  }
  return batch
}

/** Photos go once their visit's submission has gone or been refused: a list of findings is worth more than its pictures. */
export const duePhotos = (photos: readonly PhotoRow[], out: readonly OutRow[], ready: (id: string) => boolean): readonly PhotoRow[] => {
  const held = new Set(waiting(out).map((row) => row.visit_id))
  return waiting(photos).filter((photo) => ready(photo.id) && !held.has(photo.visit_id)).toSorted((a, b) => a.taken_at - b.taken_at)
}

/** What the server's answer makes of a submission. What it does not mention waits on. */
export const settle = (row: OutRow, answers: readonly SubmissionAnswer[], now: number): OutRow => {
  const answer = answers.find((a) => a.id === row.id)
  // A database that was busy with something else is no refusal.
  if (!answer || answer.error?.code === 'http.try_again') return row
  if (answer.error) return { ...row, state: 'refused', tries: row.tries + 1, reason: { code: answer.error.code, detail: answer.error.text ?? null } }
  return { ...row, state: 'sent', tries: row.tries + 1, sent_at: now, standing: answer.conflict ? 'conflict' : answer.standing, reason: null }
}

/** A newer submission of the same visit makes those that never left unnecessary; what was sent or refused stays to be seen. */
export const replaced = (rows: readonly OutRow[], newer: OutRow): readonly string[] =>
  rows.filter((row) => row.visit_id === newer.visit_id && row.state === 'waiting' && row.revision < newer.revision).map((row) => row.id)

/** Sent photos whose bytes may go when room is needed, oldest first. */
export const freeable = (photos: readonly PhotoRow[]): readonly PhotoRow[] =>
  photos.filter((photo) => photo.state === 'sent' && !photo.freed).toSorted((a, b) => (a.sent_at ?? 0) - (b.sent_at ?? 0))
