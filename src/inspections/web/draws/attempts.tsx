import { Go, Panel, StateTag, useText, useTime } from '#platform/web-ui/index.ts'
import type { Attempt } from '../planner/api.ts'

const tones = { committed: 'paused', drawn: 'on_track', void: null } as const

/** Every attempt to draw a round: none can be taken back, and a void one keeps its reason. */
export const Attempts = ({ attempts }: { readonly attempts: readonly Attempt[] }) => {
  const { t } = useText()
  const { when } = useTime()
  return (
    <Panel title={t('inspections:draws.attempts')}>
      <ul className="pl-story">
        {attempts.map((a) => (
          <li key={a.id}>
            <Go to={`/inspections/draws/${a.id}`}>{t('inspections:draws.attempt_n', { n: a.attempt })}</Go>{' '}
            <StateTag tone={tones[a.state]}>{t(`inspections:draws.states.${a.state}`)}</StateTag>{' '}
            <span className="b-small b-quiet">
              {t('inspections:draws.committed_by', { when: when(a.committed_at), who: a.committed_by_name ?? t('inspections:planner.by_clock') })}
              {a.drawn_at ? ` · ${t('inspections:draws.drawn_by', { when: when(a.drawn_at), who: a.drawn_by_name ?? t('inspections:planner.by_clock') })}` : ''}
            </span>
            <div className="dr-hash">{a.frame_sha256}</div>
            {a.void_reason ? <div>{t('inspections:draws.voided_why', { when: a.voided_at ? when(a.voided_at) : '', reason: a.void_reason })}</div> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
