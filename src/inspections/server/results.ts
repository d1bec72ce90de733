import { type CityDb, everyRow, type RowScope, type Tx } from '#platform/db/index.ts'
import type { Locale } from '#platform/i18n/index.ts'
import { type ItemFigure, itemFigures, type ResultDraw, type ResultFigure, type ResultVisit, scoreFigures, usualPublishingRule } from '../rules/index.ts'
import { areaNames, framePoints, resultAnswers, resultDraws, type ResultFilter, resultVisits, typeNames } from '../store/results.ts'

export const resultViews = ['overall', 'area', 'type', 'item', 'place'] as const
export type ResultView = (typeof resultViews)[number]
export type NamedFigure = (ResultFigure & Partial<Pick<ItemFigure, 'tally' | 'observed' | 'violations' | 'measure'>>) & { readonly name: string }
/** Keeps a visit out of sight in the design of the items without an answer of its own. */
const unseen: ResultVisit['items'] = [{ item: '', outcome: 'not_observed', observed: null, violations: null }]
const districtOf = (path: string): string => path.split('.').slice(0, 2).join('.')

/**
 * Figures of one programme in a time, estimated from its draws beside the raw counts, with names to show. The weights come from all visits of the design; what a
 * reader may see is a domain of it, so that visits out of sight do not count as missed.
 */
export const resultsOf = async (city: CityDb, scope: RowScope, filter: ResultFilter, view: ResultView, locale: Locale): Promise<Results> => {
  const seen = new Set((await city.read(scope, (tx) => resultVisits(tx, filter))).map((v) => v.id))
  return city.read(everyRow, (tx) => figuresOf(tx, seen, filter, view, locale))
}

type Results = { readonly figures: readonly NamedFigure[]; readonly visits: number; readonly rule: typeof usualPublishingRule }
const figuresOf = async (tx: Tx, seen: ReadonlySet<string>, filter: ResultFilter, view: ResultView, locale: Locale): Promise<Results> => {
  const rows = await resultVisits(tx, filter)
  const drawIds = [...new Set(rows.flatMap((v) => v.draw_id ?? []))]
  const draws: readonly ResultDraw[] = (await resultDraws(tx, drawIds)).map((d) => ({ id: d.id, method: d.method, strata: d.strata.map((s) => ({ key: s.key, places: s.places, drawn: s.sample })) }))
  const points = new Map((await framePoints(tx, drawIds)).map((p) => [`${p.draw_id} ${p.place_id}`, p]))
  const answers = view === 'item' ? await resultAnswers(tx, rows.flatMap((v) => (seen.has(v.id) ? [v.id] : []))) : []
  const byVisit = Map.groupBy(answers, (a) => a.visit_id)
  const visits: readonly ResultVisit[] = rows.map((v) => {
    const point = points.get(`${v.draw_id} ${v.place_id}`)
    return { ...v, place_id: v.place_id as string, x: point?.x ?? null, y: point?.y ?? null, items: byVisit.get(v.id) ?? (seen.has(v.id) ? [] : unseen) }
  })
  const own = (keyOf: (v: ResultVisit) => string | null) => (v: ResultVisit): string | null => (seen.has(v.id) ? keyOf(v) : null)
  const done = (figures: readonly ResultFigure[], name: (key: string) => string | undefined) => ({ figures: figures.map((f) => ({ ...f, name: name(f.key) ?? f.key })), visits: seen.size, rule: usualPublishingRule })
  if (view === 'item') {
    const labels = new Map(answers.map((a) => [a.item, a.label]))
    return done(itemFigures(visits, draws).filter((f) => f.key !== ''), (key) => labels.get(key))
  }
  if (view === 'area') {
    const names = new Map((await areaNames(tx)).map((a) => [a.path, a.name]))
    return done(scoreFigures(visits, draws, own((v) => districtOf(v.area_path))), (key) => names.get(key))
  }
  if (view === 'type') {
    const names = new Map((await typeNames(tx)).map((type) => [type.code, locale === 'en' && type.name_en ? type.name_en : type.name]))
    return done(scoreFigures(visits, draws, own((v) => v.place_type)), (key) => names.get(key))
  }
  if (view === 'place') {
    const names = new Map(rows.map((v) => [v.place_id, v.place_name ?? '']))
    return done(scoreFigures(visits, draws, own((v) => v.place_id)), (key) => names.get(key))
  }
  return done(scoreFigures(visits, draws, own(() => 'all')), () => '')
}
