import './resident.css'
import { useQuery } from '@tanstack/react-query'
import { EmptyState, ErrorState, Go, LoadingSkeleton, StateTag, useSessionQuery, useText, useTime } from '#platform/web-ui/index.ts'
import { intakeApi } from './api.ts'

/** What the signed-in person reported, how each stands in plain words, and the way to its progress. */
const MyReportsPage = () => {
  const { t } = useText()
  const { when } = useTime()
  const session = useSessionQuery()
  const account = session.data?.account ?? null
  const answer = useQuery({ queryKey: ['reports', 'mine', account?.id], enabled: account !== null, queryFn: ({ signal }) => intakeApi.mine(signal) })
  const items = answer.data?.items ?? []
  return (
    <div className="r-stack">
      <h1 className="r-title">{t('intake:page.mine.title')}</h1>
      {session.isPending ? (
        <LoadingSkeleton />
      ) : account === null ? (
        <EmptyState title={t('intake:page.mine.sign_in')} action={<Go to="/sign-in" search={{ next: '/my-reports' }}>{t('access:page.sign_in.title')}</Go>}>
          {t('intake:page.mine.by_code')}
        </EmptyState>
      ) : answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingSkeleton lines={5} />
      ) : items.length === 0 ? (
        <EmptyState title={t('intake:page.mine.none')} action={<Go to="/report">{t('intake:page.home.report')}</Go>}>
          {t('intake:page.mine.none_why')}
        </EmptyState>
      ) : (
        <ul className="r-own r-mine">
          {items.map((one) => {
            const what = (
              <>
                <strong>{one.category ?? t('intake:untitled')}</strong>
                <StateTag tone={one.open ? 'on_track' : 'closed'}>{one.state_text}</StateTag>
                <small>{[one.area, when(one.reported_at), one.number].filter(Boolean).join(' · ')}</small>
              </>
            )
            return <li key={one.number}>{one.code ? <Go to={`/track/${one.code}`}>{what}</Go> : <p>{what}</p>}</li>
          })}
        </ul>
      )}
    </div>
  )
}
export default MyReportsPage
