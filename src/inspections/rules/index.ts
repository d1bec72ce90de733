export {
  type ChecklistItem, type DayTerms, type Frame, type ItemAnswer, type LooseFinding, type Outcome, outcomes, type PlannedVisit, type ProgrammeKind, programmeKinds, type ProgrammeSettings,
  type ProgrammeState, programmeStates, type RoundState, roundStates, type Sample, type Schedule, type Score, type StratumBy, stratumBy, type Tally, type Team, type VisitPhoto,
  type VisitState, visitStates, type VisitSubmission,
} from './model.ts'
