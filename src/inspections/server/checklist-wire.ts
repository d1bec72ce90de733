import { type Static, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import type { FormFault } from '#platform/forms/index.ts'
import { type Locale, sentenceOf } from '#platform/i18n/index.ts'
import type { ChecklistRow, ChecklistVersionRow } from '../store/checklists.ts'
import { Nullable, words } from './planning-wire.ts'

export const ChecklistVersionWire = Type.Object({
  id: Type.String(), version: Type.Integer(), state: words(['draft', 'published', 'retired'] as const), title: Type.String(), title_en: Nullable(Type.String()), source_name: Nullable(Type.String()),
  created_at: Type.String(), created_by_name: Nullable(Type.String()), published_at: Nullable(Type.String()), published_by_name: Nullable(Type.String()), questions: Type.Integer(), items: Type.Integer(),
})
export const checklistVersionWire = (v: ChecklistVersionRow): Static<typeof ChecklistVersionWire> => ({
  id: v.id, version: v.version, state: v.state, title: v.title, title_en: v.title_en, source_name: v.source_name, created_at: toIso(v.created_at), created_by_name: v.created_by_name,
  published_at: v.published_at === null ? null : toIso(v.published_at), published_by_name: v.published_by_name, questions: v.questions, items: v.items,
})
/** A checklist with its versions, newest first. */
export const ChecklistWire = Type.Object({
  id: Type.String(), code: Type.String(), retired_at: Nullable(Type.String()), programmes: Type.Integer(), visits: Type.Integer(), versions: Type.Array(ChecklistVersionWire),
})
export const checklistWire = (c: ChecklistRow, versions: readonly ChecklistVersionRow[]): Static<typeof ChecklistWire> => ({
  id: c.id, code: c.code, retired_at: c.retired_at === null ? null : toIso(c.retired_at), programmes: c.programmes, visits: c.visits,
  versions: versions.filter((version) => version.checklist_id === c.id).map(checklistVersionWire),
})

export const FormFaultWire = Type.Object({ sheet: Type.String(), row: Type.Integer(), column: Type.String(), value: Nullable(Type.String()), code: Type.String(), message: Type.String() })
/** What is wrong and what to do; where a word is nearly a known one, that too. */
const told = (locale: Locale, { code, value, sheet, row, column, params }: FormFault): string => {
  const say = sentenceOf(locale)
  const sentence = say(code, { value: value ?? '', sheet, row, column, ...params })
  return typeof params['near'] === 'string' && params['near'] !== '' ? `${sentence} ${say('forms.near', { near: params['near'] })}` : sentence
}
export const formFaultWire = (locale: Locale) => (fault: FormFault): Static<typeof FormFaultWire> => ({
  sheet: fault.sheet, row: fault.row, column: fault.column, value: fault.value === null ? null : fault.value.slice(0, 200), code: fault.code, message: told(locale, fault),
})
export const ChecklistImportWire = Type.Object({
  saved: Type.Boolean(), checklist_id: Nullable(Type.String()), version_id: Nullable(Type.String()), title: Type.String(), items: Type.Integer(),
  faults: Type.Array(FormFaultWire), warnings: Type.Array(FormFaultWire),
})
export const ChecklistChangeWire = Type.Object({
  of: words(['question', 'choice', 'form'] as const), name: Type.String(), label: Type.Record(Type.String(), Type.String()), change: words(['added', 'removed', 'changed'] as const), fields: Type.Array(Type.String()),
})
