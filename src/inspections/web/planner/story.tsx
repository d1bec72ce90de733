import { useText, useTime } from '#platform/web-ui/index.ts'
import type { StoryLine } from './api.ts'

/** What was done, by whom and when, newest first; reasons stand with it. */
export const Story = ({ lines }: { readonly lines: readonly StoryLine[] }) => {
  const { t } = useText()
  const { when, exactly } = useTime()
  return (
    <ul className="pl-story">
      {lines.toReversed().map((line) => {
        const reason = line.data['reason']
        return (
          <li key={line.id}>
            <strong>{t(`inspections:planner.events.${line.kind.replace('.', '_')}`)}</strong>{' '}
            <span className="b-quiet b-small" title={exactly(line.at)}>
              {when(line.at)} · {line.actor_name ?? t('inspections:planner.by_clock')}
            </span>
            {typeof reason === 'string' ? <div>{reason}</div> : null}
          </li>
        )
      })}
    </ul>
  )
}
