import { type Instant, instant, parseInstant, parseLocalDate, toIso } from '#base/instants.ts'
import { err, type Fault, ok, type Result } from '#base/results.ts'
import { minuteOf, parseWindows, readCalendar } from '#base/working-calendar-data.ts'
import { type CompiledCalendar, compileCalendar, type WorkingCalendar } from '#base/working-calendar.ts'
import { instantAt, isZone, localReading, offsetMs } from '#base/zones.ts'
import { dueOf, type DueInput, explainDue, explanationLines, type Limit, readLimit, type Span } from '#cases/rules/index.ts'
import { type Locale, sentenceOf, type Translate, translator } from '#platform/i18n/index.ts'

export type ClockDueOptions = {
  /** Calendars by the name a question gives them; `cn` is the usual one. */
  readonly calendars: Readonly<Record<string, WorkingCalendar>>
  readonly locale?: Locale
  /** Called once per line that could not be answered; the command's exit code depends on it. */
  readonly onFault?: () => void
}
type Calendars = { readonly named: ClockDueOptions['calendars']; readonly compiled: Map<string, CompiledCalendar> }

const longestLine = 1_000_000
const usualZone = 'Asia/Shanghai'

/**
 * `bihuan clock due`: one JSON question a line, one JSON answer a line, in order; empty lines are passed over. A line that cannot be read
 * answers `{"error": {line, field, value, code, message}}` and the next goes on.
 * Question: `start`, `limit`, and optionally `windows`, `calendar` (a name, or a calendar as data), `zone`, `pauses`, `extensions`, `work_day`, `id`.
 * Answer: `due` (with the zone's offset), `due_local`, `provisional`, `explanation` in words, `steps` as data; with an open pause
 * `due` is null and `remaining_minutes` is what is left.
 */
export async function* clockDueLines(lines: AsyncIterable<string>, options: ClockDueOptions): AsyncIterable<string> {
  const locale = options.locale ?? 'zh-CN'
  const t = translator(locale), sentence = sentenceOf(locale)
  const calendars: Calendars = { named: options.calendars, compiled: new Map() }
  let line = 0
  for await (const text of lines) {
    line++
    if (text.trim() === '' || text.trim() === '\u{feff}') continue
    const answer = answerOf(text.replace(/^\u{feff}/u, ''), calendars, t)
    if (answer.ok) {
      yield JSON.stringify({ line, ...answer.value })
      continue
    }
    options.onFault?.()
    const { field, value, code, params } = answer.error
    yield JSON.stringify({ error: { line, field, value, code, message: sentence(code, params) } })
  }
}

const fault = (field: string, value: unknown, code: string, params?: Fault['params']): { readonly ok: false; readonly error: Fault } =>
  err({ field, value: shown(value), code: `clock.${code}`, ...(params ? { params } : {}) })
const shown = (value: unknown): string | null =>
  value === undefined || value === null ? null : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200)

type Question = Readonly<Record<string, unknown>>

const answerOf = (text: string, calendars: Calendars, t: Translate): Result<object, Fault> => {
  if (text.length > longestLine) return fault('', text.slice(0, 60), 'line_too_long', { most: longestLine })
  let question: Question
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return fault('', text, 'not_an_object')
    question = read as Question
  } catch {
    return fault('', text, 'not_json')
  }
  const calendar = calendarOf(question, calendars)
  if (!calendar.ok) return calendar
  const { zone } = calendar.value
  const start = momentOf(question['start'], 'start', zone)
  if (!start.ok) return start
  const limit = readLimit(question['limit'])
  if (!limit.ok) return limit
  const pauses = pausesOf(question['pauses'], zone)
  if (!pauses.ok) return pauses
  const extensions = question['extensions'] ?? 0
  if (!Number.isInteger(extensions) || (extensions as number) < 0 || (extensions as number) > 20) return fault('extensions', extensions, 'not_a_count')
  const work_day = question['work_day'] ?? 'window_sets'
  if (work_day !== 'window_sets' && work_day !== 'end_of_nth_day') return fault('work_day', work_day, 'not_a_work_day_policy')
  const input: DueInput = { start: start.value, limit: limit.value, calendar: calendar.value, pauses: pauses.value, extensions: extensions as number, work_day }
  return ok(answer(question, input, limit.value, t))
}

const answer = (question: Question, input: DueInput, limit: Limit, t: Translate): object => {
  const due = dueOf(input)
  const { zone, id, version } = input.calendar
  const steps = explainDue(input, due)
  return {
    ...(question['id'] === undefined ? {} : { id: question['id'] }),
    start: offsetText(input.start, zone),
    limit: `${limit.value} ${limit.unit}`,
    due: due.due_at === null ? null : offsetText(due.due_at, zone),
    due_local: due.due_at === null ? null : localText(due.due_at, zone),
    due_utc: due.due_at === null ? null : toIso(due.due_at),
    provisional: due.provisional,
    ...(due.due_at === null ? { remaining_minutes: due.remaining_ms / 60_000 } : {}),
    zone, calendar: id, calendar_version: version,
    explanation: explanationLines(steps, (key, params) => t(`clock.${key}`, params)).join(t('clock.explanation_joint')),
    steps,
  }
}

const calendarOf = (question: Question, { named, compiled: known }: Calendars): Result<CompiledCalendar, Fault> => {
  const { calendar: given = 'cn', zone, windows } = question
  const key = JSON.stringify([given, zone, windows])
  const found = known.get(key)
  if (found) return ok(found)
  if (zone !== undefined && (typeof zone !== 'string' || !isZone(zone))) return fault('zone', zone, 'not_a_zone')
  const read = windows === undefined ? null : parseWindows(windows)
  if (read && !read.ok) return err(read.error[0] as Fault)
  const base = baseCalendar(given, named)
  if (!base.ok) return base
  const compiled = compileCalendar({ ...base.value, ...(zone === undefined ? {} : { zone: zone as string }), ...(read ? { windows: read.value } : {}) })
  if (known.size > 200) known.clear()
  known.set(key, compiled)
  return ok(compiled)
}

const baseCalendar = (given: unknown, named: Calendars['named']): Result<WorkingCalendar, Fault> => {
  const known = typeof given === 'string' && Object.hasOwn(named, given) ? named[given] : undefined
  if (known) return ok(known)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return fault('calendar', given, 'unknown_calendar', { known: Object.keys(named).join(', ') })
  }
  const read = readCalendar({
    id: 'given', version: '1', source: 'given', zone: usualZone, windows: [['08:00', '12:00'], ['14:00', '18:00']],
    horizon_from: '0001-01-01', horizon_to: '9999-12-31', ...given,
  })
  if (read.ok) return read
  const first = read.error[0] as Fault
  return err({ ...first, field: first.field === '' ? 'calendar' : `calendar.${first.field}` })
}

const localPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?$/

const earliest = instant(Date.UTC(1900, 0, 1)), latest = instant(Date.UTC(2200, 0, 1))
const momentOf = (given: unknown, field: string, zone: string): Result<Instant, Fault> => {
  const read = readMoment(given, field, zone)
  return !read.ok || (read.value >= earliest && read.value < latest) ? read : fault(field, given, 'moment_out_of_range', { from: 1900, to: 2199 })
}

/** An instant with an offset, or a local reading in the zone of the question: in a gap the far side, in an overlap the first. */
const readMoment = (given: unknown, field: string, zone: string): Result<Instant, Fault> => {
  if (typeof given !== 'string') return fault(field, given, 'not_a_moment')
  const text = given.trim()
  const absolute = parseInstant(text.replace(/^(\d{4}-\d{2}-\d{2}) (?=.*(?:Z|[+-]\d{2}:?\d{2})$)/, '$1T'))
  if (absolute.ok) return absolute
  const [, date = '', time = '', seconds = '0'] = localPattern.exec(text) ?? []
  const minute = minuteOf(time)
  if (!parseLocalDate(date).ok || minute === null || Number(seconds) > 59) return fault(field, given, 'not_a_moment')
  return ok(instant(instantAt(date, minute, zone) + Number(seconds) * 1000))
}

const pausesOf = (given: unknown, zone: string): Result<readonly Span[], Fault> => {
  if (given === undefined || given === null) return ok([])
  if (!Array.isArray(given)) return fault('pauses', given, 'not_pauses')
  const spans: Span[] = []
  for (const [i, pair] of given.entries()) {
    const field = `pauses[${i}]`
    if (!Array.isArray(pair) || pair.length !== 2) return fault(field, pair, 'not_pauses')
    const from = momentOf(pair[0], `${field}[0]`, zone)
    if (!from.ok) return from
    const to = pair[1] === null ? ok(null) : momentOf(pair[1], `${field}[1]`, zone)
    if (!to.ok) return to
    if (to.value !== null && to.value < from.value) return fault(field, pair, 'pause_backwards')
    spans.push({ from: from.value, to: to.value })
  }
  return ok(spans)
}

const two = (value: number): string => String(value).padStart(2, '0')
const localText = (at: Instant, zone: string): string => {
  const { date, ms } = localReading(at, zone)
  const seconds = Math.floor(ms / 1000) % 60
  return `${date} ${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}
/** ISO 8601 in the zone: 2024-02-09T17:30:00+08:00. */
const offsetText = (at: Instant, zone: string): string => {
  const offset = offsetMs(at, zone)
  const minutes = Math.floor(Math.abs(offset) / 60_000)
  return `${toIso(instant(at + offset)).replace(/(\.000)?Z$/, '')}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
