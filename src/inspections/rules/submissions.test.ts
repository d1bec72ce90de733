import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayMs, instant } from '#base/instants.ts'
import { chooseSubmission, clockOffset, contentOf, isLate, placeSubmissions, setRight, type Standing, type StandingVisit, type Submitted } from './submissions.ts'

const open: StandingVisit = { state: 'submitted', submission_id: null, returned_at: null }
const said = (id: string, device_id: string, revision: number, made: number, content = id, standing: Standing = 'superseded'): Submitted => ({ id, device_id, revision, made_at: instant(made), content, standing })

/** One after the other, each with the standings the one before left behind. */
const arrive = (order: readonly Submitted[]) => {
  let known: readonly Submitted[] = [], current: string | null = null, conflict = false
  for (const s of order) {
    const placed = placeSubmissions([...known, s], { ...open, submission_id: current })
    known = [...known, s].map((k) => ({ ...k, standing: placed.standings.get(k.id) as Standing }))
    ;({ current_id: current, conflict } = placed)
  }
  return { current, conflict, standings: Object.fromEntries(known.map((k) => [k.id, k.standing])) }
}

test('the order in which submissions arrive never matters', () => {
  const submissions = fc.uniqueArray(fc.record({ device: fc.constantFrom('a', 'b', 'c'), revision: fc.integer({ min: 1, max: 4 }), made: fc.integer({ min: 0, max: 5 }), content: fc.constantFrom('x', 'y', 'z') }), {
    selector: (s) => `${s.device}${s.revision}`, minLength: 1, maxLength: 8,
  }).map((list) => list.map((s, i) => said(`${i}`, s.device, s.revision, s.made, s.content)))
  fc.assert(fc.property(submissions, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, chance) => {
    const shuffled = [...list].map((s) => ({ s, at: chance.next().value as number })).sort((a, b) => a.at - b.at).map((x) => x.s)
    assert.deepEqual(arrive(shuffled), arrive(list))
    const { standings, conflict } = arrive(list)
    assert.equal(Object.values(standings).filter((w) => w === 'current').length, 1)
    assert.equal(conflict, Object.values(standings).includes('conflict'))
    const heads = ['a', 'b', 'c'].flatMap((d) => list.filter((s) => s.device_id === d).sort((x, y) => y.revision - x.revision)[0] ?? [])
    assert.equal(conflict, new Set(heads.map((h) => h.content)).size > 1, 'a conflict is exactly a difference between last words')
  }))
})

test('a decided visit keeps what it has, and what differs waits', () => {
  for (const state of ['accepted', 'cancelled'] as const) {
    const placed = placeSubmissions([said('1', 'a', 1, 1, 'x', 'current'), said('2', 'a', 2, 2, 'y')], { state, submission_id: '1', returned_at: null })
    assert.deepEqual([placed.current_id, placed.conflict, placed.standings.get('2')], ['1', true, 'conflict'])
    assert.equal(placeSubmissions([said('1', 'a', 1, 1, 'x', 'current'), said('2', 'b', 1, 2, 'x')], { state, submission_id: '1', returned_at: null }).conflict, false)
  }
})

test('what was made after a visit was returned replaces what was sent back', () => {
  const visit: StandingVisit = { state: 'returned', submission_id: '1', returned_at: instant(10) }
  const newer = placeSubmissions([said('1', 'a', 3, 5, 'x', 'current'), said('2', 'b', 1, 11, 'y')], visit)
  assert.deepEqual([newer.current_id, newer.conflict, newer.standings.get('1')], ['2', false, 'set_aside'])
  const older = placeSubmissions([said('1', 'a', 3, 5, 'x', 'current'), said('2', 'b', 1, 6, 'y')], visit)
  assert.equal(older.conflict, true)
})

test('a choice sets the others aside, and they do not come back by themselves', () => {
  const both = [said('1', 'a', 1, 1, 'x', 'conflict'), said('2', 'b', 1, 2, 'y', 'current'), said('3', 'c', 1, 0, 'y', 'superseded')]
  const chosen = chooseSubmission(both, '1') as ReadonlyMap<string, Standing>
  assert.deepEqual([...chosen], [['1', 'current'], ['2', 'set_aside'], ['3', 'superseded']])
  assert.equal(chooseSubmission(both, '3'), null)
  const after = both.slice(0, 2).map((s) => ({ ...s, standing: chosen.get(s.id) as Standing }))
  assert.equal(placeSubmissions([...after, said('4', 'a', 2, 3, 'z')], { ...open, submission_id: '1' }).conflict, false)
  assert.equal(placeSubmissions([...after, said('4', 'b', 2, 3, 'z')], { ...open, submission_id: '1' }).conflict, true, 'a new word of the device set aside is a new question')
})

test('the way of a message is no fault of a clock; a wrong clock is set right, and nothing happened in the future', () => {
  const now = instant(1_000 * dayMs)
  assert.equal(clockOffset(instant(now + 60_000), now), 0)
  const offset = clockOffset(instant(now + 3 * dayMs), now)
  assert.equal(offset, 3 * dayMs)
  assert.equal(setRight(instant(now + 2 * dayMs), offset, now), now - dayMs)
  assert.equal(setRight(instant(now + 60_000), 0, now), now)
})

test('late is a matter of the day of the visit in the city, not of the upload', () => {
  const at = (iso: string) => instant(Date.parse(iso))
  for (const [ended, late] of [['2026-03-11T15:59:00Z', false], ['2026-03-11T16:00:00Z', true], ['2026-03-10T01:00:00Z', false]] as const) assert.equal(isLate(at(ended), '2026-03-11', 'Asia/Shanghai'), late, ended)
})

test('the same words in another order are the same content', () => {
  const base = { id: '1', visit_id: 'v', device_id: 'a', revision: 1, checklist_version_id: 'c', started_at: instant(0), ended_at: instant(1), sent_at: instant(2), photos: [], findings: [], lon: 1, lat: 2, accuracy_m: 3, not_done_reason: null }
  assert.equal(contentOf({ ...base, answers: { a: 1, b: { c: [1, 2], d: 3 } } }), contentOf({ ...base, id: '2', device_id: 'b', sent_at: instant(9), answers: { b: { d: 3, c: [1, 2] }, a: 1 } }))
  assert.notEqual(contentOf({ ...base, answers: { a: 1 } }), contentOf({ ...base, answers: { a: 2 } }))
})
