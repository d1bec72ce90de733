import assert from 'node:assert/strict'
import test from 'node:test'
import { type FormDefinition, openForm } from './index.ts'

/** What an expression comes to in a form with a few questions, at 2026-11-20 10:30 in Beijing. */
const valueOf = (calculation: string, answers: Record<string, unknown> = {}): unknown => {
  const q = (name: string, type: string, list?: string): FormDefinition['nodes'][number] => ({ kind: 'question', name, type, ...(list ? { list } : {}), label: {}, extra: {} })
  const form: FormDefinition = {
    schema: 1, id: 'f', version: '', title: '', languages: [], default_language: 'default', settings: {},
    nodes: [
      q('n', 'decimal'), q('t', 'text'), q('d', 'date'), q('many', 'select_multiple', 'colours'), q('one', 'select_one', 'colours'), q('place', 'geopoint'),
      { kind: 'repeat', name: 'rows', type: 'repeat', label: {}, extra: {}, nodes: [q('amount', 'integer'), q('who', 'text')] },
      { kind: 'calculate', name: 'result', type: 'calculate', label: {}, calculation, extra: {} },
    ],
    choices: { colours: [{ name: 'red', label: { default: 'Red' }, extra: { warm: 'yes' } }, { name: 'blue', label: { default: 'Blue' }, extra: { warm: 'no' } }] },
  }
  return openForm(form, { answers: { t: 'x', ...answers }, language: 'en', now: Date.UTC(2026, 10, 20, 2, 30) }).answers()['result'] ?? ''
}
const rows = { rows: [{ amount: 3, who: 'a' }, { amount: 4 }, { amount: 5, who: 'c' }] }
const many = { many: ['red', 'blue'], one: 'red' }

for (const [expression, expected, answers] of [
  ['1 + 2 * 3', '7'], ['(1 + 2) * 3', '9'], ['7 mod 3', '1'], ['-7 mod 3', '-1'], ['10 div 4', '2.5'], ['1 div 0', 'Infinity'], ['- 3 + 5', '2'], ['2 - -3', '5'],
  ['1 = 1 and 2 > 1', 'true'], ['1 > 2 or 3 >= 3', 'true'], ["'a' != 'b'", 'true'], ['1 < 2 = true()', 'true'], ["not('')", 'true'],
  ["if(${n} > 5, 'big', 'small')", 'big', { n: 6 }], ["if(${n} > 5, 'big', 'small')", 'small'], ['coalesce(${n}, 9)', '9'], ['coalesce(${n}, 9)', '4', { n: 4 }],
  ["concat('a', 1, 'b')", 'a1b'], ["string-length('汉字')", '2'], ["substr('hello', 1, 3)", 'el'], ["substring('12345', 2, 3)", '234'], ["substring('12345', 1.5, 2.6)", '234'],
  ["translate('bar', 'abc', 'AB')", 'BAr'], ["normalize-space('  a  b ')", 'a b'], ["contains('abc', 'bc')", 'true'], ["starts-with('abc', 'b')", 'false'], ["substring-before('1999/04', '/')", '1999'],
  ["regex('13800138000', '1[0-9]{10}')", 'true'], ["regex('x13800138000', '1[0-9]{10}')", 'false'], ["regex('abc', 'b')", 'false'],
  ['round(2.5)', '3'], ['round(-2.5)', '-2'], ['round(1.005, 2)', '1.01'], ['round(1234.5, -2)', '1200'], ['int(-3.7)', '-3'], ['floor(-1.2)', '-2'], ['ceiling(1.2)', '2'], ['pow(2, 10)', '1024'], ['abs(-3)', '3'],
  ['min(3, 1, 2)', '1'], ['max(${amount})', '5', rows], ['sum(${amount})', '12', rows], ['count(${rows})', '3', rows], ['count-non-empty(${who})', '2', rows],
  ['join(\', \', ${amount})', '3, 4, 5', rows], ['indexed-repeat(${amount}, ${rows}, 2)', '4', rows], ['sum(${rows}[position() > 1]/amount)', '9', rows], ['${rows}[2]/amount', '4', rows],
  ["count(${rows}[amount >= 4])", '2', rows], ['sum(/f/rows/amount)', '12', rows],
  ["selected(${many}, 'blue')", 'true', many], ["selected(${many}, 'blu')", 'false', many], ['count-selected(${many})', '2', many], ['selected-at(${many}, 1)', 'blue', many],
  ["jr:choice-name(${one}, '${one}')", 'Red', many], ["instance('colours')/root/item[name = ${one}]/warm", 'yes', many], ["count(instance('colours')/root/item)", '2'],
  ['today()', '2026-11-20'], ["format-date(today(), '%Y/%n/%e %a')", '2026/11/20 Fri'], ["format-date-time(now(), '%H:%M')", '10:30'], ["date('2026-11-30') > today()", 'true'],
  ['${d} <= today()', 'true', { d: '2026-11-20' }], ['${d} < today()', 'false', { d: '2026-11-20' }], ['date(today() + 10)', '2026-11-30'], ["int((today() - date('2026-01-01')))", '323'],
  ["decimal-date-time('1970-01-02T08:00:00+08:00')", '1'], ["decimal-time('06:00:00.000+08:00')", '0.25'],
  ["number('12.50')", '12.5'], ["number('')", ''], ['string(0.1 + 0.2)', '0.30000000000000004'], ['boolean-from-string(\'TRUE\')', 'true'], ['${n} = \'\'', 'true'], 
  ["checklist(2, 3, true(), false(), true())", 'true'], ["weighted-checklist(5, 9, true(), 3, true(), 4, false(), 9)", 'true'],
  ["distance('0 0 0 0; 0 1 0 0')", '111318.85'], ["area('0 0;0 1;1 1;1 0') > 12000000000", 'true'], ["once('first')", 'first'], ['position(..)', '1'],
  ['“a” = ‘a’', 'true'], ['if(true(),1,2)+1', '2'], ['../n + 1', '5', { n: 4 }], ['current()/../n', '4', { n: 4 }],
] as const) {
  test(`${expression} is ${expected}${answers ? ` where ${JSON.stringify(answers)}` : ''}`, () => assert.equal(valueOf(expression, answers), expected))
}

test('a random number and a unique id come from the chance handed in, and once() keeps them', () => {
  const form: FormDefinition = {
    schema: 1, id: 'f', version: '', title: '', languages: [], default_language: 'default', settings: {}, choices: {}, nodes: [
      { kind: 'question', name: 'a', type: 'text', label: {}, extra: {} }, { kind: 'calculate', name: 'id', type: 'calculate', label: {}, calculation: 'once(uuid())', extra: {} },
    ],
  }
  let n = 0
  const session = openForm(form, { language: 'en', now: 0, random: () => (n++ % 16) / 16 })
  const first = session.answers()['id']
  assert.match(String(first), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  session.set('a', 'x')
  assert.equal(session.answers()['id'], first)
})
