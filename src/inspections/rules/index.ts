export {
  type ChecklistItem, type DayTerms, type Frame, type ItemAnswer, type LooseFinding, type Outcome, outcomes, type PlannedVisit, type ProgrammeKind, programmeKinds, type ProgrammeSettings,
  type ProgrammeState, programmeStates, type RoundState, roundStates, type Sample, type Schedule, type Score, type StratumBy, stratumBy, type Tally, type Team, type VisitPhoto,
  type VisitState, visitStates, type VisitSubmission,
} from './model.ts'
export {
  barredOf, capacityOf, districtPath, drawIsPublic, framePlaces, type InspectorForPlan, type LeftOut, type PlaceForPlan, programmeNumber, type RecusalForPlan, stratumKey, stratumParts, visitNumber,
} from './planning.ts'
export {
  checkProgramme, decideChange, decideMove, longestProgrammeName, programmeFaults, type ProgrammeInput, type ProgrammeMove, type ProgrammeNow, type ProgrammeWorld, type ReadyToBegin,
} from './programmes.ts'
export { roundPeriods, type RoundPeriod, visitDays, type WorkdayTest } from './schedule.ts'
