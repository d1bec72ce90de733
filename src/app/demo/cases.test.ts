import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { replay } from '#cases/rules/index.ts'
import { playPlan } from './cases/play.ts'
import { pool, pictureName } from './photos/pool.ts'
import { generatedCity, mondayMorning as now } from './testing.ts'

const city = generatedCity()
const began = performance.now()
const plans = city.plans(now, 40_000)
const planned = performance.now() - began

const share = (part: number, whole: number): number => (100 * part) / whole
const between = (value: number, low: number, high: number, what: string): void => assert.ok(value >= low && value <= high,
  `${what}: ${value.toFixed(2)} is not between ${low} and ${high}`)

test('plans 40,000 cases over thirteen months in the order of their opening', (t) => {
  t.diagnostic(`planned in ${Math.round(planned)} ms`)
  assert.equal(plans.length, 40_000)
  const opened = plans.map((p) => p.steps[0]!.at)
  assert.ok(opened.every((at, i) => i === 0 || at >= opened[i - 1]!) && opened.at(-1)! <= now)
  assert.equal(new Set(plans.map((p) => p.day.slice(0, 7))).size, 14)
  assert.equal(new Set(plans.map((p) => p.number)).size, 40_000)
})

test('the same seed gives the same bytes, another seed another city life', () => {
  const hash = (seed: string): string => createHash('sha256').update(JSON.stringify(city.plans(now, 3_000, seed))).digest('hex')
  assert.equal(hash('a'), hash('a'))
  assert.notEqual(hash('a'), hash('b'))
})

test('no text comes up more than a handful of times', () => {
  const descriptions = new Map<string, number>(), titles = new Map<string, number>()
  for (const plan of plans) {
    const report = plan.steps[0]!.command
    if (report.type !== 'report') continue
    descriptions.set(report.description, (descriptions.get(report.description) ?? 0) + 1)
    titles.set(report.title, (titles.get(report.title) ?? 0) + 1)
    assert.ok(!/[{}]|undefined/.test(report.title + report.description + report.address), report.description)
  }
  assert.ok(Math.max(...descriptions.values()) <= 5)
  assert.ok(Math.max(...titles.values()) <= 20)
})

test('every channel brings cases, snow falls in winter and stalls stand in summer', () => {
  const sources = new Map<string, number>()
  const months = (theme: string): number[] => Array.from({ length: 12 },
    (_, m) => plans.filter((p) => p.theme === theme && Number(p.day.slice(5, 7)) === m + 1).length)
  for (const plan of plans) {
    const report = plan.steps[0]!.command
    if (report.type === 'report') sources.set(report.source, (sources.get(report.source) ?? 0) + 1)
  }
  between(share(sources.get('hotline')!, 40_000), 25, 45, 'hotline')
  between(share(sources.get('patrol')!, 40_000), 25, 45, 'patrol')
  between(share(sources.get('inspection')!, 40_000), 8, 20, 'inspection')
  between(share(sources.get('resident_web')!, 40_000), 8, 22, 'web')
  assert.equal(months('snow').slice(3, 10).reduce((a, b) => a + b, 0), 0)
  assert.ok(months('barbecue')[6]! > months('barbecue')[0]! * 5)
})

test('photos are of the pool, before and after from the same scene', () => {
  const known = new Set(pool.map(pictureName))
  assert.equal(pool.length, 240)
  for (const { files } of plans) {
    assert.ok(files.every((file) => known.has(file.picture)))
    assert.ok(new Set(files.map((file) => file.picture.split('-').slice(0, 2).join('-'))).size <= 1)
  }
})

test('a story names no photo that has no row, and no row belongs to a deed that has not happened', () => {
  for (const { number, steps, files } of plans) {
    const named = steps.flatMap(({ at, command }) => ('files' in command ? (command.files ?? []).map((file) => ({ ...file, at })) : []))
    assert.deepEqual(named.map((file) => file.file_id).toSorted(), files.map((file) => file.file_id).toSorted(), number)
    assert.ok(named.every((file) => (file.taken_at ?? 0) <= file.at), number)
  }
})

test('the real rules refuse none of 4,000 plans, and the histories have the expected mixture', () => {
  const stage = city.stage(now)
  const chosen = plans.filter((_, i) => i % 11 === 0 || i > 39_600)
  let closed = 0, onTime = 0, dispatched = 0, rework = 0, returned = 0
  const states = new Map<string, number>()
  for (const plan of chosen) {
    const played = playPlan(plan, stage)
    assert.deepEqual(played.faults, [], `${plan.number}: ${JSON.stringify(played.faults)}`)
    assert.deepEqual(replay(played.events), played.case)
    assert.ok(played.events.every((e, i) => e.at <= now && (i === 0 || e.at >= played.events[i - 1]!.at)), plan.number)
    const c = played.case
    states.set(c.state, (states.get(c.state) ?? 0) + 1)
    if (c.on_time !== null) {
      closed++
      if (c.on_time) onTime++
    }
    if (c.dispatched_at === null) continue
    dispatched++
    if (c.rework_count > 0) rework++
    if (c.return_count + c.objection_count > 0) returned++
  }
  between(share(onTime, closed), 88, 93, 'on time')
  between(share(rework, dispatched), 3.5, 6, 'reworked')
  between(share(returned, dispatched), 3, 5, 'returned')
  for (const state of ['reported', 'verifying', 'registered', 'dispatched', 'handling', 'returned', 'returned_to_acceptor', 'objected', 'handled',
    'checking', 'checked', 'rework', 'closed', 'declined', 'merged', 'void']) {
    assert.ok((states.get(state) ?? 0) > 0, `no case is ${state}`)
  }
})

test('works at any hour and in any week of the year', () => {
  for (const moment of ['2026-02-17T03:20:00+08:00', '2026-10-02T23:55:00+08:00', '2027-03-01T00:00:10+08:00', '2026-12-31T18:00:00+08:00']) {
    const at = Date.parse(moment) as typeof now
    const stage = city.stage(at)
    for (const plan of city.plans(at, 3_000).slice(-700)) assert.deepEqual(playPlan(plan, stage).faults, [], `${moment} ${plan.number}`)
  }
})
