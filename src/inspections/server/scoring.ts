import { createHash } from 'node:crypto'
import type { FormDefinition } from '#platform/forms/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { hidePersonal } from '#intake/rules/index.ts'
import { type ItemAnswer, problemsOf, type FoundProblem, type Score, scoreVisit, type VisitSubmission } from '../rules/index.ts'
import { checklistsById, type VisitChecklist } from '../store/visits.ts'

export type Scored = { readonly answers: readonly ItemAnswer[]; readonly score: Score; readonly found: readonly FoundProblem[]; readonly missing: readonly string[] }

const nothing: Score = { score: null, weight_met: 0, weight_applicable: 0, tally: { pass: 0, partial: 0, fail: 0, not_applicable: 0, not_observed: 0 } }

/** What becomes part of a record that others read names nobody: telephone numbers and the like are starred, as in what residents write. */
export const starred = (text: string): string => hidePersonal(text, null)
const starredIn = (found: readonly FoundProblem[]): readonly FoundProblem[] => found.map((f) => ({ ...f, description: starred(f.description.trim()) }))

/** What a submission comes to under the checklist it was made with; of a visit that could not be made, only what was found outside the list. */
export const scoreSubmission = (list: VisitChecklist, s: VisitSubmission): Scored => {
  if (s.not_done_reason !== null) return { answers: [], score: nothing, found: starredIn(problemsOf([], s.findings)), missing: [] }
  const language = (list.form as Partial<FormDefinition>).default_language ?? 'zh-CN'
  const scored = scoreVisit(list.items, s.answers, language)
  // A count no table can hold is a slip of the finger; the visit is kept all the same.
  const within = (n: number | null): number | null => (n === null ? null : Math.min(n, 2_000_000_000))
  const answers = scored.answers.map((a) => ({ ...a, observed: within(a.observed), violations: within(a.violations), note: a.note === null ? null : starred(a.note), value: typeof a.value === 'string' ? starred(a.value) : a.value }))
  return { answers, score: scored.score, found: starredIn(problemsOf(scored.proposals, s.findings)), missing: scored.missingEvidence(s.photos) }
}

/** The checklist a submission says it used; where nobody knows that one, the visit's own. A visit is never refused for its list. */
export const checklistFor = async (tx: Tx, said: string, own: string): Promise<VisitChecklist> => {
  const lists = await checklistsById(tx, [said, own])
  const found = lists.find((l) => l.id === said) ?? lists.find((l) => l.id === own)
  if (!found) throw new Error(`visit without a checklist ${own}`)
  return found
}

/** UUID version 8 (RFC 9562 5.8) of a text: the same finding of the same visit has the same id however often it is made. */
export const derivedId = (text: string): string => {
  const b = createHash('sha256').update(text).digest().subarray(0, 16)
  b[6] = 0x80 | ((b[6] ?? 0) & 0x0f)
  b[8] = 0x80 | ((b[8] ?? 0) & 0x3f)
  const h = b.toString('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}
export const sha256Text = (text: string): string => createHash('sha256').update(text).digest('hex')
