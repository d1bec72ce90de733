import { ClockBadge, useText, useTime } from '#platform/web-ui/index.ts'
import type { CaseClock, CaseDetail } from './api.ts'
import { dueOfClock, sayLimit } from './words.ts'

const One = ({ clock, fetchedAt }: { readonly clock: CaseClock; readonly fetchedAt: number }) => {
  const { t } = useText()
  const { when } = useTime()
  const ended = clock.stopped_at !== null
  return (
    <details className="c-clock" data-running={!ended || undefined} open={!ended}>
      <summary>
        <span className="c-clock-name">
          {t(`clock:kinds.${clock.kind}`)}
          {clock.round > 1 ? t('cases:page.clocks.round', { n: clock.round }) : ''}{' '}
          <span className="b-quiet">{sayLimit(clock.limit.value, clock.limit.unit, t)}</span>
        </span>
        {ended ? (
          <span className="b-small b-quiet">
            {t(`cases:page.clocks.${clock.state === 'breached' ? 'breached' : 'met'}`, { when: when(clock.stopped_at ?? '') })}
          </span>
        ) : (
          <ClockBadge due={dueOfClock(clock)} fetchedAt={fetchedAt} />
        )}
      </summary>
      <ol>
        {clock.explanation_text.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ol>
    </details>
  )
}

/** Every clock of the case: what is left, and step by step why it is due when it is due. */
export const Clocks = ({ detail, fetchedAt }: { readonly detail: CaseDetail; readonly fetchedAt: number }) => {
  const { t } = useText()
  if (detail.clocks.length === 0) return <p className="b-quiet">{t('cases:page.clocks.none')}</p>
  const order = detail.clocks.toSorted((a, b) => Number(a.stopped_at !== null) - Number(b.stopped_at !== null))
  return (
    <div className="c-clocks">
      {order.map((clock) => (
        <One key={`${clock.kind}${clock.round}`} clock={clock} fetchedAt={fetchedAt} />
      ))}
    </div>
  )
}
