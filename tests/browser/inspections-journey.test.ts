import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { areaModelOf } from '#areas/server/index.ts'
import { addMs, dayMs, hourMs, minuteMs } from '#base/instants.ts'
import { planReInspections } from '#inspections/server/index.ts'
import { sql } from '#platform/db/index.ts'
import { act, openAccount, soundOf, upload } from '../journeys/proving.ts'
import type { Caller } from '../journeys/small-city.ts'
import { allSent, answerAll, beginNext, button, type FieldStage, fieldStage, keptOnPhone, queueIs, shoot, submit } from './field-stage.ts'
import { complaintsOf } from './looking.ts'

const verifier = fileURLToPath(new URL('../../scripts/verify-draw.mjs', import.meta.url))
let stage: FieldStage | null = null
before(async () => { stage = await fieldStage() }, { timeout: 240_000 })
after(() => stage?.close())

type Case = { readonly id: string; readonly state: string; readonly place_id: string; readonly category_path: string; readonly lead_unit_id: string; readonly due_at: number | null; readonly condition_id: string | null; readonly reopen_count: number }
const insist = async (caller: Caller, method: 'GET' | 'POST', url: string, body?: object) => {
  const answer = await caller.call(method, url, body)
  assert.ok(answer.status < 300, `${method} ${url} ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
const idOf = (page: Page): string => /([0-9a-f-]{36})/.exec(page.url().split('/').slice(4).join('/'))?.[1] ?? ''
/** The visit the phone is at. */
const visitOn = (page: Page): string => /#\/visit\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

test('a month is planned, drawn in the open, verified from outside, walked without a network, made into cases, rectified, looked at again and counted', { timeout: 300_000 }, async (t) => {
  if (stage === null) return t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  const s = stage
  const { city: c, ic } = s
  const morning = c.now()
  let began = performance.now()
  const step = (name: string): void => {
    t.diagnostic(`${name}: ${Math.round(performance.now() - began)} ms`)
    began = performance.now()
  }
  /** City and browser tell the same time. */
  const clock = async (ms: number, ...pages: readonly Page[]): Promise<void> => {
    c.at(addMs(morning, ms))
    for (const page of pages) await page.clock.setFixedTime(c.now())
  }
  const areas = await areaModelOf(c.t.city)
  const whole = areas.byCode('990100')?.id as string
  await openAccount(c, 'watcher', [{ role: 'leader', area_id: whole }])
  const caseRows = () => s.rows<Case>(sql`select id, state, place_id, category_path, lead_unit_id, due_at, condition_id, reopen_count from cases where source = 'inspection' order by number`)

  const programmeAgain = await ic.programme('re_inspection')

  // The office makes a programme: every Wednesday six lanes of twelve, two inspectors each.
  let office = await c.as('civility-office')
  const programme = await insist(office, 'POST', '/api/inspections/programmes', {
    name: '背街小巷周检查', kind: 'weekly_check', checklist_id: ic.checklist.id, area_id: whole, starts_on: '2026-03-09', ends_on: null,
    settings: {
      frame: { area_paths: [], place_types: ['back_lane'], excluded_place_ids: [], rest_days: 0 },
      sample: { take: 'sample', count: 6, stratify: 'whole', allocation: 'proportional', least_per_stratum: 0, quotas: {}, probability: 'equal', spread: 'balanced' },
      schedule: { every: 'week', interval: 1, days: 'working', weekdays: [3] },
      team: { inspector_ids: [ic.inspectors.walker, ic.inspectors.walker2], per_visit: 2, most_per_day: 8, recuse_home_district: false }, day: { from: '09:00', to: '17:00', minutes_per_visit: 20, speed_kmh: 15 },
    },
  })
  const desk = await s.open('civility-office')
  await desk.goto(`${s.base}/inspections/planner/${programme.id}`)
  await button(desk, '启用').click()
  await button(desk, '排两个月的轮次').click()
  await desk.getByText(/^排了 \d+ 轮$/).waitFor()
  const { rounds } = await insist(office, 'GET', `/api/inspections/calendar?from=2026-03-09&to=2026-04-12&programme=${programme.id}`)
  assert.ok(rounds.length >= 5, `${rounds.length} rounds in the weeks of a month`)
  const round = rounds.find((r: { starts_on: string; ends_on: string }) => r.starts_on <= '2026-03-11' && r.ends_on >= '2026-03-11')

  // It fixes the frame; the hash is public before there is any chance.
  await desk.goto(`${s.base}/inspections/rounds/${round.id}`)
  await button(desk, '定名单').click()
  await desk.getByRole('dialog').getByRole('button', { name: '定名单', exact: true }).click()
  await desk.waitForURL(/\/inspections\/draws\//)
  const draw = idOf(desk)
  const early = await insist(await c.as(null), 'GET', `/api/draws/${draw}/published`)
  assert.deepEqual([early.state, early.file, early.frame_sha256.length], ['committed', null, 64])

  // Two parties in two browsers hand in hashes first and tell their secrets afterwards.
  const watcher = await s.open('watcher')
  const handIn = async (page: Page, party: string): Promise<void> => {
    await page.goto(`${s.base}/inspections/draws/${draw}`)
    await page.getByLabel('您代表').fill(party)
    await button(page, '交指纹').click()
    await button(page, '亮出秘密').waitFor()
  }
  await handIn(desk, '市文明办')
  await handIn(watcher, '人大代表')
  for (const page of [desk, watcher]) {
    await clock(minuteMs, desk, watcher)
    await page.reload()
    await button(page, '亮出秘密').click()
    await button(page, '亮出秘密').waitFor({ state: 'detached' })
  }
  await clock(2 * minuteMs, desk, watcher)
  await desk.reload()
  await desk.getByRole('button', { name: '抽取', exact: true }).click()
  await button(desk, '重算核对').click()
  await desk.getByText('全部一致，这次抽取是真的。').waitFor()
  step('planned and drawn')

  // Anybody checks the published file with the stand-alone program; a changed one is found out.
  const [file] = await Promise.all([desk.waitForEvent('download', { timeout: 20_000 }), button(desk, '下载文件').click()])
  const saved = path.join(c.t.folder, 'draw.json')
  await file.saveAs(saved)
  const told = await promisify(execFile)(process.execPath, [verifier, saved, '--json'], { timeout: 20_000 })
  assert.equal(JSON.parse(told.stdout).ok ?? true, true, told.stdout)
  await assert.rejects(promisify(execFile)(process.execPath, ['-e', `
    const fs = require('node:fs'), cp = require('node:child_process'), d = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'))
    d.result.selected[0].stop_order += 1
    fs.writeFileSync(process.argv[1] + '.changed', JSON.stringify(d))
    process.exit(cp.spawnSync(process.execPath, [process.argv[2], process.argv[1] + '.changed']).status)`, saved, verifier], { timeout: 20_000 }), 'a changed file is not verified')
  assert.deepEqual([complaintsOf(desk), complaintsOf(watcher)], [[], []])
  await desk.context().close()
  await watcher.context().close()
  step('verified')

  const drawn = await s.rows<{ id: string; place_id: string; inclusion_probability: number; planned_on: string; inspector_ids: string[] }>(sql`select id, place_id, inclusion_probability, planned_on, inspector_ids from visits where draw_id = ${draw} order by stop_order`)
  assert.ok(drawn.length === 6 && drawn.every((v) => v.inclusion_probability === 0.5 && v.planned_on === '2026-03-11' && v.inspector_ids.length === 2), JSON.stringify(drawn))
  const [failing] = drawn
  // Another programme sends the same inspector to one of these places the same day.
  const beside = await ic.visit({ place: ic.places.findIndex((p) => p.id === failing?.place_id) })

  // The inspector downloads the day, loses the network, and walks.
  await clock(10 * minuteMs)
  const phone = await s.walk('walker')
  assert.equal(await phone.locator('.fd-stops li').count(), 7)
  await keptOnPhone(phone)
  await phone.context().setOffline(true)
  await phone.reload()
  await phone.locator('.fd-stops li').first().waitFor()
  const failFirst = (page: Page): Promise<void> => page.locator('.fo-question:has(input[value=fail])').first().locator('input[value=fail]').check()
  for (let i = 0; i < 7; i++) {
    await beginNext(phone)
    const visit = visitOn(phone)
    await answerAll(phone)
    if (visit === failing?.id || visit === beside) {
      await failFirst(phone)
      await phone.locator('.fo-question textarea').first().fill('东头一堆垃圾袋')
      await shoot(phone, /^拍近景：(?!现场照片)/)
      await shoot(phone, /^拍远景：(?!现场照片)/)
    } else await shoot(phone, /^拍远景：现场照片/)
    if (visit === failing?.id) {
      // What no list foresaw, of another kind than the item that failed.
      await button(phone, '清单外').click()
      await phone.locator('.fd-search input').fill('E0136')
      await phone.locator('.fd-choices button').first().click()
      await phone.locator('.fd-findings li').waitFor()
      await phone.locator('.fd-findings textarea').fill('墙边堆着旧家具')
    }
    await submit(phone)
  }
  await queueIs(phone, /16 项等着上传/)
  assert.equal((await s.rows(sql`select 1 from visit_submissions`)).length, 0)
  await phone.context().setOffline(false)
  await allSent(phone)
  assert.deepEqual(complaintsOf(phone), [])
  await phone.context().close()
  const all = [...drawn.map((v) => v.id), beside]
  assert.deepEqual(await s.rows(sql`select state, count(*)::int n from visits where id = any(${all}::uuid[]) group by state`), [{ state: 'submitted', n: 7 }])
  assert.deepEqual(await s.rows(sql`select kind, count(*)::int n from visit_files where visit_id = any(${all}::uuid[]) group by kind order by kind`), [{ kind: 'far', n: 7 }, { kind: 'near', n: 2 }])
  step('walked without a network and sent')

  // The reviewer accepts: two cases, and what the second programme saw joins the first of them.
  await clock(hourMs)
  const accept = async (visit: string) => (await insist(office, 'POST', `/api/visits/${visit}/accept`)).settled
  assert.deepEqual(await accept(failing?.id as string), { made: 2, joined: 0, waiting: 0, reopened: false })
  assert.deepEqual(await accept(beside), { made: 0, joined: 1, waiting: 0, reopened: false })
  for (const { id } of drawn.slice(1)) assert.deepEqual(await accept(id), { made: 0, joined: 0, waiting: 0, reopened: false })
  const made = await caseRows()
  assert.equal(new Set(made.map((k) => k.category_path)).size, 2)
  for (const k of made) {
    assert.deepEqual([k.state, k.place_id, k.lead_unit_id], ['dispatched', failing?.place_id, c.units.streets])
    assert.ok((k.due_at ?? 0) > c.now() && k.condition_id !== null, 'a case has its limit')
  }
  const [litter] = await s.rows<{ case_id: string; n: number }>(sql`select case_id, count(*)::int n from findings where case_id is not null group by case_id order by n desc limit 1`)
  assert.equal(litter?.n, 2)
  const first = made.find((k) => k.id === litter?.case_id) as Case, loose = made.find((k) => k !== first) as Case
  assert.equal((await s.rows(sql`select 1 from case_files where case_id = ${first.id}`)).length, 4, 'near and far of both visits')

  /** The unit puts it right and says so with a photo, somebody else checks, the desk closes. */
  const rectify = async (id: string): Promise<void> => {
    const [handler, inspector, acceptor] = await Promise.all(['handler', 'inspector', 'acceptor'].map(c.as)) as [Caller, Caller, Caller]
    if ((await caseRows()).find((k) => k.id === id)?.state === 'dispatched') await act(handler, id, { command: 'accept' })
    const photo = await upload(handler, 'after')
    await act(handler, id, { command: 'report_back', text: '已清理', files: [{ file_id: photo.file_id, secret: photo.secret, kind: 'after' }] })
    await act(inspector, id, { command: 'check', result: 'pass' })
    await act(acceptor, id, { command: 'close', reason: 'done' })
  }
  const counted = async () => {
    const { counts, rectification, re_inspection: again } = await insist(office, 'GET', '/api/ledger/summary?view=rectification')
    return { cases: counts.cases, reworked: counts.reworked, rectified: rectification.rectified, rate: rectification.rate, visited: again.visited, failed: again.failed }
  }
  assert.deepEqual(await counted(), { cases: 2, reworked: 0, rectified: 0, rate: 0, visited: 0, failed: 0 })
  await clock(2 * hourMs)
  await rectify(first.id)
  await rectify(loose.id)
  const ledger = await insist(office, 'GET', '/api/ledger?view=rectification')
  assert.ok(ledger.items.every((row: { status: string; after: object[] }) => row.status === 'rectified' && row.after.length >= 1), JSON.stringify(ledger.items))
  assert.deepEqual(await counted(), { cases: 2, reworked: 0, rectified: 2, rate: 1, visited: 0, failed: 0 })
  step('accepted and rectified')

  // Closed cases are looked at again by somebody who was not there.
  const lookAgain = async (day: number, expected: number, fails: (caseId: string) => boolean): Promise<void> => {
    await clock(day * dayMs)
    office = await c.as('civility-office')
    const [planned] = await planReInspections(c.t.city, c.now())
    assert.equal(planned?.planned, expected, JSON.stringify(planned))
    const visits = await s.rows<{ id: string; case_id: string; inspector_ids: string[] }>(sql`select id, case_id, inspector_ids from visits where programme_id = ${programmeAgain} and state = 'planned'`)
    assert.equal(visits.length, expected)
    const names = { [ic.inspectors.walker]: 'walker', [ic.inspectors.walker2]: 'walker2', [ic.inspectors.west_walker]: 'west-walker' }
    const who = names[visits[0]?.inspector_ids[0] ?? ''] as string
    assert.ok(visits.every((v) => names[v.inspector_ids[0] ?? ''] === who) && (day > 1 || who === 'west-walker'), 'not those who found it')
    const small = await s.walk(who)
    for (let i = 0; i < expected; i++) {
      await beginNext(small)
      const visit = visits.find((v) => v.id === visitOn(small))
      assert.ok(visit, 'the re-inspection is on the phone')
      await answerAll(small)
      if (fails(visit.case_id)) {
        await failFirst(small)
        await shoot(small, /^拍近景：(?!现场照片)/)
      }
      await submit(small)
    }
    await allSent(small)
    await small.context().close()
    for (const v of visits) assert.deepEqual(await accept(v.id), fails(v.case_id) ? { made: 0, joined: 1, waiting: 0, reopened: true } : { made: 0, joined: 0, waiting: 0, reopened: false })
  }
  await lookAgain(1, 2, (id) => id === first.id)
  const stateOf = async (id: string) => (await caseRows()).filter((k) => k.id === id).map((k) => [k.state, k.reopen_count])[0]
  assert.deepEqual([await stateOf(first.id), await stateOf(loose.id)], [['rework', 1], ['closed', 0]])
  assert.deepEqual(await counted(), { cases: 2, reworked: 1, rectified: 1, rate: 0.5, visited: 2, failed: 1 })
  await clock(dayMs + hourMs)
  await rectify(first.id)
  await lookAgain(2, 1, () => false)
  assert.deepEqual(await stateOf(first.id), ['closed', 1])
  // What re-inspection found last of each case; that one came back once stays counted as rework.
  assert.deepEqual(await counted(), { cases: 2, reworked: 1, rectified: 2, rate: 1, visited: 2, failed: 0 })
  step('looked at again, reopened, closed')

  const story = await insist(office, 'GET', `/api/places/${failing?.place_id}/story`)
  assert.deepEqual([story.visits.length, story.open_cases, story.figures.rate], [5, [], 1])

  // The letter of the week tells the unit, which acknowledges it.
  await clock(5 * dayMs + hourMs)
  office = await c.as('civility-office')
  assert.ok((await insist(office, 'POST', '/api/letters/generate', { week: '2026-03-09' })).made >= 1)
  const letters = (await insist(office, 'GET', '/api/letters?week=2026-03-09&kind=unit')).items as { id: string; unit_id: string; state: string; figures: Record<string, number> }[]
  const letter = letters.find((l) => l.unit_id === c.units.streets)
  assert.ok(letter?.state === 'draft' && letters.length === 1, JSON.stringify(letters))
  assert.deepEqual([letter.figures['opened'], letter.figures['came_back'], letter.figures['open']], [2, 1, 0], JSON.stringify(letter.figures))
  const unit = await c.as('handler')
  assert.deepEqual((await insist(unit, 'GET', '/api/letters')).items, [], 'a unit sees its letter once it is sent')
  await insist(office, 'POST', `/api/letters/${letter.id}/review`, { note: '东头垃圾反弹一次，请盯住' })
  await insist(office, 'POST', `/api/letters/${letter.id}/send`)
  assert.deepEqual((await insist(unit, 'GET', '/api/letters')).items.map((l: { id: string }) => l.id), [letter.id])
  await insist(unit, 'POST', `/api/letters/${letter.id}/acknowledge`, { words: '收到，已安排每天两次清扫' })
  assert.equal((await insist(office, 'GET', `/api/letters/${letter.id}`)).state, 'acknowledged')
  step('fed back')
  await soundOf(c)
})
