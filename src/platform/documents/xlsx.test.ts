import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTable, rejectsFile, type TableOptions, TableProblem, type TableRecord, writeXlsx, zipped } from './index.ts'
import { formatKind, numberText, serialText } from './xlsx-parts.ts'
import { zipLimits } from './zip-archive.ts'

const bytesOf = async (parts: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of parts) pieces.push(piece)
  return Buffer.concat(pieces)
}
const read = async (source: Buffer, options?: TableOptions): Promise<readonly TableRecord[]> => {
  const rows: TableRecord[] = []
  for await (const row of await readTable(source, options)) rows.push(row)
  return rows
}
const problem = (code: string) => (error: unknown): boolean => error instanceof TableProblem && error.code === `documents.${code}`

const book = (sheetRows: string, extra: { strings?: string; styles?: string; book?: string; sheets?: string } = {}): Promise<Buffer> =>
  bytesOf(zipped([
  { name: '_rels/.rels', text: ['<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'] },
  { name: 'xl/workbook.xml', text: [`<workbook xmlns:r="o">${extra.book ?? ''}<sheets>${extra.sheets ?? '<sheet name="表一" r:id="r1"/>'}</sheets></workbook>`] },
  { name: 'xl/_rels/workbook.xml.rels', text: ['<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/>' +
    '<Relationship Id="r2" Type="x/sharedStrings" Target="/xl/strings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>'] },
  { name: 'xl/strings.xml', text: [extra.strings ?? '<sst/>'] },
  { name: 'xl/styles.xml', text: [extra.styles ?? '<styleSheet/>'] },
  { name: 'xl/worksheets/s.xml', text: [`<worksheet><sheetData>${sheetRows}</sheetData></worksheet>`] },
]))

test('what was written is read back: texts, numbers, odd characters, formulas as text, gaps', async () => {
  const rows = [
    ['占道经营', 3, true, '=1+1', 'a<b>&"c"'], [null, -0.1, false, '+x', 'line\nbreak\ttab'], ['', 1e-7, null, '_x0041_', 'bell\u0007 cr\r end'],
    [' edge ', 123456789012345, null, '', '𠮷'],
  ]
  const bytes = await bytesOf(writeXlsx(rows, { header: ['事项', 'n', 'b', 'f', 't'], sheet: '案件/清单', widths: [20] }))
  const table = await readTable(bytes)
  assert.equal(table.sheet, '案件 清单')
  assert.deepEqual((await read(bytes)).map((row) => Object.values(row.cells)), [
    ['占道经营', '3', 'TRUE', '=1+1', 'a<b>&"c"'], ['', '-0.1', 'FALSE', '+x', 'line\nbreak\ttab'], ['', '1e-7', '', '_x0041_', 'bell\u0007 cr\r end'],
    [' edge ', '123456789012345', '', '', '𠮷'],
  ])
})

test('the same rows give the same bytes', async () => {
  const make = (): Promise<Buffer> => bytesOf(writeXlsx([['a', 1]], { header: ['x', 'y'] }))
  assert.ok((await make()).equals(await make()))
})

test('a text longer than Excel allows is cut and says so', async () => {
  const bytes = await bytesOf(writeXlsx([['长'.repeat(40_000)]], { header: ['x'] }))
  const value = (await read(bytes))[0]?.cells['x'] ?? ''
  assert.equal(value.length, 32_767)
  assert.ok(value.endsWith('长…'))
})

test('reads shared and rich texts without their phonetic guides, dates as ISO text, formulas as their values', async () => {
  const bytes = await book(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>when</t></is></c><c r="D1" t="str"><v>f</v></c></row>' +
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" s="1"><v>45292.5</v></c><c r="D3"><f>A1*2</f><v>0.30000000000000004</v></c></row>' +
    '<row r="4"><c r="C4" s="2"><v>45292</v></c><c r="D4" t="e"><v>#N/A</v></c></row><row r="5"><c r="C5" s="3"><v>0.75</v></c></row><row r="6"/>',
    {
      strings: '<sst><si><t>名</t><rPh sb="0" eb="1"><t>めい</t></rPh></si><si><r><t>红</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 字</t></r></si></sst>',
      styles: '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="176"/><xf numFmtId="20"/></cellXfs></styleSheet>',
    })
  assert.deepEqual((await read(bytes)).map((row) => [row.line, row.cells]), [
    [3, { 名: '名', '红 字': '', when: '2024-01-01T12:00:00', f: '0.3' }],
    [4, { 名: '', '红 字': '', when: '2024-01-01', f: '#N/A' }],
    [5, { 名: '', '红 字': '', when: '18:00:00', f: '' }],
  ])
})

test('a formula that nothing has computed is a fault, not an empty value', async () => {
  const rows = await read(await book('<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>sum</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2+1</f></c></row>'))
  assert.deepEqual(rows[0]?.fault, { field: 'sum', value: null, code: 'documents.formula_without_value', params: { line: 2, column: 2 } })
})

test('passes over a title above the header, chooses visible sheets, names the ones there are', async () => {
  const title = '<row r="1"><c r="A1" t="str"><v>工单汇总表</v></c></row><row r="2"><c r="A2" t="str"><v>编号</v></c><c r="B2" t="str"><v>内容</v></c></row><row r="3"><c r="A3"><v>7</v></c></row>'
  const bytes = await book(title, { sheets: '<sheet name="隐藏" state="hidden" r:id="r9"/><sheet name="表一" r:id="r1"/>' })
  assert.deepEqual((await read(bytes)).map((row) => row.cells), [{ 编号: '7', 内容: '' }])
  await assert.rejects(readTable(bytes, { sheet: '没有' }), problem('no_such_sheet'))
})

test('a cell far to the right is a fault of its row', async () => {
  const rows = await read(await book('<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="XFD2" t="str"><v>x</v></c></row><row r="3"><c r="A3" t="str"><v>y</v></c></row>'))
  assert.deepEqual(rows.map((row) => row.fault?.code ?? row.cells), ['documents.too_many_columns', { a: 'y' }])
})

test('refuses zip bombs before unpacking, archives that are no workbook, damaged ones, and XML that declares entities', async () => {
  const bomb = await bytesOf(zipped([{ name: 'xl/worksheets/s.xml',
    text: (function* () { for (let i = 0; i < 80; i++) yield ' '.repeat(1024 ** 2) })() }]))
  assert.ok(bomb.length < 200_000)
  await assert.rejects(readTable(bomb), problem('zip_bomb'))
  const many = await bytesOf(zipped(Array.from({ length: zipLimits.maxEntries + 1 }, (_, i) => ({ name: `f${i}`, text: [''] }))))
  await assert.rejects(readTable(many), problem('zip_bomb'))
  await assert.rejects(readTable(await bytesOf(zipped([{ name: 'a.txt', text: ['hello'] }]))), problem('not_a_workbook'))
  const good = await book('<row r="1"><c r="A1" t="str"><v>a</v></c></row>'.repeat(400))
  await assert.rejects(read(good.subarray(0, good.length - 30)), problem('damaged_archive'))
  const changed = Buffer.from(good)
  const at = changed.indexOf('xl/worksheets/s.xml') + 40
  changed.fill(0xff, at, at + 20)
  await assert.rejects(read(changed), problem('damaged_archive'))
  const lol = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
  const entities = await bytesOf(zipped([
    { name: 'xl/workbook.xml', text: ['<workbook xmlns:r="o"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'] },
    { name: 'xl/_rels/workbook.xml.rels', text: ['<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>'] },
    { name: 'xl/worksheets/s.xml', text: [lol] },
  ]))
  await assert.rejects(read(entities), problem('damaged_archive'))
})

test('a size that is not the one stated is found while reading', async () => {
  const bytes = await book('<row r="1"><c r="A1" t="str"><v>a</v></c></row>')
  const directory = bytes.lastIndexOf('xl/worksheets/s.xml') - 46
  const forged = Buffer.from(bytes)
  forged.writeUInt32LE(10, directory + 24)
  await assert.rejects(read(forged), problem('damaged_archive'))
})

for (const [serial, kind, date1904, expected] of [
  [1, 'date', false, '1900-01-01'], [59, 'date', false, '1900-02-28'], [61, 'date', false, '1900-03-01'], [25569, 'date', false, '1970-01-01'],
  [45292.999994, 'date', false, '2024-01-01T23:59:59'], [43830, 'date', true, '2024-01-01'], [0.5, 'time', false, '12:00:00'],
  [1.25, 'time', false, '1900-01-01T06:00:00'],
] as const) {
  test(`the ${kind} ${serial} ${date1904 ? 'since 1904 ' : ''}is ${expected}`, () => assert.equal(serialText(serial, kind, date1904), expected))
}

for (const [code, kind] of [
  ['General', 'number'], ['0.00', 'number'], ['#,##0;[Red]-#,##0', 'number'], ['"day "0', 'number'], ['yyyy-mm-dd', 'date'], ['m/d/yy h:mm', 'date'],
  ['[$-804]yyyy"年"m"月"', 'date'],
  ['h:mm AM/PM', 'time'], ['[h]:mm:ss', 'time'], ['mm', 'date'], ['@', 'number'],
] as const) {
  test(`the number format ${code} shows a ${kind}`, () => assert.equal(formatKind(code), kind))
}

test('numbers read as people wrote them', () => {
  assert.deepEqual(['0.10000000000000001', '1E+20', '101000295613', '-71.058700000000002', '1.0', '4.0E-8'].map(numberText),
    ['0.1', '100000000000000000000', '101000295613', '-71.0587', '1', '4.0E-8'])
})

test('the rejects file holds line, column, value, reason and code of every fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bihuan-rejects-'))
  try {
    const path = join(folder, 'rejects.csv')
    const file = rejectsFile(path, (code, params) => `${code} at ${params['field']}`)
    await file.write(7, [{ field: 'when', value: '=cmd()', code: 'import.not_a_time' }, { field: 'lon', value: null, code: 'import.required' }])
    assert.deepEqual(await file.close(), { rows: 1, faults: 2 })
    assert.equal(await readFile(path, 'utf8'), "\uFEFFline,column,value,reason,code\r\n7,when,'=cmd(),import.not_a_time at when,import.not_a_time\r\n7,lon,,import.required at lon,import.required\r\n")
    await assert.rejects(async () => {
      const nowhere = rejectsFile(join(folder, 'no', 'such', 'folder.csv'), String)
      await nowhere.write(1, [{ field: 'x', value: 'y'.repeat(100_000), code: 'z' }])
      await nowhere.close()
    }, /ENOENT/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
