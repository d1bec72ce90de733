import './feedback.css'
import { useQuery } from '@tanstack/react-query'
import { Button, EmptyState, ErrorState, Figure, LoadingSkeleton, PageHead, Panel, usePagedList, useText, useUrlState } from '#platform/web-ui/index.ts'
import { feedbackApi, type Mail } from './api.ts'
import { MailList } from './mail-list.tsx'

const states = ['waiting', 'failed', 'not_configured', 'sent', 'withdrawn'] as const

/** The outbox: mails of letters that wait, failed, or have no server to go by. */
const OutboxPage = () => {
  const { t } = useText()
  const [search] = useUrlState()
  const facts = useQuery({ queryKey: ['outbox', 'facts'], queryFn: ({ signal }) => feedbackApi.outbox(signal) })
  const list = usePagedList<Mail>(['outbox', 'list'], '/api/outbox', { state: search['state'], limit: 50 })
  return (
    <div className="b-page">
      <PageHead title={t('inspections:feedback.outbox')}>
        <p className="b-quiet">{t('inspections:feedback.outbox_hint')}</p>
      </PageHead>
      {facts.data && !facts.data.mail_configured ? (
        <div className="b-note" data-tone="today" role="status">
          <p>
            <strong>{t('inspections:feedback.no_mail_server')}</strong>
          </p>
          <p>{t('inspections:feedback.how_to_configure')}</p>
        </div>
      ) : null}
      <div className="if-figures">
        {states.map((state) => (
          <Figure key={state} label={t(`inspections:feedback.mail_state.${state}`)} value={facts.data ? (facts.data.counts[state] ?? 0) : null} period={t('inspections:feedback.all_weeks')} to="/inspections/outbox" search={{ state }} />
        ))}
      </div>
      <Panel>
        {list.error ? (
          <ErrorState error={list.error} onRetry={list.reload} />
        ) : list.loading ? (
          <LoadingSkeleton lines={5} />
        ) : list.rows.length === 0 ? (
          <EmptyState title={t('inspections:feedback.outbox_empty')} />
        ) : (
          <MailList mails={list.rows} configured={facts.data?.mail_configured ?? false} letters />
        )}
        {list.more ? (
          <Button busy={list.fetching} onClick={list.loadMore}>
            {t('ui:kit.more')}
          </Button>
        ) : null}
      </Panel>
    </div>
  )
}
export default OutboxPage
