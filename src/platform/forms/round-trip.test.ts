import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { readSheets, writeXlsxSheets } from '#platform/documents/index.ts'
import { type Choice, type FormDefinition, type FormNode, languageOf, readXlsForm, type Words, writeXlsForm } from './index.ts'

const languages = ['zh-CN', 'English (en)']
const text = fc.string({ unit: fc.constantFrom('a', 'B', '3', '路', '灯', ' ', '"', "'", '=', ',', '<', '&', '+', '-', '@', '\n'), maxLength: 12 }).map((one) => one.trim()).filter((one) => one !== '' && !one.includes('\u3000'))
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,7}$/)
const words = fc.record({ 'zh-CN': text, 'English (en)': text }, { requiredKeys: ['zh-CN'] }) as fc.Arbitrary<Words>
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const given = <T extends object>(record: T): T => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T

const question = (lists: readonly string[]): fc.Arbitrary<FormNode> => fc.record({
  kind: fc.constant('question' as const), name, type: fc.constantFrom('text', 'integer', 'decimal', 'date', 'time', 'dateTime', 'geopoint', 'image', 'barcode', 'acknowledge'), label: words,
  hint: some(words), relevant: some(fc.constantFrom('1 = 1', "today() > '2026-01-01'")), required: some(fc.constantFrom('yes', 'true()')), constraint: some(fc.constant('. != 3')),
  constraint_message: some(words), appearance: some(fc.constantFrom('multiline', 'numbers')), default: some(fc.constant('7')), readonly: some(fc.constant('yes')),
  extra: fc.dictionary(fc.constantFrom('inspect::weight', 'owner', 'inspect::category'), text), list: fc.option(fc.constantFrom(...lists), { nil: undefined }), or_other: fc.boolean(),
}).map(({ list, or_other, ...rest }) => given({ ...rest, ...(list === undefined ? {} : { type: 'select_one', list, ...(or_other ? { or_other: true } : {}) }) }) as FormNode)
const unique = (nodes: readonly FormNode[]): readonly FormNode[] => {
  const seen = new Set<string>()
  const walk = (list: readonly FormNode[]): readonly FormNode[] => list.flatMap((node) => {
    if (seen.has(node.name)) return []
    seen.add(node.name)
    return [node.nodes ? { ...node, nodes: walk(node.nodes) } : node]
  })
  return walk(nodes)
}
const group = (lists: readonly string[]): fc.Arbitrary<FormNode> => fc.record({
  kind: fc.constantFrom('group' as const, 'repeat' as const), name, label: words, relevant: some(fc.constant('2 > 1')), nodes: fc.array(question(lists), { minLength: 1, maxLength: 4 }),
}).map(({ kind, ...rest }) => given({ ...rest, kind, type: kind, extra: {} }) as FormNode)
const choice: fc.Arbitrary<Choice> = fc.record({ name, label: words, extra: fc.dictionary(fc.constantFrom('city', 'warm'), text) })
const form: fc.Arbitrary<FormDefinition> = fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).chain((lists) => fc.record({
  schema: fc.constant(1 as const), id: name, version: fc.constantFrom('', '3', '2026.1'), title: text, languages: fc.constant(languages), default_language: fc.constant('zh-CN'),
  settings: fc.dictionary(fc.constantFrom('style', 'form_title::en'), text), nodes: fc.array(fc.oneof(question(lists), group(lists)), { minLength: 1, maxLength: 6 }).map(unique),
  choices: fc.tuple(...lists.map(() => fc.uniqueArray(choice, { minLength: 1, maxLength: 4, selector: (one) => one.name }))).map((made) => Object.fromEntries(lists.map((list, i) => [list, made[i] ?? []]))),
}))
/** Languages a form does not use have no column, so reading finds those it does. */
const used = (one: FormDefinition): FormDefinition => {
  const found = JSON.stringify([one.nodes, one.choices])
  return { ...one, languages: languages.filter((language) => found.includes(`"${language}":`)) }
}

test('a form written as sheets and read again is the same form', () => {
  fc.assert(fc.property(form.map(used), (one) => {
    const read = readXlsForm(writeXlsForm(one))
    assert.ok(read.ok, JSON.stringify(!read.ok && read.error))
    assert.deepEqual(read.value.form, JSON.parse(JSON.stringify(one)))
  }), { numRuns: 200 })
})
test('also through the bytes of a workbook', async () => {
  await fc.assert(fc.asyncProperty(form.map(used), async (one) => {
    const bytes = Buffer.concat(await writeXlsxSheets(writeXlsForm(one)).toArray())
    const read = readXlsForm(await readSheets(bytes))
    assert.ok(read.ok, JSON.stringify(!read.ok && read.error))
    assert.deepEqual(read.value.form, JSON.parse(JSON.stringify(one)))
  }), { numRuns: 15 })
})

const sheet = (...rows: readonly (readonly string[])[]) => ({ name: 'survey', rows })
for (const [what, sheets, expected] of [
  ['two forms of one column', [sheet(['type', 'name', 'label', 'relevance', 'relevant'])], ['1 relevant column_twice']],
  ['an end without a begin', [sheet(['type', 'name', 'label'], ['text', 'a', 'A'], ['end_group'])], ['3 type end_without_begin']],
  ['a begin without an end', [sheet(['type', 'name', 'label'], ['begin_repeat', 'a', 'A'], ['text', 'b', 'B'])], ['2 type no_end']],
  ['the end of another', [sheet(['type', 'name', 'label'], ['begin_repeat', 'a', 'A'], ['text', 'b', 'B'], ['end_group'])], ['4 type end_of_another']],
  ['bad, missing and repeated names', [sheet(['type', 'name', 'label'], ['text', '1a', 'A'], ['text', '', 'B'], ['text', 'c', 'C'], ['text', 'c', 'D'])], ['2 name bad_name', '3 name name_missing', '5 name name_twice']],
  ['a list nobody wrote', [sheet(['type', 'name', 'label'], ['select_one yse', 'a', 'A']), { name: 'choices', rows: [['list_name', 'name', 'label'], ['yes', 'x', 'X']] }], ['2 type no_such_list']],
  ['no sheet of choices', [sheet(['type', 'name', 'label'], ['select_one yes', 'a', 'A']), { name: 'choises', rows: [] }], ['0  sheet_missing']],
  ['questions computed from each other', [sheet(['type', 'name', 'label', 'calculation'], ['calculate', 'a', '', '${b} + 1'], ['calculate', 'b', '', '${a} + 1'])], ['2 calculation circular']],
  ['an unknown function and too few arguments', [sheet(['type', 'name', 'label', 'constraint'], ['text', 'a', 'A', 'lenght(.) > 1'], ['text', 'b', 'B', 'if(., 1)'])], ['2 constraint no_such_function', '3 constraint wrong_arguments']],
  ['pulldata', [sheet(['type', 'name', 'label', 'calculation'], ['calculate', 'a', '', "pulldata('f', 'x', 'y', 1)"])], ['2 calculation refused_function']],
  ['a pattern that is none', [sheet(['type', 'name', 'label', 'constraint'], ['text', 'a', 'A', "regex(., '([a')"])], ['2 constraint bad_pattern']],
  ['a question that is not there, in a label', [sheet(['type', 'name', 'label::en'], ['text', 'a', 'Hello ${nobody}'])], ['2 label::en no_such_question']],
  ['a broken expression', [sheet(['type', 'name', 'label', 'relevant'], ['text', 'a', 'A', '1 +'], ['text', 'b', 'B', '(1'], ['text', 'c', 'C', '1 2'], ['text', 'd', 'D', "'x"])],
    ['2 relevant expression_ends_too_soon', '3 relevant expression_ends_too_soon', '4 relevant expression_unexpected', '5 relevant expression_quote_open']],
] as const) {
  test(`a workbook with ${what} is refused where it is`, () => {
    const read = readXlsForm(sheets)
    assert.ok(!read.ok, 'it was taken')
    assert.deepEqual(read.error.map((fault) => `${fault.row} ${fault.column} ${fault.code.replace('forms.', '')}`), expected)
  })
}

test('the language asked for is found by name, by tag in brackets, by its first part, else the default', () => {
  const one = { languages: ['English (en)', '中文', 'Français (fr-CA)'], default_language: '中文' }
  assert.deepEqual(['en', 'en-GB', 'zh-CN', 'fr', 'de', '中文'].map((tag) => languageOf(one, tag)), ['English (en)', 'English (en)', '中文', 'Français (fr-CA)', '中文', '中文'])
})
