import { Readable } from 'node:stream'
import type { Cell, Rows } from './csv-writer.ts'
import { zipped, type ZipPart } from './zip-writer.ts'

export type XlsxWriteOptions = {
  readonly header: readonly string[]
  readonly sheet?: string
  /** Column widths in characters. */
  readonly widths?: readonly number[]
}

const maxRows = 1_048_576
const maxCellChars = 32_767
const portionChars = 65_536

const controls = '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff\\r]'
const halves = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const illegal = new RegExp(`${controls}|${halves}|_(?=x[0-9A-Fa-f]{4}_)`, 'g')
const special = /[&<>"\r_\u0000-\u001f\ud800-\udfff\ufffe\uffff]/
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML text; characters XML does not allow as `_xHHHH_` (ECMA-376 22.9.2.19). A text above Excel's limit is cut and ends in an ellipsis. */
const xmlText = (text: string): string => {
  const cut = text.length > maxCellChars ? `${text.slice(0, maxCellChars - 1)}…` : text
  if (!special.test(cut)) return cut
  return cut
    .replaceAll(illegal, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
}

const columnName = (index: number): string => (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** Style 2 is `quotePrefix`: Excel's own mark of a text that looks like a formula, kept when a person edits the cell. */
const risky = /^[=+\-@\t\r]/

const rowXml = (cells: readonly Cell[], row: number, names: readonly string[], style: 0 | 1): string => {
  let xml = `<row r="${row}">`
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (cell === null || cell === undefined || cell === '') continue
    const at = `<c r="${names[i] ?? columnName(i)}${row}"`
    if (typeof cell === 'number' && Number.isFinite(cell)) xml += `${at}><v>${cell}</v></c>`
    else if (typeof cell === 'boolean') xml += `${at} t="b"><v>${cell ? 1 : 0}</v></c>`
    else {
      const text = String(cell)
      const kind = risky.test(text) ? ' s="2"' : style === 1 ? ' s="1"' : ''
      xml += `${at}${kind} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
    }
  }
  return `${xml}</row>`
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const font = (bold: string): string => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`
const plain = 'numFmtId="0" borderId="0" fillId="0"'
const styles = [
  `${declaration}<styleSheet xmlns="${main}"><fonts count="2">${font('')}${font('<b/>')}</fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  `<cellStyleXfs count="1"><xf ${plain} fontId="0"/></cellStyleXfs>`,
  `<cellXfs count="3"><xf ${plain} fontId="0" xfId="0"/><xf ${plain} fontId="1" xfId="0" applyFont="1"/>`,
  `<xf ${plain} fontId="0" xfId="0" quotePrefix="1"/></cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
]

/** Excel allows 31 characters and none of : \ / ? * [ ] in the name of a sheet. */
const sheetName = (wanted: string, number: number): string => {
  const clean = wanted.replaceAll(/[:\\/?*[\]]/g, ' ').replaceAll(/^'+|'+$/g, '').trim() || 'Sheet'
  const suffix = number === 1 ? '' : ` (${number})`
  return clean.slice(0, 31 - suffix.length) + suffix
}

const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'

const relationships = (list: readonly (readonly [type: string, target: string])[]): readonly string[] => [
  `${declaration}<Relationships xmlns="${packaging}/relationships">`,
  ...list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`),
  '</Relationships>',
]

function* parts(rows: Rows, { header, sheet = 'Sheet1', widths = [] }: XlsxWriteOptions): Generator<ZipPart> {
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const names = header.map((_, index) => columnName(index))
  let held: readonly Cell[] | null = null
  let ended = false
  const column = (width: number, i: number): string => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`
  const columns = widths.length === 0 ? '' : `<cols>${widths.map(column).join('')}</cols>`
  async function* sheetText(): AsyncGenerator<string> {
    let xml = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>${columns}`
    xml += '<sheetData>' + rowXml(header, 1, names, 1)
    let row = 1
    if (held) xml += rowXml(held, ++row, names, 0)
    held = null
    while (!ended) {
      const next = await source.next()
      if (next.done) ended = true
      else if (row === maxRows) {
        held = next.value
        break
      } else xml += rowXml(next.value, ++row, names, 0)
      if (xml.length >= portionChars) {
        yield xml
        xml = ''
      }
    }
    yield `${xml}</sheetData></worksheet>`
  }
  let count = 0
  do {
    count++
    yield { name: `xl/worksheets/sheet${count}.xml`, text: sheetText() }
  } while (held !== null)
  yield* bookParts(Array.from({ length: count }, (_, index) => sheetName(sheet, index + 1)))
}

/** Everything of a workbook but its sheets, which are `xl/worksheets/sheet1.xml` and so on. */
function* bookParts(sheetNames: readonly string[]): Generator<ZipPart> {
  const numbers = sheetNames.map((_, index) => index + 1)
  yield { name: 'xl/styles.xml', text: styles }
  const sheets = numbers.map((n) => `<sheet name="${xmlText(sheetNames[n - 1] ?? '')}" sheetId="${n}" r:id="rId${n}"/>`).join('')
  yield { name: 'xl/workbook.xml', text: [`${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets}</sheets></workbook>`] }
  const sheetTargets = numbers.map((n) => ['worksheet', `worksheets/sheet${n}.xml`] as const)
  yield { name: 'xl/_rels/workbook.xml.rels', text: relationships([...sheetTargets, ['styles', 'styles.xml']]) }
  yield { name: '_rels/.rels', text: relationships([['officeDocument', 'xl/workbook.xml']]) }
  const override = (path: string, kind: string): string => `<Override PartName="/xl/${path}.xml" ContentType="${types}.${kind}+xml"/>`
  yield {
    name: '[Content_Types].xml',
    text: [
      `${declaration}<Types xmlns="${packaging}/content-types"><Default Extension="xml" ContentType="application/xml"/>`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      override('workbook', 'sheet.main'), override('styles', 'styles'), ...numbers.map((n) => override(`worksheets/sheet${n}`, 'worksheet')),
      '</Types>',
    ],
  }
}

/**
 * An XLSX as a stream of bytes in constant memory. Texts are typed cells, never formulas. More than 1,048,575 rows go on in a
 * second sheet with the same header.
 */
export const writeXlsx = (rows: Rows, options: XlsxWriteOptions): Readable => Readable.from(zipped(parts(rows, options)), { objectMode: false })

/** A workbook of several small sheets, each with its rows; the first row of each is its header. */
export const writeXlsxSheets = (sheets: readonly { readonly name: string; readonly rows: readonly (readonly Cell[])[]; readonly widths?: readonly number[] }[]): Readable => {
  function* all(): Generator<ZipPart> {
    for (const [index, { rows, widths = [] }] of sheets.entries()) {
      const columns = widths.length === 0 ? '' : `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
      const body = rows.map((row, i) => rowXml(row, i + 1, row.map((_, column) => columnName(column)), i === 0 ? 1 : 0)).join('')
      const view = `<sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>`
      yield { name: `xl/worksheets/sheet${index + 1}.xml`, text: [`${declaration}<worksheet xmlns="${main}">${view}${columns}<sheetData>${body}</sheetData></worksheet>`] }
    }
    yield* bookParts(sheets.map(({ name }) => sheetName(name, 1)))
  }
  return Readable.from(zipped(all()), { objectMode: false })
}
