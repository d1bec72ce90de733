import { ok, refuse } from '#base/results.ts'
import type { Refusal } from '#base/results.ts'
import type { Case } from '../case.ts'
import { goesOnWith } from '../clock-effects.ts'
import type { CaseContext } from '../context.ts'
import { type Handlers, clean, samePerson } from './handler.ts'

/** A unit takes its people off and has nothing left to be decided before it gives a case back (domain 1.5). */
const mayGiveBack = (c: Case): Refusal | null => {
  if (c.objection_rejected) return { code: 'cases.objection_was_rejected' }
  if (c.handler_account_id !== null) return { code: 'cases.revoke_assignment_first' }
  if (c.application) return { code: 'cases.application_open', params: { kind: c.application.kind } }
  return null
}

const mayReturn = (c: Case, { config }: CaseContext): Refusal | null => {
  const before = mayGiveBack(c)
  if (before) return before
  const cap = config.clock.max_return_pauses
  return cap !== null && c.return_count >= cap ? { code: 'cases.too_many_returns', params: { max: cap } } : null
}

/** 派遣: dispatch and re-dispatch, accept, return, object. */
export const dispatching: Handlers<'dispatch' | 'accept' | 'return' | 'return_to_acceptor' | 'object' | 'decide_objection'> = {
  dispatch: {
    make: (c, { lead_unit_id, lead_unit_path, assisting_unit_ids = [], fallback = false, routing_reason }) => {
      if (assisting_unit_ids.includes(lead_unit_id)) return refuse('cases.lead_cannot_assist')
      if (new Set(assisting_unit_ids).size !== assisting_unit_ids.length) return refuse('cases.assisting_twice')
      return ok({
        events: [{
          type: 'case.dispatched',
          data: {
            lead_unit_id, lead_unit_path, assisting_unit_ids, fallback, routing_reason: clean(routing_reason), same_unit: goesOnWith(c, lead_unit_id),
          },
        }],
        facts: { lead_unit_id, fallback },
      })
    },
  },
  accept: { make: () => ok({ events: [{ type: 'case.accepted', data: {} }] }) },
  return: {
    guard: mayReturn,
    make: (_c, { reason }) => ok({ events: [{ type: 'case.returned', data: { reason: reason.trim() } }] }),
  },
  return_to_acceptor: {
    make: (_c, { reason }) => ok({ events: [{ type: 'case.returned_to_acceptor', data: { reason: reason.trim() } }] }),
  },
  object: {
    guard: mayGiveBack,
    make: (_c, { reason, suggested_unit_id }) =>
      ok({ events: [{ type: 'case.objected', data: { reason: reason.trim(), suggested_unit_id: suggested_unit_id ?? null } }] }),
  },
  decide_objection: {
    guard: (c, { actor }) => {
      if (samePerson(actor.account_id, c.dispatched_by)) return { code: 'cases.dispatcher_cannot_decide_objection' }
      return samePerson(actor.account_id, c.application?.asked_by ?? null) ? { code: 'cases.asker_cannot_decide' } : null
    },
    make: (_c, { upheld, reason }) =>
      ok({ events: [{ type: 'case.objection_decided', data: { upheld, reason: reason.trim() } }], outcome: upheld ? 'upheld' : 'rejected' }),
  },
}
