import { Type } from 'typebox'
import { isUuid } from '#base/ids.ts'
import { type Instant, instant, type LocalDate, toIso } from '#base/instants.ts'
import { addDays, weekdayOf } from '#base/zones.ts'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import { letterCommands, type LetterCommand, letterStates, weekDue } from '../../rules/index.ts'
import { eventsOfSubjects } from '../../store/events.ts'
import { countLetters, letterById, type LetterFilter, type LetterListRow, letterWeeks, listLetters } from '../../store/feedback.ts'
import { countMails, listMails, type MailListRow, mailStates } from '../../store/outbox.ts'
import type { InspectionsDeps } from '../deps.ts'
import { acknowledgeLetter, feedbackWeekday, generateLetters, reviewLetter, sendLetter, withdrawLetter } from '../feedback.ts'
import { words } from '../field-wire.ts'
import { pathOrNull } from '../ledger.ts'
import { letterText } from '../letter-text.ts'
import { retryMail } from '../outbox.ts'
import { cityDay } from '../work.ts'
import { Any, Day, IdParam, MaybeText, Nullable, Text, Uuid } from './visit-wire.ts'

const read = { permission: 'inspections.read' } as const, feedback = { permission: 'inspections.feedback' } as const, acknowledge = { permission: 'inspections.acknowledge' } as const
const Whole = Type.Integer()
const Figures = Type.Object({ visits: Whole, problems: Whole, opened: Whole, closed: Whole, open: Whole, overdue: Whole, came_back: Whole })
const Rate = Type.Object({ from: Text, to: Text, rectified: Whole, of: Whole, left_out: Whole, rate: Nullable(Type.Number()), few: Type.Boolean() })
const head = {
  id: Text, number: Text, week_starts_on: Text, kind: words(['unit', 'district']), unit_id: MaybeText, area_id: MaybeText, name: Text, state: words(letterStates), generated_at: Text, reviewed_at: MaybeText, sent_at: MaybeText,
  acknowledged_at: MaybeText,
}
const LetterWire = Type.Object({ ...head, figures: Type.Partial(Figures), rate: Nullable(Type.Partial(Rate)), mails: Whole, mails_stuck: Whole })
const MailWire = Type.Object({
  id: Text, letter_id: Text, letter_number: Text, letter_name: Text, recipient: Text, subject: Text, body: Text, state: words(mailStates), attempts: Whole, next_try_at: Text, last_error: MaybeText, created_at: Text, sent_at: MaybeText,
})
const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at))
const headOf = (l: Omit<LetterListRow, 'figures' | 'rate' | 'mails' | 'mails_stuck' | 'name'>, name: string | null) => ({
  id: l.id, number: l.number, week_starts_on: l.week_starts_on, kind: l.unit_id ? 'unit' as const : 'district' as const, unit_id: l.unit_id, area_id: l.area_id, name: name ?? '', state: l.state, generated_at: toIso(l.generated_at),
  reviewed_at: iso(l.reviewed_at), sent_at: iso(l.sent_at), acknowledged_at: iso(l.acknowledged_at),
})
const mailWire = (m: MailListRow) => ({
  id: m.id, letter_id: m.letter_id, letter_number: m.letter_number, letter_name: m.letter_name ?? '', recipient: m.recipient, subject: m.subject, body: m.body, state: m.state, attempts: m.attempts, next_try_at: toIso(m.next_try_at),
  last_error: m.last_error, created_at: toIso(m.created_at), sent_at: iso(m.sent_at),
})
const cursorParts = (text: string | undefined, key: RegExp): readonly [string, string] | null => {
  if (!text) return null
  const [first = '', id = ''] = text.split('~')
  if (!key.test(first) || !isUuid(id)) throw problem('http.bad_cursor', { status: 400 })
  return [first, id]
}
const page = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), cursor: Type.Optional(Type.String({ maxLength: 80 })) }
const Done = Type.Object({ id: Text, state: words(letterStates) })
const problems = ['inspections.letter_not_found', 'inspections.letter_state'] as const
const permissionOf: Readonly<Record<LetterCommand, string>> = { review: 'inspections.feedback', send: 'inspections.feedback', withdraw: 'inspections.feedback', acknowledge: 'inspections.acknowledge' }

/** Weekly letters (周反馈) and the mails that carry them. */
export const feedbackRoutes = (deps: InspectionsDeps) => [
  endpoint({
    id: 'inspections.letters', method: 'GET', path: '/api/letters', summary: 'Weekly letters to units and districts, newest week first; a unit sees its own once they are sent', access: read,
    query: Type.Object({
      week: Type.Optional(Day), state: Type.Optional(words(letterStates)), kind: Type.Optional(words(['unit', 'district'])), unit: Type.Optional(Type.String({ maxLength: 200 })), area: Type.Optional(Type.String({ maxLength: 200 })),
      q: Type.Optional(Type.String({ maxLength: 60 })), ...page,
    }),
    response: Type.Object({
      items: Type.Array(LetterWire), next_cursor: MaybeText, counts: Type.Record(Type.String(), Whole), weeks: Type.Array(Text), mail_configured: Type.Boolean(), due_week: MaybeText,
      weekday: Type.Object({ weekday: Whole, from: words(['settings', 'usual']) }),
    }),
    problems: ['inspections.no_such_filter', 'http.bad_cursor'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const { week, state, kind, unit, area, q, limit = 50, cursor } = r.query
      const f: LetterFilter = { week: (week ?? null) as LocalDate | null, state: state ?? null, kind: kind ?? null, unit_path: await pathOrNull(tx, 'unit', unit), area_path: await pathOrNull(tx, 'area', area), q: q?.trim() || null }
      const after = cursorParts(cursor, /^\d{4}-\d{2}-\d{2}$/)
      const found = await listLetters(tx, f, after ? { day: after[0] as LocalDate, id: after[1] } : null, limit + 1)
      const rows = found.slice(0, limit), last = rows.at(-1)
      return {
        items: rows.map((l) => ({ ...headOf(l, l.name), figures: { ...l.figures }, rate: l.rate && { ...l.rate }, mails: l.mails, mails_stuck: l.mails_stuck })),
        next_cursor: found.length > limit && last ? `${last.week_starts_on}~${last.id}` : null, counts: Object.fromEntries((await countLetters(tx, f)).map((c) => [c.state, c.n])), weeks: [...await letterWeeks(tx)],
        mail_configured: deps.mail === true, weekday: feedbackWeekday(r.city), due_week: weekDue(cityDay(r.city, r.now), 1),
      }
    }),
  }),
  endpoint({
    id: 'inspections.letter', method: 'GET', path: '/api/letters/:id', summary: 'A letter with its frozen lists and figures, its story, its mails and its text', access: read, params: IdParam, problems: ['inspections.letter_not_found'],
    response: Type.Object({
      ...head, data: Any, note: Text, reviewed_by: MaybeText, sent_by: MaybeText, acknowledged_by: MaybeText, acknowledgement: MaybeText, withdrawn_at: MaybeText, withdrawn_reason: MaybeText, actions: Type.Array(Text),
      mails: Type.Array(MailWire), text: Text, mail_configured: Type.Boolean(), events: Type.Array(Type.Object({ kind: Text, at: Text, actor_name: MaybeText, data: Any })),
    }),
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const l = await letterById(tx, r.params.id)
      if (!l) throw problem('inspections.letter_not_found', { status: 404 })
      const whole = 'lists' in l.data
      const events = await eventsOfSubjects(tx, [l.id])
      return {
        ...headOf(l, l.data.subject?.name ?? null), data: { ...l.data }, note: l.note, reviewed_by: l.reviewed_by_name, sent_by: l.sent_by_name, acknowledged_by: l.acknowledged_by_name, acknowledgement: l.acknowledgement,
        withdrawn_at: iso(l.withdrawn_at), withdrawn_reason: l.withdrawn_reason, actions: letterCommands(l.state).filter((c) => r.actor.permissions.has(permissionOf[c])),
        mails: r.actor.permissions.has('inspections.feedback') ? (await listMails(tx, { state: null, letter: l.id }, null, 50)).map(mailWire) : [], mail_configured: deps.mail === true,
        text: whole ? letterText(r.locale, { ...l, city: r.city.name, zone: r.city.zone }).body : '', events: events.map((e) => ({ kind: e.kind, at: toIso(e.at), actor_name: e.actor_name, data: { ...e.data } })),
      }
    }),
  }),
  endpoint({
    id: 'inspections.generate_letters', method: 'POST', path: '/api/letters/generate', summary: 'Make the letters of a week that are not there yet; those there stay as they are', access: feedback,
    body: Type.Object({ week: Day, again: Type.Optional(Type.Boolean({ description: 'also in place of letters that were taken back' })) }, { additionalProperties: false }),
    response: Type.Object({ week: Text, made: Whole, there: Whole }), problems: ['inspections.week_not_over', 'inspections.area_not_yours'],
    handler: async (r) => {
      if (r.scope['app.areas'] !== '*') throw problem('inspections.area_not_yours', { status: 403 })
      const due = weekDue(cityDay(r.city, r.now), 1)
      if (due === null || addDays(r.body.week as LocalDate, 1 - weekdayOf(r.body.week as LocalDate)) > due) throw problem('inspections.week_not_over', { status: 409 })
      return generateLetters(r.city, r.body.week as LocalDate, r.now, r.actor.id, r.body.again ?? false)
    },
  }),
  endpoint({
    id: 'inspections.review_letter', method: 'POST', path: '/api/letters/:id/review', summary: 'Say that a letter was read through, with a note above its lists', access: feedback, params: IdParam,
    body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })) }, { additionalProperties: false }), response: Done, problems,
    handler: (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await reviewLetter({ ...r, tx }, r.params.id, r.body.note ?? ''))
      return { id: r.params.id, state: 'reviewed' as const }
    }),
  }),
  endpoint({
    id: 'inspections.send_letter', method: 'POST', path: '/api/letters/:id/send', summary: 'Send a reviewed letter: its unit sees it, its contacts get a mail', access: feedback, params: IdParam,
    response: Type.Object({ id: Text, state: words(letterStates), mails: Whole, mail_configured: Type.Boolean() }), problems,
    handler: (r) => r.city.write(r.scope, async (tx) => {
      const sent = unwrap(await sendLetter({ ...r, tx }, r.params.id, deps.mail === true))
      return { id: r.params.id, state: 'sent' as const, mails: sent.mails, mail_configured: sent.configured }
    }),
  }),
  endpoint({
    id: 'inspections.acknowledge_letter', method: 'POST', path: '/api/letters/:id/acknowledge', summary: 'Say as its unit or district that a letter was received', access: acknowledge, params: IdParam,
    body: Type.Object({ words: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false }), response: Done, problems: [...problems, 'inspections.letter_not_yours'],
    handler: (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await acknowledgeLetter({ ...r, tx }, r.scope, r.params.id, r.body.words ?? ''))
      return { id: r.params.id, state: 'acknowledged' as const }
    }),
  }),
  endpoint({
    id: 'inspections.withdraw_letter', method: 'POST', path: '/api/letters/:id/withdraw', summary: 'Take a letter back, with a reason', access: feedback, params: IdParam,
    body: Type.Object({ reason: Type.String({ maxLength: 500 }) }, { additionalProperties: false }), response: Done, problems: [...problems, 'inspections.reason_missing'],
    handler: (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await withdrawLetter({ ...r, tx }, r.params.id, r.body.reason))
      return { id: r.params.id, state: 'withdrawn' as const }
    }),
  }),
  endpoint({
    id: 'inspections.outbox', method: 'GET', path: '/api/outbox', summary: 'Mails of letters: waiting, sent, failed, or without a mail server', access: feedback,
    query: Type.Object({ state: Type.Optional(words(mailStates)), letter: Type.Optional(Uuid), ...page }),
    response: Type.Object({ items: Type.Array(MailWire), next_cursor: MaybeText, counts: Type.Record(Type.String(), Whole), mail_configured: Type.Boolean() }), problems: ['http.bad_cursor'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const { state, letter, limit = 50, cursor } = r.query
      const after = cursorParts(cursor, /^\d{1,15}$/)
      const found = await listMails(tx, { state: state ?? null, letter: letter ?? null }, after ? { at: instant(Number(after[0])), id: after[1] } : null, limit + 1)
      const rows = found.slice(0, limit), last = rows.at(-1)
      return {
        items: rows.map(mailWire), next_cursor: found.length > limit && last ? `${last.created_at}~${last.id}` : null, counts: Object.fromEntries((await countMails(tx)).map((c) => [c.state, c.n])), mail_configured: deps.mail === true,
      }
    }),
  }),
  endpoint({
    id: 'inspections.retry_mail', method: 'POST', path: '/api/outbox/:id/retry', summary: 'Try a mail again that failed or had no server', access: feedback, params: IdParam, response: Type.Object({ id: Text }),
    problems: ['inspections.mail_not_configured', 'inspections.mail_not_waiting'],
    handler: (r) => r.city.write(r.scope, async (tx) => {
      unwrap(await retryMail({ ...r, tx }, r.params.id, deps.mail === true))
      return { id: r.params.id }
    }),
  }),
] as const
