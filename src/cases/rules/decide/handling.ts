import { ok, refuse } from '#base/results.ts'
import type { CaseFile } from '../events.ts'
import type { PhotoKind } from '../words.ts'
import { type Handlers, clean } from './handler.ts'

/** 处置: assign, revoke, report back; and notes and files at any time. */
export const handling: Handlers<'assign' | 'revoke_assignment' | 'report_back' | 'add_note' | 'add_file'> = {
  assign: {
    make: (c, { handler_account_id }) => (c.handler_account_id === handler_account_id
      ? refuse('cases.already_assigned')
      : ok({ events: [{ type: 'case.assigned', data: { handler_account_id } }] })),
  },
  revoke_assignment: {
    guard: (c) => (c.handler_account_id === null ? { code: 'cases.nobody_assigned' } : null),
    make: (c, { reason }) => (c.handler_account_id === null
      ? refuse('cases.nobody_assigned')
      : ok({ events: [{ type: 'case.assignment_revoked', data: { handler_account_id: c.handler_account_id, reason: clean(reason) } }] })),
  },
  report_back: {
    make: (c, { text, files = [] }) => {
      const have = (kind: PhotoKind): number => c.round_photos[kind] + files.filter((file: CaseFile) => file.kind === kind).length
      for (const [kind, needed] of Object.entries(c.terms?.evidence ?? {}) as [PhotoKind, number][]) {
        if (have(kind) < needed) return refuse(`cases.evidence_missing_${kind}`, { needed, given: have(kind) })
      }
      return ok({ events: [{ type: 'case.reported_back', data: { text: text.trim(), files } }] })
    },
  },
  add_note: {
    make: (_c, { text, public: open = false }, _context, by) =>
      ok({ events: [{ type: 'case.note_added', data: { text: text.trim(), public: open || by === 'reporter' } }] }),
  },
  add_file: { make: (_c, { file }) => ok({ events: [{ type: 'case.file_added', data: { file } }] }) },
}
