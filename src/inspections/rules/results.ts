import {
  clopperPearsonInterval, degreesOfFreedom, effectiveSize, type Interval, type Linear, logitInterval, meanOf, ratioOf, sampleDesign, type SampleDesign, tQuantile, type Values,
  type VarianceMethod, varianceOf,
} from '#statistics/index.ts'
import type { DrawMethod } from './draw/model.ts'
import type { Outcome, Tally } from './model.ts'

/** A visit as results see it. Visits without a draw, or by hand, have neither draw nor probability: they are counted, never weighted. */
export type ResultVisit = {
  readonly id: string
  readonly place_id: string
  readonly draw_id: string | null
  readonly stratum: string | null
  readonly inclusion_probability: number | null
  readonly area_path: string
  readonly place_type: string | null
  readonly unit_id: string | null
  /** Metres of the frame (`FramePlace.x`, `y`); null where they are not known. */
  readonly x: number | null
  readonly y: number | null
  /** 0 to 100; null when nothing was applicable or the visit was not done. */
  readonly score: number | null
  readonly items: readonly { readonly item: string; readonly outcome: Outcome; readonly observed: number | null; readonly violations: number | null }[]
}
/** The draws the visits come from: how places were chosen, and how large each stratum is and its sample was. */
export type ResultDraw = {
  readonly id: string
  readonly method: DrawMethod
  readonly strata: readonly { readonly key: string; readonly places: number; readonly drawn: number }[]
}

/**
 * Why a figure should be read with care. `too_few`, `wide` and `no_error` keep it from being published; the others are told beside it.
 * - `too_few`: fewer visits, or fewer effective ones, than the rule asks
 * - `wide`: the interval is wider than the rule allows
 * - `no_error`: the design leaves nothing to estimate an error from
 * - `few_degrees`: fewer than 8 degrees of freedom
 * - `boundary`: all or none; the interval is Clopper-Pearson's
 * - `collapsed`: strata with a single visit were taken together
 * - `not_from_design`: some visits come from no draw and count in the raw figure only
 */
export type ResultFlag = 'too_few' | 'wide' | 'no_error' | 'few_degrees' | 'boundary' | 'collapsed' | 'not_from_design'
export type ResultFigure = {
  readonly key: string
  /** Visits with a value, and how many different places they were made to. */
  readonly visits: number
  readonly places: number
  /** As counted, without weights: mean score, or share of 0 to 1. */
  readonly raw: number | null
  /** Estimated for all places of the frame, by the weights of the design, with standard error and interval. */
  readonly value: number | null
  readonly se: number | null
  readonly lower: number | null
  readonly upper: number | null
  readonly df: number
  readonly effective: number
  readonly flags: readonly ResultFlag[]
  readonly publishable: boolean
}
export type ItemFigure = ResultFigure & {
  readonly tally: Tally
  /** Things observed and violations seen, where the item counts them: `value` is then the rate of violations, else the share that passed. */
  readonly observed: number
  readonly violations: number
  readonly measure: 'pass_share' | 'violation_rate'
}

/** When a figure may be published: at least so many visits and effective ones, and an interval no wider than this share of the scale. */
export type PublishingRule = { readonly least_visits: number; readonly least_effective: number; readonly widest: number; readonly level: number }
/** After the suppression rules of NCHS (Vital and Health Statistics, Series 2, No. 175): n and effective n of at least 10 for rates, width below 0.30. */
export const usualPublishingRule: PublishingRule = { least_visits: 10, least_effective: 10, widest: 0.3, level: 0.95 }

/** A census has no sampling error: its correction makes the variance 0. */
const varianceFor: Readonly<Record<DrawMethod, VarianceMethod>> = {
  all: 'stratified', smallest_tickets: 'stratified', systematic: 'hartley_rao', local_pivotal: 'local_neighbour',
}

/** The visits of one draw as a design of their own; `at` are their positions among all weighted visits. */
type Part = { readonly at: readonly number[]; readonly design: SampleDesign; readonly collapsed: boolean }
type Weighted = { readonly visits: readonly ResultVisit[]; readonly weights: readonly number[]; readonly parts: readonly Part[] }

/** Strata with a single answered visit go together; a last single one joins the smallest other (collapsed strata; Cochran 1977, 5A.12). */
const collapse = (strata: readonly string[]): { readonly strata: readonly string[]; readonly merged: boolean } => {
  const sizes = new Map<string, number>()
  for (const key of strata) sizes.set(key, (sizes.get(key) ?? 0) + 1)
  const single = [...sizes].filter(([, n]) => n === 1).map(([key]) => key)
  if (single.length === 0 || sizes.size === 1) return { strata, merged: false }
  const partner = single.length > 1 ? null : [...sizes].filter(([, n]) => n > 1).sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1))[0]?.[0]
  const alone = new Set(partner ? [...single, partner] : single)
  return { strata: strata.map((key) => (alone.has(key) ? '' : key)), merged: true }
}

/**
 * Visits of one draw with their weights: one over the probability, times drawn over answered within the stratum for visits that were missed or not done
 * (weighting-class adjustment), so that a district that was visited less does not count less.
 */
const partOf = (draw: ResultDraw, visits: readonly ResultVisit[], at: readonly number[]): Part & { readonly weights: readonly number[] } => {
  const answered = new Map<string, number>()
  for (const v of visits) answered.set(v.stratum ?? '', (answered.get(v.stratum ?? '') ?? 0) + 1)
  const known = new Map(draw.strata.map((s) => [s.key, s]))
  const weights = visits.map((v) => {
    const key = v.stratum ?? '', drawn = known.get(key)?.drawn ?? 0, count = answered.get(key) as number
    return Math.max(1, drawn / count) / (v.inclusion_probability as number)
  })
  const { strata, merged } = collapse(visits.map((v) => v.stratum ?? ''))
  const populations = new Map<string, number>()
  const counted = new Set<string>()
  visits.forEach((v, i) => {
    const key = v.stratum ?? ''
    if (counted.has(key)) return
    counted.add(key)
    populations.set(strata[i] as string, (populations.get(strata[i] as string) ?? 0) + (known.get(key)?.places ?? Infinity))
  })
  const located = visits.every((v) => v.x !== null && v.y !== null), wanted = varianceFor[draw.method]
  const design = sampleDesign({
    weights, strata, populations, variance: wanted === 'local_neighbour' && !located ? 'with_replacement' : wanted, lonely: 'adjust',
    points: located ? visits.map((v) => [v.x as number, v.y as number] as const) : null,
  })
  return { at, design, weights, collapsed: merged }
}

const weigh = (visits: readonly ResultVisit[], draws: readonly ResultDraw[]): Weighted => {
  const known = new Map(draws.map((d) => [d.id, d]))
  const from = visits.filter((v) => v.draw_id !== null && known.has(v.draw_id) && v.inclusion_probability !== null && v.inclusion_probability > 0)
  const weights = from.map(() => 1), parts: Part[] = []
  for (const draw of draws) {
    const at = from.flatMap((v, i) => (v.draw_id === draw.id ? [i] : []))
    if (at.length === 0) continue
    const part = partOf(draw, at.map((i) => from[i] as ResultVisit), at)
    at.forEach((i, k) => { weights[i] = part.weights[k] as number })
    parts.push(part)
  }
  return { visits: from, weights, parts }
}

type Scale = { readonly from: number; readonly to: number }
/** Draws are independent of each other: their variances add up. */
const figureOf = (
  key: string, weighted: Weighted, linear: Linear, raw: number | null, made: readonly ResultVisit[], scale: Scale, rule: PublishingRule, interval: 't' | 'logit',
): ResultFigure => {
  const parts = weighted.parts.filter((part) => part.at.some(linear.within))
  const df = parts.reduce((sum, part) => sum + degreesOfFreedom(part.design, (k) => linear.within(part.at[k] as number)), 0)
  const weights = weighted.weights.filter((_, i) => linear.within(i)), effective = effectiveSize(weights), value = Number.isFinite(linear.value) ? linear.value : null
  const flags: ResultFlag[] = []
  let se: number | null = null, found: Interval | null = null
  if (value !== null && df >= 1) {
    se = Math.sqrt(parts.reduce((sum, part) => sum + varianceOf(part.design, part.at.map((i) => linear.influence[i] as number)), 0))
    const half = tQuantile((1 + rule.level) / 2, df) * se
    found = { lower: Math.max(scale.from, value - half), upper: Math.min(scale.to, value + half) }
    // A census of its places has no error at all; otherwise all or none is no proof that it is so everywhere.
    const certain = weights.every((w) => w <= 1 + 1e-9)
    if (interval === 'logit' && !certain && (value <= 1e-12 || value >= 1 - 1e-12)) {
      flags.push('boundary')
      found = clopperPearsonInterval(value < 0.5 ? 0 : effective, effective, rule.level)
    } else if (interval === 'logit' && se > 1e-12) found = logitInterval(value, se, df, rule.level)
  } else flags.push('no_error')
  if (linear.n < rule.least_visits || effective < rule.least_effective) flags.push('too_few')
  if (found && (found.upper - found.lower) / (scale.to - scale.from) > rule.widest) flags.push('wide')
  if (df > 0 && df < 8) flags.push('few_degrees')
  if (parts.some((part) => part.collapsed)) flags.push('collapsed')
  if (made.length > linear.n) flags.push('not_from_design')
  return {
    key, visits: made.length, places: new Set(made.map((v) => v.place_id)).size, raw, value, se, lower: found?.lower ?? null, upper: found?.upper ?? null, df, effective, flags,
    publishable: !flags.some((flag) => flag === 'too_few' || flag === 'wide' || flag === 'no_error'),
  }
}

const mean = (list: readonly number[]): number | null => (list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length)
const hundred: Scale = { from: 0, to: 100 }, share: Scale = { from: 0, to: 1 }

/**
 * Mean score of the places of each group, estimated from the design for all places of the frame, beside the plain mean of the visits made. `keyOf` names the
 * group of a visit (a district, a type, a unit; null belongs to none). Groups by key. Groups are domains of one design: their errors know the whole sample.
 */
export const scoreFigures = (
  visits: readonly ResultVisit[], draws: readonly ResultDraw[], keyOf: (visit: ResultVisit) => string | null, rule: PublishingRule = usualPublishingRule,
): readonly ResultFigure[] => {
  const done = visits.filter((v) => v.score !== null), weighted = weigh(done, draws), all = sampleDesign({ weights: weighted.weights })
  const scores: Values = weighted.visits.map((v) => v.score), keys = weighted.visits.map(keyOf)
  return [...Map.groupBy(done, keyOf)].flatMap(([key, made]) => (key === null ? [] : [{ key, made }])).sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, made }) => figureOf(key, weighted, meanOf(all, scores, (i) => keys[i] === key), mean(made.map((v) => v.score as number)), made, hundred, rule, 't'))
}

/** Mean score of everything. */
export const overallScore = (visits: readonly ResultVisit[], draws: readonly ResultDraw[], rule: PublishingRule = usualPublishingRule): ResultFigure | null =>
  scoreFigures(visits, draws, () => 'all', rule)[0] ?? null

/**
 * Each item: share of its checks that passed (a partial one passes not), or, where it counts things, violations over things observed. A visit may hold an item
 * several times (repeats): both are ratios of totals. Checks that were not applicable or not observed leave the share and stand in the tally.
 */
export const itemFigures = (visits: readonly ResultVisit[], draws: readonly ResultDraw[], rule: PublishingRule = usualPublishingRule): readonly ItemFigure[] => {
  type Held = { readonly visit: ResultVisit; readonly tally: Record<Outcome, number>; observed: number; violations: number }
  const byItem = new Map<string, Map<string, Held>>()
  for (const visit of visits) {
    for (const answer of visit.items) {
      const held = byItem.get(answer.item) ?? new Map<string, Held>()
      byItem.set(answer.item, held)
      const one = held.get(visit.id) ?? { visit, tally: { pass: 0, partial: 0, fail: 0, not_applicable: 0, not_observed: 0 }, observed: 0, violations: 0 }
      held.set(visit.id, one)
      one.tally[answer.outcome]++
      one.observed += answer.observed ?? 0
      one.violations += answer.violations ?? 0
    }
  }
  const answered = visits.filter((v) => v.items.length > 0), weighted = weigh(answered, draws), all = sampleDesign({ weights: weighted.weights })
  return [...byItem].sort(([a], [b]) => (a < b ? -1 : 1)).map(([item, held]) => {
    const list = [...held.values()], sum = (of: (h: Held) => number): number => list.reduce((total, h) => total + of(h), 0)
    const observed = sum((h) => h.observed), violations = sum((h) => h.violations), measure = observed > 0 ? 'violation_rate' as const : 'pass_share' as const
    const top = (h: Held): number => (measure === 'violation_rate' ? h.violations : h.tally.pass)
    const bottom = (h: Held): number => (measure === 'violation_rate' ? h.observed : h.tally.pass + h.tally.partial + h.tally.fail)
    const values = (of: (h: Held) => number): Values => weighted.visits.map((v) => {
      const one = held.get(v.id)
      return one && bottom(one) > 0 ? of(one) : null
    })
    const counted = list.filter((h) => bottom(h) > 0), whole = sum(bottom)
    const figure = figureOf(item, weighted, ratioOf(all, values(top), values(bottom)), whole > 0 ? sum(top) / whole : null, counted.map((h) => h.visit), share, rule, 'logit')
    const tally = Object.fromEntries((['pass', 'partial', 'fail', 'not_applicable', 'not_observed'] as const).map((o) => [o, sum((h) => h.tally[o])])) as Record<Outcome, number>
    return { ...figure, tally, observed, violations, measure }
  })
}
