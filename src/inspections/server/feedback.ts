import type { Instant, LocalDate } from '#base/instants.ts'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { addDays, instantAt, weekdayOf } from '#base/zones.ts'
import { contactsOf } from '#organisations/server/index.ts'
import { type CityDb, everyRow, type RowScope, type Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { type LetterCommand, letterCommands, letterNeeded, letterOf, rateWeeks, usualFeedbackWeekday, weekDue } from '../rules/index.ts'
import { appendEvents } from '../store/events.ts'
import {
  changeLetter, districtCentres, holdLetters, insertLetters, letterCases, letterDistricts, type LetterCaseRow, type LetterRow, letterSeen, lettersOfWeek, letterUnits, lockLetter, type SeenRow, type Standing, type Subject,
} from '../store/feedback.ts'
import { insertMail, withdrawMails } from '../store/outbox.ts'
import { letterText } from './letter-text.ts'
import { cityDay, type InspectionWork, record } from './work.ts'

type NewLetter = Parameters<typeof insertLetters>[1][number]
export type LettersMade = { readonly week: LocalDate; readonly made: number; readonly there: number }
type Asked = { readonly week: LocalDate; readonly now: Instant; readonly actor: string | null; /** Letters in place of those taken back. */ readonly again?: boolean; /** The state as it would have been had it been made then; generated cities only. */ readonly finish?: (letter: NewLetter) => NewLetter }

const numbered = (week: LocalDate, code: string, times: number): string => `FK${week.replaceAll('-', '')}-${code}${times === 0 ? '' : `-${times + 1}`}`
const inDistrict = (path: string, district: string): boolean => path === district || path.startsWith(`${district}.`)

/**
 * Makes the letters of a week for every unit and district with something to tell, from cases and visits as they stand now. A letter that is there stays as it
 * is; one that was taken back is made anew only when asked for. `week` is moved to its Monday.
 */
export const generateLettersIn = async (tx: Tx, city: CityDb, { week: day, now, actor, again = false, finish = (l) => l }: Asked): Promise<LettersMade> => {
  const week = addDays(day, 1 - weekdayOf(day)), to = addDays(week, 6), from = addDays(week, 7 - 7 * rateWeeks)
  const moment = (d: LocalDate): Instant => instantAt(d, 0, city.zone)
  const starts = moment(week), ends = moment(addDays(week, 7)), periodStarts = moment(from)
  await holdLetters(tx)
  const standing = await lettersOfWeek(tx, week), before = await lettersOfWeek(tx, addDays(week, -7))
  const [cases, seen, units, districts] = [await letterCases(tx, periodStarts, ends), await letterSeen(tx, starts, ends), await letterUnits(tx), await letterDistricts(tx)]
  const letters: NewLetter[] = []
  let there = 0
  const write = (kind: 'unit' | 'district', s: Subject, own: readonly LetterCaseRow[], looked: readonly SeenRow[]): void => {
    const of = (l: Standing): boolean => (kind === 'unit' ? l.unit_id === s.id : l.area_id === s.id)
    const mine = standing.filter(of)
    if (mine.some((l) => l.state !== 'withdrawn') || (mine.length > 0 && !again)) {
      there++
      return
    }
    const last = before.findLast((l) => of(l) && l.state !== 'withdrawn' && 'lists' in l.data)
    const data = letterOf({
      subject: { kind, name: s.name }, week: { from: week, to, starts, ends }, period: { from, starts: periodStarts }, cases: own,
      seen: { visits: looked.reduce((n, v) => n + v.visits, 0), problems: looked.reduce((n, v) => n + v.problems, 0) }, before: last ? { number: last.number, data: last.data } : null,
    })
    if (!letterNeeded(data)) return
    letters.push(finish({
      id: newId(now), number: numbered(week, s.code, mine.length), week_starts_on: week, unit_id: kind === 'unit' ? s.id : null, unit_path: kind === 'unit' ? s.path : null, area_id: kind === 'unit' ? null : s.id, area_path: s.area_path,
      state: 'draft', data, note: '', generated_at: now, reviewed_at: null, reviewed_by: null, sent_at: null, sent_by: null, acknowledged_at: null, acknowledged_by: null, acknowledgement: null,
    }))
  }
  const casesOf = Map.groupBy(cases, (c) => c.unit_id), seenOf = Map.groupBy(seen, (v) => v.unit_id)
  for (const unit of units) if (casesOf.has(unit.id) || seenOf.has(unit.id)) write('unit', unit, casesOf.get(unit.id) ?? [], seenOf.get(unit.id) ?? [])
  for (const d of districts) write('district', d, cases.filter((c) => inDistrict(c.area_path, d.path)), seen.filter((v) => inDistrict(v.area_path, d.path)))
  for (let i = 0; i < letters.length; i += 50) await insertLetters(tx, letters.slice(i, i + 50))
  await appendEvents(tx, letters.map((l) => ({ id: newId<'Event'>(now), kind: 'letter.generated', subject_id: l.id, actor: actor ?? 'system', at: now, data: { number: l.number, week } })))
  return { week, made: letters.length, there }
}

/** The weekday on which letters are made: of the city's settings (`feedback_weekday`, 1 Monday to 7 Sunday), else the usual Monday. */
export const feedbackWeekday = (city: CityDb): { readonly weekday: number; readonly from: 'settings' | 'usual' } => {
  const set = city.settings['feedback_weekday']
  return typeof set === 'number' && Number.isInteger(set) && set >= 1 && set <= 7 ? { weekday: set, from: 'settings' } : { weekday: usualFeedbackWeekday, from: 'usual' }
}

export const generateLetters = (city: CityDb, week: LocalDate, now: Instant, actor: string | null = null, again = false): Promise<LettersMade> =>
  city.write(everyRow, (tx) => generateLettersIn(tx, city, { week, now, actor, again }))

/** Job: letters of the week before, from the set weekday on. Safe to repeat. */
export const makeDueLetters = async (city: CityDb, now: Instant): Promise<LettersMade | null> => {
  const week = weekDue(cityDay(city, now), feedbackWeekday(city).weekday)
  return week === null ? null : generateLetters(city, week, now)
}

const held = async (work: InspectionWork, id: string, command: LetterCommand): Promise<Result<LetterRow, Refusal>> => {
  const letter = await lockLetter(work.tx, id)
  if (!letter) throw problem('inspections.letter_not_found', { status: 404 })
  return letterCommands(letter.state).includes(command) ? ok(letter) : refuse('inspections.letter_state', { state: letter.state })
}

/** 审核: read through, with words of the reviewer above the lists. */
export const reviewLetter = async (work: InspectionWork, id: string, note: string): Promise<Result<LetterRow, Refusal>> => {
  const letter = await held(work, id, 'review')
  if (!letter.ok) return letter
  await changeLetter(work.tx, id, { state: 'reviewed', note: note.trim(), reviewed_at: work.now, reviewed_by: work.actor.id })
  await record(work, 'letter.reviewed', id, { note: note.trim() })
  return letter
}

/** Addresses of a letter: the contacts of its unit, or of the centre of its district. */
const addressesOf = async (tx: Tx, letter: LetterRow): Promise<readonly string[]> => {
  const units = letter.unit_id ? [letter.unit_id] : (await districtCentres(tx, letter.area_id as string)).map((unit) => unit.id)
  const contacts = (await Promise.all(units.map((unit) => contactsOf(tx, unit)))).flat()
  return [...new Set(contacts.map((c) => c.email.trim()).filter((email) => /^[^\s@]+@[^\s@]+$/.test(email)))]
}

export type Sent = { readonly mails: number; readonly configured: boolean }
/** 发送: shows it to the unit, and puts a mail to each of its contacts into the outbox. */
export const sendLetter = async (work: InspectionWork, id: string, configured: boolean): Promise<Result<Sent, Refusal>> => {
  const letter = await held(work, id, 'send')
  if (!letter.ok) return letter
  await changeLetter(work.tx, id, { state: 'sent', sent_at: work.now, sent_by: work.actor.id })
  const text = letterText('zh-CN', { ...letter.value, city: work.city.name, zone: work.city.zone })
  const addresses = await addressesOf(work.tx, letter.value)
  for (const recipient of addresses) {
    await insertMail(work.tx, {
      id: newId(work.now), letter_id: id, recipient, ...text, state: configured ? 'waiting' : 'not_configured', attempts: 0, next_try_at: work.now, last_error: null, created_at: work.now, sent_at: null,
    })
  }
  await record(work, 'letter.sent', id, { mails: addresses.length })
  return ok({ mails: addresses.length, configured })
}

const reaches = (list: string | undefined, path: string | null): boolean => path !== null && (list ?? '').split(',').some((p) => p !== '' && `${path}.`.startsWith(`${p}.`))
/** 签收, by the unit or the district itself. */
export const acknowledgeLetter = async (work: InspectionWork, scope: RowScope, id: string, words: string): Promise<Result<LetterRow, Refusal>> => {
  const letter = await held(work, id, 'acknowledge')
  if (!letter.ok) return letter
  const { unit_id: unit, unit_path: unitPath, area_path: areaPath } = letter.value
  const own = scope['app.areas'] === '*' || (unit ? reaches(scope['app.units'], unitPath) : reaches(scope['app.areas'], areaPath))
  if (!own) return refuse('inspections.letter_not_yours')
  await changeLetter(work.tx, id, { state: 'acknowledged', acknowledged_at: work.now, acknowledged_by: work.actor.id, acknowledgement: words.trim() })
  await record(work, 'letter.acknowledged', id, { words: words.trim() })
  return letter
}

/** Takes a letter back; mails that have not gone stay where they are. */
export const withdrawLetter = async (work: InspectionWork, id: string, reason: string): Promise<Result<LetterRow, Refusal>> => {
  const letter = await held(work, id, 'withdraw')
  if (!letter.ok) return letter
  if (reason.trim() === '') return refuse('inspections.reason_missing')
  await changeLetter(work.tx, id, { state: 'withdrawn', withdrawn_at: work.now, withdrawn_by: work.actor.id, withdrawn_reason: reason.trim() })
  const mails = await withdrawMails(work.tx, id)
  await record(work, 'letter.withdrawn', id, { reason: reason.trim(), mails })
  return letter
}
