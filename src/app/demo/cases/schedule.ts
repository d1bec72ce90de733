import { dayMs, hourMs, type Instant, instant, type LocalDate, minuteMs } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { addDays, instantAt, localReading, weekdayOf } from '#base/zones.ts'
import type { DemoAreas } from '../areas.ts'
import type { DemoCategory } from '../catalogue.ts'
import { hoursOf, seasons, type Theme, themedCodes } from './themes.ts'
import { sure } from '../sure.ts'

export type Arrival = { readonly at: Instant; readonly category: DemoCategory; readonly theme: Theme; readonly community: number }
export type Themed = { readonly category: DemoCategory; readonly theme: Theme; readonly weight: number }

/** The catalogue's sub-categories with theme and frequency; what no theme names comes up now and then. */
export const themedCatalogue = (catalogue: readonly DemoCategory[]): readonly Themed[] => {
  const known = new Map(themedCodes.map((row) => [row.code, row]))
  const named = themedCodes.flatMap((row) => {
    const category = catalogue.find((c) => c.code === row.code)
    return category ? [{ category, theme: row.theme, weight: row.weight }] : []
  })
  return [...named, ...catalogue.filter((c) => !known.has(c.code)).map((category) => ({ category, theme: 'other' as const, weight: 0.22 }))]
}

/** Days of heavy rain, wind and snow are days of many cases. */
const weatherOf = (days: readonly LocalDate[], random: Random): ReadonlyMap<LocalDate, 'rain' | 'snow' | 'wind'> => {
  const out = new Map<LocalDate, 'rain' | 'snow' | 'wind'>()
  for (const day of days) {
    const month = Number(day.slice(5, 7)), draw = random.next()
    if (month >= 6 && month <= 8 && draw < 0.2) out.set(day, 'rain')
    else if ((month <= 2 || month === 12) && draw < 0.09) out.set(day, 'snow')
    else if ((month === 4 || month === 5 || month === 9) && draw < 0.07) out.set(day, 'rain')
    else if (draw > 0.97) out.set(day, 'wind')
  }
  return out
}
const weatherEffect = (theme: Theme, weather: string | undefined): number => {
  if (theme === 'snow') return weather === 'snow' ? 9 : 0.25
  if (theme === 'water_road' || theme === 'sewage') return weather === 'rain' ? (theme === 'water_road' ? 9 : 2.5) : 0.5
  if (theme === 'tree' || theme === 'billboard' || theme === 'hoarding') return weather === 'wind' || weather === 'rain' ? 4 : 1
  if (weather && (theme === 'vendor' || theme === 'dance' || theme === 'barbecue' || theme === 'dust')) return 0.35
  return 1
}

/** A special rectification shows in its cases: small ads and clutter fall over the months, heated-up themes rise. */
const trendOf = (theme: Theme, month: number): number => {
  if (theme === 'ads' || theme === 'leaflets') return 1.35 - 0.06 * month
  if (theme === 'clutter' || theme === 'corridor') return 1.22 - 0.035 * month
  if (theme === 'shared' || theme === 'charging') return 0.8 + 0.035 * month
  return 0.96 + 0.006 * month
}

/** Hot spots: in every theme some communities draw many cases all year; a few heat up, a few are put right. */
const spotSampler = (areas: DemoAreas, random: Random): ((theme: Theme, month: number) => Float64Array) => {
  const density: Readonly<Record<string, number>> = { core: 1.7, inner: 1.25, plain: 0.62, hills: 0.34 }
  const base = areas.communities.map((c) => (density[c.area.group ?? 'plain'] ?? 1) * Math.exp(random.normal() * 0.45))
  const known = new Map<string, Float64Array>()
  const spots = new Map<Theme, { readonly index: number; readonly weight: number; readonly from: number; readonly slope: number }[]>()
  const spotsOf = (theme: Theme): { readonly index: number; readonly weight: number; readonly from: number; readonly slope: number }[] => {
    const made = spots.get(theme)
    if (made) return made
    const own = random.fork(`spots/${theme}`)
    const list = Array.from({ length: 46 }, (_, i) => ({
      index: own.int(0, base.length - 1), weight: 12 + own.next() * 36, from: i < 6 ? 7 + own.int(0, 3) : 0, slope: i < 6 ? 0.5 : i < 14 ? -0.09 : 0,
    }))
    spots.set(theme, list)
    return list
  }
  return (theme, month) => {
    const key = `${theme}/${month}`
    const made = known.get(key)
    if (made) return made
    const weights = Float64Array.from(base)
    for (const spot of spotsOf(theme)) {
      const grown = spot.slope > 0 ? (month < spot.from ? 0 : Math.min(1.6, (month - spot.from + 1) * spot.slope))
        : Math.max(0.08, 1 + spot.slope * month)
      weights[spot.index] = (weights[spot.index] ?? 0) + spot.weight * grown
    }
    for (let i = 1; i < weights.length; i++) weights[i] = (weights[i] ?? 0) + (weights[i - 1] ?? 0)
    known.set(key, weights)
    return weights
  }
}

/** Index of the first cumulative weight above the mark. */
const draw = (cumulative: Float64Array, random: Random): number => {
  const mark = random.next() * (cumulative.at(-1) ?? 0)
  let low = 0, high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) > mark) high = middle
    else low = middle + 1
  }
  return low
}
const cumulated = (weights: readonly number[]): Float64Array => {
  const out = new Float64Array(weights.length)
  weights.reduce((sum, w, i) => (out[i] = sum + w), 0)
  return out
}

export type ScheduleInput = {
  readonly areas: DemoAreas
  readonly catalogue: readonly DemoCategory[]
  readonly calendar: CompiledCalendar
  readonly now: Instant
  readonly count: number
  readonly random: Random
}
export const demoMonths = 13
/** So that the desk has something fresh whatever the hour: this many reports fall into the last half hour. */
const freshCases = 16

/** The first local day of the demo: thirteen months before the day of `now`. */
export const firstDayOf = (now: Instant, zone: string): LocalDate => {
  const today = localReading(now, zone).date
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const index = year * 12 + (month - 1) - demoMonths
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-${String(Math.min(day, 28)).padStart(2, '0')}` as LocalDate
}

/** Who arrives when and where, in order of time. */
export const arrivalsOf = ({ areas, catalogue, calendar, now, count, random }: ScheduleInput): readonly Arrival[] => {
  const { zone } = calendar
  const first = firstDayOf(now, zone), today = localReading(now, zone).date
  const days: LocalDate[] = []
  for (let day = first; day <= today; day = addDays(day, 1)) days.push(day)
  const weather = weatherOf(days, random.fork('weather'))
  const themed = themedCatalogue(catalogue)
  const spots = spotSampler(areas, random.fork('spots'))
  const dayTables = days.map((day, i) => {
    const month = Number(day.slice(5, 7)) - 1, weekday = weekdayOf(day), works = calendar.isWorkday(day)
    const weights = cumulated(themed.map(({ theme, weight }) =>
      weight * (seasons[theme]?.[month] ?? 1) * weatherEffect(theme, weather.get(day)) * trendOf(theme, Math.floor((i / days.length) * demoMonths))))
    const rhythm = !works && weekday <= 5 ? 0.52 : works ? (weekday === 1 ? 1.14 : 1.04) : 0.74
    const length = day === today ? Math.max(0.02, (now - instantAt(day, 0, zone)) / dayMs) : 1
    return { midnight: instantAt(day, 0, zone), month: Math.floor((i / days.length) * demoMonths), weights,
      weight: (weights.at(-1) ?? 0) * rhythm * length }
  })
  const dayWeights = cumulated(dayTables.map((d) => d.weight))
  const hourTables = new Map<Theme, Float64Array>()
  const hoursFor = (theme: Theme): Float64Array => {
    const known = hourTables.get(theme) ?? cumulated(hoursOf(theme))
    hourTables.set(theme, known)
    return known
  }
  const arrivals: Arrival[] = []
  while (arrivals.length < count - freshCases) {
    const table = sure(dayTables[draw(dayWeights, random)])
    const { category, theme } = sure(themed[draw(table.weights, random)])
    const at = instant(table.midnight + draw(hoursFor(theme), random) * hourMs + Math.floor(random.next() * hourMs))
    if (at > now - minuteMs) continue
    arrivals.push({ at, category, theme, community: draw(spots(theme, table.month), random) })
  }
  const last = sure(dayTables.at(-1))
  while (arrivals.length < count) {
    const { category, theme } = sure(themed[draw(last.weights, random)])
    arrivals.push({ at: instant(now - Math.floor((0.02 + random.next()) * 30) * minuteMs - random.int(1, 50_000)), category, theme,
      community: draw(spots(theme, demoMonths - 1), random) })
  }
  return arrivals.sort((a, b) => a.at - b.at || a.community - b.community || (a.category.code < b.category.code ? -1 : 1))
}
