import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBoundary } from './geojson.ts'

const square = [[116, 39], [117, 39], [117, 40], [116, 40], [116, 39]]

test('reads a Polygon, a MultiPolygon and a Feature into one shape and drops heights', () => {
  const high = square.map(([x, y]) => [x, y, 0])
  for (const given of [
    { type: 'Polygon', coordinates: [square] }, { type: 'MultiPolygon', coordinates: [[square]] },
    { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [high] } },
  ]) assert.deepEqual(parseBoundary(given), { ok: true, value: [[square]] })
})

const faulty: readonly (readonly [string, unknown, string, string])[] = [
  ['no geometry', null, 'geometry', 'no_geometry'],
  ['a Feature without geometry', { type: 'Feature', geometry: null }, 'geometry', 'no_geometry'],
  ['a point', { type: 'Point', coordinates: [116, 39] }, 'type', 'not_an_area_geometry'],
  ['latitude first', { type: 'Polygon', coordinates: [square.map(([x, y]) => [y, x])] }, 'coordinates[0][0]', 'position_swapped'],
  ['coordinates outside the world', { type: 'Polygon', coordinates: [[[1160, 39], ...square]] }, 'coordinates[0][0]', 'position_outside'],
  ['text for a number', { type: 'Polygon', coordinates: [[['116', 39], ...square]] }, 'coordinates[0][0]', 'not_a_position'],
  ['an unclosed ring', { type: 'Polygon', coordinates: [square.slice(0, 4)] }, 'coordinates[0]', 'ring_not_closed'],
  ['a ring of three', { type: 'Polygon', coordinates: [square.slice(0, 3)] }, 'coordinates[0]', 'ring_too_short'],
  ['no rings', { type: 'Polygon', coordinates: [] }, 'coordinates', 'polygon_empty'],
  ['a bad second part', { type: 'MultiPolygon', coordinates: [[square], [['x']]] }, 'coordinates[1][0]', 'ring_too_short'],
]
for (const [name, given, field, code] of faulty) test(`names the fault: ${name}`, () => {
  const read = parseBoundary(given)
  assert.equal(read.ok, false)
  if (!read.ok) assert.deepEqual([read.error[0]?.field, read.error[0]?.code], [field, code])
})

test('lists at most twenty faults of a hopeless file', () => {
  const read = parseBoundary({ type: 'MultiPolygon', coordinates: Array.from({ length: 100 }, () => [[[500, 500]]]) })
  assert.equal(read.ok, false)
  if (!read.ok) assert.equal(read.error.length, 20)
})
