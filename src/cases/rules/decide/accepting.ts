import { ok, refuse } from '#base/results.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../context.ts'
import { isOpen } from '../words.ts'
import { type Handlers, clean } from './handler.ts'

/** Registering without having verified (核实) what this source says needs a reason. */
export const needsWaiver = (c: Case, { config }: Pick<CaseContext, 'config'>): boolean =>
  config.verification_sources.includes(c.source) && c.verification !== 'exist'

/** 受理: verify, register, decline, void, merge, split, and corrections before dispatch. */
export const accepting: Handlers<
  'request_verification' | 'verify' | 'register' | 'decline' | 'void' | 'merge' | 'split' | 'change_category' | 'change_place'
> = {
  request_verification: {
    make: (_c, command) => ok({ events: [{ type: 'case.verification_requested', data: { note: clean(command.note) } }] }),
  },
  verify: {
    make: (_c, { result, note, files }) => ok({ events: [{ type: 'case.verified', data: { result, note: clean(note), files: files ?? [] } }] }),
  },
  register: {
    guard: (c) => (c.verification === 'not_exist' ? { code: 'cases.verified_not_exist' } : null),
    make: (c, command, { config, terms }) => {
      const waiver = clean(command.waiver_reason)
      const needed = needsWaiver(c, { config })
      if (needed && waiver === null) return refuse('cases.verification_needed', { source: c.source })
      if (!terms) return refuse('cases.condition_unknown')
      const { category_id, category_path, condition_id } = command
      return ok({
        events: [{
          type: 'case.registered',
          data: { category_id, category_path: category_path ?? null, condition_id, terms, waiver_reason: needed ? waiver : null },
        }],
      })
    },
  },
  decline: {
    make: (_c, { reason, text }) => ok({ events: [{ type: 'case.declined', data: { reason, text: text.trim() } }] }),
  },
  void: {
    make: (_c, { reason }) => ok({ events: [{ type: 'case.voided', data: { reason: reason.trim() } }] }),
  },
  merge: {
    make: (c, { into_id, reason }, { merge_target: target }) => {
      if (into_id === c.id) return refuse('cases.merge_into_itself')
      if (!target || target.id !== into_id) return refuse('cases.merge_target_unknown')
      if (!isOpen(target.state) || target.state === 'split') return refuse('cases.merge_target_not_open', { state: target.state })
      return ok({ events: [{ type: 'case.merged', data: { into_id, reason: reason.trim() } }] })
    },
  },
  split: {
    guard: (c) => (c.parent_id !== null ? { code: 'cases.child_cannot_split' } : null),
    make: (c, { child_ids, reason }) => {
      if (new Set(child_ids).size < 2 || new Set(child_ids).size !== child_ids.length) return refuse('cases.split_needs_two')
      if (child_ids.includes(c.id)) return refuse('cases.split_into_itself')
      return ok({ events: [{ type: 'case.split', data: { child_ids, reason: reason.trim() } }] })
    },
  },
  change_category: {
    make: (c, { category_id, category_path, condition_id, reason }, { terms }) => {
      if (c.terms && !terms) return refuse('cases.condition_unknown')
      if (c.category_id === category_id && c.condition_id === condition_id) return refuse('cases.nothing_changed')
      return ok({
        events: [{
          type: 'case.category_changed',
          data: { category_id, category_path: category_path ?? null, condition_id, terms: c.terms ? (terms ?? null) : null, reason: reason.trim() },
        }],
      })
    },
  },
  change_place: {
    make: (_c, { area_id, area_path, place_id, lon, lat, address, reason }) =>
      ok({ events: [{ type: 'case.place_changed', data: { area_id, area_path, place_id, lon, lat, address, reason: reason.trim() } }] }),
  },
}
