import { daysOf, localReading } from '#base/zones.ts'
import { type Instant, instant } from '#base/instants.ts'
import type { Translate } from './i18n.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const name = `${language}|${zone}|${JSON.stringify(options)}`
  let found = formats.get(name)
  if (!found)
    formats.set(name, (found = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { ...options, timeZone: zone, hourCycle: 'h23' })))
  return found
}

export type TimeContext = { readonly t: Translate; readonly language: string; readonly zone: string; readonly now: number }
export const toMs = (iso: string): number => Date.parse(iso)

const clock = (at: number, { language, zone }: TimeContext): string => format(language, zone, { hour: '2-digit', minute: '2-digit' }).format(at)
/** 10月8日 or 8 Oct; with the year when it is not this one. */
export const sayDay = (at: number, c: TimeContext): string => {
  const year = localReading(instant(at), c.zone).date.slice(0, 4)
  const same = year === localReading(instant(c.now), c.zone).date.slice(0, 4)
  return format(c.language, c.zone, { month: c.language === 'en' ? 'short' : 'long', day: 'numeric', ...(same ? {} : { year: 'numeric' }) }).format(
    at,
  )
}

/** 今天 15:20, 昨天 15:20, 明天 09:00, 10月8日 15:20, 2025年10月8日 15:20. */
export const sayWhen = (iso: string | number, c: TimeContext): string => {
  const at = typeof iso === 'number' ? iso : toMs(iso)
  if (Number.isNaN(at)) return ''
  const days = daysOf(localReading(instant(at), c.zone).date) - daysOf(localReading(instant(c.now) as Instant, c.zone).date)
  const time = clock(at, c)
  if (days === 0) return c.t('ui:time.today', { time })
  if (days === -1) return c.t('ui:time.yesterday', { time })
  if (days === 1) return c.t('ui:time.tomorrow', { time })
  return c.t('ui:time.day_time', { day: sayDay(at, c), time })
}
/** The whole moment for a title attribute or paper: 2026年11月22日 星期日 15:20. */
export const sayExactly = (iso: string | number, c: TimeContext): string => {
  const at = typeof iso === 'number' ? iso : toMs(iso)
  return Number.isNaN(at) ? '' : format(c.language, c.zone, { dateStyle: 'full', timeStyle: 'short' }).format(at)
}

/** 3 小时 20 分; from one working day on, days and hours. `minutesPerDay` is the length of a working day (or 1440 for natural time). */
export const saySpan = (minutes: number, t: Translate, minutesPerDay = 1440, dayKey = 'ui:time.days'): string => {
  const whole = Math.max(0, Math.round(minutes))
  if (whole >= minutesPerDay * 2) {
    const days = Math.floor(whole / minutesPerDay)
    const hours = Math.floor((whole - days * minutesPerDay) / 60)
    return hours > 0 && days < 10 ? t('ui:time.join', { a: t(dayKey, { n: days }), b: t('ui:time.hours', { n: hours }) }) : t(dayKey, { n: days })
  }
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  if (hours === 0) return t('ui:time.minutes', { n: rest })
  return rest === 0
    ? t('ui:time.hours', { n: hours })
    : t('ui:time.join', { a: t('ui:time.hours', { n: hours }), b: t('ui:time.minutes', { n: rest }) })
}

export const sayNumber = (value: number, language: string, digits = 0): string =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value)
