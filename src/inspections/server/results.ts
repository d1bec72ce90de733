import type { Tx } from '#platform/db/index.ts'
import type { Locale } from '#platform/i18n/index.ts'
import { type ItemFigure, itemFigures, type ResultDraw, type ResultFigure, type ResultVisit, scoreFigures, usualPublishingRule } from '../rules/index.ts'
import { areaNames, framePoints, resultAnswers, resultDraws, type ResultFilter, resultVisits, typeNames } from '../store/results.ts'

export const resultViews = ['overall', 'area', 'type', 'item', 'place'] as const
export type ResultView = (typeof resultViews)[number]
export type NamedFigure = (ResultFigure & Partial<Pick<ItemFigure, 'tally' | 'observed' | 'violations' | 'measure'>>) & { readonly name: string }
const districtOf = (path: string): string => path.split('.').slice(0, 2).join('.')

/** Figures of one programme in a time, estimated from its draws beside the raw counts, with names to show. */
export const resultsOf = async (tx: Tx, filter: ResultFilter, view: ResultView, locale: Locale): Promise<{ readonly figures: readonly NamedFigure[]; readonly visits: number; readonly rule: typeof usualPublishingRule }> => {
  const rows = await resultVisits(tx, filter)
  const drawIds = [...new Set(rows.flatMap((v) => v.draw_id ?? []))]
  const draws: readonly ResultDraw[] = (await resultDraws(tx, drawIds)).map((d) => ({ id: d.id, method: d.method, strata: d.strata.map((s) => ({ key: s.key, places: s.places, drawn: s.sample })) }))
  const points = new Map((await framePoints(tx, drawIds)).map((p) => [`${p.draw_id} ${p.place_id}`, p]))
  const answers = view === 'item' ? await resultAnswers(tx, rows.map((v) => v.id)) : []
  const byVisit = Map.groupBy(answers, (a) => a.visit_id)
  const visits: readonly ResultVisit[] = rows.map((v) => {
    const point = points.get(`${v.draw_id} ${v.place_id}`)
    return { ...v, place_id: v.place_id as string, x: point?.x ?? null, y: point?.y ?? null, items: byVisit.get(v.id) ?? [] }
  })
  const done = (figures: readonly ResultFigure[], name: (key: string) => string | undefined) => ({ figures: figures.map((f) => ({ ...f, name: name(f.key) ?? f.key })), visits: visits.length, rule: usualPublishingRule })
  if (view === 'item') {
    const labels = new Map(answers.map((a) => [a.item, a.label]))
    return done(itemFigures(visits, draws), (key) => labels.get(key))
  }
  if (view === 'area') {
    const names = new Map((await areaNames(tx)).map((a) => [a.path, a.name]))
    return done(scoreFigures(visits, draws, (v) => districtOf(v.area_path)), (key) => names.get(key))
  }
  if (view === 'type') {
    const names = new Map((await typeNames(tx)).map((type) => [type.code, locale === 'en' && type.name_en ? type.name_en : type.name]))
    return done(scoreFigures(visits, draws, (v) => v.place_type), (key) => names.get(key))
  }
  if (view === 'place') {
    const names = new Map(rows.map((v) => [v.place_id, v.place_name ?? '']))
    return done(scoreFigures(visits, draws, (v) => v.place_id), (key) => names.get(key))
  }
  return done(scoreFigures(visits, draws, () => 'all'), () => '')
}
