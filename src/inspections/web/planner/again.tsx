import { Panel, sayNumber, useText } from '#platform/web-ui/index.ts'
import { notPlannedReasons } from '../../rules/index.ts'
import type { RoundDetail } from './api.ts'

/** What a round of re-inspection looked at: closed cases, those drawn, those planned, and why the others were not. */
export const Again = ({ told }: { readonly told: NonNullable<RoundDetail['re_inspection']> }) => {
  const { t, language } = useText()
  const n = (value: number): string => sayNumber(value, language)
  const left = notPlannedReasons.filter((reason) => (told.not_planned[reason] ?? 0) > 0)
  return (
    <Panel title={t('inspections:planner.again.title')}>
      <p>
        {t(told.closed_from === null ? 'inspections:planner.again.closed_none' : 'inspections:planner.again.closed', { from: told.closed_from, to: told.closed_to, closed: n(told.closed) })}{' '}
        {t('inspections:planner.again.drawn', { drawn: n(told.drawn), planned: n(told.planned) })}
      </p>
      {told.drawn > told.planned ? (
        <>
          <p>{t('inspections:planner.again.left', { n: n(told.drawn - told.planned) })}</p>
          <ul>
            {left.map((reason) => (
              <li key={reason}>{t(`inspections:planner.again.reasons.${reason}`, { n: n(told.not_planned[reason] ?? 0) })}</li>
            ))}
          </ul>
        </>
      ) : null}
      {told.worst_standard_error ? <p className="b-quiet b-small">{t('inspections:planner.again.error', { points: sayNumber(told.worst_standard_error * 100, language, 1) })}</p> : null}
    </Panel>
  )
}
