import assert from 'node:assert/strict'
import { test } from 'node:test'
import { categorySearch, defaultCatalogue, limitFor, inSubtree, pathsUpward, catalogueDiff } from './index.ts'

const search = categorySearch(defaultCatalogue)

const table: readonly (readonly [string, string])[] = [
  ['小区门口老有人摆摊卖水果', 'E0406'], ['路灯不亮', 'C0137'], ['共享单车堆满地铁口', 'E0495'], ['zdjy', 'E0406'], ['feifaxiaoguanggao', 'E0201'], ['电线杆上贴满小广告', 'E0201'],
  ['楼道里堆了好多纸箱子', 'E0197'], ['夜里施工太吵了', 'E0301'], ['垃圾桶满了没人收', 'E0199'], ['狗屎', 'E0190'], ['斑马线不让行人', 'E9992'], ['下水道堵了冒污水', 'E0503'],
  ['飞线充电', 'E0490'], ['树倒了', 'E0598'], ['停水', 'E0696'], ['广场舞音响太大', 'E9995'], ['E0136', 'E0136'], ['lamp street light', 'C0137'], ['高空抛物', 'E9996'],
]
for (const [text, code] of table) {
  test(`“${text}” finds ${code} first`, () => {
    assert.equal(search(text)[0]?.category.code, code, search(text).map((s) => `${s.category.name} ${s.score}`).join(', '))
  })
}

test('an empty or senseless text finds nothing, a very long one is cut', () => {
  assert.deepEqual(search('  '), [])
  assert.deepEqual(search('qqqxxyyzz'), [])
  assert.ok(search('垃圾'.repeat(10_000)).length > 0)
})

test('inspectors are not offered what only the hotline can know', () => {
  assert.ok(search('停水', { include: (category) => !category.hotline_only }).every((s) => !s.category.hotline_only))
})

test('the limit follows the class of the area', () => {
  const condition = { limit: { value: 1, unit: 'work_day' }, class_limits: { core: { value: 4, unit: 'work_hour' } } } as const
  assert.deepEqual(limitFor(condition, 'core'), { value: 4, unit: 'work_hour' })
  assert.deepEqual(limitFor(condition, 'main'), { value: 1, unit: 'work_day' })
  assert.deepEqual(limitFor(condition, null), { value: 1, unit: 'work_day' })
})

test('subtrees end at a dot', () => {
  assert.ok(inSubtree('E01.E01-waste', 'E01') && inSubtree('E01', 'E01') && inSubtree('E01', ''))
  assert.ok(!inSubtree('E011', 'E01') && !inSubtree('E01', 'E01.E0136'))
  assert.deepEqual(pathsUpward('a.b.c'), ['a.b.c', 'a.b', 'a'])
})

test('a difference names what was added, removed and changed', () => {
  const [first, second] = defaultCatalogue
  assert.ok(first && second)
  const changed = [{ ...first, name: '别名' }, { ...second, code: 'E01-new' }]
  assert.deepEqual(catalogueDiff([first, second], changed).map((c) => [c.code, c.change, c.fields]),
    [['E01', 'changed', ['name']], ['E01-new', 'added', []], [second.code, 'removed', []]])
})
