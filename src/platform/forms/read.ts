import { err, ok } from '#base/results.ts'
import { checkForm, type ExpressionField } from './check.ts'
import type { Choice, FormDefinition, FormFault, FormNode, ReadForm, Sheet } from './model.ts'
import { nearest } from './question-types.ts'
import { readChoices } from './read-choices.ts'
import { type Origin, readSurvey } from './read-survey.ts'
import { rowsOf } from './sheet-rows.ts'

const sheetNames = ['survey', 'choices', 'settings', 'external_choices', 'entities', 'osm'] as const
const settingsNames: Readonly<Record<string, 'title' | 'id' | 'version' | 'default_language'>> = {
  form_title: 'title', title: 'title', set_form_title: 'title', form_id: 'id', id_string: 'id', set_form_id: 'id', version: 'version', default_language: 'default_language',
}
const clean = (text: string | undefined): string => (text ?? '').trim()

const readSettings = (sheet: Sheet | undefined): { readonly found: Readonly<Record<string, string>>; readonly rest: Readonly<Record<string, string>> } => {
  const filled = sheet?.rows.filter((row) => row.some((cell) => clean(cell) !== '')) ?? []
  const found: Record<string, string> = {}, rest: Record<string, string> = {}
  for (const [index, header] of (filled[0] ?? []).entries()) {
    const value = clean(filled[1]?.[index])
    if (clean(header) === '' || value === '') continue
    const known = settingsNames[clean(header).toLowerCase().replaceAll(/\s+/g, '_')]
    if (known) found[known] ??= value
    else rest[clean(header)] = value
  }
  return { found, rest }
}

/**
 * Reads the sheets of an XLSForm workbook (https://xlsform.org). All faults are told at once, each with sheet, row and column; a form
 * comes back only when there are none. Warnings do not stop it.
 */
export const readXlsForm = (sheets: readonly Sheet[]): ReadForm => {
  const sheetOf = (name: (typeof sheetNames)[number]): Sheet | undefined => sheets.find((sheet) => sheet.name.trim().toLowerCase() === name)
  const missing = (name: string, params: FormFault['params'] = {}): FormFault => ({ sheet: name, row: 0, column: '', value: null, code: 'forms.sheet_missing', params: { name, ...params } })
  // One sheet alone is the survey, whatever its name.
  const only = sheets.length === 1 && sheets[0]?.rows.some((row) => row.some((cell) => clean(cell).toLowerCase() === 'type')) ? sheets[0] : undefined
  const surveySheet = sheetOf('survey') ?? only
  const names = sheets.map((sheet) => sheet.name).join(', ')
  if (!surveySheet) return err([missing('survey', { sheets: names })])
  const { found, rest } = readSettings(sheetOf('settings'))
  const survey = rowsOf(surveySheet)
  const choicesSheet = sheetOf('choices'), externalSheet = sheetOf('external_choices')
  const choiceRows = rowsOf(choicesSheet ?? { name: 'choices', rows: [] }), externalRows = rowsOf(externalSheet ?? { name: 'external_choices', rows: [] })
  const duplicates = /^(yes|true)$/i.test(rest['allow_choice_duplicates'] ?? '')
  const choices = readChoices(choiceRows, duplicates), external = readChoices(externalRows, true)
  const read = readSurvey(survey, choices.lists, external.lists)
  const warnings: FormFault[] = [...choices.warnings, ...external.warnings, ...read.warnings]
  let faults: readonly FormFault[] = [...choices.faults, ...external.faults, ...read.faults]
  // A select without its sheet is one fault, not one for every question.
  if (!choicesSheet && faults.some((fault) => fault.code === 'forms.no_such_list')) {
    const near = nearest('choices', sheets.map((sheet) => sheet.name).filter((name) => !(sheetNames as readonly string[]).includes(name.toLowerCase())))
    faults = [missing('choices', { sheets: names, near }), ...faults.filter((fault) => fault.code !== 'forms.no_such_list')]
  }
  for (const sheet of sheets) if (['entities', 'osm'].includes(sheet.name.trim().toLowerCase())) {
    warnings.push({ sheet: sheet.name, row: 0, column: '', value: null, code: 'forms.sheet_passed_over', params: { name: sheet.name } })
  }
  const languages = [...new Set([...survey.languages, ...choiceRows.languages, ...externalRows.languages])]
  const lists: Record<string, readonly Choice[]> = Object.fromEntries(choices.lists)
  for (const [name, list] of external.lists) lists[`external:${name}`] = list
  const id = found['id'] ?? 'data'
  const form: FormDefinition = {
    schema: 1, id, version: found['version'] ?? '', title: found['title'] ?? id, languages,
    default_language: found['default_language'] ?? languages[0] ?? 'default', settings: rest, nodes: read.nodes, choices: lists,
  }
  const all = faults.length > 0 && read.nodes.length === 0 ? faults : [...faults, ...expressionFaults(form, read.origins)]
  return all.length > 0 ? err(all.toSorted((a, b) => a.sheet.localeCompare(b.sheet) * -1 || a.row - b.row)) : ok({ form, warnings, places: Object.fromEntries([...read.origins].map(([node, { sheet, row }]) => [node.name, { sheet, row: row.row }])) })
}

const expressionFaults = (form: FormDefinition, origins: ReadonlyMap<FormNode, Origin>): readonly FormFault[] =>
  checkForm(form).flatMap(({ node, field, value, code, params }) => {
    const origin = origins.get(node) ?? [...origins].find(([known]) => known.name === node.name)?.[1]
    const column: Exclude<ExpressionField, 'type'> | 'type' = field
    return origin ? [{ sheet: origin.sheet, row: origin.row.row, column: origin.row.header(column), value, code: `forms.${code}`, params }] : []
  })
