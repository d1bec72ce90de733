import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'
import type { DayDownload } from './wire.ts'

export type Held = { readonly visits: readonly VisitRow[]; readonly drafts: readonly DraftRow[]; readonly out: readonly OutRow[]; readonly photos: readonly PhotoRow[] }
export type Merged = { readonly put: readonly VisitRow[]; readonly remove: readonly string[] }

/**
 * Puts a download beside what the phone holds. Nothing entered here is touched: a visit that has gone from the list stays,
 * marked, while a draft, a submission or a photo hangs on it; one that nobody began goes. Days outside the download are left alone.
 */
export const mergeDay = (held: Held, day: DayDownload, from: string, to: string, now: number): Merged => {
  const account = day.account.id
  const put: VisitRow[] = day.visits.map((visit) => ({ account_id: account, id: visit.id, planned_on: visit.planned_on, visit, listed: true, downloaded_at: now }))
  const here = new Set(day.visits.map((visit) => visit.id))
  const worked = new Set([...held.drafts, ...held.out, ...held.photos].filter((row) => row.account_id === account).map((row) => row.visit_id))
  const remove: string[] = []
  for (const row of held.visits) {
    if (row.account_id !== account || here.has(row.id)) continue
    const asked = row.planned_on >= from && row.planned_on <= to
    if (worked.has(row.id)) {
      if (asked && row.listed) put.push({ ...row, listed: false })
    } else if (asked || row.planned_on < from) remove.push(row.id)
  }
  return { put, remove }
}

/** How long what was sent stays on the phone to be looked at again. */
const keepSentMs = 7 * 86_400_000

/** Visits whose work has all arrived and is older than a week; everything of them may go from the phone. */
export const finished = (held: Held, now: number): readonly string[] => {
  const done = (at: number | null): boolean => at !== null && now - at > keepSentMs
  return held.drafts
    .filter((draft) => !draft.open)
    .map((draft) => draft.visit_id)
    .filter((id) => {
      const out = held.out.filter((row) => row.visit_id === id)
      const photos = held.photos.filter((row) => row.visit_id === id)
      return out.length > 0 && out.every((row) => row.state === 'sent' && row.standing !== 'conflict' && done(row.sent_at)) && photos.every((row) => row.state === 'sent')
    })
}
