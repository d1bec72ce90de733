export type {
  Alarm, AlarmRule, Clock, ClockAmount, ClockConfig, ClockKind, ClockState, ClockStep, Due, Extension, Limit, LimitUnit, Pause, PauseReason,
  Remaining, StopReason, WorkDayPolicy,
} from './types.ts'
