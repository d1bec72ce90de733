export {
  type CaseMoment, caseMoments, type ChecklistItem, type DayTerms, type Frame, type ItemAnswer, type LooseFinding, type NotPlanned, notPlannedReasons, type Outcome, outcomes, type PlannedVisit, type ProgrammeKind, programmeKinds, type ProgrammeSettings,
  type ProgrammeState, programmeStates, type ReInspectionTold, type RoundState, roundStates, type Sample, type Schedule, type Score, type StratumBy, stratumBy, type Tally, type Team, type VisitPhoto,
  type VisitState, visitStates, type VisitSubmission,
} from './model.ts'
export {
  barredOf, capacityOf, districtPath, drawIsPublic, framePlaces, type InspectorForPlan, type LeftOut, type PlaceForPlan, programmeNumber, type RecusalForPlan, stratumKey, stratumParts, visitNumber,
} from './planning.ts'
export {
  checkProgramme, decideChange, decideMove, longestProgrammeName, programmeFaults, type ProgrammeInput, type ProgrammeMove, type ProgrammeNow, type ProgrammeWorld, type ReadyToBegin, takesFromFrame,
} from './programmes.ts'
export { roundPeriods, type RoundPeriod, visitDays, type WorkdayTest } from './schedule.ts'
export {
  chooseSubmission, clockOffset, contentOf, isLate, placeSubmissions, type Placed, setRight, type Standing, standings, type StandingVisit, type Submitted,
} from './submissions.ts'
export { decideVisit, visitActions, type VisitCommand, visitCommands, type VisitCommandType } from './visits.ts'
export {
  findingStates, type FindingState, type FoundProblem, type OpenCase, photosOf, problemsOf, rectificationOf, rectificationRate, type RectificationState, rectificationStates,
  settle, type Settlement, titleOfFinding,
} from './findings.ts'
export { assignAgain, drawCases, whyNobody, type Drawn, duePeriod, type Period, sampledRate, type SampledRate } from './re-inspection.ts'
export type {
  DrawFrame, DrawMethod, DrawResult, FrameInput, FrameInspectorInput, FramePlace, FramePlaceInput, FrameStratum, PublishedDraw, PublishedSeed, SeedSource, SelectedPlace, Sha256, Shortage,
} from './draw/model.ts'
export { draw, plannedVisits, publishedDraw } from './draw/draw.ts'
export { canonicalFrame, frameFaults } from './draw/frame.ts'
export { isBarred } from './draw/recusal.ts'
export { hashStream } from './draw/stream.ts'
export { commitmentOf, frameHash, frameText, publicValueFaults, resultHash, secretFaults, seedOf, ticketOf } from './draw/text.ts'
export type { DrawFault, DrawFaultCode } from './draw/verify.ts'
export { drawFaultCodes, verifyDraw } from './draw/verify.ts'
export type { DayRoute, RouteLeg, RouteStop, RouteTerms } from './routes/day.ts'
export { planDay } from './routes/day.ts'
export { metresBetween, routeOrder } from './routes/order.ts'
export { type ChecklistForm, inspectColumns, isOutcome, itemsOf, parseIncidence, parseThreshold } from './checklist.ts'
export { type ChecklistChange, checklistDiff } from './checklist-diff.ts'
export { labelIn, scoreVisit, type VisitScore } from './score.ts'
export { type DefaultChecklist, defaultChecklists } from './default/index.ts'
export {
  type BadgeCase, type BadgeFacts, type BadgeNow, badgeRuleFaults, type BadgeRules, type BadgeState, badgeStates, type BadgeVisit, type Basis, countsSince, decayOf, decideEarn, decideKeep, type DefaultBadgeKind, defaultBadgeKinds,
  isReviewDue, relapseOf, reviewAheadDays,
} from './badges.ts'
export type { ItemFigure, PublishingRule, ResultDraw, ResultFigure, ResultFlag, ResultVisit } from './results.ts'
export { itemFigures, overallScore, scoreFigures, usualPublishingRule } from './results.ts'
export {
  fewCases, type LetterCase, type LetterCommand, letterCommands, type LetterData, type LetterFigures, type LetterInput, type LetterLine, type LetterList, letterNeeded, letterOf, type LetterRate, type LetterSeen, type LetterState,
  letterStates, rateWeeks, usualFeedbackWeekday, weekDue,
} from './feedback.ts'
