import type { Fault, Result } from '#base/results.ts'
import { err, ok } from '#base/results.ts'
import { readSheets, TableProblem } from '#platform/documents/index.ts'
import { type FormDefinition, type FormFault, readXlsForm, type Sheet, writeXlsForm } from '#platform/forms/index.ts'
import { problem } from '#platform/http/index.ts'
import { type ChecklistItem, itemsOf } from '../rules/index.ts'

export type ReadChecklist = { readonly form: FormDefinition; readonly items: readonly ChecklistItem[]; readonly warnings: readonly FormFault[] }

const sheetsOf = async (bytes: Buffer): Promise<readonly Sheet[]> => {
  try {
    return await readSheets(bytes)
  } catch (error) {
    if (error instanceof TableProblem) throw problem(error.code, { status: 422, params: error.params })
    throw error
  }
}
/** Reads an XLSForm workbook as a checklist: the form first, then what makes it one. A file that is no workbook is a problem said by the door. */
export const readChecklist = async (bytes: Buffer, isCategory: (code: string) => boolean): Promise<Result<ReadChecklist, readonly FormFault[]>> => {
  const read = readXlsForm(await sheetsOf(bytes))
  if (!read.ok) return read
  const { form, warnings, places } = read.value
  const items = itemsOf(form, isCategory)
  if (items.ok) return ok({ form, items: items.value, warnings })
  return err(items.error.map((fault: Fault): FormFault => {
    const { column = '', ...params } = (fault.params ?? {}) as Record<string, string | number>
    const place = places[fault.field]
    return { sheet: place?.sheet ?? 'survey', row: place?.row ?? 0, column: String(column), value: fault.value, code: fault.code, params: { name: fault.field, ...params } }
  }))
}

const widths: Readonly<Record<string, number>> = { type: 24, name: 22, relevant: 36, constraint: 30, calculation: 36, list_name: 16, version: 10 }
const widthOf = (header: string): number => widths[header] ?? (/^(label|hint|guidance|constraint_message)/.test(header) ? 40 : 18)
/** The workbook of a version. Its id is the checklist's code, so that the same file, changed, becomes the next version of the same checklist. */
export const checklistSheets = (form: FormDefinition, code: string, version: number) =>
  writeXlsForm({ ...form, id: code, version: String(version) }).map((sheet) => ({ ...sheet, widths: (sheet.rows[0] ?? []).map(widthOf) }))
