import { instant } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import { useText } from './i18n.ts'
import { useNow } from './now.ts'
import { useCity } from './session.tsx'
import { sayDay, sayExactly, sayWhen, type TimeContext, toMs } from './time.ts'

/** Times said in the city's zone: `when` 今天 15:20, `day` 10月8日, `exactly` for titles and paper. */
export const useTime = (): {
  readonly when: (iso: string) => string
  readonly day: (iso: string) => string
  readonly exactly: (iso: string) => string
  readonly context: TimeContext
} => {
  const { t, language } = useText()
  const now = useNow()
  const { zone } = useCity()
  const context: TimeContext = { t, language, zone, now }
  return { when: (iso) => sayWhen(iso, context), day: (iso) => sayDay(toMs(iso), context), exactly: (iso) => sayExactly(iso, context), context }
}
/** The calendar day it is in the city, `2026-11-22`. */
export const useToday = (): string => {
  const now = useNow()
  const { zone } = useCity()
  return localReading(instant(now), zone).date
}
