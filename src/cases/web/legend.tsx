import { ToneMark, useText, type Tone } from '#platform/web-ui/index.ts'

const shown: readonly (readonly [Tone, string])[] = [
  ['on_track', 'on_track'],
  ['today', 'today'],
  ['overdue', 'overdue'],
  ['paused', 'paused'],
  ['closed', 'closed'],
]

/** What the marks on the map mean. */
export const PointLegend = () => {
  const { t } = useText()
  return (
    <ul className="b-legend">
      {shown.map(([tone, word]) => (
        <li key={tone}>
          <ToneMark tone={tone} />
          {t(`cases:page.due.${word}`)}
        </li>
      ))}
      <li>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="7" fill="var(--b-action)" stroke="var(--b-overdue-mark)" strokeWidth="2.5" />
        </svg>
        {t('cases:page.map.cluster')}
      </li>
    </ul>
  )
}
