import type { CompiledCalendar } from '#base/working-calendar.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { type Clock, explainClock as stepsOf, explanationLines } from '../rules/index.ts'

/** Why a clock's due time is what it is: as codes for programs, as sentences for people. */
export const explainClock = (clock: Clock, calendar: CompiledCalendar, locale: Locale): { readonly steps: { code: string; params: Record<string, unknown> }[]; readonly text: string[] } => {
  const steps = stepsOf(clock, calendar)
  const t = translator(locale)
  return { steps: steps.map((s) => ({ code: s.code, params: { ...s.params } })), text: [...explanationLines(steps, (key, params) => t(`clock.${key}`, params))] }
}
