import { StringDecoder } from 'node:string_decoder'
import { unguardFormula } from './apostrophes.ts'
import { fitRow, headerNames, recordsOf, rowFault, type Table, type TableLimits, type TableOptions, TableProblem, type TableRow } from './table.ts'
import {
  type NumberKind, numberText, parseRelations, parseStyles, parseWorkbook, serialText, sharedTexts, unescapeText, xmlParser,
} from './xlsx-parts.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

const partBytes = 128 * 1024 ** 2
const wholeSheetRows = 20_000

export type WholeSheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** Column of a reference: C5 -> 2. */
const columnOf = (reference: string): number => {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

type RawRow = {
  readonly line: number
  readonly values: string[]
  readonly code: string | null
  readonly params: Readonly<Record<string, string | number>>
}

/** Rows of a worksheet as its XML is pushed in. */
const rowParser = (texts: readonly string[], kinds: readonly NumberKind[], date1904: boolean, limits: TableLimits) => {
  let rows: RawRow[] = []
  let line = 0, column = -1, chars = 0
  let values: string[] = []
  let code: string | null = null
  let params: Record<string, string | number> = {}
  let type = 'n', style = 0, stored = '', inline = ''
  let formula = false, hasValue = false, inValue = false, inText = false, phonetic = 0
  const fail = (reason: string, facts: Record<string, string | number>): void => {
    code ??= reason
    params = facts
  }
  const finished = (): string => {
    if (type === 'inlineStr') return unescapeText(inline)
    if (formula && !hasValue) {
      fail('formula_without_value', { column: column + 1 })
      return ''
    }
    if (type === 's') return texts[Number(stored)] ?? ''
    if (type === 'str') return unescapeText(stored)
    if (type === 'b') return stored === '1' ? 'TRUE' : 'FALSE'
    if (type === 'd' || type === 'e' || stored === '') return stored
    const kind = kinds[style] ?? 'number'
    const number = Number(stored)
    return kind === 'number' || !(number >= 0 && number < 2_958_466) ? numberText(stored) : serialText(number, kind, date1904)
  }
  const parser = xmlParser({
    open: (name, attributes) => {
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        stored = inline = ''
        formula = hasValue = false
      } else if (name === 'v') inValue = hasValue = true
      else if (name === 'f') formula = true
      else if (name === 't') inText = true
      else if (name === 'rPh') phonetic++
      else if (name === 'row') {
        line = attributes['r'] === undefined ? line + 1 : Number(attributes['r'])
        column = -1
        values = []
        code = null
        chars = 0
      }
    },
    close: (name) => {
      if (name === 'c') {
        const value = finished()
        chars += value.length
        if (column >= limits.maxColumns) {
          if (value !== '') fail('too_many_columns', { found: column + 1, limit: limits.maxColumns })
          return
        }
        if (value.length > limits.maxFieldChars) fail('field_too_long', { limit: limits.maxFieldChars, column: column + 1 })
        else if (chars > limits.maxRecordChars) fail('record_too_long', { limit: limits.maxRecordChars })
        else {
          while (values.length < column) values.push('')
          values[column] = value
        }
      } else if (name === 'v') inValue = false
      else if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'row' && (code !== null || values.some((value) => value !== ''))) rows.push({ line, values, code, params })
    },
    text: (text) => {
      if (inValue) stored += text
      else if (inText && phonetic === 0) inline += text
    },
  })
  return {
    ...parser,
    take: (): readonly RawRow[] => {
      const taken = rows
      rows = []
      return taken
    },
  }
}

const shared = async (zip: ZipArchive, path: string): Promise<readonly string[]> => {
  const size = zip.sizeOf(path)
  if (size === null) return []
  if (size > partBytes) throw new TableProblem('documents.too_large', { limit_mb: partBytes / 1024 ** 2 })
  const collector = sharedTexts()
  const parser = xmlParser(collector)
  await feed(zip, path, parser.write)
  parser.end()
  return collector.texts
}

const feed = async (zip: ZipArchive, path: string, write: (portion: string) => void): Promise<void> => {
  for await (const portion of portions(zip, path)) write(portion)
}

async function* portions(zip: ZipArchive, path: string): AsyncGenerator<string> {
  const stream = await zip.read(path)
  if (!stream) throw new TableProblem('documents.not_a_workbook')
  const decoder = new StringDecoder('utf8')
  let first = true
  try {
    for await (const piece of stream) {
      const text = decoder.write(piece as Buffer)
      yield first && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
      first = false
    }
  } catch (error) {
    throw error instanceof TableProblem ? error : new TableProblem('documents.damaged_archive')
  } finally {
    stream.destroy()
  }
}

/** The parts of a workbook, opened once. */
const openBook = async (zip: ZipArchive) => {
  const root = await zip.readText('_rels/.rels', partBytes)
  const roots = root === null ? [] : [...parseRelations(root, '').values()]
  const book = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const folder = book.slice(0, book.lastIndexOf('/') + 1)
  const workbook = await zip.readText(book, partBytes)
  if (workbook === null) throw new TableProblem('documents.not_a_workbook')
  const { sheets, date1904 } = parseWorkbook(workbook)
  const relations = parseRelations((await zip.readText(`${folder}_rels/${book.slice(folder.length)}.rels`, partBytes)) ?? '<r/>', folder)
  const part = (type: string): string => [...relations.values()].find((relation) => relation.type === type)?.target ?? ''
  const styles = await zip.readText(part('styles'), partBytes)
  const kinds = styles === null ? [] : parseStyles(styles)
  const texts = await shared(zip, part('sharedStrings'))
  return { sheets, date1904, kinds, texts, pathOf: (relation: string): string => relations.get(relation)?.target ?? '' }
}

/** All sheets of a workbook whole, every row at its place: for small files whose sheets belong together. */
export const readXlsxSheets = async (source: Buffer, limits: TableLimits): Promise<readonly WholeSheet[]> => {
  const zip = await openZip(source)
  try {
    const { sheets, date1904, kinds, texts, pathOf } = await openBook(zip)
    const whole: WholeSheet[] = []
    for (const { name, relation } of sheets) {
      const path = pathOf(relation)
      if (zip.sizeOf(path) === null) continue
      const parser = rowParser(texts, kinds, date1904, limits)
      await feed(zip, path, parser.write)
      parser.end()
      const rows: string[][] = []
      for (const { line, values, code, params } of parser.take()) {
        if (code !== null && code !== 'formula_without_value') throw new TableProblem(`documents.${code}`, params)
        if (line > wholeSheetRows) throw new TableProblem('documents.too_many_rows', { limit: wholeSheetRows })
        while (rows.length < line - 1) rows.push([])
        rows[line - 1] = values
      }
      whole.push({ name, rows })
    }
    return whole
  } finally {
    zip.close()
  }
}

const filled = (row: RawRow | undefined): number => (row === undefined || row.code !== null ? 0 : row.values.filter((value) => value !== '').length)

export const readXlsx = async (source: string | Buffer, options: TableOptions, limits: TableLimits): Promise<Table> => {
  const zip = await openZip(source)
  try {
    const { sheets, date1904, kinds, texts, pathOf } = await openBook(zip)
    const sheet = options.sheet === undefined ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find(({ name }) => name === options.sheet)
    const names = sheets.map(({ name }) => name)
    if (!sheet) throw new TableProblem('documents.no_such_sheet', { sheet: options.sheet ?? '', sheets: names.join(', ') })
    const path = pathOf(sheet.relation)

    const parser = rowParser(texts, kinds, date1904, limits)
    const input = portions(zip, path)
    const size = zip.sizeOf(path)
    let ended = false, readChars = 0
    const more = async (): Promise<readonly RawRow[]> => {
      const next = await input.next()
      if (next.done) {
        ended = true
        parser.end()
      } else {
        readChars += next.value.length
        parser.write(next.value)
      }
      return parser.take()
    }

    let pending: RawRow[] = []
    const wanted = options.headerLine ?? 1
    while (!ended && pending.length < 3) pending = [...pending, ...(await more()).filter(({ line }) => line >= wanted)]
    if (options.headerLine === undefined && filled(pending[0]) === 1 && filled(pending[1]) > 1) pending.shift()
    const headerRow = pending.shift()
    if (!headerRow) throw new TableProblem('documents.no_header')
    if (headerRow.code !== null) throw new TableProblem('documents.bad_header', { line: headerRow.line })
    const header = headerNames(headerRow.values, limits.maxColumns)

    const undo = options.apostrophes !== 'keep'
    const shortRows = options.shortRows ?? 'fill'
    const finish = (raw: readonly RawRow[]): readonly TableRow[] => raw.map(({ line, values, code, params }) => {
      if (code !== null) {
        const column = typeof params['column'] === 'number' ? (header[params['column'] - 1] ?? '') : ''
        return rowFault(line, code, column, null, params)
      }
      if (undo) for (let i = 0; i < values.length; i++) values[i] = unguardFormula(values[i] as string)
      return fitRow(line, values, header.length, shortRows)
    })
    async function* batches(): AsyncGenerator<readonly TableRow[]> {
      try {
        if (pending.length > 0) yield finish(pending)
        while (!ended) {
          const rows = await more()
          if (rows.length > 0) yield finish(rows)
        }
      } finally {
        await input.return(undefined)
        zip.close()
      }
    }
    return {
      kind: 'xlsx', header, headerLine: headerRow.line, encoding: 'utf-8', delimiter: null, sheet: sheet.name, sheets: names, batches,
      [Symbol.asyncIterator]: () => recordsOf(header, batches()),
      progress: () => (size === null ? null : Math.min(1, readChars / Math.max(1, size))),
      close: async () => {
        await input.return(undefined)
        zip.close()
      },
    }
  } catch (error) {
    zip.close()
    throw error
  }
}
