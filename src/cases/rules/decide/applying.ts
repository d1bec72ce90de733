import { dayMs } from '#base/instants.ts'
import { ok, refuse } from '#base/results.ts'
import type { Refusal } from '#base/results.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../context.ts'
import type { ApplicationKind } from '../words.ts'
import { type Handlers, clean, samePerson } from './handler.ts'

const noOther = (c: Case): Refusal | null => (c.application ? { code: 'cases.application_open', params: { kind: c.application.kind } } : null)
const notOverdue = (c: Case, { now }: CaseContext): Refusal | null =>
  (c.overdue_at !== null || (c.due_at !== null && now > c.due_at) ? { code: 'cases.already_overdue' } : null)
/** Who asked does not decide. */
const toDecide = (c: Case, { actor }: CaseContext, kind: ApplicationKind): Refusal | null => {
  if (c.application?.kind !== kind) return { code: 'cases.nothing_to_decide' }
  return samePerson(actor.account_id, c.application.asked_by) ? { code: 'cases.asker_cannot_decide' } : null
}
const handleClockRuns = (c: Case): boolean => c.clocks.some((clock) => clock.kind === 'handle' && clock.stopped_at === null)

/** Extension 延期, suspension 挂账, appeal 申诉: domain 1.6 and 0.5, 0.7 [F:Y]. */
export const applying: Handlers<
  'request_extension' | 'decide_extension' | 'request_suspension' | 'decide_suspension' | 'resume' | 'request_appeal' | 'decide_appeal'
  | 'withdraw_application'
> = {
  request_extension: {
    guard: (c, context) => {
      const max = context.config.clock.extension.max_times
      if (!handleClockRuns(c)) return { code: 'cases.no_limit_to_extend' }
      if (c.extension_count >= max) return { code: 'cases.extensions_used_up', params: { max } }
      return notOverdue(c, context) ?? noOther(c)
    },
    make: (_c, { reason }) => ok({ events: [{ type: 'case.extension_requested', data: { reason: reason.trim() } }] }),
  },
  decide_extension: {
    guard: (c, context) => toDecide(c, context, 'extension'),
    make: (c, { approved, note }) => {
      if (!approved && clean(note) === null) return refuse('cases.note_required')
      return ok({
        events: [{ type: 'case.extension_decided', data: { approved, note: clean(note) } }],
        outcome: approved ? 'approved' : 'rejected',
        ...(c.application ? { facts: { asked_at: c.application.asked_at } } : {}),
      })
    },
  },
  request_suspension: {
    guard: (c, context) => {
      if (c.suspension_used) return { code: 'cases.suspension_used_up' }
      return notOverdue(c, context) ?? noOther(c)
    },
    make: (_c, { reason, until }, { now, config }) => {
      const days = config.clock.suspension.max_days
      if (until <= now) return refuse('cases.suspension_in_the_past')
      if (until - now > days * dayMs) return refuse('cases.suspension_too_long', { days })
      return ok({ events: [{ type: 'case.suspension_requested', data: { reason: reason.trim(), until } }] })
    },
  },
  decide_suspension: {
    guard: (c, context) => toDecide(c, context, 'suspension'),
    make: (c, { approved, note }, { now }) => {
      const text = clean(note)
      if (!approved && text === null) return refuse('cases.note_required')
      const decided = { type: 'case.suspension_decided', data: { approved, note: text } } as const
      const until = c.application?.until
      if (!approved || until === null || until === undefined) return ok({ events: [decided], outcome: 'rejected' })
      if (until <= now) return refuse('cases.suspension_in_the_past')
      return ok({ events: [decided, { type: 'case.suspended', data: { until } }], outcome: 'approved', facts: { until } })
    },
  },
  resume: {
    make: (c, { reason }, { now }, by) => {
      const early = c.suspended_until !== null && now < c.suspended_until
      if (early && by === 'system') return refuse('cases.not_yet_time_to_resume')
      return ok({ events: [{ type: 'case.resumed', data: { early, reason: clean(reason) } }] })
    },
  },
  request_appeal: {
    guard: (c, { now, config }) => {
      if (c.on_time !== false) return { code: 'cases.not_overdue' }
      if (c.appeal_used) return { code: 'cases.appeal_used_up' }
      const days = config.appeal_days
      return c.closed_at !== null && now - c.closed_at > days * dayMs ? { code: 'cases.appeal_too_late', params: { count: days } } : noOther(c)
    },
    make: (_c, { reason }) => ok({ events: [{ type: 'case.appeal_requested', data: { reason: reason.trim() } }] }),
  },
  decide_appeal: {
    guard: (c, context) => {
      const refused = toDecide(c, context, 'appeal')
      if (refused) return refused
      return samePerson(context.actor.account_id, c.application?.first_reviewed_by ?? null) ? { code: 'cases.second_reviewer_must_differ' } : null
    },
    make: (c, { approved, note }) => {
      if (!approved && clean(note) === null) return refuse('cases.note_required')
      const step = c.application?.first_reviewed_at == null ? 'first' : 'second'
      return ok({ events: [{ type: 'case.appeal_decided', data: { step, approved, note: clean(note) } }] })
    },
  },
  withdraw_application: {
    guard: (c) => {
      if (c.application === null) return { code: 'cases.nothing_to_decide' }
      return c.application.first_reviewed_at !== null ? { code: 'cases.review_began' } : null
    },
    make: (c, { reason }) => (c.application === null
      ? refuse('cases.nothing_to_decide')
      : ok({ events: [{ type: 'case.application_withdrawn', data: { kind: c.application.kind, reason: clean(reason) } }] })),
  },
}
