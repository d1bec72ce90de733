import { dayMs, type Instant, instant, type LocalDate, minuteMs } from './instants.ts'
import { daysOf, instantAt, localReading, offsetMs, weekdayOf } from './zones.ts'

/** Working time of a day, in minutes since local midnight, the end not included: [540, 720] is 09:00-12:00. */
export type MinuteWindow = readonly [from: number, to: number]

/** Which minutes are working time: windows of the day, on working weekdays, but for the days listed. All in one zone's local time. */
export type WorkingCalendar = {
  readonly id: string
  /** Changes with every edit; a due time says which version it was computed with. */
  readonly version: string
  readonly zone: string
  /** In order, not touching or overlapping, inside 0..1440. */
  readonly windows: readonly MinuteWindow[]
  /** 1 Monday to 7 Sunday, in order. */
  readonly weekdays: readonly number[]
  /** Days that are not what their weekday says, or that are named. */
  readonly exceptions: Readonly<Record<LocalDate, 'off' | 'work'>>
  /** Names of the exceptions as codes ('spring_festival'), where known. */
  readonly names: Readonly<Record<LocalDate, string>>
  /** The days whose holidays are officially known, both included; beyond them a due time is provisional. */
  readonly horizonFrom: LocalDate
  readonly horizonTo: LocalDate
  /** Where the days come from: the notice, the package, the person. */
  readonly source: string
}

/** A calendar made ready to compute with. Every method is exact to the millisecond and independent of the process's own zone. */
export type CompiledCalendar = WorkingCalendar & {
  /** Working milliseconds in [from, to); 0 when `to` is not after `from`. */
  readonly worked: (from: Instant, to: Instant) => number
  /** The first moment by which `budgetMs` of working time since `start` is over: a budget used up at the end of a window ends there. */
  readonly advance: (start: Instant, budgetMs: number) => Instant
  /** The last moment from which `budgetMs` of working time is left until `end`. */
  readonly retreat: (end: Instant, budgetMs: number) => Instant
  readonly isWorkday: (date: LocalDate) => boolean
  readonly isWorking: (at: Instant) => boolean
  /** The working stretches in [from, to), clipped to it; those of one day are apart where its windows are. */
  readonly stretches: (from: Instant, to: Instant) => readonly (readonly [from: Instant, to: Instant])[]
  /** Whether every day from `from` to `to` lies within the horizon; the very end of its last day does. */
  readonly knows: (from: Instant, to: Instant) => boolean
  /** Working milliseconds of an ordinary working day. */
  readonly dayLengthMs: number
}

/** Working stretches that begin in one block of days, as instants, with the working time before each. */
type Block = { readonly starts: Float64Array; readonly ends: Float64Array; readonly before: Float64Array; readonly total: number }

const blockDays = 512
const blockMs = blockDays * dayMs
/** Eight thousand years: beyond the years a date text can name. */
const farBlock = 6_000

/**
 * Compiles a calendar. A minute is working time when a clock on the wall of the zone shows a working minute of a working day: an hour
 * skipped by daylight saving counts nothing, an hour shown twice counts twice. Blocks of days are laid out when first asked for.
 * Throws RangeError for a calendar in which nobody ever works (`readCalendar` refuses it with a fault).
 */
export const compileCalendar = (calendar: WorkingCalendar): CompiledCalendar => {
  const { zone, windows } = calendar
  if (windows.length === 0 || calendar.weekdays.length === 0) throw new RangeError(`calendar ${calendar.id} has no working time`)
  const weekdays = new Set(calendar.weekdays)
  const exceptions = new Map(Object.entries(calendar.exceptions).map(([date, kind]) => [daysOf(date), kind === 'work']))
  const dayLengthMs = windows.reduce((sum, [from, to]) => sum + (to - from) * minuteMs, 0)
  const worksOn = (day: number): boolean => exceptions.get(day) ?? weekdays.has(((day + 3) % 7 + 7) % 7 + 1)

  const layOut = (index: number): Block => {
    const starts: number[] = [], ends: number[] = []
    const push = (from: number, to: number): void => {
      if (from >= to) return
      if (ends.length > 0 && ends[ends.length - 1] === from) ends[ends.length - 1] = to
      else {
        starts.push(from)
        ends.push(to)
      }
    }
    // Between two changes of offset local time runs evenly, so windows are laid out stretch by stretch.
    const last = (index + 1) * blockMs
    for (let from = index * blockMs; from < last;) {
      const offset = offsetMs(instant(from), zone)
      const to = nextChange(from, last, offset, zone)
      for (let day = Math.floor((from + offset) / dayMs); day * dayMs - offset < to; day++) {
        if (!worksOn(day)) continue
        const midnight = day * dayMs - offset
        for (const [a, b] of windows) push(Math.max(from, midnight + a * minuteMs), Math.min(to, midnight + b * minuteMs))
      }
      from = to
    }
    const before = new Float64Array(starts.length)
    let total = 0
    for (let i = 0; i < starts.length; i++) {
      before[i] = total
      total += (ends[i] as number) - (starts[i] as number)
    }
    return { starts: Float64Array.from(starts), ends: Float64Array.from(ends), before, total }
  }

  const blocks = new Map<number, Block>()
  const blockOf = (index: number): Block => {
    let block = blocks.get(index)
    if (!block) {
      if (Math.abs(index) > farBlock) throw new RangeError(`calendar ${calendar.id} does not reach that far`)
      block = layOut(index)
      if (blocks.size > 400) blocks.clear()
      blocks.set(index, block)
    }
    return block
  }

  const worked = (from: Instant, to: Instant): number => {
    if (to <= from) return 0
    const first = Math.floor(from / blockMs), last = Math.floor(to / blockMs)
    let sum = workedBefore(blockOf(last), to) - workedBefore(blockOf(first), from)
    for (let i = first; i < last; i++) sum += blockOf(i).total
    return sum
  }

  const advance = (start: Instant, budgetMs: number): Instant => {
    if (budgetMs <= 0) return start
    let index = Math.floor(start / blockMs)
    let block = blockOf(index)
    let target = budgetMs + workedBefore(block, start)
    while (target > block.total) {
      target -= block.total
      block = blockOf(++index)
    }
    const i = lastBelow(block.before, target)
    return instant((block.starts[i] as number) + target - (block.before[i] as number))
  }

  const retreat = (end: Instant, budgetMs: number): Instant => {
    if (budgetMs <= 0) return end
    let index = Math.floor(end / blockMs)
    let block = blockOf(index)
    let target = workedBefore(block, end) - budgetMs
    while (target < 0) {
      block = blockOf(--index)
      target += block.total
    }
    const i = lastAtMost(block.before, target)
    return instant((block.starts[i] as number) + target - (block.before[i] as number))
  }

  const isWorking = (at: Instant): boolean => {
    const reading = localReading(at, zone)
    return worksOn(daysOf(reading.date)) && windows.some(([from, to]) => reading.ms >= from * minuteMs && reading.ms < to * minuteMs)
  }

  const stretches = (from: Instant, to: Instant): readonly (readonly [Instant, Instant])[] => {
    const found: [Instant, Instant][] = []
    for (let at = calendarStart(from); at < to;) {
      const end = Math.min(to, endOfStretch(blockOf(Math.floor(at / blockMs)), at)) as Instant
      const before = found.at(-1)
      if (before && before[1] === at) before[1] = end
      else found.push([at, end])
      at = calendarStart(end)
    }
    return found
  }
  /** The first working moment at or after `at`. */
  const calendarStart = (at: Instant): Instant => instant(advance(at, 1) - 1)

  const known = [instantAt(calendar.horizonFrom, 0, zone), instantAt(calendar.horizonTo, 1440, zone)] as const
  return {
    ...calendar, worked, advance, retreat, isWorkday: (date) => worksOn(daysOf(date)), isWorking, stretches, dayLengthMs,
    knows: (from, to) => from >= known[0] && to <= known[1],
  }
}

/** What a day is on a calendar, for people: an ordinary working day, a weekend, a holiday, or a day worked in exchange for one. */
export const dayKindOf = (calendar: WorkingCalendar, date: LocalDate): 'workday' | 'weekend' | 'holiday' | 'make_up' => {
  const ordinary = calendar.weekdays.includes(weekdayOf(date))
  const exception = calendar.exceptions[date]
  if (exception === 'off') return 'holiday'
  if (exception === 'work') return ordinary ? 'workday' : 'make_up'
  return ordinary ? 'workday' : 'weekend'
}

/** The first moment after `from`, up to `last`, at which the zone's offset is no longer `offset` (whole seconds). */
const nextChange = (from: number, last: number, offset: number, zone: string): number => {
  let same = from
  while (same < last) {
    const next = Math.min(last, (Math.floor(same / dayMs) + 1) * dayMs)
    if (offsetMs(instant(next), zone) !== offset) {
      let after = next
      while (after - same > 1000) {
        const middle = Math.floor((same + after) / 2000) * 1000
        if (offsetMs(instant(middle), zone) === offset) same = middle
        else after = middle
      }
      return after
    }
    same = next
  }
  return last
}

/** Working time of a block before a moment. */
const workedBefore = (block: Block, at: number): number => {
  const i = lastAtMost(block.starts, at)
  return i < 0 ? 0 : (block.before[i] as number) + Math.min(at, block.ends[i] as number) - (block.starts[i] as number)
}

/** The end of the working stretch of a block that a working moment lies in. */
const endOfStretch = (block: Block, at: number): number => block.ends[lastAtMost(block.starts, at)] as number

/** Index of the last element that is at most `value`; -1 if none. */
const lastAtMost = (sorted: Float64Array, value: number): number => {
  let low = 0, high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Index of the last element below `value`; -1 if none. */
const lastBelow = (sorted: Float64Array, value: number): number => {
  let low = 0, high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low - 1
}
