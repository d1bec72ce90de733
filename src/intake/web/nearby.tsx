import { useQuery } from '@tanstack/react-query'
import { useText, useTime } from '#platform/web-ui/index.ts'
import { intakeApi } from './api.ts'

/** Somebody may have reported it already: told, never a barrier. */
export const Nearby = ({ point, category }: { readonly point: readonly [number, number]; readonly category: string | null }) => {
  const { t } = useText()
  const { when } = useTime()
  const answer = useQuery({
    queryKey: ['nearby', point[0], point[1], category],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => intakeApi.nearby(point[0], point[1], category ?? undefined, signal),
  })
  const items = (answer.data?.items ?? []).slice(0, 3)
  if (items.length === 0 || !answer.data) return null
  return (
    <div className="r-note" role="status">
      <p>
        <strong>{t('intake:page.nearby.title', { m: answer.data.within_m, h: answer.data.within_hours })}</strong>
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.number}>
            {t('intake:page.nearby.one', {
              what: item.category ?? t('intake:page.nearby.something'),
              m: item.metres,
              when: when(item.opened_at),
              step: t(`intake:page.steps.${item.step}`),
            })}
          </li>
        ))}
      </ul>
      <p>{t('intake:page.nearby.go_on')}</p>
    </div>
  )
}
