import { mediaFields } from './column-names.ts'
import type { FormDefinition, FormNode, Sheet, Words } from './model.ts'

const textFields = ['relevant', 'required', 'constraint', 'calculation', 'readonly', 'appearance', 'parameters', 'default', 'choice_filter', 'repeat_count', 'trigger'] as const
const wordFields = ['label', 'hint', 'guidance', 'required_message', 'constraint_message'] as const
const headers: Readonly<Record<string, string>> = { guidance: 'guidance_hint', readonly: 'read_only' }
type Cells = Record<string, string>

/** `label::English (en)`; without a language the bare name. */
const put = (cells: Cells, name: string, words: Words | undefined): void => {
  for (const [language, text] of Object.entries(words ?? {})) cells[language === 'default' ? name : `${name}::${language}`] = text
}
const typeOf = (node: FormNode): string => {
  if (node.list === undefined) return node.type
  return `${node.type} ${node.list.replace(/^external:/, '')}${node.or_other ? ' or_other' : ''}`
}
const rowOf = (node: FormNode, type: string): Cells => {
  const cells: Cells = { type, name: node.name }
  for (const field of wordFields) put(cells, headers[field] ?? field, node[field])
  for (const field of textFields) if (node[field] !== undefined) cells[headers[field] ?? field] = node[field]
  for (const field of mediaFields) put(cells, `media::${field}`, node.media?.[field])
  return { ...cells, ...node.extra }
}
const survey = (nodes: readonly FormNode[]): readonly Cells[] =>
  nodes.flatMap((node) => (node.nodes ? [rowOf(node, `begin_${node.kind}`), ...survey(node.nodes), { type: `end_${node.kind}` }] : [rowOf(node, typeOf(node))]))

/** Columns in a steady order: what everybody looks for first, languages side by side in the form's order, unknown ones last. */
const sheetOf = (name: string, rows: readonly Cells[], first: readonly string[], languages: readonly string[]): Sheet => {
  const used = new Set(rows.flatMap((row) => Object.keys(row)))
  const ordered = first.flatMap((column) => [column, ...languages.map((language) => `${column}::${language}`)])
  const columns = [...ordered.filter((column) => used.has(column)), ...[...used].filter((column) => !ordered.includes(column))]
  return { name, rows: [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))] }
}

/** Writes a form as the sheets of an XLSForm workbook; reading them again gives the same form. */
export const writeXlsForm = (form: FormDefinition): readonly Sheet[] => {
  const choiceRows = (external: boolean): readonly Cells[] => Object.entries(form.choices).filter(([list]) => list.startsWith('external:') === external).flatMap(([list, choices]) =>
    choices.map((choice) => {
      const cells: Cells = { list_name: list.replace(/^external:/, ''), name: choice.name }
      put(cells, 'label', choice.label)
      for (const field of mediaFields) put(cells, `media::${field}`, choice.media?.[field])
      return { ...cells, ...choice.extra }
    }))
  const media = mediaFields.map((field) => `media::${field}`)
  const order = ['type', 'name', ...wordFields.map((field) => headers[field] ?? field), ...textFields.map((field) => headers[field] ?? field), ...media]
  const settings: Cells = { form_title: form.title, form_id: form.id, version: form.version, default_language: form.default_language, ...form.settings }
  const external = choiceRows(true)
  return [
    sheetOf('survey', survey(form.nodes), order, form.languages),
    sheetOf('choices', choiceRows(false), ['list_name', 'name', 'label', ...media], form.languages),
    ...(external.length > 0 ? [sheetOf('external_choices', external, ['list_name', 'name', 'label', ...media], form.languages)] : []),
    sheetOf('settings', [settings], Object.keys(settings), []),
  ].map((sheet) => (sheet.rows[0]?.length === 0 ? { name: sheet.name, rows: sheet.name === 'choices' ? [['list_name', 'name', 'label']] : [['type', 'name', 'label']] } : sheet))
}
