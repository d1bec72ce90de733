import { dayMs } from '#base/instants.ts'
import { ok, refuse } from '#base/results.ts'
import type { Refusal, Result } from '#base/results.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../context.ts'
import type { CaseEventData } from '../events.ts'
import { onTimeAt } from '../on-time.ts'
import { bandOf, clockText } from '../time-of-day.ts'
import { clean, type Handlers, type Made, samePerson } from './handler.ts'

/** 同时段核查: a night stall has to be looked for at night (domain 1.5 [F:Y]). */
const wrongTimeOfDay = (c: Case, { now, config }: CaseContext): Refusal | null => {
  if (!c.terms?.same_time_of_day) return null
  const seen = bandOf(c.observed_at, config)
  if (!seen || bandOf(now, config)?.name === seen.name) return null
  return { code: 'cases.wrong_time_of_day', params: { from: clockText(seen.from), to: clockText(seen.to) } }
}

/** 核查与结案: ask for a check, check, order rework, close, reopen. */
export const checking: Handlers<'request_check' | 'check' | 'order_rework' | 'close' | 'reopen'> = {
  request_check: {
    make: (c, { checker_account_id = null, note }, { config }) => {
      if (config.separate_checker && samePerson(checker_account_id, c.handled_by)) return refuse('cases.checker_was_handler')
      return ok({ events: [{ type: 'case.check_requested', data: { checker_account_id, note: clean(note) } }] })
    },
  },
  check: {
    guard: (c, context, by) => {
      const me = context.actor.account_id
      if (context.config.separate_checker && samePerson(me, c.handled_by)) return { code: 'cases.checker_was_handler' }
      const another = c.state === 'checking' && c.checker_account_id !== null && me !== c.checker_account_id
      return another && by !== 'supervisor' ? { code: 'cases.check_of_another' } : wrongTimeOfDay(c, context)
    },
    make: (_c, { result, note, files }) => {
      const text = clean(note)
      if (result !== 'pass' && text === null) return refuse('cases.note_required')
      const checked = { type: 'case.checked', data: { result, note: text, files: files ?? [] } } as const
      if (result !== 'fail') return ok({ events: [checked], outcome: result })
      return ok({ events: [checked, { type: 'case.rework_ordered', data: { reason: text ?? '' } }], outcome: result })
    },
  },
  order_rework: {
    make: (_c, { reason }) => ok({ events: [{ type: 'case.rework_ordered', data: { reason: reason.trim() } }] }),
  },
  close: {
    guard: (c, { actor, config, open_children = 0 }, by) => {
      if (c.state === 'split' && open_children > 0) return { code: 'cases.children_open', params: { count: open_children } }
      if (c.state === 'split' || by !== 'acceptor' || !config.registrar_closes) return null
      return c.registered_by !== null && c.registered_by !== actor.account_id ? { code: 'cases.registrar_closes' } : null
    },
    make: (c, { reason, text }, { now }, by) => {
      if (reason === 'forced' && by !== 'supervisor') return refuse('cases.forced_needs_supervisor')
      if (reason !== 'done' && clean(text) === null) return refuse('cases.text_required')
      if (reason === 'informed' && by !== 'supervisor' && c.terms && !c.terms.informed_closing) return refuse('cases.informed_not_allowed')
      return ok({ events: [{ type: 'case.closed', data: { reason, text: clean(text), on_time: c.state === 'split' ? null : onTimeAt(c, now) } }] })
    },
  },
  reopen: {
    guard: (c, { now, config }) => (c.ended_at !== null && now - c.ended_at > config.reopen_days * dayMs
      ? { code: 'cases.reopen_too_late', params: { count: config.reopen_days } }
      : c.child_ids.length > 0 ? { code: 'cases.reopen_a_child' } : null),
    make: (c, { reason }, _context, by) => {
      const again = (to: CaseEventData['case.reopened']['to'], outcome: string): Result<Made, Refusal> =>
        ok({ events: [{ type: 'case.reopened', data: { reason: reason.trim(), to } }], outcome })
      if (c.state === 'declined') return again('reported', 'new_facts')
      if (c.lead_unit_id === null || c.dispatched_at === null) return again('registered', 'again')
      return by === 'reporter' ? again('handled', 'claimed') : again('rework', 'ordered')
    },
  },
}
