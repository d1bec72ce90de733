import type { Instant } from '#base/instants.ts'
import type { LooseFinding, VisitPhoto } from './model.ts'
import type { Proposal } from './score.ts'

export const findingStates = ['proposed', 'case_made', 'joined', 'dismissed'] as const
export type FindingState = (typeof findingStates)[number]

/** What a visit found wrong: a failed item, or a problem outside the list. `category` is a code of the catalogue. */
export type FoundProblem = {
  readonly key: string
  readonly item: string | null
  readonly category: string | null
  readonly description: string
  readonly lon: number | null
  readonly lat: number | null
}

/** Everything a submission found: failed items first, in the order of the list. A key that comes twice counts once. */
export const problemsOf = (proposals: readonly Proposal[], loose: readonly LooseFinding[]): readonly FoundProblem[] => {
  const all: readonly FoundProblem[] = [
    ...proposals.map(({ key, item, category, description }) => ({ key, item, category, description, lon: null, lat: null })),
    ...loose.map(({ key, category, description, lon, lat }) => ({ key, item: null, category, description, lon, lat })),
  ]
  return all.filter((f, i) => all.findIndex((other) => other.key === f.key) === i)
}

/** The photos of one finding: those of its failed item and row, asked for beside it (`<item>_photo`) or taken for it, or those the device put to its own key. */
export const photosOf = <P extends Pick<VisitPhoto, 'item' | 'instance' | 'finding_key'>>(key: string, photos: readonly P[]): readonly P[] =>
  photos.filter(({ item, instance, finding_key }) => (finding_key !== null ? finding_key === key
    : item !== null && (`${item}:${instance}` === key || (item.endsWith('_photo') && `${item.slice(0, -'_photo'.length)}:${instance}` === key))))

export type OpenCase = { readonly id: string; readonly category_path: string | null; readonly opened_at: Instant }

/** What becomes of a finding when its visit is accepted. */
export type Settlement = { readonly kind: 'new' } | { readonly kind: 'join'; readonly case_id: string } | { readonly kind: 'reopen'; readonly case_id: string } | { readonly kind: 'wait' }

/**
 * One finding becomes one case, unless a case of the same sub-category was open at the place before the visit was accepted: then it joins the oldest of them.
 * Without a category nobody knows what case it would be: it waits for a person. On a re-inspection what concerns the case inspected again (its own
 * category, or none given) means that it was not put right.
 */
export const settle = (
  finding: { readonly category_path: string | null }, open: readonly OpenCase[], again: { readonly case_id: string; readonly category_path: string | null } | null,
): Settlement => {
  if (again && (finding.category_path === null || finding.category_path === again.category_path)) return { kind: 'reopen', case_id: again.case_id }
  if (finding.category_path === null) return { kind: 'wait' }
  const same = open.filter((c) => c.category_path === finding.category_path).sort((a, b) => a.opened_at - b.opened_at)[0]
  return same ? { kind: 'join', case_id: same.id } : { kind: 'new' }
}

/** The first line of a case's description as its title. */
export const titleOfFinding = (description: string): string => {
  const line = description.trim().split(/[\n。！？!?]/)[0]?.trim() ?? ''
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

export const rectificationStates = ['undecided', 'dismissed', 'open', 'overdue', 'rectified', 'ended'] as const
export type RectificationState = (typeof rectificationStates)[number]

/** Where one problem stands: `ended` is a case that ended without being put right (declined, void, merged, split). */
export const rectificationOf = (
  finding: { readonly state: FindingState }, c: { readonly state: string; readonly stage_done: boolean; readonly due_at: Instant | null; readonly overdue_at: Instant | null } | null, now: Instant,
): RectificationState => {
  if (finding.state === 'proposed') return 'undecided'
  if (finding.state === 'dismissed') return 'dismissed'
  if (!c) return 'open'
  if (c.state === 'closed') return 'rectified'
  if (c.stage_done || c.state === 'split') return 'ended'
  return c.overdue_at !== null || (c.due_at !== null && c.due_at < now) ? 'overdue' : 'open'
}

/** 整改率: cases put right over cases handed over; those that ended in another way are in neither. Null where nothing was handed over. */
export const rectificationRate = (counts: { readonly rectified: number; readonly open: number }): number | null =>
  counts.rectified + counts.open === 0 ? null : counts.rectified / (counts.rectified + counts.open)
