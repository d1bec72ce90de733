import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvParser, type CsvParserOptions } from './csv-parser.ts'
import { csvLine } from './csv-writer.ts'
import type { TableRow } from './table.ts'

const parse = (text: string, size = text.length || 1, options: Partial<CsvParserOptions> = {}): readonly TableRow[] => {
  const parser = csvParser({ delimiter: ',', newline: '\n', maxFieldChars: 65_536, maxRecordChars: 1_048_576, maxColumns: 1000, ...options })
  const rows: TableRow[] = []
  for (let at = 0; at < text.length; at += size) rows.push(...parser.push(text.slice(at, at + size)))
  return [...rows, ...parser.end()]
}
const values = (text: string, size?: number): readonly (readonly string[])[] => parse(text, size).map((row) => row.values)
const brief = (rows: readonly TableRow[]): unknown =>
  rows.map((row) => (row.fault ? [row.line, row.fault.code.slice('documents.'.length)] : [row.line, ...row.values]))

const accepted: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  ['plain values', 'a,b\nc,d\n', [['a', 'b'], ['c', 'd']]],
  ['a last line without an end', 'a,b\nc,d', [['a', 'b'], ['c', 'd']]],
  ['CRLF line ends', 'a,b\r\n"c",d\r\ne,"f"\r\n', [['a', 'b'], ['c', 'd'], ['e', 'f']]],
  ['empty values', ',,\n"",x,\n', [['', '', ''], ['', 'x', '']]],
  ['doubled quotes, delimiters and line ends inside quotes', '"a ""b"", c\nd",e\n', [['a "b", c\nd', 'e']]],
  ['a value of nothing but quotes', '"""",""""""\n', [['"', '""']]],
  ['a quote inside an unquoted value is itself', '5" pipe,x\n', [['5" pipe', 'x']]],
  ['blank lines are passed over', '\n\na\n\r\n\nb\n', [['a'], ['b']]],
  ['a carriage return inside a value stays', 'a\rb,c\n', [['a\rb', 'c']]],
]
for (const [name, text, expected] of accepted) {
  test(`reads ${name}`, () => {
    for (let size = 1; size <= text.length; size++) assert.deepEqual(values(text, size), expected, `in portions of ${size}`)
  })
}

test('gives each record the physical line it begins on', () => {
  assert.deepEqual(brief(parse('h\n"a\nb\nc"\n\nd\n')), [[1, 'h'], [2, 'a\nb\nc'], [6, 'd']])
})

const faulty: readonly (readonly [string, string, unknown])[] = [
  ['text after a closing quote', 'a,b\n"x"y,z\nc,d\n', [[1, 'a', 'b'], [2, 'malformed_quote'], [3, 'c', 'd']]],
  ['a quote that is never closed costs one line, not the rest', 'a\n"x,1\nb\nc\n', [[1, 'a'], [2, 'unclosed_quote'], [3, 'b'], [4, 'c']]],
  ['a NUL', 'a,b\nc\0,d\ne,f\n', [[1, 'a', 'b'], [2, 'nul_character'], [3, 'e', 'f']]],
  ['a NUL inside quotes', '"c\0",d\ne,f\n', [[1, 'nul_character'], [2, 'e', 'f']]],
]
for (const [name, text, expected] of faulty) {
  test(`says the line of ${name} and reads on`, () => {
    for (let size = 1; size <= text.length; size++) assert.deepEqual(brief(parse(text, size)), expected, `in portions of ${size}`)
  })
}

test('refuses fields, records and rows beyond the limits and reads on', () => {
  const limits = { maxFieldChars: 10, maxRecordChars: 40, maxColumns: 3 }
  const long = 'x'.repeat(11)
  const record = Array.from({ length: 9 }, () => 'abcde').join(',')
  const text = `${long},b\n${record}\n1,2,3,4\n"${long}\n${long}",c\nok\n${'y'.repeat(200)}\nend\n`
  for (const size of [1, 7, 64, 1000]) {
    assert.deepEqual(brief(parse(text, size, limits)), [
      [1, 'field_too_long'], [2, 'record_too_long'], [3, 'too_many_columns'], [4, 'field_too_long'], [6, 'ok'], [7, 'record_too_long'], [8, 'end'],
    ], `in portions of ${size}`)
  }
})

test('keeps no more than the limits say of a line that never ends', () => {
  const parser = csvParser({ delimiter: ',', newline: '\n', maxFieldChars: 100, maxRecordChars: 1000, maxColumns: 10 })
  let faults = 0
  for (let i = 0; i < 2000; i++) faults += parser.push('"a'.repeat(500)).length
  assert.ok(faults >= 1 && faults <= 3, String(faults))
})

test('gives back every table it wrote, in any portions', () => {
  const cell = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('"', '""', ',', '\n', '\r\n', ' ', '=1', '-5', "'=x", '中文'))
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 40 }),
    (rows, size) => {
    const clean = rows.map((row) => row.map((value) => value.replaceAll('\0', '')))
    assert.deepEqual(values(clean.map((row) => csvLine(row, ',', false)).join(''), size), clean)
  }), { numRuns: 500 })
})
