import { useText, useTime } from '#platform/web-ui/index.ts'
import type { Tracked } from './api.ts'

/** What happened, downwards in time, and below it in grey what is still to come. */
export const Timeline = ({ tracked }: { readonly tracked: Tracked }) => {
  const { t } = useText()
  const { when, exactly, day } = useTime()
  const ahead = tracked.open ? tracked.steps.slice(tracked.steps.indexOf(tracked.step) + 1) : []
  return (
    <ol className="r-line-list">
      {tracked.happenings.map((h, i) => (
        <li key={`${h.at}${h.code}${i}`} data-now={(tracked.open && i === tracked.happenings.length - 1) || undefined}>
          <time dateTime={h.at} title={exactly(h.at)}>{when(h.at)}</time>
          <span>{h.text}{h.until ? ` ${t('intake:page.track.until', { day: day(h.until) })}` : ''}</span>
          {h.note ? <q>{h.note}</q> : null}
        </li>
      ))}
      {ahead.map((step) => <li key={step} data-ahead="true"><span>{t(`intake:page.ahead.${step}`)}</span></li>)}
    </ol>
  )
}
