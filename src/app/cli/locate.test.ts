import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { instant } from '#base/instants.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'
import { importAreasInto, ImportAreasProblem } from './import-areas.ts'
import { locatePoints, type LocateCounts, type LocateOptions } from './locate.ts'

let t: TestCity
let folder: string
const now = instant(Date.parse('2026-03-02T02:00:00Z'))
const square = (west: number, south: number): object => ({ type: 'Polygon', coordinates: [[[west, south], [west + 0.01, south], [west + 0.01, south + 0.01], [west, south + 0.01], [west, south]]] })
const feature = (name: string, geometry: object): object => ({ type: 'Feature', properties: { name, adcode: 110101 }, geometry })
before(async () => {
  t = await testCity({ slug: 'locate' })
  folder = await mkdtemp(path.join(tmpdir(), 'locate-'))
})
after(async () => {
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

const run = async (table: string | Buffer, more: Partial<LocateOptions> = {}): Promise<{ readonly out: string; readonly counts: LocateCounts; readonly said: readonly string[] }> => {
  const out = new PassThrough(), said: string[] = []
  const written = text(out)
  const counts = await locatePoints(t.city, Buffer.from(table), { lon: 'x', lat: 'y', out, say: (note) => said.push(note), locale: 'en', ...more })
  out.end()
  return { out: await written, counts, said }
}

test('imports one district and a packed boundary file, and writes what was rejected to a file', async () => {
  const file = path.join(folder, 'streets.geojson.gz'), rejects = path.join(folder, 'rejects.csv')
  await writeFile(file, gzipSync(JSON.stringify({ type: 'FeatureCollection', features: [feature('东华门街道', square(116.40, 39.91)), feature('哪里街道', square(116.42, 39.91))] })))
  const said: string[] = []
  const strict = await importAreasInto(t.city, { prefix: '110101', boundaries: file, level: 'street', crs: 'wgs84', rejects, now, locale: 'en', say: (note) => said.push(note) })
  assert.deepEqual([strict.codes?.read, strict.codes?.saved, strict.boundaries?.rejected, strict.boundaries?.saved], [188, true, 1, false])
  assert.match(said.join('\n'), /record 2 name 哪里街道: There is no such area under “东城区”.*\n[^]*188 read: 188 created[^]*nothing was saved/)
  assert.match(await readFile(rejects, 'utf8'), /\n2,name,哪里街道,.*areas\.feature_unknown/)
  const kept = await importAreasInto(t.city, { boundaries: file, level: 'street', keepGood: true, now, locale: 'en' })
  assert.deepEqual([kept.boundaries?.created, kept.boundaries?.rejected, kept.boundaries?.saved], [1, 1, true])
})

test('calls that make no sense are answered in a sentence', async () => {
  for (const [options, sentence] of [
    [{}, /--prefix/], [{ boundaries: 'x.geojson' }, /--level/], [{ prefix: '37' }, /several cities/], [{ boundaries: 'no-such-file.geojson', level: 'street' }, /no file/], [{ prefix: '11', crs: 'utm' }, /wgs84/],
  ] as const) await assert.rejects(importAreasInto(t.city, { ...options, now, locale: 'en' }), (error: Error) => error instanceof ImportAreasProblem && sentence.test(error.message))
})

const table = 'id,x,y\n1,116.405,39.915\n2,116.4101,39.915\n3,121.47,31.23\n4,39.915,116.405\n5,east,39.9\n6,,\n7,116.405\n'

test('answers every row as a JSON line: chain, distance, outside, or what is wrong with it', async () => {
  const { out, counts, said } = await run(table, { json: true })
  const rows = out.trim().split('\n').map((line) => JSON.parse(line) as { line: number; kind: string; metres: number | null; chain: { name: string }[]; error?: { code: string }; row: Record<string, string> })
  assert.deepEqual(rows.map((row) => [row.line, row.kind, row.error?.code ?? row.chain.map((area) => area.name).join(' ')]), [
    [2, 'inside', '北京市 东城区 东华门街道'], [3, 'near', '北京市 东城区 东华门街道'], [4, 'outside', ''],
    [5, 'rejected', 'areas.position_swapped'], [6, 'rejected', 'areas.not_a_number'], [7, 'rejected', 'areas.not_a_number'], [8, 'rejected', 'documents.row_width'],
  ])
  assert.ok(Math.abs((rows[1]?.metres ?? 0) - 8.6) < 0.2, `${rows[1]?.metres}`)
  assert.equal(rows[0]?.row['id'], '1')
  assert.deepEqual(counts, { read: 7, inside: 1, near: 1, outside: 1, rejected: 4 })
  assert.match(said[0] ?? '', /^row 5 y 39\.915,116\.405: Longitude and latitude are swapped/)
})

test('answers as a table with the columns it was given and its own behind them', async () => {
  const { out } = await run(table)
  const lines = out.trim().split('\r\n')
  assert.equal(lines[0], 'id,x,y,located,city,district,street,community,cell,area_code,metres,reason')
  assert.equal(lines[1], '1,116.405,39.915,inside,北京市,东城区,东华门街道,,,110101001,0,')
  assert.equal(lines.length, 8)
})

test('reads points of another coordinate system, and refuses a table without the columns', async () => {
  const shifted = await run('x,y\n116.4112,39.9164\n', { json: true, crs: 'gcj02' })
  assert.equal(shifted.counts.inside, 1)
  await assert.rejects(run('a,b\n1,2\n'), { code: 'areas.column_missing' })
})
