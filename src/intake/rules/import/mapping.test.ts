import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#base/instants.ts'
import { builtInProfiles, mapRow, type Profile, profileFromMapping } from './index.ts'

const now = instant(Date.parse('2026-11-22T00:00:00Z'))
const faults = (json: unknown): readonly string[] => {
  const result = profileFromMapping(json)
  return result.ok ? [] : result.error.map(({ field, code }) => `${field} ${code.slice('import.mapping_'.length)}`)
}
const fields = { external_ref: '编号', opened_at: '受理时间' }

test('a short mapping reads a sheet', () => {
  const result = profileFromMapping({
    comment: 'our own sheet', zone: 'Asia/Shanghai', empty: ['无'],
    fields: {
      ...fields, due_at: { column: '期限', format: 'YYYY年M月D日' }, title: ['标题', '内容'], category: ['大类', '小类'], unit: '承办单位',
      areas: { district: '区', street: { code: '街道代码', name: '街道' } },
      position: { lon: '经度', lat: '纬度', crs: 'gcj02' }, source: { column: '来源', map: { 电话: 'hotline' } },
      reporter: { name: '姓名', confidential: ['保密'] },
      call_back: { solved: { column: '解决', map: { 是: 'yes', 否: 'no' } } },
    },
    extra: '*',
  })
  assert.ok(result.ok, JSON.stringify(result))
  const row = mapRow(result.value, {
    编号: '1', 受理时间: '2026-03-05 08:00', 期限: '2026年3月9日', 标题: '无', 内容: '路灯不亮', 大类: '部件', 小类: '路灯', 承办单位: '路灯所', 区: '甲区', 街道代码: '370102001', 街道: '乙街道',
    经度: '117.02', 纬度: '36.66',
    来源: '电话', 姓名: '保密', 解决: '是', 备注: '急',
  }, { now })
  assert.ok(row.ok, JSON.stringify(row))
  const { title, category, unit, areas, source, due_at, extra, reporter, call_back } = row.value
  assert.deepEqual([title, category?.names, unit?.names, source, new Date(due_at ?? 0).toISOString(), extra],
    ['路灯不亮', ['部件', '路灯'], ['路灯所'], 'hotline', '2026-03-09T15:59:59.000Z', { 备注: '急' }])
  assert.deepEqual(areas?.levels, [{ level: 'district', code: null, name: '甲区' }, { level: 'street', code: '370102001', name: '乙街道' }])
  assert.deepEqual([reporter, call_back], [{ name: null, phone: null, phone_masked: false, confidential: true },
    { solved: 'yes', satisfaction: null }])
})

for (const profile of Object.values(builtInProfiles)) {
  test(`${profile.name} is data: written as JSON and read as a mapping it is a valid profile`, () => {
    // The split of a path is the one place where the mapping's notation is the shorter one.
    const json = JSON.parse(JSON.stringify(profile)) as { fields: { category?: { split?: { from: { columns: string[] }; by: string } } } }
    const split = json.fields.category?.split
    if (split) Object.assign(json.fields, { category: { column: split.from.columns[0], split: split.by } })
    const result = profileFromMapping(json)
    assert.ok(result.ok, JSON.stringify(result))
    assert.deepEqual({ ...result.value, contradictions: undefined }, { ...(profile as Profile), contradictions: undefined })
  })
}

const wrong: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['nothing', undefined, [' type']],
  ['a list', [], [' type']],
  ['no fields', {}, ['fields required']],
  ['no reference and no time', { fields: {} }, ['fields.external_ref required', 'fields.opened_at required']],
  ['misspelt keys', { fields: { ...fields, closed_on: 'x' }, feilds: {} }, ['feilds unknown_key_near', 'fields.closed_on unknown_key_near']],
  ['an unknown zone', { zone: 'Asia/Beijing2', fields }, ['zone zone']],
  ['formats that cannot be used', { fields: { ...fields, opened_at: { column: 'x', formats: ['YYYY', 'DD/MM/YYYY'] } } },
    ['fields.opened_at.formats[0] format']],
  ['broken and dangerous patterns', { fields: { ...fields, title: { column: 'x', pattern: '(' }, address: { column: 'x', pattern: '(a+)+$' } } },
    ['fields.title.pattern pattern', 'fields.address.pattern pattern']],
  ['words that are none of ours', { fields: { ...fields, status: { column: 'x', map: { 完成: 'finished' } }, source: { default: 'pigeon' } } },
    ['fields.status.map.完成 choice', 'fields.source.default choice', 'fields.source required']],
  ['half a position', { fields: { ...fields, position: { lon: 'x', crs: 'bd10', bounds: [1, 2] } } },
    ['fields.position.lat required', 'fields.position.crs choice', 'fields.position.bounds type']],
  ['rules without a column', { fields: { ...fields, title: {}, closed_at: { formats: 'YYYY-MM-DD' } } },
    ['fields.closed_at required', 'fields.title required']],
  ['values of another kind', { name: 3, empty: 'x', fields: { ...fields, title: 7, areas: 'x', category: { levels: 'x' } }, extra: [1] },
    ['name type', 'fields.title type', 'fields.category.levels type', 'fields.areas type', 'extra[0] type']],
  ['unknown treatments', { fields, contradictions: { closed_before_opened: 'ignore' } }, ['contradictions.closed_before_opened choice']],
]
for (const [name, json, expected] of wrong) {
  test(`refuses a mapping with ${name}, every fault at its place`, () => assert.deepEqual(faults(json), expected))
}

test('a fault says the value and what would be right', () => {
  const result = profileFromMapping({ fields: { ...fields, staus: 'x' } })
  assert.ok(!result.ok)
  assert.deepEqual([result.error[0]?.value, result.error[0]?.params?.['nearest']], ['x', 'status'])
})
