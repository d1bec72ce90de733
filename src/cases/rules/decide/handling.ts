import { ok, refuse } from '#base/results.ts'
import type { Case } from '../case.ts'
import type { CaseFile } from '../events.ts'
import type { PhotoKind } from '../words.ts'
import { type Handlers, clean } from './handler.ts'

/** The first kind of photo the condition asks for and this round of handling has too few of, those of the command counted. */
export const missingEvidence = (
  c: Case, files: readonly CaseFile[],
): { readonly kind: PhotoKind; readonly needed: number; readonly given: number } | null => {
  for (const [kind, needed] of Object.entries(c.terms?.evidence ?? {}) as [PhotoKind, number][]) {
    const given = c.round_photos[kind] + files.filter((file) => file.kind === kind).length
    if (given < needed) return { kind, needed, given }
  }
  return null
}

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
    make: (c, { text, files = [], no_photo_reason }) => {
      const lacks = missingEvidence(c, files)
      const reason = clean(no_photo_reason)
      if (lacks && reason === null) return refuse(`cases.evidence_missing_${lacks.kind}`, { needed: lacks.needed, given: lacks.given })
      return ok({ events: [{ type: 'case.reported_back', data: { text: text.trim(), files, ...(lacks && reason !== null ? { no_photo_reason: reason } : {}) } }] })
    },
  },
  add_note: {
    make: (_c, { text, public: open = false }, _context, by) =>
      ok({ events: [{ type: 'case.note_added', data: { text: text.trim(), public: open || by === 'reporter' } }] }),
  },
  add_file: { make: (_c, { file }) => ok({ events: [{ type: 'case.file_added', data: { file } }] }) },
}
