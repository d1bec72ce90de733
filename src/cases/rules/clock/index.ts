export type {
  Alarm, AlarmRule, Clock, ClockAmount, ClockConfig, ClockKind, ClockState, ClockStep, Due, Extension, Limit, LimitUnit, Pause, PauseReason,
  Remaining, StopReason, WorkDayPolicy,
} from './types.ts'
export type { ReadLimit } from './limits.ts'
export { countsWorkingTime, isLimit, limitUnits, parseLimit, readLimit } from './limits.ts'
export type { Span } from './counting.ts'
export type { DueInput } from './due.ts'
export { dueOf } from './due.ts'
export { continueClock, elapsedMs, extendClock, pauseClock, recomputeClock, restartClock, resumeClock, startClock, stopClock } from './transitions.ts'
export { clockBudgetMs, clockState, remainingOf } from './status.ts'
export { alarmsOf, firingAlarms, nextAlarm } from './alarms.ts'
export type { DefaultBasis } from './config.ts'
export { clockDefaultsBasis, defaultClockConfig, readClockConfig } from './config.ts'
export { explainClock, explainDue } from './explain.ts'
export type { ClockText } from './explanation-text.ts'
export { durationText, explanationLines, limitText } from './explanation-text.ts'
