import { addMs, type Instant } from '#base/instants.ts'
import { refuse, type Refusal, type Result, ok } from '#base/results.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { type Mailer, nextTry } from '#platform/messaging/index.ts'
import { retryMail as retryRow, setUnconfigured, settleMail, takeDueMail } from '../store/outbox.ts'
import { type InspectionWork, record } from './work.ts'

export type MailsSent = { readonly sent: number; readonly failed: number; readonly put_off: number }
const mostAtOnce = 50

/**
 * Job: sends what is due, one mail a transaction that holds its row, so that two processes never send the same at once. Cut short between server and commit, a
 * mail goes again with the same Message-ID. Without a mailer what waits is marked, and its page says why.
 */
export const sendMails = async (city: CityDb, mailer: Mailer | null, now: Instant): Promise<MailsSent> => {
  const done = { sent: 0, failed: 0, put_off: 0 }
  if (!mailer) {
    await city.write(everyRow, setUnconfigured)
    return done
  }
  for (let i = 0; i < mostAtOnce; i++) {
    const more = await city.write(everyRow, async (tx) => {
      const mail = await takeDueMail(tx, now)
      if (!mail) return false
      const attempts = mail.attempts + 1
      try {
        await mailer.send({ id: mail.id, to: mail.recipient, subject: mail.subject, text: mail.body })
        await settleMail(tx, mail.id, { state: 'sent', attempts, next_try_at: mail.next_try_at, last_error: null, sent_at: now })
        done.sent++
      } catch (error) {
        const wait = nextTry(attempts)
        await settleMail(tx, mail.id, { state: wait === null ? 'failed' : 'waiting', attempts, next_try_at: addMs(now, wait ?? 0), last_error: error instanceof Error ? error.message.slice(0, 300) : '', sent_at: null })
        if (wait === null) done.failed++
        else done.put_off++
      }
      return true
    })
    if (!more) break
  }
  return done
}

/** Puts a mail that failed, or had no server, back in the queue. */
export const retryMail = async (work: InspectionWork, id: string, configured: boolean): Promise<Result<true, Refusal>> => {
  if (!configured) return refuse('inspections.mail_not_configured')
  if ((await retryRow(work.tx, id, work.now)) === 0) return refuse('inspections.mail_not_waiting')
  await record(work, 'mail.retried', id)
  return ok(true)
}
