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

const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\r|_(?=x[0-9A-Fa-f]{4}_)/g
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

const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

/** Excel allows 31 characters and none of : \ / ? * [ ] in the name of a sheet. */
const sheetName = (wanted: string, number: number): string => {
  const clean = wanted.replaceAll(/[:\\/?*[\]]/g, ' ').replaceAll(/^'+|'+$/g, '').trim() || 'Sheet'
  const suffix = number === 1 ? '' : ` (${number})`
  return clean.slice(0, 31 - suffix.length) + suffix
}

function* parts(rows: Rows, { header, sheet = 'Sheet1', widths = [] }: XlsxWriteOptions): Generator<ZipPart> {
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const names = header.map((_, index) => columnName(index))
  let held: readonly Cell[] | null = null
  let ended = false
  const columns = widths.length === 0 ? '' : `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
  async function* sheetText(): AsyncGenerator<string> {
    let xml = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
      `</sheetView></sheetViews>${columns}<sheetData>${rowXml(header, 1, names, 1)}`
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
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const attribute = (text: string): string => xmlText(text)
  yield { name: 'xl/styles.xml', text: [styles] }
  yield {
    name: 'xl/workbook.xml',
    text: [`${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${
      numbers.map((n) => `<sheet name="${attribute(sheetName(sheet, n))}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`],
  }
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    text: [`${declaration}<Relationships xmlns="${packaging}/relationships">${
      numbers.map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${count + 1}" Type="${
      office}/styles" Target="styles.xml"/></Relationships>`],
  }
  yield {
    name: '_rels/.rels',
    text: [`${declaration}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
  }
  yield {
    name: '[Content_Types].xml',
    text: [`${declaration}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default ${
      ''}Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${
      types}.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`],
  }
}

/**
 * An XLSX as a stream of bytes in constant memory. Texts are typed cells, never formulas. More than 1,048,575 rows go on in a
 * second sheet with the same header.
 */
export const writeXlsx = (rows: Rows, options: XlsxWriteOptions): Readable => Readable.from(zipped(parts(rows, options)), { objectMode: false })
