import './resident.css'
import { useQuery } from '@tanstack/react-query'
import { ApiProblem, apiUrl, Button, ErrorState, LoadingSkeleton, usePath, useNow, useText, useTime } from '#platform/web-ui/index.ts'
import { intakeApi, type Tracked } from './api.ts'
import { NotFixed } from './not-fixed.tsx'
import { Timeline } from './timeline.tsx'
import { TrackForm } from './track-form.tsx'

const pollMs = 30_000

/** How it stands in one sentence, and when it will be done. */
const Headline = ({ tracked }: { readonly tracked: Tracked }) => {
  const { t } = useText()
  const { when, day } = useTime()
  const now = useNow()
  const late = tracked.expected_at !== null && Date.parse(tracked.expected_at) < now
  return (
    <section className="r-head" data-open={tracked.open || undefined}>
      <p className="r-head-state">
        {tracked.open
          ? t(tracked.happenings.at(-1)?.code === 'reopened' ? 'intake:page.state.reopened' : `intake:page.state.${tracked.step}`)
          : t(tracked.close_reason ? `intake:page.state.closed_${tracked.close_reason}` : 'intake:page.state.ended')}
      </p>
      {tracked.suspended_until ? (
        <p>{t('intake:page.track.suspended', { day: day(tracked.suspended_until) })}</p>
      ) : tracked.open && tracked.expected_at ? (
        <p data-late={late || undefined}>
          {t(
            late ? 'intake:page.track.late' : tracked.expected_provisional ? 'intake:page.track.expected_provisional' : 'intake:page.track.expected',
            { when: when(tracked.expected_at) },
          )}
        </p>
      ) : tracked.closed_at ? (
        <p>{t('intake:page.track.closed_at', { when: when(tracked.closed_at) })}</p>
      ) : null}
      {tracked.unit ? <p>{t('intake:page.track.unit', { unit: tracked.unit })}</p> : null}
      {tracked.merged_into ? <p>{t('intake:page.track.merged')}</p> : null}
    </section>
  )
}

const Photos = ({ tracked }: { readonly tracked: Tracked }) => {
  const { t } = useText()
  if (tracked.photos.length === 0) return null
  return (
    <section>
      <h2 className="r-subtitle">{t('intake:page.track.photos')}</h2>
      <ul className="r-after">
        {tracked.photos.map((photo, i) => (
          <li key={photo.id}>
            <a href={apiUrl(photo.view_url)} target="_blank" rel="noreferrer">
              <img src={apiUrl(photo.thumb_url)} alt={t('intake:page.track.photo_alt', { n: i + 1 })} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What became of one report: for whoever holds its number. Asked again every half minute while it is open. */
const TrackedPage = () => {
  const { t } = useText()
  const { when } = useTime()
  const code = decodeURIComponent(usePath().split('/').at(-1) ?? '')
  const answer = useQuery({
    queryKey: ['track', code],
    queryFn: ({ signal }) => intakeApi.track(code, signal),
    refetchInterval: (query) => (query.state.data?.open === false ? false : pollMs),
    retry: (n, e) => n < 2 && !(e instanceof ApiProblem && e.status < 500 && e.status > 0),
  })
  const tracked = answer.data
  if (!tracked && answer.isPending) return <LoadingSkeleton lines={6} />
  if (!tracked) {
    const unknown = answer.error instanceof ApiProblem && answer.error.status === 404
    return (
      <div className="r-stack">
        <h1 className="r-title">{t(unknown ? 'intake:page.track.unknown' : 'intake:page.track.title')}</h1>
        {unknown ? (
          <ul className="r-plain">
            {['look_again', 'letters', 'elsewhere'].map((key) => (
              <li key={key}>{t(`intake:page.track.help.${key}`)}</li>
            ))}
          </ul>
        ) : (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        <TrackForm start={code} />
      </div>
    )
  }
  return (
    <div className="r-stack">
      <header>
        <p className="r-small">
          {t('intake:page.track.of', { when: when(tracked.reported_at) })} · <span translate="no">{tracked.code}</span>
        </p>
        <h1 className="r-title">{tracked.category ?? t('intake:untitled')}</h1>
        {tracked.area ? <p className="r-lead">{tracked.area}</p> : null}
      </header>
      <Headline tracked={tracked} />
      <NotFixed tracked={tracked} onDone={() => void answer.refetch()} />
      <Photos tracked={tracked} />
      <section>
        <h2 className="r-subtitle">{t('intake:page.track.story')}</h2>
        <Timeline tracked={tracked} />
      </section>
      <p className="r-take b-no-print">
        <Button icon="refresh" busy={answer.isFetching} onClick={() => void answer.refetch()}>
          {t('intake:page.track.refresh')}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {t('intake:page.sent.print')}
        </Button>
      </p>
      <p className="r-small">{t('intake:page.track.number_of_case', { number: tracked.number })}</p>
    </div>
  )
}
export default TrackedPage
