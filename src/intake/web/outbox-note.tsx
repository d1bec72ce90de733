import { useEffect } from 'react'
import { Button, Go, speak, useOnline, useText } from '#platform/web-ui/index.ts'
import type { Reported } from './api.ts'
import { useOutbox } from './use-outbox.ts'

/** What still waits on this phone, and what has just gone. */
export const OutboxNote = ({ onSent }: { readonly onSent?: (report: Reported) => void }) => {
  const { t } = useText()
  const online = useOnline()
  const { waiting, sending, failed, sent, tryNow } = useOutbox()
  const latest = sent.at(-1)
  useEffect(() => {
    if (latest) onSent?.(latest)
  }, [latest, onSent])
  return (
    <>
      {waiting.length > 0 ? (
        <div className="r-note" role="status" data-tone="paused">
          <p>
            <strong>{t('intake:page.outbox.waiting', { count: waiting.length })}</strong>
          </p>
          <p>{t(sending ? 'intake:page.outbox.sending' : online ? 'intake:page.outbox.soon' : 'intake:page.outbox.offline')}</p>
          {online && !sending ? <Button onClick={tryNow}>{t('intake:page.outbox.now')}</Button> : null}
        </div>
      ) : null}
      {sent.map((report) => (
        <div key={report.code} className="r-note" role="status" data-tone="on_track">
          <p>
            {t('intake:page.outbox.sent')} <Go to={`/track/${report.code}`}>{report.code}</Go>
          </p>
        </div>
      ))}
      {failed ? (
        <div className="r-note" role="alert" data-tone="fault">
          <p>
            {t('intake:page.outbox.failed', { why: speak(failed.error).fields[0]?.message ?? speak(failed.error).title })}{' '}
            <Go to="/report">{t('intake:page.outbox.mend')}</Go>
          </p>
        </div>
      ) : null}
    </>
  )
}
