import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { readSheets } from '#platform/documents/index.ts'
import { eachNode, type FormDefinition, type FormNode, openForm, readXlsForm, type Sheet, writeXlsForm, xformOf } from './index.ts'

const folder = new URL('../../../../shared/data/xlsform/pyxform/tests/', import.meta.url)
const there = existsSync(folder)
const skip = there ? false : 'the example workbooks of pyxform are not at ../shared/data/xlsform/pyxform'

const markdown = (text: string): readonly Sheet[] => {
  const sheets: { name: string; rows: string[][] }[] = []
  for (const line of text.split('\n').filter((one) => one.trim().startsWith('|'))) {
    const [name = '', ...cells] = line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim())
    if (name !== '') sheets.push({ name, rows: [] })
    if (cells.some((cell) => cell !== '')) sheets.at(-1)?.rows.push(cells)
  }
  return sheets
}
const sheetsOf = async (path: string): Promise<readonly Sheet[]> => {
  const bytes = readFileSync(new URL(path, folder))
  return path.endsWith('.md') ? markdown(bytes.toString('utf8')) : readSheets(bytes)
}
const files = (name: string): readonly string[] =>
  (there ? readdirSync(new URL(`${name}/`, folder)) : []).filter((file) => /\.(xlsx|xls|xlsm|csv|md)$/.test(file)).toSorted().map((file) => `${name}/${file}`)

/** Those that must be refused, with the reason; all others must load. */
const refused: Readonly<Record<string, string>> = {
  'example_xls/bad_calc.xlsx': 'survey!2 forms.expression_quote_open', 'bug_example_xls/bad_calc.xlsx': 'survey!2 forms.expression_quote_open',
  // A table of data beside a form, not a form.
  'example_xls/fruits.csv': 'survey!0 forms.sheet_missing',
  'example_xls/pull_data.xlsx': 'survey!2 forms.refused_function',
  // `set form title` is a type of 2010; nobody reads it any more.
  'example_xls/unknown_question_type.xls': 'survey!2 forms.unknown_type',
  ...Object.fromEntries(['csv', 'md', 'xls', 'xlsx'].flatMap((ext) => [[`example_xls/include.${ext}`, 'survey!3 forms.include'], [`example_xls/include_json.${ext}`, 'survey!2 forms.include']])),
  'bug_example_xls/calculate_without_calculation.xls': 'survey!34 forms.calculation_missing', 'bug_example_xls/duplicate_columns.xlsx': 'survey!1 forms.column_twice',
  'bug_example_xls/extra_columns.xls': 'survey!19999 forms.unknown_type', 'bug_example_xls/group_name_test.xls': 'survey!3 forms.name_missing',
  // `label::English` is no XPath.
  'bug_example_xls/xl_date_ambiguous.xlsx': 'survey!5 forms.expression_bad_character',
}

test('there are the 58 examples and more', { skip }, () => assert.ok(files('example_xls').length >= 58, String(files('example_xls').length)))

for (const path of [...files('example_xls'), ...files('bug_example_xls')]) {
  test(`${path} ${refused[path] ? `is refused: ${refused[path]}` : 'loads, opens, and is the same when written and read again'}`, { skip }, async () => {
    const read = readXlsForm(await sheetsOf(path))
    if (refused[path]) {
      assert.ok(!read.ok)
      assert.ok(read.error.some((fault) => `${fault.sheet}!${fault.row} ${fault.code}` === refused[path]), JSON.stringify(read.error.slice(0, 3)))
      return
    }
    assert.ok(read.ok, JSON.stringify(!read.ok && read.error.slice(0, 3)))
    const { form } = read.value
    const again = readXlsForm(writeXlsForm(form))
    assert.ok(again.ok, JSON.stringify(!again.ok && again.error.slice(0, 3)))
    assert.deepEqual(again.value.form, form)
    const session = openForm(form, { language: 'en', now: Date.UTC(2026, 10, 20) })
    session.validate()
    assert.deepEqual(openForm(form, { language: 'en', now: Date.UTC(2026, 10, 20), answers: session.answers() }).answers(), session.answers())
    assert.match(xformOf(form), /<\/h:html>\n$/)
  })
}

type Bind = Readonly<Record<string, string>>
const entity = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
/** Binds by path below the form's root. */
const bindsOf = (xml: string): ReadonlyMap<string, Bind> => new Map([...xml.matchAll(/<bind\s([^>]*)\/>/g)].map((found) => {
  const bind: Record<string, string> = Object.fromEntries([...(found[1] as string).matchAll(/([\w:]+)="([^"]*)"/g)].map((one) => [one[1] as string, entity(one[2] as string)]))
  return [(bind['nodeset'] ?? '').replace(/^\/[^/]+\//, ''), bind] as const
}))
/** An expression with every path made the name it ends in, so that absolute and relative ones compare. */
const bare = (text: string | undefined): string | undefined => text?.replaceAll(/(?:\/|\.\.\/)[\p{L}\p{N}_./-]*?([\p{L}_][\p{L}\p{N}_-]*)(?![\p{L}\p{N}_/-])/gu, '$1').replaceAll(/\s+/g, '')

const compared: readonly (readonly [expected: string, source: string])[] = [
  ['attribute_columns_test', 'attribute_columns_test.xlsx'], ['default_time_demo', 'default_time_demo.xls'], ['flat_xlsform_test', 'flat_xlsform_test.xlsx'], ['or_other', 'or_other.xlsx'],
  ['repeat_date_test', 'repeat_date_test.xls'], ['survey_no_name', 'survey_no_name.xlsx'], ['table-list', 'table-list.xls'], ['widgets', 'widgets.xls'], ['xlsform_spec_test', 'xlsform_spec_test.xlsx'],
  ['xml_escaping', 'xml_escaping.xls'],
]
for (const [expected, source] of compared) {
  test(`the XForm of ${source} has the nodes, conditions, constraints and calculations of pyxform's`, { skip }, async () => {
    const theirs = bindsOf(readFileSync(new URL(`test_expected_output/${expected}.xml`, folder), 'utf8'))
    const read = readXlsForm(await sheetsOf(`example_xls/${source}`))
    assert.ok(read.ok, JSON.stringify(!read.ok && read.error.slice(0, 3)))
    const ours = bindsOf(xformOf(read.value.form))
    // pyxform adds helpers of its own (counters of repeats, headings of table lists) and binds no trigger. `flat` forms leave their groups out of the paths.
    const flat = source.startsWith('flat')
    const at = (path: string): string => (flat ? (path.split('/').at(-1) ?? path) : path)
    const own = (path: string): boolean => !/(^|\/)(orx:)?meta\//.test(path) && !/generated_|reserved_name_for_field_list_labels|_count$|^my_trigger$/.test(path)
    const leaves = (binds: ReadonlyMap<string, Bind>): readonly string[] => [...binds].filter(([path, bind]) => own(path) && (bind['type'] ?? ours.get(path)?.['type']) !== undefined).map(([path]) => at(path)).toSorted()
    assert.deepEqual(leaves(ours), leaves(theirs))
    const byPlace = new Map([...ours].map(([path, bind]) => [at(path), bind]))
    for (const [path, their] of theirs) {
      // A flat form's groups are nowhere, so their condition stands on what they held.
      if (!own(path) || flat) continue
      const our = byPlace.get(at(path))
      for (const name of ['relevant', 'constraint', 'calculate'] as const) assert.equal(bare(our?.[name]), bare(their[name]), `${path} ${name}`)
      assert.equal(our?.['required'] ?? 'false()', their['required'] ?? 'false()', `${path} required`)
    }
  })
}

const names = (form: FormDefinition): readonly string[] => {
  const found: string[] = []
  eachNode(form.nodes, (node: FormNode) => found.push(node.name))
  return found
}
test('one form in four file formats is one form', { skip }, async () => {
  for (const name of ['group', 'loop', 'text_and_integer', 'yes_or_no_question', 'specify_other']) {
    const forms = await Promise.all(['csv', 'md', 'xls', 'xlsx'].map(async (ext) => readXlsForm(await sheetsOf(`example_xls/${name}.${ext}`))))
    const read = forms.map((form) => (form.ok ? names(form.value.form).join(' ') : JSON.stringify(form.error)))
    assert.equal(new Set(read).size, 1, `${name}: ${read.join(' | ')}`)
  }
})
