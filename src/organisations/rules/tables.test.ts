import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DutyLookup, isDay, readDutyTable, readUnitTable } from './index.ts'

const known = { units: new Set(['CG']), areas: new Set(['110101']) }

test('units are read with parents first, in Chinese or English headings', () => {
  const read = readUnitTable([
    { line: 2, cells: { 编码: 'HW-1', 名称: '环卫一队', 类型: '企业', 上级编码: 'HW' } },
    { line: 3, cells: { 编码: 'HW', 名称: '环卫中心', 类型: '部门', 上级编码: 'CG', 职责: 'sanitation 清雪', 电话: '010-0000', 联系人类别: '值班' } },
    { line: 4, cells: { code: 'JD', name: '某街道办事处', kind: 'street_office', area_code: '110101' } },
  ], known)
  assert.deepEqual(read.faults, [])
  assert.deepEqual(read.units.map((u) => u.code), ['HW', 'HW-1', 'JD'])
  assert.deepEqual(read.units[0]?.contact, { role: 'duty_desk', name: '', phone: '010-0000', email: '' })
})

test('each bad unit line is told with column, value and reason', () => {
  const good = { code: 'A', name: '甲', kind: 'department' }
  const table: readonly (readonly [Record<string, string>, string, string])[] = [
    [{ ...good, code: '' }, 'code', 'missing_value'], [{ ...good, code: 'a.b' }, 'code', 'bad_code'],
    [{ ...good, name: '' }, 'name', 'missing_value'], [{ ...good, kind: '公司?' }, 'kind', 'unknown_kind'],
    [{ ...good, parent_code: 'ZZ' }, 'parent_code', 'unknown_parent'], [{ ...good, parent_code: 'A' }, 'parent_code', 'circular_parent'],
    [{ ...good, area_code: '9' }, 'area_code', 'unknown_area'],
    [{ ...good, valid_from: '2022-02-30' }, 'valid_from', 'not_a_date'], [{ ...good, contact_email: 'nobody' }, 'contact_email', 'not_an_email'],
    [{ ...good, contact_role: 'boss' }, 'contact_role', 'unknown_contact_role'],
  ]
  for (const [cells, field, code] of table) {
    const read = readUnitTable([{ line: 5, cells }], known)
    assert.deepEqual(read.faults.map((f) => [f.line, f.field, f.code]), [[5, field, `organisations.${code}`]])
    assert.equal(read.units.length, 0)
  }
  assert.deepEqual(readUnitTable([{ line: 2, cells: good }, { line: 3, cells: good }], known).faults.map((f) => f.params), [{ line: 2 }])
})

const lookup: DutyLookup = {
  category: (text) => (['E01', 'E01.E0136'].includes(text) ? text : null),
  area: (text) => (text === '110101' ? '110000.110101' : null),
  unit: (code) => (['HW', 'CG'].includes(code) ? `id-${code}` : null),
}

test('duty rules are read by codes; 全部 and 属地 have their meaning', () => {
  const read = readDutyTable([
    { line: 2, cells: { 类别: 'E01', 区域: '110101', 主责单位: 'HW', 协办单位: 'CG' } },
    { line: 3, cells: { category: '*', area: '110101', lead_unit: '属地', valid_from: '2022-03-01', valid_to: '2023-01-01' } },
  ], lookup, '2022-01-01')
  assert.deepEqual(read.faults, [])
  assert.deepEqual(read.rules.map(({ category_path, lead_unit_id, assisting_unit_ids, valid_from }) =>
    [category_path, lead_unit_id, assisting_unit_ids, valid_from]), [
    ['E01', 'id-HW', ['id-CG'], '2022-01-01'], ['', null, [], '2022-03-01'],
  ])
})

test('each bad duty line is told with column, value and reason', () => {
  const good = { category: 'E01', area: '110101', lead_unit: 'HW' }
  const table: readonly (readonly [Record<string, string>, string, string])[] = [
    [{ ...good, category: 'E77' }, 'category', 'unknown_category'], [{ ...good, category: '' }, 'category', 'missing_value'],
    [{ ...good, area: 'x' }, 'area', 'unknown_area'],
    [{ ...good, lead_unit: 'ZZ' }, 'lead_unit', 'unknown_unit'], [{ ...good, assisting_units: 'ZZ' }, 'assisting_units', 'unknown_unit'],
    [{ ...good, assisting_units: 'HW' }, 'assisting_units', 'lead_assists'],
    [{ ...good, valid_from: 'soon' }, 'valid_from', 'not_a_date'], [{ ...good, valid_to: '2021-01-01' }, 'valid_to', 'ends_before_it_begins'],
  ]
  for (const [cells, field, code] of table) {
    assert.deepEqual(readDutyTable([{ line: 4, cells }], lookup, '2022-01-01').faults.map((f) => [f.line, f.field, f.code]),
      [[4, field, `organisations.${code}`]])
  }
  const twice = readDutyTable([{ line: 2, cells: { ...good, valid_to: '2022-06-01' } }, { line: 3, cells: { ...good, valid_from: '2022-06-01' } }, {
    line: 4, cells: good }], lookup, '2022-01-01')
  assert.deepEqual(twice.faults.map((f) => [f.line, f.code]), [[4, 'organisations.overlapping_rule']])
})

test('a table without the needed columns is told so once', () => {
  assert.deepEqual(readUnitTable([{ line: 2, cells: { 名称: '甲' } }, { line: 3, cells: { 名称: '乙' } }], known).faults.map((f) => f.field),
    ['code', 'kind'])
  assert.deepEqual(readDutyTable([{ line: 2, cells: { 类别: 'E01' } }], lookup, '2022-01-01').faults.map((f) => [f.line, f.field]),
    [[1, 'area'], [1, 'lead_unit']])
})

test('a day must exist', () => {
  assert.ok(isDay('2024-02-29'))
  for (const text of ['2023-02-29', '2023-2-1', '2023-13-01', '20230101', '']) assert.ok(!isDay(text), text)
})
