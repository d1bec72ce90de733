import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, Button, Dialog, ErrorState, ErrorSummary, TextArea, useText, useTime } from '#platform/web-ui/index.ts'

type Masked = { readonly name?: string | null; readonly phone?: string | null; readonly email?: string | null }
type Report = {
  readonly id: string
  readonly source: string
  readonly external_ref: string | null
  readonly reported_at: string
  readonly has_contact: boolean
  readonly contact: Masked | null
  readonly may_reveal: boolean
}
type Revealed = {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly other: Readonly<Record<string, string>>
  readonly consent: boolean
}

const said = (contact: Masked): string => [contact.name, contact.phone, contact.email].filter(Boolean).join(' · ')

/** Asks why, says that the look is kept on record, and shows the reporter only in this window: nothing stays in the page's memory. */
const Reveal = ({ report, onClose }: { readonly report: Report; readonly onClose: () => void }) => {
  const { t } = useText()
  const [reason, setReason] = useState('')
  const look = useMutation({ mutationFn: () => api.post<Revealed>(`/api/reports/${report.id}/reporter`, { reason }), gcTime: 0 })
  const seen = look.data
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('intake:panel.reveal')}
      width={440}
      footer={
        seen ? (
          <Button onClick={onClose}>{t('ui:close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('ui:cancel')}</Button>
            <Button
              kind="primary"
              busy={look.isPending}
              refusal={reason.trim().length < 4 ? t('intake:panel.reason_first') : undefined}
              onClick={() => look.mutate()}
            >
              {t('intake:panel.show')}
            </Button>
          </>
        )
      }
    >
      {seen ? (
        <dl className="c-facts">
          {([['name', seen.name], ['phone', seen.phone], ['email', seen.email], ...Object.entries(seen.other)] as const)
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{['name', 'phone', 'email'].includes(name) ? t(`intake:panel.${name}`) : name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          <div>
            <dt>{t('intake:panel.consent')}</dt>
            <dd>{t(seen.consent ? 'ui:yes' : 'ui:no')}</dd>
          </div>
        </dl>
      ) : (
        <>
          <ErrorSummary error={look.error} />
          <TextArea
            label={t('intake:panel.reason')}
            hint={t('intake:panel.on_record')}
            value={reason}
            maxLength={400}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </Dialog>
  )
}

/** On the case page: how the problem came in, each reporter masked. */
const CaseReports = ({ subject }: { readonly subject: string }) => {
  const { t } = useText()
  const { when, exactly } = useTime()
  const [shown, setShown] = useState<Report | null>(null)
  const answer = useQuery({
    queryKey: ['intake', 'reports-of', subject],
    meta: { live: true },
    queryFn: ({ signal }) => api.get<{ readonly items: readonly Report[] }>('/api/reports', { case: subject }, signal),
  })
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const items = answer.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="c-section">
      <header>
        <h2>{t('intake:panel.title', { n: items.length })}</h2>
      </header>
      <ul className="c-reports">
        {items.map((report) => (
          <li key={report.id}>
            <span>
              {t(`cases:sources.${report.source}`)}{' '}
              <time dateTime={report.reported_at} title={exactly(report.reported_at)}>
                {when(report.reported_at)}
              </time>
            </span>
            {report.external_ref ? <span className="b-mono b-quiet">{report.external_ref}</span> : null}
            <span className="b-quiet">
              {report.contact && said(report.contact)
                ? said(report.contact)
                : t(report.has_contact ? 'intake:panel.has_contact' : 'intake:panel.no_contact')}
            </span>
            {report.may_reveal ? (
              <Button size="small" icon="lock" className="b-no-print" onClick={() => setShown(report)}>
                {t('intake:panel.reveal')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {shown ? <Reveal report={shown} onClose={() => setShown(null)} /> : null}
    </section>
  )
}
export default CaseReports
