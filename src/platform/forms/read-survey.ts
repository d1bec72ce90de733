import type { Choice, FormFault, FormNode, Words } from './model.ts'
import { emptyTypes, machineTypes, nearest, readType, type ReadType } from './question-types.ts'
import { mediaOf } from './read-choices.ts'
import type { Row, Rows } from './sheet-rows.ts'

type Grown = { -readonly [K in keyof FormNode]: FormNode[K] } & { nodes?: FormNode[] }
/** Where a node was written, for faults found later. */
export type Origin = { readonly row: Row; readonly sheet: string }
export type ReadSurvey = {
  readonly nodes: readonly FormNode[]
  readonly origins: ReadonlyMap<FormNode, Origin>
  readonly faults: readonly FormFault[]
  readonly warnings: readonly FormFault[]
}
type Lists = ReadonlyMap<string, readonly Choice[]>

/** XML 1.0 NCName: what a name can be in every program that reads XForms. */
const goodName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u
const some = (words: Words): boolean => Object.keys(words).length > 0
const off = /^(yes|true|1)$/i

const optional = (row: Row): Partial<Grown> => {
  const made: Record<string, unknown> = {}
  for (const field of ['relevant', 'required', 'constraint', 'calculation', 'readonly', 'appearance', 'parameters', 'default', 'choice_filter', 'repeat_count', 'trigger'] as const) {
    const text = row.text(field)
    if (text !== '') made[field] = text
  }
  for (const field of ['hint', 'guidance', 'required_message', 'constraint_message'] as const) {
    const words = row.words(field)
    if (some(words)) made[field] = words
  }
  const media = mediaOf(row.words)
  return { ...made, ...(media ? { media } : {}) } as Partial<Grown>
}

/** `begin loop over list`: the same questions once for every choice, `%(label)s` and `%(name)s` filled in. */
const looped = (nodes: readonly FormNode[], choice: Choice): readonly FormNode[] => {
  const filled = (text: string, label: string): string => text.replaceAll('%(label)s', label).replaceAll('%(name)s', choice.name)
  const words = (of: Words): Words => Object.fromEntries(Object.entries(of).map(([language, text]) => [language, filled(text, choice.label[language] ?? choice.name)]))
  return nodes.map((node) => ({ ...node, label: words(node.label), ...(node.hint ? { hint: words(node.hint) } : {}), ...(node.nodes ? { nodes: looped(node.nodes, choice) } : {}) }))
}

/** Questions, groups and repeats of the survey sheet, each with where it stands. */
export const readSurvey = ({ sheet, rows, columns, faults: before }: Rows, lists: Lists, external: Lists): ReadSurvey => {
  const faults: FormFault[] = [...before], warnings: FormFault[] = []
  const origins = new Map<FormNode, Origin>()
  const top: FormNode[] = []
  const open: { readonly what: 'group' | 'repeat' | 'loop'; readonly list: string; readonly row: Row; readonly nodes: FormNode[] }[] = []
  let notes = 0
  const fault = (row: Row, column: string, value: string | null, code: string, params: FormFault['params'] = {}): void =>
    void faults.push({ sheet, row: row.row, column, value, code: `forms.${code}`, params })
  const warn = (row: Row, column: string, value: string | null, code: string): void => void warnings.push({ sheet, row: row.row, column, value, code: `forms.${code}`, params: {} })
  const siblings = (): FormNode[] => open.at(-1)?.nodes ?? top

  const nameOf = (row: Row, type: string): string => {
    const name = row.text('name')
    if (name === '' && type === 'note') return `generated_note_name_${++notes}`
    if (name === '') fault(row, row.header('name'), null, 'name_missing')
    else if (!goodName.test(name)) fault(row, row.header('name'), name, 'bad_name')
    else if (siblings().some((node) => node.name === name)) fault(row, row.header('name'), name, 'name_twice')
    return name
  }
  const put = (row: Row, node: Grown): void => {
    siblings().push(node)
    origins.set(node, { row, sheet })
  }
  const listFault = (row: Row, type: Extract<ReadType, { is: 'select' }>): void => {
    const among = type.type === 'select_one_external' ? external : lists
    if (type.list.startsWith('${') || type.type.endsWith('_from_file') || among.has(type.list)) return
    fault(row, row.header('type'), type.list, 'no_such_list', { near: nearest(type.list, [...among.keys()]), lists: [...among.keys()].join(', ') })
  }
  const question = (row: Row, type: Extract<ReadType, { is: 'select' | 'plain' }>): void => {
    const kind = type.type === 'note' ? 'note' : machineTypes.has(type.type) ? 'calculate' : 'question'
    const node: Grown = { kind, name: nameOf(row, type.type), type: type.type, label: row.words('label'), ...optional(row), extra: row.extra }
    if (type.is === 'select') {
      listFault(row, type)
      node.list = type.type === 'select_one_external' ? `external:${type.list}` : type.list
      if (type.orOther) node.or_other = true
      if (type.orOther && node.choice_filter !== undefined) fault(row, row.header('choice_filter'), node.choice_filter, 'other_with_filter')
      if (type.type.endsWith('_from_file')) warn(row, row.header('type'), type.list, 'file_not_here')
      const spaced = (lists.get(type.list) ?? []).find((choice) => /\s/.test(choice.name))
      if (spaced && type.type === 'select_multiple') fault(row, row.header('type'), spaced.name, 'space_in_choice', { list: type.list })
    }
    if (type.type === 'calculate' && node.calculation === undefined && node.default === undefined) fault(row, row.header('calculation'), null, 'calculation_missing')
    if (kind !== 'calculate' && !some(node.label) && !node.hint && !node.media) warn(row, row.header('label'), null, 'no_label')
    if (emptyTypes.has(type.type)) warn(row, row.header('type'), row.text('type'), 'cannot_be_filled')
    put(row, node)
  }
  const begin = (row: Row, { what, list }: Extract<ReadType, { is: 'begin' }>): void => {
    const nodes: FormNode[] = []
    if (what === 'loop' && !lists.has(list)) fault(row, row.header('type'), list, 'no_such_list', { near: nearest(list, [...lists.keys()]), lists: [...lists.keys()].join(', ') })
    const kind = what === 'repeat' ? 'repeat' : 'group'
    put(row, { kind, name: nameOf(row, what), type: kind, label: row.words('label'), ...optional(row), extra: row.extra, nodes })
    open.push({ what, list, row, nodes })
  }
  const end = (row: Row, what: 'group' | 'repeat' | 'loop'): void => {
    const last = open.pop()
    if (!last) return fault(row, row.header('type'), row.text('type'), 'end_without_begin')
    if (last.what !== what) fault(row, row.header('type'), row.text('type'), 'end_of_another', { begin: last.what, row: last.row.row, name: last.row.text('name') })
    if (last.nodes.length === 0) warn(last.row, last.row.header('type'), last.row.text('name'), 'empty_group')
    if (last.what !== 'loop') return
    const once = last.nodes.splice(0)
    for (const choice of lists.get(last.list) ?? []) {
      const copies = looped(once, choice)
      copies.forEach((copy) => origins.set(copy, { row: last.row, sheet }))
      const group: Grown = { kind: 'group', name: choice.name, type: 'group', label: choice.label, extra: {}, nodes: [...copies] }
      origins.set(group, { row: last.row, sheet })
      last.nodes.push(group)
    }
  }

  if (!columns.some((column) => column.field === 'type')) {
    faults.push({ sheet, row: 1, column: 'type', value: null, code: 'forms.column_missing', params: { column: 'type' } })
    return { nodes: [], origins, faults, warnings }
  }
  for (const row of rows) {
    if (row.empty || off.test(row.text('disabled'))) continue
    const text = row.text('type')
    if (text === '') {
      if (row.text('name') === '' && !some(row.words('label'))) warn(row, row.header('type'), null, 'remark_row')
      else fault(row, row.header('type'), null, 'type_missing')
      continue
    }
    const type = readType(text)
    if (type.is === 'begin') begin(row, type)
    else if (type.is === 'end') end(row, type.what)
    else if (type.is === 'include') fault(row, row.header('type'), text, 'include')
    else if (type.is === 'unknown') fault(row, row.header('type'), text, 'unknown_type', { near: type.near })
    else question(row, type)
  }
  for (const { row, what } of open) fault(row, row.header('type'), row.text('name'), 'no_end', { what })
  if (top.length === 0 && faults.length === 0) faults.push({ sheet, row: 1, column: 'type', value: null, code: 'forms.empty_survey', params: {} })
  return { nodes: top, origins, faults, warnings }
}
