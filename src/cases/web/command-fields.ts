import { checkResults, closeReasons, declineReasons, type PhotoKind, verifyResults, type CaseCommandType, type CaseStage } from '../rules/index.ts'

/** One entry of the form of a command. */
export type FormField =
  | { readonly kind: 'text' | 'line'; readonly name: string; readonly required?: boolean; readonly hint?: boolean; readonly insteadOf?: string; readonly onlyIfAsked?: true }
  | { readonly kind: 'choice'; readonly name: string; readonly choices: readonly string[]; readonly first?: string }
  | { readonly kind: 'yes_no'; readonly name: string; readonly required: true }
  | { readonly kind: 'check'; readonly name: string }
  | { readonly kind: 'unit' | 'units' | 'account' | 'category' | 'condition' | 'case'; readonly name: string; readonly required?: boolean }
  | { readonly kind: 'until'; readonly name: string; readonly required: true }
  | { readonly kind: 'level'; readonly name: string }
  | { readonly kind: 'photos'; readonly name: 'files'; readonly as: PhotoKind; readonly required?: boolean }
  | { readonly kind: 'place'; readonly name: 'place' }
  | { readonly kind: 'children'; readonly name: 'children' }

const reason = { kind: 'text', name: 'reason', required: true } as const
const note = { kind: 'text', name: 'note' } as const

/** What each command asks of the person, in the order it is asked; the server judges the answers. */
export const commandFields: Readonly<Partial<Record<CaseCommandType, readonly FormField[]>>> = {
  request_verification: [note],
  verify: [{ kind: 'choice', name: 'result', choices: verifyResults }, note, { kind: 'photos', name: 'files', as: 'near' }],
  register: [
    { kind: 'category', name: 'category_id', required: true },
    { kind: 'condition', name: 'condition_id' },
    { kind: 'text', name: 'waiver_reason', hint: true, onlyIfAsked: true },
  ],
  decline: [
    { kind: 'choice', name: 'reason', choices: declineReasons },
    { kind: 'text', name: 'text', required: true, hint: true },
  ],
  dispatch: [
    { kind: 'unit', name: 'lead_unit_id', required: true },
    { kind: 'units', name: 'assisting_unit_ids' },
  ],
  accept: [],
  return: [reason],
  return_to_acceptor: [reason],
  object: [reason, { kind: 'unit', name: 'suggested_unit_id' }],
  decide_objection: [{ kind: 'yes_no', name: 'upheld', required: true }, reason],
  assign: [{ kind: 'account', name: 'handler_account_id', required: true }],
  revoke_assignment: [{ kind: 'line', name: 'reason' }],
  report_back: [
    { kind: 'text', name: 'text', required: true },
    { kind: 'photos', name: 'files', as: 'after' },
    { kind: 'text', name: 'no_photo_reason', hint: true, insteadOf: 'files' },
  ],
  request_check: [note],
  check: [{ kind: 'choice', name: 'result', choices: checkResults }, note, { kind: 'photos', name: 'files', as: 'after' }],
  order_rework: [reason],
  close: [
    { kind: 'choice', name: 'reason', choices: closeReasons, first: 'done' },
    { kind: 'text', name: 'text', hint: true },
  ],
  reopen: [reason],
  void: [reason],
  merge: [{ kind: 'case', name: 'into', required: true }, reason],
  split: [{ kind: 'children', name: 'children' }, reason],
  request_extension: [reason],
  decide_extension: [{ kind: 'yes_no', name: 'approved', required: true }, note],
  request_suspension: [{ kind: 'until', name: 'until', required: true }, reason],
  decide_suspension: [{ kind: 'yes_no', name: 'approved', required: true }, note],
  resume: [{ kind: 'line', name: 'reason' }],
  request_appeal: [reason],
  decide_appeal: [{ kind: 'yes_no', name: 'approved', required: true }, note],
  withdraw_application: [{ kind: 'line', name: 'reason' }],
  supervise: [
    { kind: 'level', name: 'level' },
    { kind: 'text', name: 'text', required: true },
  ],
  answer_supervision: [{ kind: 'text', name: 'text', required: true }],
  remind: [{ kind: 'line', name: 'text' }],
  change_category: [{ kind: 'category', name: 'category_id', required: true }, { kind: 'condition', name: 'condition_id' }, reason],
  change_place: [{ kind: 'place', name: 'place' }, reason],
  add_note: [
    { kind: 'text', name: 'text', required: true },
    { kind: 'check', name: 'public' },
  ],
}

/** Fields the server knows by default, sent whatever is typed. */
export const commandExtras: Readonly<Partial<Record<CaseCommandType, Readonly<Record<string, unknown>>>>> = {
  supervise: { kind: 'important' },
  remind: { kind: 'by_hand' },
}

/** The command that takes another one back, offered as undo when the server then allows it. */
export const inverseOf: Readonly<Partial<Record<CaseCommandType, CaseCommandType>>> = {
  assign: 'revoke_assignment',
  request_extension: 'withdraw_application',
  request_suspension: 'withdraw_application',
  request_appeal: 'withdraw_application',
}

/** Commands that move the case forward, most likely first: the first allowed one is the primary button and the key `e`. */
export const forward: readonly CaseCommandType[] = [
  'register',
  'verify',
  'dispatch',
  'decide_objection',
  'decide_extension',
  'decide_suspension',
  'decide_appeal',
  'answer_supervision',
  'accept',
  'report_back',
  'check',
  'request_check',
  'close',
  'resume',
  'reopen',
  'add_note',
]
/** Commands offered for many cases at once, those of the stage first: they need no look at each case. */
const bulkOf: Readonly<Record<CaseStage, readonly CaseCommandType[]>> = {
  accept: ['request_verification'],
  dispatch: ['dispatch'],
  handle: ['accept', 'remind', 'supervise'],
  check: ['request_check'],
  close: ['close'],
  done: [],
}
const bulkAlways: readonly CaseCommandType[] = ['add_note', 'remind', 'supervise']
export const bulkCommandsOf = (stages: readonly CaseStage[]): readonly CaseCommandType[] => [
  ...new Set([...stages.flatMap((stage) => bulkOf[stage]), ...bulkAlways]),
]
/** Never shown as a button: the program's own. */
export const hiddenCommands: readonly string[] = ['report', 'mark_overdue', 'recompute_calendar']
