import './feedback.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, EmptyState, ErrorState, Go, LoadingSkeleton, PageHead, Panel, toast, usePath, useText, useTime } from '#platform/web-ui/index.ts'
import { ReasonDialog } from '#platform/web-ui/desk.ts'
import { feedbackApi } from './api.ts'
import { LetterSheet } from './letter-sheet.tsx'
import { MailList } from './mail-list.tsx'
import { LetterTag } from './words.tsx'

type Asking = 'review' | 'send' | 'acknowledge' | 'withdraw'
const order: readonly Asking[] = ['review', 'send', 'acknowledge', 'withdraw']

/** One letter: as it is printed, and what can be done with it. */
const LetterPage = () => {
  const { t } = useText()
  const { exactly } = useTime()
  const client = useQueryClient()
  const id = usePath().split('/').at(-1) ?? ''
  const [asking, setAsking] = useState<Asking | null>(null)
  const letter = useQuery({ queryKey: ['letters', id], queryFn: ({ signal }) => feedbackApi.letter(id, signal) })
  if (letter.isPending) return <LoadingSkeleton lines={8} />
  if (letter.error) return <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />
  const l = letter.data
  const run = async ({ reason }: { readonly reason: string }): Promise<void> => {
    if (asking === 'review') await feedbackApi.review(id, reason)
    if (asking === 'acknowledge') await feedbackApi.acknowledge(id, reason)
    if (asking === 'withdraw') await feedbackApi.withdraw(id, reason)
    if (asking === 'send') {
      const sent = await feedbackApi.send(id)
      toast({ text: t(sent.mails === 0 ? 'inspections:feedback.sent_none' : sent.mail_configured ? 'inspections:feedback.sent_mails' : 'inspections:feedback.sent_unconfigured', { n: sent.mails }) })
    }
    await client.invalidateQueries({ queryKey: ['letters'] })
  }
  const actions = order.filter((action) => l.actions.includes(action))
  const first = l.state === 'reviewed' ? 'send' : actions[0]
  return (
    <div className="b-page if-letter-page">
      <div className="b-no-print">
        <PageHead
          title={l.name}
          actions={
            <>
              {actions.map((action) => (
                <Button key={action} kind={action === first && action !== 'withdraw' ? 'primary' : 'plain'} onClick={() => setAsking(action)}>
                  {t(`inspections:feedback.action.${action}`)}
                </Button>
              ))}
              <Button onClick={() => window.print()}>{t('inspections:feedback.print')}</Button>
            </>
          }
        >
          <p className="b-row">
            <LetterTag state={l.state} />
            <span className="b-mono">{l.number}</span>
            <Go to="/inspections/feedback" search={{ week: l.week_starts_on }}>
              {t('inspections:feedback.others_of_week')}
            </Go>
          </p>
        </PageHead>
      </div>
      {l.data.lists ? <LetterSheet letter={l} /> : <EmptyState title={t('inspections:feedback.no_data')} />}
      <div className="b-no-print b-stack">
        {l.mails.length > 0 || l.state === 'sent' ? (
          <Panel title={t('inspections:feedback.mails')}>
            {l.mails.length === 0 ? <p className="b-quiet">{t('inspections:feedback.sent_none')}</p> : <MailList mails={l.mails} configured={l.mail_configured} />}
          </Panel>
        ) : null}
        {l.events.length > 0 ? (
          <Panel title={t('inspections:feedback.story')}>
            <ul className="if-story">
              {l.events.map((event) => (
                <li key={`${event.kind}${event.at}`}>
                  {t(`inspections:feedback.event.${event.kind.replace('letter.', '')}`)} <span className="b-quiet b-small">{exactly(event.at)}{event.actor_name ? ` · ${event.actor_name}` : ''}</span>
                </li>
              ))}
            </ul>
          </Panel>
        ) : null}
      </div>
      <ReasonDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={t(`inspections:feedback.action.${asking ?? 'send'}`)}
        action={t(`inspections:feedback.action.${asking ?? 'send'}`)}
        reason={asking === 'withdraw' ? 'required' : asking === 'send' ? 'none' : 'optional'}
        reasonLabel={t(`inspections:feedback.ask.${asking ?? 'send'}`)}
        run={run}
      >
        <p>{t(`inspections:feedback.what.${asking ?? 'send'}`)}</p>
      </ReasonDialog>
    </div>
  )
}
export default LetterPage
