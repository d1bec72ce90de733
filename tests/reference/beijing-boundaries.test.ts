import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { importAreasInto, type ImportAreasResult } from '../../src/app/cli/import-areas.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { drawBoundaries } from '../../src/areas/server/drawing.ts'
import { fromWgs84, toWgs84 } from '#base/geometry/crs.ts'
import { parseBoundary } from '#base/geometry/geojson.ts'
import { distanceMetres, shoelaceArea } from '#base/geometry/measure.ts'
import { areaLost, repairShape } from '#base/geometry/repair.ts'
import type { MultiPolygon, Position, Ring } from '#base/geometry/shapes.ts'
import { whyInvalid } from '#base/geometry/validity.testing.ts'
import { instant } from '#base/instants.ts'
import { testCity, type TestCity } from '#platform/db/testing.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/data/beijing')
const streets = path.join(folder, 'streets-331.wgs84.geojson.gz')
const skip = existsSync(streets) ? false : 'no ../shared/data/beijing beside the repository'

type File = { readonly features: readonly { readonly properties: { readonly name: string; readonly km2: number }; readonly geometry: unknown }[] }
const readStreets = (): readonly { readonly name: string; readonly km2: number; readonly shape: MultiPolygon }[] =>
  (JSON.parse(gunzipSync(readFileSync(streets)).toString()) as File).features.map(({ properties, geometry }) => {
    const read = parseBoundary(geometry)
    assert.ok(read.ok)
    return { ...properties, shape: read.value }
  })

/** The broken forms such files are met in. The file here has been taken apart into valid parts already: these put the 63 together again. */
const brokenForms: Readonly<Record<string, (shape: MultiPolygon) => MultiPolygon>> = {
  'as it is': (shape) => shape,
  'other parts written where holes are expected': (shape) => [shape.map((polygon) => polygon[0] as Ring)],
  'all parts drawn in one line, every second one backwards': (shape) => {
    const [first = [], ...rest] = shape.map((polygon) => polygon[0] as Ring)
    return [[[...first, ...rest.flatMap((ring, i) => [...(i % 2 === 0 ? ring : ring.toReversed()), ...first.slice(0, 1)])]]]
  },
}
for (const [form, broken] of Object.entries(brokenForms)) test(`mends 331 streets keeping their area: ${form}`, { skip }, () => {
  let flawed = 0
  for (const { name, km2, shape } of readStreets()) {
    const mended = repairShape(shape.length > 1 ? broken(shape) : shape)
    assert.ok(mended, name)
    assert.equal(whyInvalid(mended.shape), null, name)
    assert.ok(areaLost(mended.report) < 1e-9, name)
    // Against the sound drawing, and against the area stated in the file (rounded to 0.001 km2).
    assert.ok(Math.abs(mended.report.after / shoelaceArea(shape) - 1) < 0.005, `${name} ${mended.report.after} ${shoelaceArea(shape)}`)
    assert.ok(Math.abs(mended.report.after / 1e6 / km2 - 1) < 0.005, `${name} ${mended.report.after / 1e6} ${km2}`)
    if (mended.report.flaws.length > 0) flawed++
  }
  assert.equal(flawed, form === 'as it is' ? 0 : 63)
})

test('the districts in GCJ-02 and in WGS-84 are the same ground once converted', { skip }, () => {
  const read = (crs: string): readonly (readonly Position[])[] => (JSON.parse(readFileSync(path.join(folder, `districts-16.${crs}.geojson`), 'utf8')) as File).features.map(({ geometry }) => {
    const shape = parseBoundary(geometry)
    return shape.ok ? shape.value.flat(2) : []
  })
  const wgs = read('wgs84')
  let worst = 0, shift = Infinity, compared = 0
  read('gcj02').forEach((positions, d) => {
    const same = wgs[d] ?? []
    // One district (顺义) is drawn with different parts in the two files.
    if (same.length !== positions.length) return
    compared++
    positions.forEach((position, i) => {
      worst = Math.max(worst, distanceMetres(toWgs84('gcj02', position), same[i] as Position))
      shift = Math.min(shift, distanceMetres(position, same[i] as Position))
      assert.ok(distanceMetres(fromWgs84('gcj02', toWgs84('gcj02', position)), position) < 1e-3)
    })
  })
  assert.equal(compared, 15)
  // The file's maker inverted with one step of the forward formula, which is metres off; ours comes back to the same numbers.
  assert.ok(worst < 5, `${worst} m`)
  assert.ok(shift > 400, `${shift} m`)
})

let t: TestCity | undefined
before(async () => { if (!skip) t = await testCity({ slug: 'beijing' }) })
after(() => t?.close())

test('Beijing by codes and street boundaries: every point of the map gets its chain, and the map stays small', { skip }, async () => {
  const { city } = t as TestCity
  const said: string[] = []
  const run = (more: object): Promise<ImportAreasResult> => importAreasInto(city, { boundaries: streets, level: 'street', crs: 'wgs84', now: instant(Date.parse('2026-03-02T02:00:00Z')), say: (text) => said.push(text), ...more })
  const strict = await run({ prefix: '11' })
  assert.deepEqual([strict.codes?.created, strict.boundaries?.saved, strict.boundaries?.rejected], [7901, false, 8])
  const first = await run({ createMissing: true })
  assert.deepEqual([first.boundaries?.read, first.boundaries?.created, first.boundaries?.rejected, first.boundaries?.areas_created, first.boundaries?.worst_lost_share], [331, 331, 0, 8, 0])
  const again = await run({ createMissing: true })
  assert.deepEqual([again.boundaries?.unchanged, again.boundaries?.created, again.boundaries?.updated, again.boundaries?.areas_created], [331, 0, 0, 0])
  const model = await areaModelOf(city)
  const chain = (lon: number, lat: number): string => {
    const found = model.locator().locate(lon, lat)
    return found.kind === 'outside' ? 'outside' : found.chain.map((area) => area.name).join(' ')
  }
  assert.equal(chain(116.397, 39.909), '北京市 东城区 东华门街道')
  assert.equal(chain(121.47, 31.23), 'outside')
  for (const zoom of [8, 9, 10, 11, 12, 13, 14]) assert.ok(Buffer.byteLength(drawBoundaries(model, { level: 'street', zoom }).body) < 400_000)
})
