import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, toIso } from '#base/instants.ts'
import { builtInProfiles, compileProfile, type ImportRow, mapRow, type Profile, withoutDuplicates } from './index.ts'

const now = instant(Date.parse('2026-11-22T00:00:00Z'))
const base: Profile = { name: 'test', zone: 'Asia/Shanghai', fields: { external_ref: { columns: ['id'] }, opened_at: { columns: ['opened'] } } }
const withFields = (fields: Partial<Profile['fields']>,
  rest: Partial<Profile> = {}): Profile => ({ ...base, ...rest, fields: { ...base.fields, ...fields } })
const row = { id: 'A-1', opened: '2026-03-05 08:00:00' }

const mapped = (profile: Profile, cells: Record<string, string>): ImportRow => {
  const result = mapRow(profile, cells, { now, line: 7 })
  if (!result.ok) assert.fail(JSON.stringify(result.error))
  return result.value
}
const codes = (profile: Profile, cells: Record<string, string>): readonly string[] => {
  const result = mapRow(profile, cells, { now, line: 7 })
  return result.ok ? [] : result.error.map(({ field, code }) => `${field} ${code.slice('import.'.length)}`)
}

test('the least a row needs is a reference and a time', () => {
  assert.deepEqual(mapped(base, row), {
    line: 7, external_ref: 'A-1', source: 'import', status: 'handling', opened_at: Date.parse('2026-03-05T00:00:00Z'), due_at: null, closed_at: null,
    date_only: false, title: 'A-1',
    description: '', category: null, unit: null, areas: null, lon: null, lat: null, address: '', closing_reason: null, reporter: null,
    call_back: null, remarks: [], extra: {},
  })
})

test('names every fault of a row at once, with line, column and value', () => {
  const profile = withFields({ closed_at: { columns: ['closed'] }, status: { columns: ['state'], map: { done: 'closed' } } })
  const result = mapRow(profile, { id: ' ', opened: 'soon', closed: '2026-02-30', state: 'weird' }, { now, line: 9 })
  assert.ok(!result.ok)
  assert.deepEqual(result.error.map(({ field, value, code, params }) => [field, value, code, params?.['line']]), [
    ['id', null, 'import.required', 9], ['closed', '2026-02-30', 'import.not_a_time', 9], ['opened', 'soon', 'import.not_a_time', 9],
    ['state', 'weird', 'import.unknown_value', 9],
  ])
})

test('a column that the profile needs and the file has not is a fault of the file, with the nearest name', () => {
  const result = compileProfile(withFields({ due_at: { columns: ['deadline'] } }), ['ID', 'opened', 'dedline'], { now })
  assert.ok(!result.ok)
  assert.deepEqual(result.error.map(({ field, code, params }) => [field, code, params?.['nearest']]),
    [['deadline', 'import.missing_column_near', 'dedline']])
  const allowed = compileProfile(withFields({ due_at: { columns: ['deadline'] } }, { missing_columns: 'allow' }), ['opened'], { now })
  assert.ok(!allowed.ok)
  assert.deepEqual(allowed.error.map(({ field }) => field), ['id'])
})

test('column names are found whatever their case, spaces and width', () => {
  assert.equal(mapped(withFields({ title: { columns: ['case_title'] } }),
    { ' Id': 'x', 'Ｏpened': '2026-03-05', 'Case Title': 'lamp' } as Record<string, string>).title, 'lamp')
})

const contradictions: readonly (readonly [string, Profile['contradictions'], Record<string, string>, unknown])[] = [
  ['closed before opened', {}, { closed: '2026-03-04 08:00:00' }, ['closed closed_before_opened']],
  ['closed before opened', { closed_before_opened: 'keep' }, { closed: '2026-03-04 08:00:00' }, 'closed closed_before_opened'],
  ['closed without a date', {}, { state: 'done' }, ['closed closed_without_date']],
  ['closed without a date', { closed_without_date: 'keep_open' }, { state: 'done' }, 'handling kept_open_without_date'],
  ['open with a closing date', {}, { state: 'open', closed: '2026-03-06 08:00:00' }, 'registered closing_time_set_aside'],
  ['open with a closing date', { open_with_closed_date: 'date' }, { state: 'open', closed: '2026-03-06 08:00:00' }, 'closed closed_by_date'],
  ['open with a closing date', { open_with_closed_date: 'refuse' }, { state: 'open', closed: '2026-03-06 08:00:00' },
    ['closed open_with_closed_date']],
  ['of unknown state', {}, { state: '?' }, ['state unknown_value']],
  ['of unknown state', { unknown_status: 'by_date' }, { state: '?' }, 'handling status_by_date'],
  ['of unknown state', { unknown_status: 'by_date' }, { state: '?', closed: '2026-03-06 08:00:00' }, 'closed status_by_date'],
  ['without a state', {}, { closed: '2026-03-06 08:00:00' }, 'closed '],
  ['due before it was opened', {}, { due: '2026-03-01' }, 'handling due_before_opened'],
]
for (const [name, how, cells, expected] of contradictions) {
  test(`a row ${name} under ${JSON.stringify(how)}: ${JSON.stringify(expected)}`, () => {
    const profile = withFields({ closed_at: { columns: ['closed'] }, due_at: { columns: ['due'] },
      status: { columns: ['state'], map: { done: 'closed', open: 'registered' } } }, { contradictions: how })
    const full = { ...row, closed: '', due: '', state: '', ...cells }
    if (Array.isArray(expected)) assert.deepEqual(codes(profile, full), expected)
    else {
      const { status, remarks } = mapped(profile, full)
      assert.equal(`${status} ${remarks.join(' ')}`, expected)
    }
  })
}

test('a closing time set aside is kept beside', () => {
  const profile = withFields({ closed_at: { columns: ['closed'] }, status: { columns: ['state'], map: { open: 'registered' } } })
  assert.deepEqual(mapped(profile, { ...row, closed: '2026-03-06 08:00:00', state: 'open' }).extra, { closed_at_stated: '2026-03-06T00:00:00.000Z' })
})

const positions: readonly (readonly [string, string, unknown])[] = [
  ['116.391', '39.907', [116.391, 39.907]], ['', '', [null, null]], ['0', '0.0', [null, null]], ['116.4', '', ['lat half_position']],
  ['116,4', '39.9', ['lon not_a_number']],
  ['39.907', '116.391', ['lat position_swapped']], ['200', '39', ['lon off_the_globe']], ['2', '48', ['lon outside_bounds']],
  ['116.4', '39.9', 'position_placeholder'],
]
for (const [lon, lat, expected] of positions) {
  test(`the position ${lon} ${lat} gives ${JSON.stringify(expected)}`, () => {
    const profile = withFields({ position: { lon: { columns: ['lon'] }, lat: { columns: ['lat'] }, bounds: [115, 39, 118, 42],
      placeholders: [['116.4', '39.9']] } })
    const cells = { ...row, lon, lat }
    if (typeof expected === 'string') assert.deepEqual(mapped(profile, cells).remarks, [expected])
    else if (typeof (expected as unknown[])[0] === 'string') assert.deepEqual(codes(profile, cells), expected)
    else assert.deepEqual([mapped(profile, cells).lon, mapped(profile, cells).lat], expected)
  })
}

test('a position in GCJ-02 is converted at the door', () => {
  const profile = withFields({ position: { lon: { columns: ['lon'] }, lat: { columns: ['lat'] }, crs: 'gcj02' } })
  const { lon, lat } = mapped(profile, { ...row, lon: '116.397428', lat: '39.90923' })
  assert.ok(Math.abs((lon ?? 0) - 116.391187) < 1e-5 && Math.abs((lat ?? 0) - 39.907827) < 1e-5, `${lon} ${lat}`)
})

test('paths leave out empty levels, split texts, fall back, and are one object for all rows alike', () => {
  const profile = withFields({
    category: { levels: [{ columns: ['a'] }, { columns: ['b'] }], default: ['Other'] }, unit: { split: { from: { columns: ['u'] }, by: '->' } },
  })
  const compiled = compileProfile(profile, ['id', 'opened', 'a', 'b', 'u'], { now })
  assert.ok(compiled.ok)
  const read = (...cells: readonly string[]): ImportRow => {
    const result = compiled.value.map(2, ['x', '2026-03-05', ...cells])
    assert.ok(result.ok)
    return result.value
  }
  assert.deepEqual(read('Lights', 'Outage', '市 -> 区->街道').category?.names, ['Lights', 'Outage'])
  assert.deepEqual(read('', 'Outage', '市 -> 区->街道').unit?.names, ['市', '区', '街道'])
  assert.deepEqual(read('', 'Outage', '').category?.names, ['Outage'])
  assert.deepEqual(read('', '', '').category?.names, ['Other'])
  assert.equal(read('Lights', 'Outage', '').category, read('Lights', 'Outage', 'x').category)
  assert.notEqual(read('Lights Outage', '', '').category?.key, read('Lights', 'Outage', '').category?.key)
})

test('a title too long is cut and the row says so; without a title the category speaks', () => {
  const profile = withFields({ title: { columns: ['t'] }, category: { levels: [{ columns: ['c'] }] } })
  const long = mapped(profile, { ...row, t: '长'.repeat(300), c: '' })
  assert.equal(long.title.length, 100)
  assert.equal(long.description.length, 300)
  assert.deepEqual(long.remarks, ['title_cut'])
  assert.equal(mapped(profile, { ...row, t: '', c: 'Lamp out' }).title, 'Lamp out')
})

test('a reference longer than can be kept is a fault', () => {
  assert.deepEqual(codes(base, { ...row, id: 'x'.repeat(201) }), ['id reference_too_long'])
})

test('columns that nothing takes are told, or kept with "*"', () => {
  const compiled = compileProfile(base, ['id', 'opened', 'x', 'y'], { now })
  assert.deepEqual(compiled.ok && compiled.value.unused, ['x', 'y'])
  assert.deepEqual(mapped({ ...base, extra: '*' }, { ...row, x: '1', y: '' }).extra, { x: '1' })
})

test('the first good row with a reference is kept, a later one refused with the line of the first', () => {
  const compiled = compileProfile(base, ['id', 'opened'], { now })
  assert.ok(compiled.ok)
  const mapper = withoutDuplicates(compiled.value, base)
  assert.equal(mapper.map(2, ['A', 'never']).ok, false)
  assert.equal(mapper.map(3, ['A', '2026-03-05']).ok, true)
  assert.deepEqual(mapper.map(9, ['A', '2026-03-06']),
    { ok: false, error: [{ field: 'id', value: 'A', code: 'import.duplicate_key', params: { line: 9, first_line: 3 } }] })
})

const beijing = builtInProfiles['beijing-work-orders'] as Profile
const sheet: Readonly<Record<string, string>> = {
  工单编号: 'FS20260305000123', 工单类型: '投诉', 问题分类: '城市管理->市容环境->占道经营', 标签: '七有五性,每月一题', 标题: '早市占道', 主要内容: '路口每天早上有摊贩占道。', 工单状态: '回复完成',
  来电人: '保密', '来电人电话/账号': '保密', 被反映区: '某区', 被反映街乡镇: '某街道', 办理结果: '已劝离', 回复内容: '已安排值守。', 处理受理方式: '现场', 办结时间: '2026-03-08 17:20:00', 企业名称: '无',
  是否解决: '部分解决', 是否满意: '基本满意', 工单性质: '主办', '村/社区': '某社区', 小区点位: '东门外',
}

test('reads the 21 columns of a Beijing work order', () => {
  assert.equal(Object.keys(sheet).length, 21)
  const { opened_at, closed_at, category, areas, unit, ...rest } = mapped(beijing, sheet)
  assert.deepEqual([toIso(opened_at), closed_at && toIso(closed_at), unit], ['2026-03-04T16:00:00.000Z', '2026-03-08T09:20:00.000Z', null])
  assert.deepEqual(category?.names, ['城市管理', '市容环境', '占道经营'])
  assert.deepEqual(areas?.levels, [{ level: 'district', code: null, name: '某区' }, { level: 'street', code: null, name: '某街道' },
    { level: 'community', code: null, name: '某社区' }])
  assert.deepEqual(rest, {
    line: 7, external_ref: 'FS20260305000123', source: 'hotline', status: 'closed', due_at: null, date_only: true, title: '早市占道',
    description: '路口每天早上有摊贩占道。', lon: null, lat: null,
    address: '东门外', closing_reason: '已劝离\n已安排值守。', reporter: { name: null, phone: null, phone_masked: false, confidential: true },
    call_back: { solved: 'partly', satisfaction: 'basically_satisfied' }, remarks: [],
    extra: { 工单类型: '投诉', 标签: '七有五性,每月一题', 处理受理方式: '现场', 工单性质: '主办' },
  })
})

const callers: readonly (readonly [string, string, unknown])[] = [
  ['王**', '138****1234', { name: '王**', phone: '138****1234', phone_masked: true, confidential: false }],
  ['李女士', '138××××5678', { name: '李女士', phone: '138××××5678', phone_masked: true, confidential: false }],
  ['', '010-1234567', { name: null, phone: '010-1234567', phone_masked: false, confidential: false }],
  ['保密', '138****1234', { name: null, phone: '138****1234', phone_masked: true, confidential: true }],
  ['', '', null],
]
for (const [name, phone, expected] of callers) {
  test(`the caller ${name || '(none)'} ${phone || '(none)'} stays as given`, () =>
    assert.deepEqual(mapped(beijing, { ...sheet, 来电人: name, '来电人电话/账号': phone }).reporter, expected))
}

const openings: readonly (readonly [Record<string, string>, string, readonly string[]])[] = [
  [{ 受理时间: '2026/3/5 9:30' }, '2026-03-05T01:30:00.000Z', []],
  [{ 工单编号: '20260301-77' }, '2026-02-28T16:00:00.000Z', []],
  [{ 工单编号: 'GD-0077' }, '2026-03-08T09:20:00.000Z', ['opened_at_is_closed_at']],
  [{ 工单编号: 'GD-0078', 办结时间: '', 工单状态: '办理中' }, '2026-11-22T00:00:00.000Z', ['opened_at_is_import_time']],
]
for (const [cells, opened, remarks] of openings) {
  test(`a Beijing order with ${JSON.stringify(cells)} was opened ${opened}`, () => {
    const result = mapped(beijing, { ...sheet, ...cells })
    assert.deepEqual([toIso(result.opened_at), result.remarks], [opened, remarks])
  })
}

test('an order that is neither answered nor rated has no call-back', () => {
  assert.equal(mapped(beijing, { ...sheet, 是否解决: '', 是否满意: '未评价' }).call_back, null)
  assert.deepEqual(codes(beijing, { ...sheet, 是否满意: '还行' }), ['是否满意 unknown_value'])
})
