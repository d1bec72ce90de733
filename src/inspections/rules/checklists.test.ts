import assert from 'node:assert/strict'
import test from 'node:test'
import { defaultCatalogue } from '#catalogue/rules/index.ts'
import { type FormDefinition, openForm, readXlsForm, writeXlsForm } from '#platform/forms/index.ts'
import { checklistDiff } from './checklist-diff.ts'
import { itemsOf, parseIncidence, parseThreshold } from './checklist.ts'
import { defaultChecklists } from './default/index.ts'
import type { ChecklistItem } from './model.ts'
import { scoreVisit } from './score.ts'

const codes = new Set(defaultCatalogue.filter((entry) => entry.level === 'subcategory').map((entry) => entry.code))

for (const { code, form } of defaultChecklists) {
  test(`the default checklist ${code} is a good form whose items name categories there are`, () => {
    const items = itemsOf(form, (category) => codes.has(category))
    assert.ok(items.ok, JSON.stringify(!items.ok && items.error))
    assert.ok(items.value.length >= 9 && items.value.some((item) => item.kind === 'incidence'))
    const read = readXlsForm(writeXlsForm(form))
    assert.ok(read.ok, JSON.stringify(!read.ok && read.error))
    assert.deepEqual(read.value.form, form)
    assert.deepEqual(read.value.warnings, [])
    for (const item of items.value) assert.deepEqual(Object.keys(item.label).toSorted(), ['en', 'zh-CN'])
  })
}

const road = defaultChecklists.find((list) => list.code === 'main_road')?.form as FormDefinition
const roadItems = (): readonly ChecklistItem[] => {
  const items = itemsOf(road)
  assert.ok(items.ok)
  return items.value
}

test('a visit filled in through the form is scored with thresholds, rates and what was not observed beside the score', () => {
  const session = openForm(road, { language: 'zh-CN', now: Date.UTC(2026, 10, 20, 2) })
  session.set('walk/walked', 320)
  for (const name of ['litter', 'bins', 'ads', 'planting']) session.set(`clean/${name}`, 'pass')
  session.set('clean/litter', 'fail')
  session.set('clean/litter_note', '路口东侧有烟头')
  session.set('order/trading', 'partial')
  session.set('order/bikes', 'not_applicable')
  session.set('whole/lamps_all', 40)
  session.set('whole/lamps_good', 37)
  session.set('people/red_light_observed', 200)
  session.set('people/red_light_violations', 10)
  session.set('people/yielding_observed', 20)
  session.set('people/yielding_violations', 3)
  const { answers, score, proposals, missingEvidence } = scoreVisit(roadItems(), session.answers(), 'zh-CN')
  const outcome = (name: string): unknown => answers.find((answer) => answer.item === name)?.outcome
  assert.deepEqual(['walked', 'litter', 'trading', 'bikes', 'covers', 'lamps', 'red_light', 'yielding'].map(outcome),
    ['pass', 'fail', 'partial', 'not_applicable', 'not_observed', 'partial', 'pass', 'fail'])
  // Applicable: litter 3, bins ads planting 2 each, trading 3, lamps 2, red light 2, yielding 2. Met: 6 + 1.5 + 1 + 2.
  assert.equal(score.weight_applicable, 18)
  assert.equal(score.weight_met, 10.5)
  assert.equal(score.score, 58.333333)
  assert.equal(score.tally.fail, 2)
  assert.deepEqual(proposals.map(({ key, category, description }) => [key, category, description]),
    [['litter:0', 'E0112', '路面和便道没有垃圾、烟头、积水污渍\n路口东侧有烟头']])
  assert.deepEqual(missingEvidence([]), ['litter:0'])
  assert.deepEqual(missingEvidence([{ item: 'litter', instance: 0 }]), [])
  const rate = answers.find((answer) => answer.item === 'yielding')
  assert.deepEqual([rate?.observed, rate?.violations, rate?.value], [20, 3, 0.15])
})

test('with nothing applicable there is no score', () => {
  const { score } = scoreVisit(roadItems(), {}, 'en')
  assert.equal(score.score, null)
  assert.equal(score.tally.not_observed, roadItems().length)
})

test('an item in a repeat is scored once for each of its rows', () => {
  const form: FormDefinition = { ...road, nodes: [{ kind: 'repeat', name: 'shop', type: 'repeat', label: {}, extra: {}, nodes: road.nodes.find((node) => node.name === 'order')?.nodes ?? [] }] }
  const items = itemsOf(form)
  assert.ok(items.ok && items.value.every((item) => item.in_repeat && item.section === 'shop'))
  const { proposals, answers } = scoreVisit(items.value, { shop: [{ trading: 'pass' }, { trading: 'fail' }, { trading: 'fail' }] }, 'en')
  assert.deepEqual(proposals.map((proposal) => proposal.key), ['trading:1', 'trading:2'])
  assert.equal(answers.filter((answer) => answer.item === 'trading').length, 3)
  assert.equal(scoreVisit(items.value, {}, 'en').answers.length, 0)
})

for (const [text, expected] of [
  ['>=95 %', { at: '>=', pass: 95, partial: null, unit: '%' }], ['≥95/90 %', { at: '>=', pass: 95, partial: 90, unit: '%' }], ['<=3', { at: '<=', pass: 3, partial: null, unit: '' }],
  ['<= 3/5 处', { at: '<=', pass: 3, partial: 5, unit: '处' }], ['>=90/95', null], ['95', null], ['> 95', null], ['>=x', null],
] as const) {
  test(`the threshold ${text} reads as ${JSON.stringify(expected)}`, () => assert.deepEqual(parseThreshold(text), expected))
}
for (const [text, expected] of [
  ['observed,violations<=0.05', { observed: 'observed', violations: 'violations', most: 0.05 }], ['a, b <= 5%', { observed: 'a', violations: 'b', most: 0.05 }], ['a<=0.05', null], ['a,b<=2', null],
] as const) {
  test(`the incidence ${text} reads as ${JSON.stringify(expected)}`, () => assert.deepEqual(parseIncidence(text), expected))
}

test('all faults of the inspection columns are told at once, each with its question and column', () => {
  const rows = [
    ['type', 'name', 'label', 'inspect::weight', 'inspect::category', 'inspect::evidence', 'inspect::threshold', 'inspect::incidence'],
    ['select_one verdict', 'a', 'A', 'heavy', 'E0112', '', '', ''], ['select_one verdict', 'b', 'B', '1', 'X99', 'sometimes', '', ''], ['text', 'c', 'C', '2', '', '', '', ''],
    ['integer', 'd', 'D', '1', '', '', '95', ''], ['integer', 'seen', 'Seen', '', '', '', '', ''], ['note', 'e', 'E', '', '', '', '', 'seen,bad<=0.1'],
  ]
  const read = readXlsForm([{ name: 'survey', rows }, { name: 'choices', rows: [['list_name', 'name', 'label'], ['verdict', 'pass', 'Yes'], ['verdict', 'fail', 'No']] }])
  assert.ok(read.ok)
  const items = itemsOf(read.value.form, (code) => codes.has(code))
  assert.ok(!items.ok)
  assert.deepEqual(items.error.map(({ field, code, params }) => [field, code.replace('inspections.', ''), params?.['column']]), [
    ['a', 'bad_weight', 'inspect::weight'], ['b', 'bad_evidence', 'inspect::evidence'], ['b', 'unknown_category', 'inspect::category'], ['c', 'not_an_item', 'inspect::weight'],
    ['d', 'bad_threshold', 'inspect::threshold'], ['e', 'incidence_without_count', 'inspect::incidence'],
  ])
})

test('a form without a single item is refused as a checklist', () => {
  const items = itemsOf({ ...road, nodes: road.nodes.slice(-1) })
  assert.ok(!items.ok && items.error[0]?.code === 'inspections.no_items')
})

test('the difference between versions names what was added, removed, changed and moved', () => {
  const [first, ...rest] = road.nodes
  const changed: FormDefinition = {
    ...road, title: 'Other',
    nodes: ([...rest, { ...(first as (typeof rest)[number]), label: { en: 'New', 'zh-CN': '新' } }, { kind: 'question', name: 'fresh', type: 'text', label: { en: 'Fresh' }, extra: {} }] as FormDefinition['nodes']).filter((node) => node.name !== 'remark'),
    choices: { verdict: (road.choices['verdict'] ?? []).slice(0, 4) },
  }
  const diff = checklistDiff(road, changed)
  const of = (name: string): unknown => diff.filter((change) => change.name === name).map((change) => [change.change, ...change.fields])
  assert.deepEqual(of('fresh'), [['added']])
  assert.deepEqual(of('remark'), [['removed']])
  assert.deepEqual(of('walk'), [['changed', 'label', 'place']])
  assert.deepEqual(of('verdict/not_observed'), [['removed']])
  assert.deepEqual(of('main_road'), [['changed', 'title']])
  assert.deepEqual(checklistDiff(road, road), [])
})
