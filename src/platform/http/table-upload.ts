import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '#base/results.ts'
import { type Cell, readTable, TableProblem, writeCsv, writeXlsx } from '#platform/documents/index.ts'
import { uploadedForm } from './form-upload.ts'
import { problem } from './problems.ts'

export type UploadedTable = {
  readonly name: string
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[]
  /** Rows that are no rows: broken quotes, too few values. */
  readonly faults: readonly (Fault & { readonly line: number })[]
  /** The other fields of the form. */
  readonly fields: Readonly<Record<string, string>>
}

export const tableUploadLimit = 26 * 1024 * 1024
const maxRows = 100_000

/** The one CSV or XLSX of a multipart request, read whole. For tables a person keeps by hand; large imports stream on the machine itself. */
export const uploadedTable = async (request: FastifyRequest): Promise<UploadedTable> => {
  const { file, fields } = await uploadedForm(request, { fileSize: tableUploadLimit })
  if (!file) throw problem('documents.empty_file', { status: 422 })
  try {
    const rows: UploadedTable['rows'][number][] = []
    const faults: UploadedTable['faults'][number][] = []
    for await (const { line, cells, fault } of await readTable(file.bytes, { shortRows: 'fill', limits: { maxBytes: 256 * 1024 * 1024 } })) {
      if (fault) faults.push({ ...fault, line })
      else if (Object.values(cells).some((cell) => cell !== '')) rows.push({ line, cells })
      if (rows.length > maxRows) throw problem('http.too_many_rows', { status: 413, params: { limit: maxRows } })
    }
    return { name: file.name, rows, faults, fields: Object.fromEntries(fields) }
  } catch (error) {
    if (error instanceof TableProblem) throw problem(error.code, { status: 422, params: error.params })
    throw error
  }
}

export type TableFormat = 'csv' | 'xlsx'
/** Rows as a file to be kept: CSV with a byte order mark, or XLSX. To be returned by the handler. */
export const sentTable = (reply: FastifyReply, table: { readonly name: string; readonly format: TableFormat; readonly header: readonly string[];
  readonly rows: Iterable<readonly Cell[]> }): Readable => {
  reply.header('content-disposition', `attachment; filename="${table.name}.${table.format}"`)
  reply.type(table.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return table.format === 'csv' ? writeCsv(table.rows, { header: table.header, bom: true }) : writeXlsx(table.rows, { header: table.header })
}
