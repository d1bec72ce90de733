import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { builtInCalendars } from '#cases/server/calendar-source.ts'
import { clockDueLines, type ClockDueOptions } from './clock-due.ts'

type Answer = {
  readonly line?: number; readonly due?: string | null; readonly due_local?: string | null; readonly due_utc?: string | null; readonly provisional?: boolean
  readonly explanation?: string; readonly remaining_minutes?: number; readonly id?: unknown
  readonly error?: { readonly line: number; readonly field: string; readonly value: string | null; readonly code: string; readonly message: string }
}
const ask = async (questions: readonly unknown[], options: Omit<ClockDueOptions, 'calendars'> = {}): Promise<readonly Answer[]> => {
  async function* lines(): AsyncIterable<string> {
    for (const question of questions) yield typeof question === 'string' ? question : JSON.stringify(question)
  }
  const answers: Answer[] = []
  for await (const line of clockDueLines(lines(), { calendars: builtInCalendars, ...options })) answers.push(JSON.parse(line) as Answer)
  return answers
}

const windows = [['09:00', '12:00'], ['13:30', '18:00']]
const reference = [
  [{ start: '2024-02-08 17:00', limit: '8 work_hour' }, '2024-02-09 17:30'],
  [{ start: '2024-02-04 10:00', limit: '16 work_hour' }, '2024-02-06 11:00'],
  [{ start: '2024-09-14 16:30', limit: '15 work_hour' }, '2024-09-19 16:30'],
  [{ start: '2025-01-24 17:50', limit: '1 work_hour' }, '2025-01-26 09:50'],
  [{ start: '2025-01-26 09:00', limit: '22.5 work_hour' }, '2025-02-05 18:00'],
  [{ start: '2024-04-28 12:30', limit: '4 work_hour' }, '2024-04-28 17:30'],
  [{ start: '2024-10-12 11:00', limit: '10 work_hour', pauses: [['2024-10-12 11:30', '2024-10-14 10:00']] }, '2024-10-15 12:00'],
] as const

test('answers the reference rows with the calendar of China', async () => {
  const answers = await ask(reference.map(([question]) => ({ ...question, windows, calendar: 'cn' })))
  assert.deepEqual(answers.map((answer) => answer.due_local), reference.map(([, due]) => due))
  assert.equal(answers[0]?.due, '2024-02-09T17:30:00+08:00')
  assert.equal(answers[0]?.due_utc, '2024-02-09T09:30:00.000Z')
  assert.ok(answers.every((answer) => answer.provisional === false))
})

for (const zone of ['America/New_York', 'Pacific/Apia']) {
  test(`answers the same when the process runs in ${zone}`, () => {
    const program = `
      import { builtInCalendars as calendars } from ${JSON.stringify(new URL('../../cases/server/calendar-source.ts', import.meta.url).href)}
      import { clockDueLines } from ${JSON.stringify(new URL('./clock-due.ts', import.meta.url).href)}
      async function* lines() { yield* ${JSON.stringify(reference.map(([question]) => JSON.stringify({ ...question, windows })))} }
      const due = []
      for await (const line of clockDueLines(lines(), { calendars })) due.push(JSON.parse(line).due_local)
      console.log(JSON.stringify({ due, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }))`
    const said = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', env: { ...process.env, TZ: zone } })) as { due: string[]; zone: string }
    assert.equal(said.zone, zone)
    assert.deepEqual(said.due, reference.map(([, due]) => due))
  })
}

test('reads a start with an offset, a local one in the zone, and usual windows where none are given', async () => {
  const rows: readonly (readonly [object, string])[] = [
    [{ start: '2024-03-04T02:00:00Z', limit: '1 work_hour' }, '2024-03-04T11:00:00+08:00'],
    [{ start: '2024-03-04 10:00:00+08:00', limit: '1 work_hour' }, '2024-03-04T11:00:00+08:00'],
    [{ start: '2024-03-04T10:00', limit: '4小时' }, '2024-03-04T16:00:00+08:00'],
    [{ start: '2024-03-04 10:00:30', limit: '1 work_hour' }, '2024-03-04T11:00:30+08:00'],
    [{ start: '2024-03-08 13:00', limit: '4 work_hour', zone: 'America/New_York', calendar: 'weekdays' }, '2024-03-08T18:00:00-05:00'],
    [{ start: '2024-03-08 17:00', limit: '2 work_hour', zone: 'America/New_York', calendar: 'weekdays' }, '2024-03-11T09:00:00-04:00'],
    [{ start: '2024-03-10 02:30', limit: '1 urgent_hour', zone: 'America/New_York' }, '2024-03-10T04:30:00-04:00'],
    [{ start: '2024-10-01 08:00', limit: '1 work_hour', calendar: 'always' }, '2024-10-01T09:00:00+08:00'],
    [{ start: '2024-03-04 10:00', limit: '1 work_hour', calendar: { exceptions: { '2024-03-04': 'off' }, weekdays: [1, 3] } }, '2024-03-06T09:00:00+08:00'],
    [{ start: '2024-03-04 10:00', limit: '1 work_day', extensions: 1 }, '2024-03-06T10:00:00+08:00'],
    [{ start: '2024-03-04 10:00', limit: '1 work_day', work_day: 'end_of_nth_day' }, '2024-03-05T18:00:00+08:00'],
    [{ start: '2024-03-04 10:00', limit: { value: 1, unit: 'natural_day' } }, '2024-03-05T10:00:00+08:00'],
  ]
  const answers = await ask(rows.map(([question]) => question))
  assert.deepEqual(answers.map((answer) => answer.due ?? answer.error), rows.map(([, due]) => due))
})

test('a due time beyond the horizon is provisional, an open pause leaves a remainder, the id comes back', async () => {
  const [beyond, paused] = await ask([
    { id: 'k-1', start: '2026-12-31 17:00', limit: '2 work_hour' }, { start: '2024-03-04 10:00', limit: '2 work_hour', pauses: [['2024-03-04 10:30', null]] },
  ], { locale: 'en' })
  assert.deepEqual([beyond?.id, beyond?.due_local, beyond?.provisional], ['k-1', '2027-01-01 09:00', true])
  assert.match(beyond?.explanation ?? '', /provisional/)
  assert.deepEqual([paused?.due, paused?.due_local, paused?.remaining_minutes], [null, null, 90])
})

test('a bad line says where, what and why, and the next goes on', async () => {
  const rows: readonly (readonly [unknown, string, string])[] = [
    ['{"start":', '', 'clock.not_json'], ['[1]', '', 'clock.not_an_object'], ['null', '', 'clock.not_an_object'],
    [{ limit: '8 work_hour' }, 'start', 'clock.not_a_moment'], [{ start: '2024-02-30 10:00', limit: '8 work_hour' }, 'start', 'clock.not_a_moment'],
    [{ start: '2024-02-20', limit: '8 work_hour' }, 'start', 'clock.not_a_moment'], [{ start: '2024-02-20 24:30', limit: '8 work_hour' }, 'start', 'clock.not_a_moment'],
    [{ start: '9999-12-31 23:00', limit: '8 work_hour' }, 'start', 'clock.moment_out_of_range'], [{ start: '1899-12-31T00:00:00Z', limit: '8 work_hour' }, 'start', 'clock.moment_out_of_range'],
    [{ start: 1, limit: '8 work_hour' }, 'start', 'clock.not_a_moment'],
    [{ start: '2024-02-20 10:00' }, 'limit', 'clock.limit_missing'], [{ start: '2024-02-20 10:00', limit: '8 hours' }, 'limit', 'clock.limit_not_understood'],
    [{ start: '2024-02-20 10:00', limit: '0 work_hour' }, 'limit', 'clock.limit_out_of_range'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', zone: 'Asia/Beijing' }, 'zone', 'clock.not_a_zone'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', calendar: 'us' }, 'calendar', 'clock.unknown_calendar'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', calendar: 'toString' }, 'calendar', 'clock.unknown_calendar'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', calendar: { weekdays: [9] } }, 'calendar.weekdays', 'clock.not_weekdays'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', windows: [['18:00', '09:00']] }, 'windows[0]', 'clock.window_backwards'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', windows: [] }, 'windows', 'clock.windows_missing'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', pauses: '1h' }, 'pauses', 'clock.not_pauses'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', pauses: [['2024-02-20 10:00']] }, 'pauses[0]', 'clock.not_pauses'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', pauses: [['2024-02-20 10:00', 'later']] }, 'pauses[0][1]', 'clock.not_a_moment'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', pauses: [['2024-02-20 10:00', '2024-02-20 09:00']] }, 'pauses[0]', 'clock.pause_backwards'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', extensions: -1 }, 'extensions', 'clock.not_a_count'],
    [{ start: '2024-02-20 10:00', limit: '8 work_hour', work_day: 'x' }, 'work_day', 'clock.not_a_work_day_policy'],
  ]
  for (const locale of ['zh-CN', 'en'] as const) {
    let faults = 0
    const answers = await ask([...rows.map(([question]) => question), '', '   ', reference[0][0]], { locale, onFault: () => void faults++ })
    assert.equal(faults, rows.length)
    assert.equal(answers.length, rows.length + 1)
    rows.forEach(([question, field, code], i) => {
      const error = answers[i]?.error
      assert.deepEqual([error?.line, error?.field, error?.code], [i + 1, field, code], JSON.stringify(question))
      assert.ok(error && error.message.length > 3 && !error.message.startsWith('errors.') && !error.message.includes('{{'), JSON.stringify(error))
    })
    assert.equal(answers.at(-1)?.line, rows.length + 3)
  }
})

test('whatever a line holds, it is answered or its fault is said', async () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>('2024-02-29 10:00', '2199-12-31 23:59', '3650 work_day', '0.001 work_hour', 'cn', 'always', 'Pacific/Apia', [['00:00', '24:00']]))
  const question = fc.record({
    start: fc.oneof(odd, fc.constant('2024-03-04 10:00')), limit: fc.oneof(odd, fc.constant('2 work_day')), windows: odd, calendar: odd, zone: odd,
    pauses: fc.oneof(odd, fc.constant([['2024-03-04 11:00', '2190-03-04 10:30']])), extensions: fc.oneof(odd, fc.integer({ min: 0, max: 20 })), work_day: odd,
  }, { requiredKeys: ['start', 'limit'] })
  await fc.assert(fc.asyncProperty(fc.oneof(question, fc.jsonValue()), async (given) => {
    const [answer] = await ask([JSON.stringify(given)])
    assert.ok(answer && (answer.error ? answer.error.code.startsWith('clock.') : typeof answer.explanation === 'string'))
  }), { numRuns: 300 })
})
