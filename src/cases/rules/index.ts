export type { Application, Case, CaseId, CaseTerms, PhotoCounts, Supervision } from './case.ts'
export { noPhotos } from './case.ts'
export type { CaseCommand, CaseCommandType, CommandOf, PlaceChange, ReportCommand } from './commands.ts'
export { commandTypes } from './commands.ts'
export type { CaseActor, CaseConfig, CaseContext, CaseGrant, SupervisionRule, TimeBand } from './context.ts'
export type {
  CaseEvent, CaseEventData, CaseEventOf, CaseEventType, CaseFile, ClockChange, Dispatched, EventActor, Imported, Reported, SealedEvent,
} from './events.ts'
export {
  applicationKinds, caseRoles, caseStages, caseStates, checkResults, closeReasons, declineReasons, finalStates, isOpen, photoKinds, publicStepOf,
  publicSteps, reminderKinds, sources, stageOf, statesOf, supervisionKinds, urgencies, verifyResults,
} from './words.ts'
export type {
  ApplicationKind, CaseRole, CaseStage, CaseState, CheckResult, CloseReason, DeclineReason, PhotoKind, PublicStep, ReminderKind, Source, SupervisionKind, Urgency,
  VerifyResult,
} from './words.ts'
export { type SearchQuery, searchQuery, searchTokens } from './search.ts'
