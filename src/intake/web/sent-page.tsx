import './resident.css'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { Button, Go, toast, useCity, useGo, useText, useTime, useUrlState } from '#platform/web-ui/index.ts'
import { intakeApi, type Reported } from './api.ts'
import { NextSteps } from './next-steps.tsx'
import { OutboxNote } from './outbox-note.tsx'

/** Thanks, the number to keep, and what happens next. */
const SentPage = () => {
  const { t } = useText()
  const { when } = useTime()
  const city = useCity()
  const [search] = useUrlState()
  const go = useGo()
  const code = search['code'] ?? ''
  const arrived = useCallback((report: Reported) => go('/report/sent', { code: report.code }, { replace: true }), [go])
  const tracked = useQuery({ queryKey: ['track', code], enabled: code !== '', retry: false, queryFn: ({ signal }) => intakeApi.track(code, signal) })
  if (code === '') {
    return (
      <div className="r-stack">
        <h1 className="r-title">{t('intake:page.sent.waiting_title')}</h1>
        <OutboxNote onSent={arrived} />
        <p className="r-lead">{t('intake:page.sent.waiting')}</p>
        <p>
          <Go to="/report">{t('intake:page.sent.another')}</Go>
        </p>
      </div>
    )
  }
  const link = new URL(`${window.location.pathname.replace(/\/report\/sent$/, '')}/track/${code}`, window.location.origin).href
  const copy = (): void => void navigator.clipboard?.writeText(code).then(() => toast({ text: t('intake:page.sent.copied') }))
  const share = (): void =>
    void navigator
      .share({ title: t('intake:page.sent.share_title', { city: city.name }), text: t('intake:page.sent.share_text', { code }), url: link })
      .catch(() => {})
  return (
    <div className="r-stack">
      <h1 className="r-title">{t('intake:page.sent.title')}</h1>
      <section className="r-code" aria-labelledby="code-label">
        <p id="code-label">{t('intake:page.sent.number')}</p>
        <p className="r-code-number" translate="no">
          {code}
        </p>
        <p className="r-small">{t('intake:page.sent.keep')}</p>
        <div className="r-take b-no-print">
          <Button onClick={copy}>{t('intake:page.sent.copy')}</Button>
          {'share' in navigator ? <Button onClick={share}>{t('intake:page.sent.share')}</Button> : null}
          <Button icon="print" onClick={() => window.print()}>
            {t('intake:page.sent.print')}
          </Button>
        </div>
        <p className="b-only-print b-small">{link}</p>
      </section>
      {tracked.data ? (
        <p className="r-lead">
          {[tracked.data.category, tracked.data.area].filter(Boolean).join(' · ')}
          {tracked.data.expected_at ? ` ${t('intake:page.sent.expected', { when: when(tracked.data.expected_at) })}` : ''}
        </p>
      ) : null}
      <h2 className="r-subtitle">{t('intake:page.sent.next')}</h2>
      <NextSteps />
      <p className="r-take b-no-print">
        <Go className="b-button" to={`/track/${code}`}>
          {t('intake:page.sent.track')}
        </Go>
        <Go className="b-button" to="/report">
          {t('intake:page.sent.another')}
        </Go>
      </p>
    </div>
  )
}
export default SentPage
