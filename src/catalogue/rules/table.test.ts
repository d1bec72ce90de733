import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueColumns, catalogueRows, defaultCatalogue, parseLimit, readCatalogueTable, type TableLine } from './index.ts'

const linesOf = (rows: Iterable<readonly string[]>): readonly TableLine[] =>
  [...rows].map((row, i) => ({ line: i + 2, cells: Object.fromEntries(catalogueColumns.map((column, j) => [column, row[j] ?? ''])) }))

test('a catalogue written as a table and read again is the same', () => {
  const read = readCatalogueTable(linesOf(catalogueRows(defaultCatalogue)))
  assert.deepEqual(read.faults, [])
  assert.deepEqual(read.catalogue, defaultCatalogue)
})

test('limits are read in codes and in the words cities use', () => {
  const table: readonly (readonly [string, string | null])[] = [
    ['2紧急工作时', '2 urgent_hour'], ['4 工作时', '4 work_hour'], ['4小时', '4 work_hour'], ['5个工作日', '5 work_day'], ['3天', '3 work_day'],
    ['2紧急工作日', '2 natural_day'],
    ['15自然日', '15 natural_day'], ['0.5 work_hour', '0.5 work_hour'], ['1紧急工作时制止', '1 urgent_hour'], ['4工作时内', '4 work_hour'], ['4工作时5分', null],
    ['马上', null], ['0 work_day', null], ['-1 work_day', null], ['5', null], ['', null],
  ]
  for (const [text, expected] of table) {
    const limit = parseLimit(text)
    assert.equal(limit && `${limit.value} ${limit.unit}`, expected, text)
  }
})

test('Chinese headings and words are read', () => {
  const read = readCatalogueTable([
    { line: 2, cells: { 层级: '大类', 编码: 'S01', 类型: '事件', 名称: '市容环境' } },
    { line: 3, cells: { 层级: '小类', 编码: 'S0136', 上级编码: 'S01', 类型: '事件', 名称: '乱堆物料', 立案条件: '占道堆物', 处置时限: '1工作日', 结案条件: '清除', 同时段核查: '是' } },
  ])
  assert.deepEqual(read.faults, [])
  const [, leaf] = read.catalogue
  assert.equal(leaf?.path, 'S01.S0136')
  assert.equal(leaf?.same_time_of_day, true)
  assert.deepEqual(leaf?.conditions[0]?.limit, { value: 1, unit: 'work_day' })
})

const good = { level: 'class', code: 'E01', kind: 'event', name: '市容环境' }
const leaf = { level: 'subcategory', code: 'E0136', parent_code: 'E01', kind: 'event', name: '乱堆物料', condition: '占道堆物', limit_value: '1',
  limit_unit: 'work_day', closing_condition: '清除' }

test('each bad line is told with column, value and reason', () => {
  const table: readonly (readonly [Record<string, string>, string, string])[] = [
    [{ ...leaf, limit_value: '' , limit_unit: '' }, 'limit_value', 'missing_limit'],
    [{ ...leaf, limit_value: '马上', limit_unit: '' }, 'limit_value', 'bad_limit'],
    [{ ...leaf, limit_unit: '周' }, 'limit_unit', 'unknown_limit_unit'],
    [{ ...leaf, core_limit: '很快' }, 'core_limit', 'bad_limit'],
    [{ ...leaf, level: '细类' }, 'level', 'unknown_level'],
    [{ ...leaf, kind: '' }, 'kind', 'missing_value'],
    [{ ...leaf, code: '01.36' }, 'code', 'bad_code'],
    [{ ...leaf, name: ' ' }, 'name', 'missing_name'],
    [{ ...leaf, parent_code: 'E77' }, 'parent_code', 'unknown_parent'],
    [{ ...leaf, parent_code: '' }, 'parent_code', 'missing_parent'],
    [{ ...leaf, kind: 'component' }, 'parent_code', 'kind_differs'],
    [{ ...leaf, closing_condition: '' }, 'closing_condition', 'missing_closing_condition'],
    [{ ...leaf, urgency: '不急' }, 'urgency', 'unknown_urgency'],
    [{ ...leaf, report_photos: 'near selfie' }, 'report_photos', 'unknown_photo_kind'],
    [{ ...leaf, after_photos: 'two' }, 'after_photos', 'not_a_count'],
    [{ ...leaf, hotline_only: 'perhaps' }, 'hotline_only', 'not_yes_or_no'],
  ]
  for (const [cells, field, code] of table) {
    const read = readCatalogueTable([{ line: 2, cells: good }, { line: 3, cells }])
    assert.deepEqual(read.faults.map((f) => [f.line, f.field, f.code]), [[3, field, `catalogue.${code}`]], `${field} ${code}`)
    assert.equal(read.catalogue.length, 1)
  }
})

test('repeated codes, circles and lines that contradict the first are refused', () => {
  const cells = (more: Record<string, string>): TableLine => ({ line: 9, cells: { ...leaf, ...more } })
  const base = [{ line: 2, cells: good }, { line: 3, cells: { ...leaf, condition_code: 'E0136-1' } }]
  assert.equal(readCatalogueTable([...base, cells({ name: '别的名字' })]).faults[0]?.code, 'catalogue.differs_from_first_line')
  assert.equal(readCatalogueTable([...base, cells({ condition_code: 'E0136-1' })]).faults[0]?.code, 'catalogue.duplicate_condition')
  assert.equal(readCatalogueTable([...base, { line: 9, cells: good }]).faults[0]?.code, 'catalogue.duplicate_code')
  const circle = readCatalogueTable([
    { line: 2, cells: { level: 'category', code: 'a', parent_code: 'b', kind: 'event', name: '甲' } },
    { line: 3, cells: { level: 'category', code: 'b', parent_code: 'a', kind: 'event', name: '乙' } },
  ])
  assert.equal(circle.catalogue.length, 0)
  assert.ok(circle.faults.some((f) => f.code === 'catalogue.circular_parent'))
})

test('an entry takes its conditions from several lines, its own columns left empty after the first', () => {
  const read = readCatalogueTable([
    { line: 2, cells: good }, { line: 3, cells: leaf },
    { line: 4, cells: { code: 'E0136', condition: '堵住通道', limit_value: '2紧急工作时', closing_condition: '清除' } },
  ])
  assert.deepEqual(read.faults, [])
  assert.deepEqual(read.catalogue[1]?.conditions.map((c) => [c.code, c.urgency]), [['E0136-1', 'ordinary'], ['E0136-2', 'emergency']])
})

test('a table without the needed columns is told so once', () => {
  const read = readCatalogueTable([{ line: 2, cells: { 编码: 'E01', 随便: '1' } }, { line: 3, cells: { 编码: 'E02', 随便: '2' } }])
  assert.deepEqual(read.faults.map((f) => [f.line, f.field, f.code]),
    ['level', 'kind', 'name'].map((field) => [1, field, 'catalogue.missing_column']))
})
