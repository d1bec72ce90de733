import { Figure, palettes, sayNumber, TrendChart, useScheme, useText } from '#platform/web-ui/index.ts'
import type { Story } from './api.ts'

/** Results of a place over time: figures with their denominators, and a line once there are two scores. */
export const Results = ({ story }: { readonly story: Story }) => {
  const { t, language } = useText()
  const palette = palettes[useScheme()]
  const { figures } = story
  const scored = story.visits.filter((v) => v.state === 'accepted' && v.score !== null).toSorted((a, b) => (a.planned_on < b.planned_on ? -1 : 1))
  const first = scored[0], last = scored.at(-1)
  return (
    <div className="b-stack">
      <div className="ip-figures">
        <Figure label={t('inspections:places.last_score')} value={figures.last_score} digits={1} {...(last ? { note: last.planned_on } : {})} />
        <Figure label={t('inspections:places.mean_score')} value={figures.mean_score} digits={1} note={t('inspections:places.of_visits', { n: figures.accepted })} />
        <Figure label={t('inspections:places.visits_made')} value={figures.accepted} denominator={figures.visits || null} />
        <Figure label={t('inspections:places.rectified')} value={figures.of > 0 ? figures.rectified : null} denominator={figures.of || null} note={t('inspections:places.problems_in_all', { n: figures.problems })} />
      </div>
      {first && last && scored.length > 1 ? (
        <TrendChart
          title={t('inspections:places.trend', { n: scored.length, first: sayNumber(first.score ?? 0, language, 1), last: sayNumber(last.score ?? 0, language, 1) })}
          source={t('inspections:places.trend_source')}
          labels={scored.map((v) => v.planned_on)}
          series={[{ key: 'score', label: t('inspections:places.score'), colour: palette.action, values: scored.map((v) => v.score) }]}
          height={180}
        />
      ) : (
        <p className="b-quiet">{t(scored.length === 1 ? 'inspections:places.one_score' : 'inspections:places.no_score_yet')}</p>
      )}
    </div>
  )
}
