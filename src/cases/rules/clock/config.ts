import { err, type Fault, ok, type Result } from '#base/results.ts'
import { readLimit } from './limits.ts'
import type { AlarmRule, ClockAmount, ClockConfig, Limit } from './types.ts'

const minutes = (value: number): Limit => ({ value: value / 60, unit: 'urgent_hour' })

/**
 * The clocks of a new city. What each default rests on stands in `clockDefaultsBasis` and is shown beside the setting.
 * Source: domain 11; Y = smart_cityguard at 3440bf3 (DeadlineCalculator, TimerDefaults, CaseTimerService, case-adjustment-design.md).
 */
export const defaultClockConfig: ClockConfig = {
  version: 'default-1',
  calendar_id: 'cn',
  limits: {
    accept: minutes(15), dispatch: minutes(15), verify: minutes(30), check: minutes(30),
    handle: { value: 4, unit: 'work_hour' }, fallback: { value: 15, unit: 'natural_day' },
  },
  work_day: 'window_sets',
  extension: { max_times: 2 },
  suspension: { max_days: 365, max_times: 1 },
  max_return_pauses: null,
  due_soon: { share: 0.25 },
  alarms: [
    { code: 'before_due', level: 0, at: 'before', amount: { share: 0.25 } },
    { code: 'overdue', level: 0, at: 'due' },
    { code: 'supervise_1', level: 1, at: 'after', amount: { share: 0.5 } },
    { code: 'supervise_2', level: 2, at: 'after', amount: { share: 1 } },
    { code: 'supervise_3', level: 3, at: 'after', amount: { share: 2 } },
  ],
}

/** `source_system`: a working city's system does so; `norm`: a published rule says so; `proposed`: nobody's rule, chosen here to begin with. */
export type DefaultBasis = 'source_system' | 'norm' | 'proposed'
export const clockDefaultsBasis: Readonly<Record<string, DefaultBasis>> = {
  'limits.accept': 'source_system', 'limits.dispatch': 'source_system', 'limits.verify': 'source_system', 'limits.check': 'source_system',
  'limits.handle': 'source_system',
  // Beijing's hotline draft of 2021 gives complex matters 15 days [F:H3], confirmed in the final of 2022 [F:H4].
  'limits.fallback': 'norm',
  work_day: 'source_system', extension: 'source_system', suspension: 'source_system',
  max_return_pauses: 'proposed', due_soon: 'proposed', alarms: 'proposed',
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const shown = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value).slice(0, 200))

/**
 * Reads a configuration given as data; what is left out is the default. Faults name the field, the value and a code:
 * those of `readLimit`, `clock.not_an_object`, `clock.text_missing`, `clock.not_a_count`, `clock.not_an_amount`, `clock.not_an_alarm`,
 * `clock.alarm_twice`, `clock.not_a_work_day_policy`.
 */
export const readClockConfig = (data: unknown): Result<ClockConfig, readonly Fault[]> => {
  if (!isRecord(data)) return err([{ field: '', value: shown(data), code: 'clock.not_an_object' }])
  const faults: Fault[] = []
  const wrong = (field: string, value: unknown, code: string): void => void faults.push({ field, value: shown(value), code: `clock.${code}` })
  const base = defaultClockConfig
  const part = (field: string): Readonly<Record<string, unknown>> => {
    const value = data[field]
    if (value === undefined || isRecord(value)) return value ?? {}
    wrong(field, value, 'not_an_object')
    return {}
  }
  const text = (field: 'version' | 'calendar_id'): string => {
    const value = data[field] ?? base[field]
    if (typeof value === 'string' && value.trim() !== '') return value
    wrong(field, value, 'text_missing')
    return ''
  }
  const count = (field: string, value: unknown, otherwise: number, most: number): number => {
    if (value === undefined) return otherwise
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most) return value as number
    wrong(field, value, 'not_a_count')
    return otherwise
  }
  const stated = part('limits'), extension = part('extension'), suspension = part('suspension')
  const limit = (name: keyof ClockConfig['limits']): Limit => {
    if (stated[name] === undefined) return base.limits[name]
    const read = readLimit(stated[name], `limits.${name}`)
    if (!read.ok) faults.push(read.error)
    return read.ok ? read.value : base.limits[name]
  }
  const amount = (field: string, value: unknown): ClockAmount => {
    const { hours, share } = isRecord(value) ? value : {}
    if (typeof hours === 'number' && share === undefined && hours > 0 && hours <= 87_660) return { hours }
    if (typeof share === 'number' && hours === undefined && share > 0 && share <= 100) return { share }
    wrong(field, value, 'not_an_amount')
    return base.due_soon
  }
  const alarms = (value: unknown): readonly AlarmRule[] => {
    if (value === undefined) return base.alarms
    if (!Array.isArray(value)) return wrong('alarms', value, 'not_an_alarm'), base.alarms
    const codes = new Set<string>()
    return value.flatMap((rule: unknown, i): AlarmRule[] => {
      const field = `alarms[${i}]`
      const { code, at, level = 0 } = isRecord(rule) ? rule : {}
      const sound = typeof code === 'string' && /^[a-z][a-z0-9_]*$/.test(code) && code !== 'resume' && (at === 'before' || at === 'due' || at === 'after')
      if (!sound || !Number.isInteger(level) || (level as number) < 0 || (level as number) > 9) return wrong(field, rule, 'not_an_alarm'), []
      if (codes.has(code)) return wrong(field, code, 'alarm_twice'), []
      codes.add(code)
      return at === 'due' ? [{ code, level: level as number, at }]
        : [{ code, level: level as number, at, amount: amount(`${field}.amount`, (rule as { amount?: unknown }).amount) }]
    })
  }
  const policy = data['work_day'] ?? base.work_day
  if (policy !== 'window_sets' && policy !== 'end_of_nth_day') wrong('work_day', policy, 'not_a_work_day_policy')
  const cap = data['max_return_pauses']
  const config: ClockConfig = {
    version: text('version'), calendar_id: text('calendar_id'),
    limits: {
      accept: limit('accept'), dispatch: limit('dispatch'), verify: limit('verify'), check: limit('check'), handle: limit('handle'), fallback: limit('fallback'),
    },
    work_day: policy as ClockConfig['work_day'],
    extension: { max_times: count('extension.max_times', extension['max_times'], base.extension.max_times, 20) },
    suspension: {
      max_days: count('suspension.max_days', suspension['max_days'], base.suspension.max_days, 3650),
      max_times: count('suspension.max_times', suspension['max_times'], base.suspension.max_times, 20),
    },
    max_return_pauses: cap === undefined || cap === null ? null : count('max_return_pauses', cap, 0, 1000),
    due_soon: data['due_soon'] === undefined ? base.due_soon : amount('due_soon', data['due_soon']),
    alarms: alarms(data['alarms']),
  }
  return faults.length > 0 ? err(faults) : ok(config)
}
