import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { addMs, dayMs, instant, toIso } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { caseWithHistory, runCommand, seedCaseSettings, sha256 } from '#cases/server/index.ts'
import { type CaseActor, replay, verifyChain } from '#cases/rules/index.ts'
import { everyRow } from '#platform/db/index.ts'
import { builtInProfiles, type Profile } from '../../rules/import/index.ts'
import { reporterKeysOf } from '../reporter-keys.ts'
import { type TestIntake, testIntake } from '../testing.ts'
import { importCases, type ImportCasesOptions } from './run.ts'

let t: TestIntake
before(async () => {
  t = await testIntake(instant(Date.UTC(2026, 4, 6, 2)))
})
after(() => t.close())

const keys = reporterKeysOf(['k'.repeat(64)])
const profile: Profile = {
  name: 'orders', zone: 'Asia/Shanghai',
  fields: {
    external_ref: { columns: ['no'] }, opened_at: { columns: ['opened'] }, due_at: { columns: ['due'] }, closed_at: { columns: ['closed'] },
    title: { columns: ['title'] }, category: { levels: [{ columns: ['kind'] }, { columns: ['sub'] }] }, unit: { levels: [{ columns: ['unit'] }] },
    areas: [{ level: 'district', name: { columns: ['district'] } }, { level: 'street', name: { columns: ['street'] } }],
    reporter: { name: { columns: ['caller'] }, phone: { columns: ['phone'] } }, closing_reason: { columns: ['result'] },
  },
  extra: ['remark'],
}
const header = 'no,opened,due,closed,title,kind,sub,unit,district,street,caller,phone,result,remark'
const line = (no: string, more: Partial<Record<string, string>> = {}): string => {
  const row: Record<string, string> = {
    no, opened: '2025-03-01 09:00:00', due: '2025-03-03 09:00:00', closed: '2025-03-02 10:00:00', title: `来单 ${no}`, kind: '市容', sub: '暴露垃圾',
    unit: '环卫中心', district: '历下区', street: '东街道',
    caller: '李明', phone: '13800001234', result: '已清理', remark: 'x', ...(more as Record<string, string>),
  }
  return header.split(',').map((name) => row[name]).join(',')
}
const csv = (...lines: readonly string[]): Buffer => Buffer.from([header, ...lines].join('\n'))
type Rejected = { readonly line: number; readonly faults: readonly Fault[] }
const bring = async (source: Buffer, more: Partial<ImportCasesOptions> = {}) => {
  const rejected: Rejected[] = []
  const result = await importCases(t.database, t.city, { profile, source, fileName: 'orders.csv', keys, now: t.clock.now, createMissing: true,
    onReject: (at, faults) => void rejected.push({ line: at, faults }), ...more })
  assert.equal(result.read, result.created + result.updated + result.unchanged + result.rejected + result.withheld)
  return { ...result, rejects: rejected }
}
const caseOf = async (ref: string) => t.city.read(everyRow, async (tx) => {
  const [row] = await tx.prepared<Record<string, unknown>>('by_ref',
    'select c.*, r.has_contact, r.answers from cases c join reports r on r.case_id = c.id where r.external_ref = $1', [ref])
  const found = row && (await caseWithHistory(tx, row['id'] as string))
  return { row: row ?? {}, case: found?.case, events: found?.events ?? [] }
})
const total = async (): Promise<number> => (await t.city.read(everyRow,
  (tx) => tx.prepared<{ n: number }>('total', 'select count(*) as n from cases', [])))[0]?.n ?? -1

test('makes full histories with their own dates, in the city\'s own areas and categories, and what the city lacks', async () => {
  const result = await bring(csv(line('A1'), line('A2', { closed: '' }),
    line('A3', { due: '', closed: '2025-03-09 08:00:00', unit: '园林中心', street: '新街道' })))
  assert.deepEqual([result.created, result.saved, result.made], [3, true, { areas: 1, units: 2, categories: 0 }])
  const one = await caseOf('A1')
  assert.deepEqual(one.events.map((e) => e.type), ['case.imported', 'case.registered', 'case.dispatched', 'case.closed'])
  assert.deepEqual([one.row['number'], one.row['state'], one.row['on_time'], one.row['area_path'], one.row['imported']],
    ['20250301-000001', 'closed', true, '370100.370102.370102001', true])
  assert.deepEqual([toIso(one.row['opened_at'] as never), toIso(one.row['due_at'] as never), toIso(one.row['closed_at'] as never)],
    ['2025-03-01T01:00:00.000Z', '2025-03-03T01:00:00.000Z', '2025-03-02T02:00:00.000Z'])
  assert.deepEqual({ ...replay(one.events), head_hash: null }, { ...one.case, head_hash: null })
  assert.equal(verifyChain(one.events, sha256).length, 0)
  assert.deepEqual([one.row['has_contact'], one.row['answers']], [true, [{ extra: { remark: 'x' } }]])
  const two = await caseOf('A2')
  assert.deepEqual([two.row['number'], two.row['state'], two.row['next_alarm_at']], ['20250301-000002', 'handling', null])
})

test('a reporter of a file is sealed like any other', async () => {
  const [row] = await t.city.read(everyRow,
    (tx) => tx.prepared<{ masked: object; sealed: Buffer; report_id: string; key_id: string; nonce: Buffer }>('sealed',
      'select p.* from reporters p join reports r on r.id = p.report_id where r.external_ref = $1', ['A1']))
  assert.deepEqual(row?.masked, { name: '李*', phone: '138****1234', email: '' })
  assert.equal(row && keys.open(row.report_id, row)?.phone, '13800001234')
})

test('the same file again changes nothing', async () => {
  const before = await total()
  const again = await bring(csv(line('A1'), line('A2', { closed: '' })))
  assert.deepEqual([again.created, again.updated, again.unchanged, await total()], [0, 0, 2, before])
})

test('a row that has been closed since is closed here too, and keeps its past', async () => {
  const result = await bring(csv(line('A1'), line('A2', { closed: '2025-03-05 09:00:00', due: '2025-03-04 09:00:00' }), line('A4')))
  assert.deepEqual([result.created, result.updated, result.unchanged], [1, 1, 1])
  const two = await caseOf('A2')
  assert.deepEqual(two.events.map((e) => e.type), ['case.imported', 'case.registered', 'case.dispatched', 'case.note_added', 'case.closed'])
  assert.deepEqual([two.row['state'], two.row['on_time'], toIso(two.row['closed_at'] as never)], ['closed', false, '2025-03-05T01:00:00.000Z'])
  const note = two.events[3]
  assert.ok(note?.type === 'case.note_added' && note.data.text.includes('due_at: 2025-03-03T01:00:00.000Z -> 2025-03-04T01:00:00.000Z'))
  assert.equal(verifyChain(two.events, sha256).length, 0)
  assert.equal((await bring(csv(line('A2', { closed: '2025-03-05 09:00:00', due: '2025-03-04 09:00:00' })))).unchanged, 1)
})

test('a source that opens a case again, gives it to another unit and closes it later is followed', async () => {
  await bring(csv(line('B1')))
  assert.equal((await bring(csv(line('B1', { closed: '', unit: '园林中心' })))).updated, 1)
  assert.equal((await caseOf('B1')).row['state'], 'handling')
  assert.equal((await bring(csv(line('B1', { closed: '2025-03-20 09:00:00', unit: '园林中心' })))).updated, 1)
  const found = await caseOf('B1')
  assert.deepEqual(found.events.map((e) => e.type).slice(4), ['case.reopened', 'case.dispatched', 'case.closed'])
  assert.deepEqual([found.row['reopen_count'], found.row['on_time']], [1, false])
})

test('a case that people here have worked on is theirs', async () => {
  await bring(csv(line('C1', { closed: '' })))
  const { row } = await caseOf('C1')
  const supervisor: CaseActor = { account_id: null, grants: [{ role: 'supervisor', area_path: '370100', unit_path: null, unit_id: null }] }
  const done = await runCommand(t.city, everyRow, null, { id: row['id'] as string, command: { type: 'close', reason: 'forced', text: '现场看过' },
    expected_seq: null, actor: supervisor }, t.clock.now)
  assert.ok(done.ok, JSON.stringify(done))
  const result = await bring(csv(line('C1'), line('C2')), { keepGood: true })
  assert.deepEqual([result.rejected, result.created, result.rejects[0]?.faults[0]?.code], [1, 1, 'intake.import_contradicts'])
  assert.equal((await caseOf('C1')).row['close_reason'], 'forced')
})

test('one faulty row keeps everything out, and every fault is told with its line', async () => {
  const before = await total()
  const file = csv(line('D1'), line('D2', { opened: '2025-02-30 09:00:00' }), line('D3', { closed: '2025-01-01 00:00:00' }), line('D1'), line('D4'))
  const result = await bring(file)
  assert.deepEqual([result.saved, result.created, result.rejected, result.withheld, await total()], [false, 0, 3, 2, before])
  assert.deepEqual(result.rejects.map((r) => [r.line, r.faults[0]?.code]),
    [[3, 'import.not_a_time'], [4, 'import.closed_before_opened'], [5, 'import.duplicate_key']])
  const kept = await bring(file, { keepGood: true })
  assert.deepEqual([kept.saved, kept.created, kept.rejected, await total()], [true, 2, 3, before + 2])
})

test('without --create-missing an unknown name is a fault of its rows', async () => {
  const result = await bring(csv(line('E1'), line('E2', { street: '哪里街道', unit: '无此单位', sub: '无此类' })), { createMissing: false, keepGood: true })
  assert.deepEqual([result.created, result.rejected], [1, 1])
  assert.deepEqual(result.rejects[0]?.faults.map((f) => `${f.code} ${f.value}`), [
    'intake.import_area_unknown 历下区 / 哪里街道', 'intake.import_unit_unknown 无此单位', 'intake.import_category_unknown 市容 / 无此类',
  ])
})

test('an import cut short goes on where it stopped', async () => {
  const lines = Array.from({ length: 25 }, (_, i) => line(`F${i}`))
  const before = await total()
  let written = 0
  await assert.rejects(bring(csv(...lines), { keepGood: true, portion: 10,
    onProgress: (step, done) => { if (step === 'writing' && done >= 20 && ++written) throw new Error('cut') } }), /cut/)
  assert.equal((await total()) - before, 20)
  const rest = await bring(csv(...lines), { keepGood: true, portion: 10 })
  assert.deepEqual([rest.created, rest.unchanged], [5, 20])
  const runs = await t.city.read(everyRow, (tx) => tx.prepared<{ state: string; created_count: number }>('runs',
    'select state, created_count from import_runs order by started_at, id', []))
  const found = runs.map((r) => `${r.state} ${r.created_count}`)
  assert.ok(found.includes('failed 20') && found.includes('done 5'), found.join())
})

test('reads GB18030 and gzip; says which column a file lacks', async () => {
  const encoded = gzipSync(iconv.encode([header, line('G1', { title: '〇〇小区垃圾' })].join('\n'), 'gb18030'))
  assert.equal((await bring(encoded)).created, 1)
  assert.equal((await caseOf('G1')).row['title'], '〇〇小区垃圾')
  await assert.rejects(bring(Buffer.from('a,b\n1,2')),
    (error: { faults?: readonly Fault[] }) => error.faults?.some((f) => f.code === 'import.missing_column' && f.field === 'no') ?? false)
})

test('rows of a day it knows and rows reported today get numbers of their own', async () => {
  const day = toIso(addMs(t.clock.now, dayMs / 3)).slice(0, 10)
  await t.app.inject({ method: 'POST', url: '/api/reports', payload: { description: '今天的', lon: 117.02, lat: 36.665 } })
  await bring(csv(line('H1', { opened: `${day} 08:00:00`, due: '', closed: '' })))
  const numbers = await t.city.read(everyRow, (tx) => tx.prepared<{ n: number; d: number }>('numbers',
    'select count(*) as n, count(distinct number) as d from cases', []))
  assert.equal(numbers[0]?.n, numbers[0]?.d)
})

test('reads a district desk\'s work orders: 21 columns, callers who want to stay unknown, solved and satisfied', async () => {
  const columns = '工单编号,工单类型,问题分类,标签,标题,主要内容,工单状态,来电人,来电人电话/账号,被反映区,被反映街乡镇,办理结果,回复内容,处理受理方式,办结时间,企业名称,是否解决,是否满意,工单性质,村/社区,小区点位'
  const order = (values: Readonly<Record<string, string>>): string => columns.split(',').map((name) => values[name] ?? '').join(',')
  const common = { 工单类型: '投诉', 问题分类: '城市管理->市容环境->占道经营', 标题: '夜市占道', 主要内容: '每晚摆到路中间', 被反映区: '历下区', 被反映街乡镇: '西街道' }
  const file = iconv.encode([
    columns,
    order({ ...common, 工单编号: 'FS2026042800123', 工单状态: '回复完成', 来电人: '保密', '来电人电话/账号': '保密', 办结时间: '2026-05-01 10:00:00', 办理结果: '已劝离', 是否解决: '解决', 是否满意: '满意' }),
    order({ ...common, 工单编号: 'FS2026050200456', 工单状态: '办理中', 来电人: '张三', '来电人电话/账号': '138****1234' }),
  ].join('\r\n'), 'gb18030')
  const result = await bring(file, { profile: builtInProfiles['beijing-work-orders'] as Profile, createMissing: false })
  assert.deepEqual([result.read, result.created, result.rejected], [2, 2, 0], JSON.stringify(result.rejects))
  const [done, open] = [await caseOf('FS2026042800123'), await caseOf('FS2026050200456')]
  assert.deepEqual([done.row['state'], done.row['source'], done.row['area_path'], done.row['has_contact']], ['closed', 'hotline', '370100.370102.370102002', false])
  assert.ok(JSON.stringify(done.row['answers']).includes('"solved":"yes"'), JSON.stringify(done.row['answers']))
  assert.deepEqual([open.row['state'], open.row['has_contact'], toIso(open.row['opened_at'] as never)], ['registered', true, '2026-05-01T16:00:00.000Z'])
})

const sample = fileURLToPath(new URL('../../../../../shared/data/311/nyc311-sample.csv', import.meta.url))
test('takes the thousand of New York in, whatever they leave out', { skip: existsSync(sample) ? false : 'shared/data/311 is not here' }, async () => {
  const city = await t.database.createCity({ slug: 'new-york', name: 'New York', zone: 'America/New_York', now: t.clock.now })
  await city.write(everyRow, async (tx) => {
    await seedDefaultCatalogue(city, tx, t.clock.now)
    await seedCaseSettings(tx, city.zone, t.clock.now)
    await city.stale(tx, 'cases')
  })
  const given = { profile: builtInProfiles['nyc-311'] as Profile, source: sample, keys, now: t.clock.now }
  const first = await importCases(t.database, city, given)
  assert.deepEqual([first.read, first.created, first.rejected], [1000, 1000, 0])
  assert.deepEqual((await importCases(t.database, city, given)).unchanged, 1000)
})

const boston = fileURLToPath(new URL('../../../../../shared/data/311/boston-2011.csv.gz', import.meta.url))
test('the first hundred of Boston: limits and dates as the city has them, on time as the city says',
  { skip: existsSync(boston) ? false : 'shared/data/311 is not here' }, async () => {
  const { readTable } = await import('#platform/documents/index.ts')
  const rows: Record<string, string>[] = []
  const table = await readTable(boston)
  for await (const record of table) {
    rows.push({ ...record.cells })
    if (rows.length === 100) break
  }
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`
  const part = Buffer.from([table.header.join(','), ...rows.map((row) => table.header.map((name) => quoted(row[name] ?? '')).join(','))].join('\n'))
  const city = await t.database.createCity({ slug: 'boston', name: 'Boston', zone: 'America/New_York', now: t.clock.now })
  await city.write(everyRow, async (tx) => {
    await seedDefaultCatalogue(city, tx, t.clock.now)
    await seedCaseSettings(tx, city.zone, t.clock.now)
    await city.stale(tx, 'cases')
  })
  const result = await importCases(t.database, city, { profile: builtInProfiles['boston-311'] as Profile, source: part, keys, now: t.clock.now })
  assert.deepEqual([result.read, result.created, result.rejected], [100, 100, 0])
  const kept = await city.read(everyRow, (tx) => tx.prepared<Record<string,
    unknown>>('boston', `select external_ref, on_time, opened_at, due_at, closed_at from cases where external_ref = any($1)`,
      [rows.map((r) => r['case_enquiry_id'])]))
  const byRef = new Map(kept.map((k) => [k['external_ref'], k]))
  for (const row of rows) {
    const found = byRef.get(row['case_enquiry_id'] ?? '')
    if (row['closed_dt'] && row['ontime']) assert.equal(found?.['on_time'], row['ontime'] === 'ONTIME', row['case_enquiry_id'] ?? '')
    assert.equal(found?.['due_at'] === null, row['target_dt'] === '')
  }
})
