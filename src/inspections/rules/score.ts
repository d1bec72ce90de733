import type { ChecklistItem, ItemAnswer, Outcome, Score, Tally } from './model.ts'
import { isOutcome } from './checklist.ts'

type Rows = Readonly<Record<string, unknown>>
const isRows = (value: unknown): value is Rows => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The records an item stands in: one, or as many as its repeat has instances. */
const scopesOf = (answers: Rows, section: string): readonly Rows[] => {
  let scopes: readonly Rows[] = [answers]
  for (const name of section === '' ? [] : section.split('/')) {
    scopes = scopes.flatMap((scope) => {
      const inner = scope[name]
      return Array.isArray(inner) ? inner.filter(isRows) : isRows(inner) ? [inner] : []
    })
  }
  return scopes
}
/** An answer by name, in the item's own scope first, then anywhere in the groups around it. */
const answerOf = (name: string, scope: Rows, whole: Rows): unknown => {
  if (scope[name] !== undefined) return scope[name]
  const search = (rows: Rows): unknown => rows[name] ?? Object.values(rows).filter(isRows).map(search).find((found) => found !== undefined)
  return search(scope) ?? search(whole)
}
const count = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}
const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** Text in a language tag: exact, `English (en)`, same first part, else the first there is. */
export const labelIn = (label: Readonly<Record<string, string>>, language: string): string => {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  const keys = Object.keys(label)
  const tag = (key: string): string => (/\(([^)]+)\)\s*$/.exec(key)?.[1] ?? key).toLowerCase()
  const key = keys.find((k) => k.toLowerCase() === language.toLowerCase()) ?? keys.find((k) => tag(k).split('-')[0] === primary) ?? keys[0]
  return key === undefined ? '' : (label[key] ?? '')
}

/**
 * Whether an incidence passes: the rate of violations among what was observed is at most the item's. Nothing observed is not observed.
 * Counts are of people, vehicles or things; who they were is never asked.
 */
const judged = (item: ChecklistItem, scope: Rows, whole: Rows): { readonly outcome: Outcome; readonly observed: number | null; readonly violations: number | null; readonly value: unknown } => {
  const nothing = { observed: null, violations: null }
  const value = scope[item.name] ?? null
  if (item.incidence) {
    const observed = count(answerOf(item.incidence.observed, scope, whole)), violations = count(answerOf(item.incidence.violations, scope, whole))
    if (observed === null || violations === null || Math.round(observed) === 0) return { ...nothing, outcome: 'not_observed', value: null }
    const [all, bad] = [Math.round(observed), Math.min(Math.round(observed), Math.round(violations))]
    return { outcome: bad / all <= item.incidence.most + 1e-12 ? 'pass' : 'fail', observed: all, violations: bad, value: bad / all }
  }
  if (item.threshold) {
    const number = numberOf(value)
    if (number === null) return { ...nothing, outcome: 'not_observed', value: null }
    const { at, pass, partial } = item.threshold
    const reaches = (bound: number): boolean => (at === '>=' ? number >= bound : number <= bound)
    return { ...nothing, outcome: reaches(pass) ? 'pass' : partial !== null && reaches(partial) ? 'partial' : 'fail', value: number }
  }
  return { ...nothing, outcome: isOutcome(value) ? value : 'not_observed', value }
}

const met = (item: ChecklistItem, outcome: Outcome): number => (outcome === 'pass' ? item.weight : outcome === 'partial' ? item.weight * item.partial : 0)
const applies = (outcome: Outcome): boolean => outcome === 'pass' || outcome === 'partial' || outcome === 'fail'
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

export type Proposal = { readonly key: string; readonly item: string; readonly instance: number; readonly category: string | null; readonly description: string }
export type VisitScore = {
  readonly answers: readonly ItemAnswer[]
  readonly score: Score
  /** Cases that failed items with a category propose; the key is `item:instance`. */
  readonly proposals: readonly Proposal[]
  /** Keys of items whose photo is missing, given the photos there are; an image question `<item>_photo` counts as the item's. */
  readonly missingEvidence: (photos: readonly { readonly item: string | null; readonly instance: number }[]) => readonly string[]
}

/**
 * Scores a visit: 100 x weights met / weights applicable (pass, partial, fail). What was not applicable or not observed leaves the score
 * and is counted beside it; with nothing applicable there is no score. `<item>_note` beside an item is its remark.
 */
export const scoreVisit = (items: readonly ChecklistItem[], answers: Readonly<Record<string, unknown>>, language: string): VisitScore => {
  const scored: ItemAnswer[] = []
  for (const item of items) {
    for (const [instance, scope] of scopesOf(answers, item.section).entries()) {
      const { outcome, observed, violations, value } = judged(item, scope, answers)
      const note = scope[`${item.name}_note`]
      scored.push({
        item: item.name, instance, label: labelIn(item.label, language) || item.name, outcome, weight: item.weight, met: rounded(met(item, outcome)), observed, violations, value,
        note: typeof note === 'string' && note.trim() !== '' ? note.trim() : null,
      })
    }
    // A section nobody filled in is there all the same: nothing of it was observed. A repeat without rows has no items.
    if (!item.in_repeat && scopesOf(answers, item.section).length === 0) {
      scored.push({ item: item.name, instance: 0, label: labelIn(item.label, language) || item.name, outcome: 'not_observed', weight: item.weight, met: 0, observed: null, violations: null, value: null, note: null })
    }
  }
  const tally: Record<Outcome, number> = { pass: 0, partial: 0, fail: 0, not_applicable: 0, not_observed: 0 }
  let weightMet = 0, weightApplicable = 0
  for (const answer of scored) {
    tally[answer.outcome]++
    if (!applies(answer.outcome)) continue
    weightMet += answer.met
    weightApplicable += answer.weight
  }
  const score: Score = {
    score: weightApplicable > 0 ? rounded((100 * weightMet) / weightApplicable) : null, weight_met: rounded(weightMet), weight_applicable: rounded(weightApplicable), tally: tally as Tally,
  }
  const itemNamed = new Map(items.map((item) => [item.name, item]))
  const keyOf = (answer: ItemAnswer): string => `${answer.item}:${answer.instance}`
  const proposals = scored.flatMap((answer): readonly Proposal[] => {
    const item = itemNamed.get(answer.item)
    if (answer.outcome !== 'fail' || !item?.category) return []
    return [{ key: keyOf(answer), item: answer.item, instance: answer.instance, category: item.category, description: describe(answer, item) }]
  })
  return {
    answers: scored, score, proposals,
    missingEvidence: (photos) => scored.filter((answer) => {
      const needed = itemNamed.get(answer.item)?.evidence ?? 'none'
      const due = needed === 'always' ? applies(answer.outcome) : needed === 'on_fail' && answer.outcome === 'fail'
      return due && !photos.some((photo) => (photo.item === answer.item || photo.item === `${answer.item}_photo`) && photo.instance === answer.instance)
    }).map(keyOf),
  }
}

/** What was asked, the figure found, and the remark; words are the checklist's and the inspector's own. */
const describe = (answer: ItemAnswer, { threshold }: ChecklistItem): string => {
  const figure = answer.observed !== null ? `${answer.violations}/${answer.observed}` : threshold && typeof answer.value === 'number' ? `${answer.value} ${threshold.unit}`.trim() : ''
  return [figure === '' ? answer.label : `${answer.label} (${figure})`, answer.note ?? ''].filter((part) => part !== '').join('\n')
}
