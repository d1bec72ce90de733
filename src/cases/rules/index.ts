export type { Application, Case, CaseId, CaseTerms, PhotoCounts, Supervision } from './case.ts'
export { noPhotos } from './case.ts'
export type { CaseCommand, CaseCommandType, CommandOf, PlaceChange, ReportCommand } from './commands.ts'
export { commandTypes } from './commands.ts'
export { caseDefaultsBasis, defaultCaseConfig } from './config.ts'
export type { CaseActor, CaseConfig, CaseContext, CaseGrant, SupervisionRule, TimeBand } from './context.ts'
export { caseEventTypes } from './events.ts'
export type {
  CaseEvent, CaseEventData, CaseEventOf, CaseEventType, CaseFile, ClockChange, Dispatched, EventActor, Imported, Reported, SealedEvent,
} from './events.ts'
export type { Action } from './actions.ts'
export { availableActions, personalCommands } from './actions.ts'
export type { ActionType, Decision } from './decide.ts'
export { decide, permitted } from './decide.ts'
export { evolve, replay } from './evolve.ts'
export { caseFacts } from './facts.ts'
export {
  alarmsOf, clockBudgetMs, clockDefaultsBasis, clockState, continueClock, countsWorkingTime, defaultClockConfig, dueOf, durationText, elapsedMs,
  explainClock,
  explainDue, explanationLines, extendClock, firingAlarms, isLimit, limitText, limitUnits, nextAlarm, parseLimit, pauseClock, readClockConfig,
  readLimit,
  recomputeClock, remainingOf, restartClock, resumeClock, startClock, stopClock,
} from './clock/index.ts'
export type {
  Alarm, AlarmRule, Clock, ClockAmount, ClockConfig, ClockKind, ClockState, ClockStep, ClockText, DefaultBasis, Due, DueInput, Extension, Limit,
  LimitUnit,
  Pause, PauseReason, ReadLimit, Remaining, Span, StopReason, WorkDayPolicy,
} from './clock/index.ts'
export type { ImportedRow } from './import-history.ts'
export { importHistory } from './import-history.ts'
export type { ImportedAgain } from './imported.ts'
export { continueImported } from './imported.ts'
export type { ChainFault, Head } from './ledger/chain.ts'
export { verifyChain } from './ledger/chain.ts'
export type { Digest, DigestFault, KnownHead, SignedDigest } from './ledger/digest.ts'
export {
  bucketHash, bucketOf, digestFormat, digestHash, digestPayload, makeDigest, rootOf, rootOfHeads, verifyDigests,
} from './ledger/digest.ts'
export type { SealedDecision, Sha256 } from './ledger/seal.ts'
export { canonicalText, eventHash, genesisHash, sealDecision, sealEvents } from './ledger/seal.ts'
export type { LedgerReport } from './ledger/verify.ts'
export { verifyCase, verifyLedger } from './ledger/verify.ts'
export { onTimeAt } from './on-time.ts'
export { covers } from './permission.ts'
export { storyKeyOf, storyKeys } from './story.ts'
export { readCaseConfig } from './read-config.ts'
export type { DueAction } from './supervision.ts'
export { dueActions, nextActionAt } from './supervision.ts'
export type { ConditionFacts } from './terms.ts'
export { termsOf } from './terms.ts'
export { bandOf } from './time-of-day.ts'
export {
  applicationKinds, caseRoles, caseStages, caseStates, checkResults, closeReasons, declineReasons, finalStates, isOpen, photoKinds, publicStepOf,
  publicSteps, reminderKinds, sources, stageOf, statesOf, supervisionKinds, urgencies, verifyResults,
} from './words.ts'
export type {
  ApplicationKind, CaseRole, CaseStage, CaseState, CheckResult, CloseReason, DeclineReason, PhotoKind, PublicStep, ReminderKind, Source,
  SupervisionKind,
  Urgency, VerifyResult,
} from './words.ts'
export { effectsOf, moveOf, refusalCodeOf, targetOf, workflow } from './workflow.ts'
export { workflowRefusalCodes, workflowTable } from './workflow-table.ts'
export type { ClockEffect, Move, RefusedMove, Relation } from './workflow/move.ts'
export { type SearchQuery, searchQuery, searchTokens } from './search.ts'
