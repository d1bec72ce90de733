import { Button } from '#platform/web-ui/button.tsx'
import { codeText, useText } from '#platform/web-ui/i18n.ts'
import { EmptyState, LoadingSkeleton } from '#platform/web-ui/states.tsx'
import { StateTag } from '#platform/web-ui/state-tag.tsx'
import { type Stop, useField, useFieldTime, useOnline, useSync, useWork } from './hooks.ts'
import { Note, Notes, StandingTag, Tabs, waitingIn } from './parts.tsx'
import type { OutRow, PhotoRow, Reason } from './rows.ts'
import { retryAll } from './work.ts'
import { megabytes } from './words.ts'

/** Everything that goes out, each with its state; what was refused says why. */
export const Queue = () => {
  const { t } = useText()
  const { field, account } = useField()
  const work = useWork()
  const sync = useSync()
  const online = useOnline()
  if (!work) return <main className="fd-page"><LoadingSkeleton lines={6} /></main>
  const stops = work.stops.filter((stop) => stop.out.length > 0 || stop.photos.some((photo) => photo.state !== 'kept'))
  const known = new Set(stops.flatMap((stop) => [...stop.out, ...stop.photos].map((row) => row.id)))
  const loose = [...work.out, ...work.photos].filter((row) => row.state !== 'kept' && !known.has(row.id)).length
  const waiting = waitingIn(work)
  const refused = [...work.out, ...work.photos].filter((row) => row.state === 'refused').length
  const again = async (): Promise<void> => {
    await retryAll(field.db, account)
    await field.sync.run(true)
  }
  const seconds = Math.ceil((sync.again_in_ms ?? 0) / 1000)
  return (
    <main className="fd-page" data-bar={waiting + refused > 0 || undefined} data-tabs>
      <header className="fd-head">
        <div>
          <h1>{t('inspections:field.queue.title')}</h1>
          <p className="b-quiet" role="status" data-phase={sync.phase}>
            {waiting === 0 ? t('inspections:field.queue.none_waiting') : t('inspections:field.queue.waiting', { n: waiting })}
            {sync.phase === 'sending' ? ` · ${t('inspections:field.queue.sending')}` : sync.phase === 'pausing' && waiting > 0 ? ` · ${t('inspections:field.queue.pausing', { n: seconds })}` : ''}
          </p>
        </div>
      </header>
      <Notes quiet />
      {work.others > 0 ? <Note>{t('inspections:field.queue.others', { n: work.others })}</Note> : null}
      {loose > 0 ? <Note>{t('inspections:field.queue.loose', { n: loose })}</Note> : null}
      {stops.length === 0 ? <EmptyState title={t('inspections:field.queue.empty')}><p>{t('inspections:field.queue.empty_why')}</p></EmptyState> : (
        <ul className="fd-queue">{stops.toSorted(unsentFirst).map((stop) => <QueuedVisit key={stop.row.id} stop={stop} />)}</ul>
      )}
      <footer className="fd-foot">
        {waiting + refused > 0 ? (
          <div className="fd-bar">
            <Button kind="primary" size="large" className="fd-main-action" busy={sync.phase === 'sending'} refusal={online ? undefined : t('inspections:field.notes.offline')} onClick={() => void again()}>
              {refused > 0 && waiting === 0 ? t('inspections:field.queue.retry') : t('inspections:field.queue.now')}
            </Button>
          </div>
        ) : null}
        <Tabs work={work} />
      </footer>
    </main>
  )
}
const pending = (stop: Stop): number => [...stop.out, ...stop.photos].filter((row) => row.state === 'waiting' || row.state === 'refused').length
const unsentFirst = (a: Stop, b: Stop): number => Number(pending(b) > 0) - Number(pending(a) > 0)

const QueuedVisit = ({ stop }: { readonly stop: Stop }) => {
  const { t, language } = useText()
  const photos = stop.photos.filter((photo) => photo.state !== 'kept')
  const sent = photos.filter((photo) => photo.state === 'sent').length
  return (
    <li className="fd-panel">
      <header>
        <b>{stop.row.visit.place?.name ?? stop.row.visit.number}</b>
        <StandingTag standing={stop.standing} />
      </header>
      {stop.standing === 'conflict' ? <p className="fd-reason">{t('inspections:field.queue.conflict')}</p> : null}
      <ul>{stop.out.toSorted((a, b) => a.revision - b.revision).map((row) => <li key={row.id}><Line row={row}>{t('inspections:field.queue.result', { n: row.revision })}</Line></li>)}</ul>
      {photos.length > 0 ? (
        <details open={photos.some((photo) => photo.state === 'refused') || undefined}>
          <summary>{t('inspections:field.queue.photos', { sent, n: photos.length })}</summary>
          <ul>
            {photos.map((photo) => (
              <li key={photo.id}><Line row={photo}>{t('inspections:field.queue.photo', { kind: t(`inspections:field.photos.kind.${photo.kind}`), mb: megabytes(photo.bytes, language) })}</Line></li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  )
}

const Line = ({ row, children }: { readonly row: OutRow | PhotoRow; readonly children: string }) => {
  const { t } = useText()
  const { sending } = useSync()
  const time = useFieldTime()
  const state = sending.has(row.id) ? 'sending' : row.state
  const standing = 'standing' in row ? row.standing : null
  return (
    <>
      <span className="fd-line">
        <span>{children}</span>
        <StateTag tone={state === 'sent' ? 'on_track' : state === 'refused' ? 'returned' : 'today'}>{t(`inspections:field.send.${state}`)}</StateTag>
      </span>
      {row.state === 'sent' && row.sent_at !== null ? <span className="b-quiet b-small">{time.when(row.sent_at)}</span> : null}
      {row.state === 'waiting' && row.tries > 0 ? <span className="b-quiet b-small">{t('inspections:field.queue.tries', { n: row.tries })}</span> : null}
      {row.reason ? <span className="fd-reason">{row.reason.code === 'field.photo_lost' ? t('inspections:field.queue.photo_lost') : reasonText(row.reason)}</span> : null}
      {standing === 'superseded' || standing === 'set_aside' ? <span className="b-quiet b-small">{t('inspections:field.queue.superseded')}</span> : null}
    </>
  )
}
/** The server's own words only where this app has none for its code. */
const reasonText = (reason: Reason): string => codeText(reason.code) ?? reason.detail ?? reason.code
