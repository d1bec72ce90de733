import { useQueryClient } from '@tanstack/react-query'
import { Button, Go, speak, toast, useText, useTime } from '#platform/web-ui/index.ts'
import { feedbackApi, type Mail } from './api.ts'
import { MailTag } from './words.tsx'

/** Mails with what became of them; one that is stuck can be tried again, or its text copied and sent by hand. */
export const MailList = ({ mails, configured, letters = false }: { readonly mails: readonly Mail[]; readonly configured: boolean; readonly letters?: boolean }) => {
  const { t } = useText()
  const { exactly } = useTime()
  const client = useQueryClient()
  const copy = async (mail: Mail): Promise<void> => {
    try {
      await navigator.clipboard.writeText(`${mail.subject}\n\n${mail.body}`)
      toast({ text: t('inspections:feedback.copied') })
    } catch {
      toast({ text: t('inspections:feedback.not_copied') })
    }
  }
  const retry = async (mail: Mail): Promise<void> => {
    try {
      await feedbackApi.retry(mail.id)
      await Promise.all([client.invalidateQueries({ queryKey: ['letters'] }), client.invalidateQueries({ queryKey: ['outbox'] })])
    } catch (error) {
      toast({ text: speak(error).title })
    }
  }
  return (
    <ul className="if-mails">
      {mails.map((mail) => (
        <li key={mail.id}>
          <div className="b-row">
            <MailTag state={mail.state} />
            <strong>{mail.recipient}</strong>
            {letters ? <Go to={`/inspections/feedback/${mail.letter_id}`}>{`${mail.letter_name} ${mail.letter_number}`}</Go> : null}
            <span className="b-quiet b-small">
              {mail.sent_at ? exactly(mail.sent_at) : mail.state === 'waiting' && mail.attempts > 0 ? t('inspections:feedback.next_try', { n: mail.attempts, when: exactly(mail.next_try_at) }) : exactly(mail.created_at)}
            </span>
          </div>
          {mail.last_error ? <p className="b-small if-error">{mail.last_error}</p> : null}
          <div className="b-row">
            {mail.state === 'failed' || mail.state === 'not_configured' ? (
              <Button onClick={() => void retry(mail)} {...(configured ? {} : { refusal: t('inspections:errors.mail_not_configured') })}>
                {t('inspections:feedback.retry')}
              </Button>
            ) : null}
            <Button kind="quiet" onClick={() => void copy(mail)}>
              {t('inspections:feedback.copy')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}
