/** The closed lists of the loop: stored codes are these readable words (docs/glossary). */

export const caseStates = [
  'reported', 'verifying', 'registered', 'declined', 'dispatched', 'handling', 'suspended', 'returned', 'returned_to_acceptor', 'objected',
  'handled', 'checking', 'checked', 'rework', 'closed', 'void', 'merged', 'split',
] as const
export type CaseState = (typeof caseStates)[number]

/** Who has the case on the desk: the inbox is grouped by stage. `done` holds every state from which nothing more is expected. */
export const caseStages = ['accept', 'dispatch', 'handle', 'check', 'close', 'done'] as const
export type CaseStage = (typeof caseStages)[number]

export const stageOf: Readonly<Record<CaseState, CaseStage>> = {
  reported: 'accept', verifying: 'accept', returned_to_acceptor: 'accept',
  registered: 'dispatch', returned: 'dispatch', objected: 'dispatch',
  dispatched: 'handle', handling: 'handle', rework: 'handle', suspended: 'handle',
  handled: 'check', checking: 'check',
  checked: 'close', split: 'close',
  closed: 'done', declined: 'done', void: 'done', merged: 'done',
}
export const statesOf = (stage: CaseStage): readonly CaseState[] => caseStates.filter((state) => stageOf[state] === stage)

/** States in which the case no longer moves unless somebody reopens it. */
export const finalStates: readonly CaseState[] = statesOf('done')
export const isOpen = (state: CaseState): boolean => stageOf[state] !== 'done'

/** The six steps residents see (domain 1.5): reported, registered, dispatched, handling, reported back, closed. */
export const publicSteps = ['report', 'register', 'dispatch', 'handle', 'feedback', 'close'] as const
export type PublicStep = (typeof publicSteps)[number]
export const publicStepOf: Readonly<Record<CaseState, PublicStep>> = {
  reported: 'report', verifying: 'report', returned_to_acceptor: 'register', registered: 'register', returned: 'register', objected: 'register',
  dispatched: 'dispatch', handling: 'handle', rework: 'handle', suspended: 'handle', handled: 'feedback', checking: 'feedback', checked: 'feedback',
  split: 'handle', closed: 'close', declined: 'close', void: 'close', merged: 'close',
}

export const sources = [
  'inspection', 'patrol', 'hotline', 'resident_web', 'resident_app', 'open311', 'import', 'leader', 'media', 'video', 'transfer',
] as const
export type Source = (typeof sources)[number]

export const photoKinds = ['near', 'far', 'reference', 'before', 'after', 'other'] as const
export type PhotoKind = (typeof photoKinds)[number]

export const urgencies = ['ordinary', 'urgent', 'emergency'] as const
export type Urgency = (typeof urgencies)[number]

/** The roles that act on cases, and `system` for the program's own jobs and imports. */
export const caseRoles = [
  'resident', 'inspector', 'acceptor', 'dispatcher', 'handler', 'supervisor', 'civility_office', 'leader', 'auditor', 'administrator', 'system',
] as const
export type CaseRole = (typeof caseRoles)[number]

/** `done` repaired and checked, `informed` 告知性结案, `forced` ended by a supervisor without a passed check. */
export const closeReasons = ['done', 'informed', 'forced'] as const
export type CloseReason = (typeof closeReasons)[number]

/** The first six are the deflections of 北京市接诉即办工作条例 §11 [F:H1]; the rest are the desk's own. */
export const declineReasons = [
  'emergency_line', 'legal_channel', 'repeated_without_new_facts', 'secret_or_privacy', 'outside_duty', 'unlawful',
  'not_found', 'below_condition', 'insufficient_information', 'other',
] as const
export type DeclineReason = (typeof declineReasons)[number]

/** 核实, before registering. */
export const verifyResults = ['exist', 'not_exist', 'unable'] as const
export type VerifyResult = (typeof verifyResults)[number]
/** 核查, before closing. */
export const checkResults = ['pass', 'fail', 'unable'] as const
export type CheckResult = (typeof checkResults)[number]

export const supervisionKinds = ['timeout', 'leader', 'important'] as const
export type SupervisionKind = (typeof supervisionKinds)[number]

export const reminderKinds = ['before_due', 'by_hand', 'supervision_reply'] as const
export type ReminderKind = (typeof reminderKinds)[number]

export const applicationKinds = ['extension', 'suspension', 'appeal', 'objection'] as const
export type ApplicationKind = (typeof applicationKinds)[number]
