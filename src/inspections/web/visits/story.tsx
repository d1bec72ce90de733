import { Panel, useText, useTime } from '#platform/web-ui/index.ts'
import type { VisitDetail } from './api.ts'

/** What was done with the visit and its findings, newest first. */
export const VisitStory = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useText()
  const { when, exactly } = useTime()
  if (visit.events.length === 0) return null
  return (
    <Panel title={t('inspections:planner.story')}>
      <ol className="iv-story">
        {visit.events.toReversed().map((e, i) => (
          <li key={i}>
            <strong>{t(`inspections:visits_page.event.${e.kind.replace('.', '_')}`)}</strong>{' '}
            <span className="b-quiet b-small" title={exactly(e.at)}>
              {when(e.at)} · {e.actor ?? t('inspections:planner.by_clock')}
            </span>
            {typeof e.data['reason'] === 'string' && e.data['reason'] ? <p className="b-small">{e.data['reason']}</p> : null}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** What each device sent, whole and in the order it came; which of it stands. */
export const SentList = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useText()
  const { exactly } = useTime()
  if (visit.submissions.length === 0) return null
  return (
    <Panel title={t('inspections:visits_page.sent')}>
      <ol className="iv-story">
        {visit.submissions.map((s) => (
          <li key={s.id}>
            <strong>{t(`inspections:visits_page.standing.${s.standing}`)}</strong> <span>{s.account.name}</span>
            <p className="b-small b-quiet">
              {[
                t('inspections:visits_page.device', { id: s.device_id.slice(-6), n: s.revision }),
                t('inspections:visits_page.made_at', { when: exactly(s.made_at) }),
                t('inspections:visits_page.came_at', { when: exactly(s.received_at) }),
                Math.abs(s.clock_offset_ms) >= 60_000 ? t('inspections:visits_page.clock', { n: Math.round(Math.abs(s.clock_offset_ms) / 60_000) }) : null,
              ].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
