import type { MessageParams } from '#base/results.ts'
import type { ClockStep, Limit } from './types.ts'

/** Looks a text up in clock.json: `t('steps.due', {at})`. i18next's `t` bound to the namespace does. */
export type ClockText = (key: string, params?: MessageParams) => string

/** A duration in words, such as 7小时30分; days are not used, for a day of a working limit is not 24 hours. */
export const durationText = (ms: number, t: ClockText): string => {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const parts: readonly (readonly [string, number])[] = [['hours', Math.floor(seconds / 3600)], ['minutes', Math.floor(seconds / 60) % 60], ['seconds', seconds % 60]]
  const said = parts.filter(([, count]) => count > 0).map(([unit, count]) => t(`duration.${unit}`, { number: count }))
  return said.length > 0 ? said.join(t('duration.joint')) : t('duration.minutes', { number: 0 })
}

/** A limit in words, such as 8工作时; a fraction of an hour in minutes. */
export const limitText = (limit: Limit, t: ClockText): string => {
  const short = limit.unit === 'urgent_hour' && limit.value < 1
  const number = Math.round(limit.value * (short ? 60 : 1) * 100) / 100
  return t(`limits.${short ? 'urgent_minute' : limit.unit}${number === 1 ? '_one' : ''}`, { number })
}

/** The explanation of a due time in words, one line a step. */
export const explanationLines = (steps: readonly ClockStep[], t: ClockText): readonly string[] =>
  steps.map(({ code, params }) => {
    const { ms, unit, value, holiday, times } = params
    return t(`steps.${code}${params['days'] === 1 || times === 1 ? '_one' : ''}`, {
      ...params,
      ...(typeof ms === 'number' ? { duration: durationText(ms, t) } : {}),
      ...(unit !== undefined ? { limit: limitText({ value: Number(value), unit: unit as Limit['unit'] }, t) } : {}),
      ...(holiday !== undefined ? { holiday: t(`holidays.${holiday}`) } : {}),
    })
  })
