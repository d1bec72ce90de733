import type { Instant } from '#base/instants.ts'

/**
 * How a limit is counted. `urgent_hour` (紧急工作时) and `natural_day` (自然日, 24 hours) run through nights and holidays;
 * `work_hour` (工作时) and `work_day` (工作日) count working time only.
 */
export type LimitUnit = 'urgent_hour' | 'work_hour' | 'work_day' | 'natural_day'

/** A time limit: `value` may be a fraction (0.25 urgent_hour = 15 minutes). */
export type Limit = { readonly value: number; readonly unit: LimitUnit }

/**
 * What n work days mean. `window_sets`: n times the working time of one ordinary day, counted from the minute of the start.
 * A working city's system does so: "1天=8工作小时", work_day = value x 8 h of working time (smart_cityguard at 3440bf3, DeadlineCalculator).
 * `end_of_nth_day`: the start day does not count, due at the close of the nth working day after it (as 民法典 art. 201 and 203 count days [G]).
 */
export type WorkDayPolicy = 'window_sets' | 'end_of_nth_day'

export type ClockKind = 'accept' | 'dispatch' | 'verify' | 'check' | 'handle' | 'fallback'

/** `return`: given back to the dispatcher; `suspension`: 挂账, resumes by itself; `wait`: other stops, such as between report back and rework. */
export type PauseReason = 'return' | 'suspension' | 'wait'

/** A stretch in which the clock stands still. `to` null: still standing. `until`: the moment it resumes by itself, if set. */
export type Pause = { readonly from: Instant; readonly to: Instant | null; readonly reason: PauseReason; readonly until: Instant | null }

/** A granted extension: one more original limit. */
export type Extension = { readonly asked_at: Instant; readonly granted_at: Instant }

/** Why a clock ended. `done`: the work it timed was done; `restarted`: the case went to another unit; `cancelled`: the work fell away. */
export type StopReason = 'done' | 'restarted' | 'cancelled'

/**
 * One running clock of one case, as plain data; it carries everything its due time depends on but the days of the calendar.
 * It stands in event data and in answers, so its fields are written as they are stored.
 */
export type Clock = {
  readonly kind: ClockKind
  /** The unit it runs against; null while nobody is named. */
  readonly unit_id: string | null
  /** 1 for the first clock of this kind on the case, one more after each restart. */
  readonly round: number
  readonly limit: Limit
  readonly work_day: WorkDayPolicy
  readonly calendar_id: string
  /** The calendar version the due time was last computed with. */
  readonly calendar_version: string
  /** The configuration in force when it started; it stays under it. */
  readonly config_version: string
  readonly started_at: Instant
  /** In order of time; only the last may be open. */
  readonly pauses: readonly Pause[]
  readonly extensions: readonly Extension[]
  /** One more whenever its alarms start over: an extension, a new calendar that takes an overdue back. */
  readonly alarm_round: number
  readonly stopped_at: Instant | null
  readonly stop_reason: StopReason | null
  /** Null while it stands still before its limit is used up. The due instant itself is still in time. */
  readonly due_at: Instant | null
  /** True when the days counted reach beyond those the calendar officially knows. */
  readonly provisional: boolean
}

/** What a person or a list sees. `met` and `breached` are of stopped clocks. */
export type ClockState = 'on_track' | 'due_soon' | 'due_today' | 'overdue' | 'paused' | 'met' | 'breached'

/** An amount of the clock's own time: hours, or a share of its original limit. */
export type ClockAmount = { readonly hours: number } | { readonly share: number }

/**
 * One alarm of a clock: `before` or `after` the due moment by an amount of the clock's own time (working time for working limits),
 * or `due`. `level` is the level of supervision (督办) it asks for, 0 for none.
 */
export type AlarmRule =
  | { readonly code: string; readonly level: number; readonly at: 'due' }
  | { readonly code: string; readonly level: number; readonly at: 'before' | 'after'; readonly amount: ClockAmount }

/**
 * A moment at which something has to happen. `key` names the alarm within its case for ever: whoever fires alarms keeps the
 * keys fired and never fires one twice. The code `resume` is the end of a suspension.
 */
export type Alarm = { readonly key: string; readonly code: string; readonly level: number; readonly kind: ClockKind; readonly at: Instant }

/** A city's rules for its clocks; `version` changes with every edit. */
export type ClockConfig = {
  readonly version: string
  readonly calendar_id: string
  readonly limits: {
    readonly accept: Limit
    readonly dispatch: Limit
    readonly verify: Limit
    readonly check: Limit
    /** Where the registration condition states none. */
    readonly handle: Limit
    /** 属地兜底: the territorial clock, which no re-dispatch resets. */
    readonly fallback: Limit
  }
  readonly work_day: WorkDayPolicy
  readonly extension: { readonly max_times: number }
  readonly suspension: { readonly max_days: number; readonly max_times: number }
  /** How many pauses by `return` one clock may have; null: no cap. */
  readonly max_return_pauses: number | null
  /** A clock is `due_soon` when this much of its own time, or less, is left. */
  readonly due_soon: ClockAmount
  readonly alarms: readonly AlarmRule[]
}

/** One line of the answer to "why this due time": `steps.<code>` of clock.json says it. */
export type ClockStep = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }

/** A computed due time. `remaining_ms`: the clock's own time left at the open pause, else 0. */
export type Due = { readonly due_at: Instant | null; readonly provisional: boolean; readonly remaining_ms: number }

/** What is left at a moment, negative when overdue; null where an open pause leaves it unknown. */
export type Remaining = {
  /** In the clock's own time: working time for working limits, else continuous. */
  readonly counted_ms: number
  readonly working_ms: number | null
  readonly continuous_ms: number | null
}
