import assert from 'node:assert/strict'
import test from 'node:test'
import { type FormDefinition, type FormSession, type NodeView, openForm, readXlsForm } from './index.ts'

const formOf = (survey: readonly (readonly string[])[], choices: readonly (readonly string[])[] = [], settings: readonly (readonly string[])[] = []): FormDefinition => {
  const read = readXlsForm([{ name: 'survey', rows: survey }, { name: 'choices', rows: choices }, { name: 'settings', rows: settings }])
  assert.ok(read.ok, JSON.stringify(!read.ok && read.error))
  return read.value.form
}
const open = (form: FormDefinition, options: Partial<Parameters<typeof openForm>[1]> = {}): FormSession => openForm(form, { language: 'en', now: Date.UTC(2026, 10, 20, 2), ...options })
const paths = (nodes: readonly NodeView[]): readonly string[] => nodes.flatMap((node) => [node.path, ...paths(node.nodes), ...node.instances.flatMap((one) => paths(one.nodes))])
const nodeAt = (session: FormSession, path: string): NodeView => {
  const look = (nodes: readonly NodeView[]): NodeView | undefined => {
    for (const node of nodes) {
      const found = node.path === path ? node : (look(node.nodes) ?? node.instances.map((one) => look(one.nodes)).find(Boolean))
      if (found) return found
    }
    return undefined
  }
  return look(session.view()) ?? assert.fail(`nothing at ${path}`)
}

test('what is not relevant is not shown, not answered and not required, and comes back as it was', () => {
  const session = open(formOf([
    ['type', 'name', 'label', 'relevant', 'required'], ['select_one yn', 'dog', 'Dog?', '', 'yes'], ['begin_group', 'about', 'About', "${dog} = 'yes'", ''],
    ['text', 'name', 'Its name', '', 'yes'], ['end_group', '', '', '', ''], ['calculate', 'shout', '', '', ''],
  ].map((row, i) => [...row, i === 0 ? 'calculation' : i === 5 ? "concat(${name}, '!')" : '']), [['list_name', 'name', 'label'], ['yn', 'yes', 'Yes'], ['yn', 'no', 'No']]))
  assert.deepEqual(paths(session.view()), ['dog'])
  assert.deepEqual(session.validate().map((error) => [error.path, error.code]), [['dog', 'required']])
  session.set('dog', 'yes')
  session.set('about/name', 'Rex')
  assert.deepEqual(session.answers(), { dog: 'yes', about: { name: 'Rex' }, shout: 'Rex!' })
  session.set('dog', 'no')
  assert.deepEqual(session.answers(), { dog: 'no', shout: '!' })
  assert.deepEqual(session.validate(), [])
  session.set('dog', 'yes')
  assert.deepEqual(session.answers()['about'], { name: 'Rex' })
})

test('cascading choices follow the question before them and drop an answer that is not offered any more', () => {
  const session = open(formOf([['type', 'name', 'label', 'choice_filter'], ['select_one city', 'city', 'City', ''], ['select_multiple part', 'parts', 'Parts', 'city = ${city}']],
    [['list_name', 'name', 'label', 'city'], ['city', 'bj', 'Beijing', ''], ['city', 'sh', 'Shanghai', ''], ['part', 'a', 'A', 'bj'], ['part', 'b', 'B', 'bj'], ['part', 'c', 'C', 'sh']]))
  session.set('city', 'bj')
  assert.deepEqual(nodeAt(session, 'parts').choices.map((choice) => choice.name), ['a', 'b'])
  session.set('parts', ['a', 'b'])
  session.set('city', 'sh')
  assert.deepEqual(nodeAt(session, 'parts').choices.map((choice) => choice.name), ['c'])
  assert.deepEqual(session.answers(), { city: 'sh' })
})

test('a repeat sees its own row, sums see all rows, and rows can be added and removed', () => {
  const session = open(formOf([
    ['type', 'name', 'label', 'calculation'], ['begin_repeat', 'shop', 'Shop', ''], ['integer', 'seats', 'Seats', ''], ['calculate', 'twice', '', '${seats} * 2'], ['calculate', 'nth', '', 'position(..)'],
    ['end_repeat', '', '', ''], ['calculate', 'total', '', 'sum(${twice})'],
  ]))
  session.addInstance('shop')
  session.set('shop[0]/seats', 3)
  session.set('shop[1]/seats', '4')
  assert.deepEqual(session.answers(), { shop: [{ seats: 3, twice: '6', nth: '1' }, { seats: 4, twice: '8', nth: '2' }], total: '14' })
  session.removeInstance('shop', 0)
  assert.deepEqual(session.answers(), { shop: [{ seats: 4, twice: '8', nth: '1' }], total: '8' })
  session.removeInstance('shop', 0)
  assert.deepEqual(session.answers(), { total: '0' })
})

test('a repeat counted by the form has as many rows as it says', () => {
  const session = open(formOf([['type', 'name', 'label', 'repeat_count'], ['integer', 'n', 'How many', ''], ['begin_repeat', 'one', 'One', '${n}'], ['text', 'name', 'Name', ''], ['end_repeat', '', '', '']]))
  assert.deepEqual(nodeAt(session, 'one').instances.length, 0)
  session.set('n', 3)
  session.set('one[2]/name', 'c')
  assert.equal(nodeAt(session, 'one').instances.length, 3)
  assert.equal(nodeAt(session, 'one').can_change_instances, false)
  session.addInstance('one')
  session.set('n', 1)
  assert.deepEqual(session.answers(), { n: 1, one: [{}] })
})

test('answers taken out and put in again are the same, defaults are not filled in twice', () => {
  const form = formOf([
    ['type', 'name', 'label', 'default'], ['text', 'a', 'A', 'given'], ['date', 'd', 'D', 'today()'], ['geopoint', 'p', 'P', ''], ['image', 'i', 'I', ''], ['select_multiple c', 'm', 'M', ''],
    ['begin_repeat', 'r', 'R', ''], ['decimal', 'x', 'X', '1.5'], ['end_repeat', '', '', ''], ['acknowledge', 'k', 'K', ''],
  ], [['list_name', 'name', 'label'], ['c', 'x', 'X'], ['c', 'y', 'Y']])
  const first = open(form)
  assert.deepEqual(first.answers(), { a: 'given', d: '2026-11-20', r: [{ x: 1.5 }] })
  first.set('a', '')
  first.set('p', { lon: 116.4, lat: 39.9, accuracy_m: 8 })
  first.set('i', { photo_ids: ['one', 'two'] })
  first.set('m', ['x', 'y'])
  first.set('k', true)
  first.addInstance('r')
  first.set('r[1]/x', '')
  const kept = JSON.parse(JSON.stringify(first.answers())) as Record<string, unknown>
  assert.deepEqual(kept, {
    d: '2026-11-20', p: { lon: 116.4, lat: 39.9, accuracy_m: 8, altitude_m: 0 }, i: { photo_ids: ['one', 'two'] }, m: ['x', 'y'], r: [{ x: 1.5 }, {}], k: true,
  })
  assert.deepEqual(open(form, { answers: kept }).answers(), kept)
})

test('constraints, types and choices are judged with the form’s own words, and only once touched or asked for', () => {
  const session = open(formOf([
    ['type', 'name', 'label', 'constraint', 'constraint_message::en', 'constraint_message::zh'], ['integer', 'n', 'N', '. >= 0 and . <= 10', 'Ten at most', '最多十'],
    ['select_one c', 's', 'S', '', '', ''], ['date', 'd', 'D', '', '', ''],
  ], [['list_name', 'name', 'label'], ['c', 'x', 'X']]))
  session.set('n', '12')
  assert.deepEqual(nodeAt(session, 'n').errors, [{ path: 'n', code: 'constraint', message: 'Ten at most' }])
  session.setLanguage('zh-CN')
  assert.equal(nodeAt(session, 'n').errors[0]?.message, '最多十')
  session.set('n', 'many')
  session.set('s', 'z')
  session.set('d', '2026-02-30')
  assert.deepEqual(session.validate().map((error) => [error.path, error.code]), [['n', 'type'], ['s', 'choice'], ['d', 'type']])
})

test('labels carry answers, in the language asked for, else in the default one', () => {
  const session = open(formOf([['type', 'name', 'label::English (en)', 'label::中文 (zh)'], ['text', 'who', 'Who?', '谁？'], ['note', 'hello', 'Hello ${who}', '你好，${who}'], ['text', 'only', 'English only', '']],
    [], [['default_language'], ['English (en)']]), { language: 'zh-CN' })
  session.set('who', '李')
  assert.equal(nodeAt(session, 'hello').label, '你好，李')
  assert.equal(nodeAt(session, 'only').label, 'English only')
  session.setLanguage('en')
  assert.equal(nodeAt(session, 'hello').label, 'Hello 李')
})

test('or_other adds a choice and a question behind it', () => {
  const session = open(formOf([['type', 'name', 'label'], ['select_one c or_other', 's', 'S']], [['list_name', 'name', 'label'], ['c', 'x', 'X']]))
  assert.deepEqual(nodeAt(session, 's').choices.map((choice) => choice.name), ['x', 'other'])
  session.set('s', 'other')
  session.set('s_other', 'mine')
  assert.deepEqual(session.answers(), { s: 'other', s_other: 'mine' })
})

test('a trigger sets a question when another changes, and lets it be changed afterwards', () => {
  const session = open(formOf([['type', 'name', 'label', 'trigger', 'calculation'], ['text', 'a', 'A', '', ''], ['text', 'b', 'B', '${a}', "concat(${a}, '?')"]]))
  session.set('a', 'x')
  assert.equal(session.answers()['b'], 'x?')
  session.set('b', 'own')
  assert.equal(session.answers()['b'], 'own')
  session.set('a', 'y')
  assert.equal(session.answers()['b'], 'y?')
})

test('the view is one object until something changes, and listeners hear of it', () => {
  const session = open(formOf([['type', 'name', 'label'], ['text', 'a', 'A']]))
  let heard = 0
  const stop = session.subscribe(() => heard++)
  const before = session.view()
  assert.equal(session.view(), before)
  session.set('a', 'x')
  assert.notEqual(session.view(), before)
  assert.equal(heard, 1)
  stop()
  session.set('a', 'y')
  session.set('no/such[3]/path', 1)
  assert.equal(heard, 1)
})

test('a checklist of 400 questions with conditions settles within a frame or two', () => {
  const rows: string[][] = [['type', 'name', 'label', 'relevant', 'calculation']]
  for (let i = 0; i < 200; i++) rows.push(['integer', `q${i}`, `Q ${i}`, i === 0 ? '' : `\${q${i - 1}} >= 0`, ''], ['calculate', `c${i}`, '', '', `coalesce(\${q${i}}, 0) + ${i === 0 ? '0' : `\${c${i - 1}}`}`])
  const session = open(formOf(rows))
  const started = performance.now()
  for (let i = 0; i < 20; i++) session.set(`q${i}`, i)
  assert.equal(session.answers()['c19'], '190')
  assert.ok((performance.now() - started) / 20 < 100, `${(performance.now() - started) / 20} ms a change`)
})
