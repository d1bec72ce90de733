import type { Instant } from '#base/instants.ts'
import { at, atOrNull, sql, type Tx } from '#platform/db/index.ts'

export const mailStates = ['waiting', 'sent', 'failed', 'not_configured', 'withdrawn'] as const
export type MailState = (typeof mailStates)[number]
export type MailRow = {
  readonly id: string
  readonly letter_id: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly state: MailState
  readonly attempts: number
  readonly next_try_at: Instant
  readonly last_error: string | null
  readonly created_at: Instant
  readonly sent_at: Instant | null
}
export const insertMail = (tx: Tx, m: MailRow): Promise<number> => tx.run(sql`insert into outbox_mails (id, letter_id, recipient, subject, body, state, attempts, next_try_at, last_error, created_at, sent_at)
  values (${m.id}, ${m.letter_id}, ${m.recipient}, ${m.subject}, ${m.body}, ${m.state}, ${m.attempts}, ${at(m.next_try_at)}, ${m.last_error}, ${at(m.created_at)}, ${atOrNull(m.sent_at)})`)
/** The mail that has waited longest, held by this transaction; others pass it by. */
export const takeDueMail = (tx: Tx, now: Instant): Promise<MailRow | null> =>
  tx.maybe(sql<MailRow>`select * from outbox_mails where state = 'waiting' and next_try_at <= ${at(now)} order by next_try_at, id limit 1 for update skip locked`)
export const settleMail = (tx: Tx, id: string, m: Pick<MailRow, 'state' | 'attempts' | 'next_try_at' | 'last_error' | 'sent_at'>): Promise<number> =>
  tx.run(sql`update outbox_mails set state = ${m.state}, attempts = ${m.attempts}, next_try_at = ${at(m.next_try_at)}, last_error = ${m.last_error}, sent_at = ${atOrNull(m.sent_at)} where id = ${id}`)
export const retryMail = (tx: Tx, id: string, now: Instant): Promise<number> =>
  tx.run(sql`update outbox_mails set state = 'waiting', attempts = 0, next_try_at = ${at(now)} where id = ${id} and state in ('failed', 'not_configured')`)
export const setUnconfigured = (tx: Tx): Promise<number> => tx.run(sql`update outbox_mails set state = 'not_configured' where state = 'waiting'`)
export const withdrawMails = (tx: Tx, letterId: string): Promise<number> => tx.run(sql`update outbox_mails set state = 'withdrawn' where letter_id = ${letterId} and state in ('waiting', 'failed', 'not_configured')`)

export type MailListRow = MailRow & { readonly letter_number: string; readonly letter_name: string }
const columns = sql`m.*, l.number as letter_number, l.data -> 'subject' ->> 'name' as letter_name from outbox_mails m join feedback_letters l on l.id = m.letter_id`
export const listMails = (tx: Tx, f: { readonly state: MailState | null; readonly letter: string | null }, after: { readonly at: Instant; readonly id: string } | null, limit: number): Promise<readonly MailListRow[]> =>
  tx.rows(sql<MailListRow>`select ${columns} where ${f.state ? sql`m.state = ${f.state}` : sql`true`} and ${f.letter ? sql`m.letter_id = ${f.letter}` : sql`true`}
    and ${after ? sql`(m.created_at, m.id) < (${at(after.at)}, ${after.id}::uuid)` : sql`true`} order by m.created_at desc, m.id desc limit ${limit}`)
export const countMails = (tx: Tx): Promise<readonly { readonly state: MailState; readonly n: number }[]> => tx.rows(sql<{ state: MailState; n: number }>`select state, count(*)::int as n from outbox_mails group by state`)
