import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { readTable, type TableOptions, TableProblem, type TableRecord, writeCsv } from './index.ts'

const text = '编号,内容\nA-1,占道经营\nA-2,"乱堆,物料"\n'
const cells = [{ 编号: 'A-1', 内容: '占道经营' }, { 编号: 'A-2', 内容: '乱堆,物料' }]
const read = async (source: Buffer | string, options?: TableOptions): Promise<{ rows: readonly TableRecord[]; encoding: string; delimiter: string | null; header: readonly string[] }> => {
  const table = await readTable(source, options)
  const rows: TableRecord[] = []
  for await (const row of table) rows.push(row)
  return { rows, encoding: table.encoding, delimiter: table.delimiter, header: table.header }
}
const problem = (code: string) => (error: unknown): boolean => error instanceof TableProblem && error.code === `documents.${code}`

const encodings: readonly (readonly [string, Buffer])[] = [
  ['utf-8', Buffer.from(text)],
  ['utf-8', Buffer.from(`\uFEFF${text}`)],
  ['gb18030', iconv.encode(text, 'gb18030')],
  ['gb18030', iconv.encode(text, 'gbk')],
  ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')])],
  ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(text, 'utf-16be')])],
  ['utf-16le', iconv.encode(`id,name,when\n${'1,Ann,2026\n'.repeat(5)}`, 'utf-16le')],
]
for (const [index, [encoding, bytes]] of encodings.entries()) {
  test(`finds ${encoding} by the content (${index + 1})`, async () => {
    const result = await read(bytes)
    assert.equal(result.encoding, encoding)
    if (index < 6) assert.deepEqual(result.rows.map((row) => row.cells), cells)
    else assert.deepEqual(result.rows[0]?.cells, { id: '1', name: 'Ann', when: '2026' })
  })
}

test('decides the encoding only when the first byte beyond ASCII arrives', async () => {
  const late = `id,name\n${Array.from({ length: 40_000 }, (_, i) => `${i},plain`).join('\n')}\n40000,占道\n`
  for (const [encoding, bytes] of [['gb18030', iconv.encode(late, 'gb18030')], ['utf-8', Buffer.from(late)]] as const) {
    const result = await read(bytes)
    assert.equal(result.rows.length, 40_001)
    assert.equal(result.rows.at(-1)?.cells['name'], '占道')
    assert.equal(result.encoding, encoding)
  }
})

test('says the line of bytes that are not text in the encoding of the file', async () => {
  const bytes = Buffer.concat([Buffer.from('编号,内容\n1,好\n2,'), Buffer.from([0xff, 0xfe]), Buffer.from('\n3,好\n')])
  const result = await read(Buffer.concat([bytes, Buffer.from('4,好好好\n'.repeat(200))]))
  assert.equal(result.encoding, 'utf-8')
  assert.deepEqual(result.rows.filter((row) => row.fault).map((row) => [row.line, row.fault?.code]), [[3, 'documents.bad_encoding']])
})

for (const [delimiter, sample] of [[',', 'a,b\n1,2\n'], [';', 'a;b\n1;"2,5"\n'], ['\t', 'a\tb\n1\t2\n'], [';', 'sep=;\na;b\n1;2\n'],
  [',', '"a;x",b\n1,2\n'], [',', 'a\n1\n']] as const) {
  test(`finds the delimiter of ${JSON.stringify(sample)}`, async () => {
    assert.equal((await read(Buffer.from(sample))).delimiter, delimiter)
  })
}

test('reads old Mac line ends', async () => {
  assert.deepEqual((await read(Buffer.from('a,b\r1,2\r3,4\r'))).rows.map((row) => [row.line, row.cells]),
    [[2, { a: '1', b: '2' }], [3, { a: '3', b: '4' }]])
})

test('reads gzip by content, from a file, from bytes and from a stream', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bihuan-documents-'))
  try {
    const packed = gzipSync(iconv.encode(text, 'gb18030'))
    const path = join(folder, 'named-wrongly.txt')
    await writeFile(path, packed)
    for (const source of [path, packed]) assert.deepEqual((await read(source)).rows.map((row) => row.cells), cells)
    const table = await readTable((async function* () { for (const byte of packed) yield Uint8Array.of(byte) })())
    const rows = []
    for await (const row of table) rows.push(row.cells)
    assert.deepEqual(rows, cells)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('reports rows of another width, forgives empty values at their end', async () => {
  const { rows } = await read(Buffer.from('a,b\n1,2,,\n1\n1,2,3\n4,5\n'))
  assert.deepEqual(rows.map((row) => [row.line, row.fault?.code ?? row.cells]), [
    [2, { a: '1', b: '2' }], [3, 'documents.row_width'], [4, 'documents.row_width'], [5, { a: '4', b: '5' }],
  ])
  assert.deepEqual(rows[2]?.fault, { field: '', value: '1 | 2 | 3', code: 'documents.row_width', params: { line: 4, expected: 2, found: 3 } })
  assert.deepEqual((await read(Buffer.from('a,b\n1\n'), { shortRows: 'fill' })).rows[0]?.cells, { a: '1', b: '' })
})

test('names empty and repeated columns so that none is lost', async () => {
  assert.deepEqual((await read(Buffer.from(' a ,,a,b,,\n1,2,3,4,,\n'))).header, ['a', '#2', 'a (2)', 'b'])
})

const refused: readonly (readonly [string, Buffer])[] = [
  ['empty_file', Buffer.alloc(0)],
  ['empty_file', gzipSync('')],
  ['no_header', Buffer.from('\n\n \n')],
  ['old_excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ['not_a_table', Buffer.from('%PDF-1.7\n')],
  ['not_a_table', Buffer.from('<html><table><tr><td>1</td></tr></table></html>')],
  ['not_a_table', Buffer.from([1, 0, 2, 0, 0, 0, 3, 10, 0, 0])],
  ['bad_header', Buffer.from('"a"x,b\n1,2\n')],
  ['damaged_archive', gzipSync(Buffer.from(text.repeat(9000))).subarray(0, 60)],
  ['unknown_encoding', iconv.encode(`nom,lieu\n${'ét,à\n'.repeat(50)}`, 'latin1')],
]
for (const [code, bytes] of refused) {
  test(`refuses with ${code}: ${JSON.stringify(bytes.subarray(0, 12).toString('latin1'))}`, async () => {
    await assert.rejects(read(bytes), problem(code))
  })
}

test('refuses a missing file, an unknown encoding, and a gzip that unpacks beyond the limit', async () => {
  await assert.rejects(read('/nowhere/at-all.csv'), problem('no_such_file'))
  await assert.rejects(read(Buffer.from(text), { encoding: 'klingon' }), problem('no_such_encoding'))
  const bomb = gzipSync(Buffer.alloc(50 * 1024 ** 2, 'a,b\n'))
  await assert.rejects(read(bomb, { limits: { maxBytes: 1024 ** 2 } }), problem('too_large'))
})

test('what was written is read back, formulas disarmed on the way', async () => {
  const rows = [['=HYPERLINK("x")', '-71.05', "'=y", '@a'], ['+86 138', '', 'x"y\n"', ' space '], ['-5', "'plain", '', '中，文']]
  const bytes = Buffer.concat(await writeCsv(rows, { header: ['a', 'b', 'c', 'd'], bom: true }).toArray())
  const shown = bytes.toString()
  assert.ok(shown.startsWith('\uFEFFa,b,c,d\r\n'))
  assert.ok(shown.includes(`"'=HYPERLINK(""x"")",-71.05,''=y,'@a`))
  assert.deepEqual((await read(bytes)).rows.map((row) => Object.values(row.cells)), rows)
  assert.equal((await read(bytes, { apostrophes: 'keep' })).rows[0]?.cells['d'], "'@a")
})
