import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromWgs84, toWgs84 } from './crs.ts'
import { distanceMetres, ringArea, shoelaceArea } from './measure.ts'
import type { Ring } from './shapes.ts'

const box = (west: number, south: number, east: number, north: number): Ring => [[west, south], [east, south], [east, north], [west, north], [west, south]]

test('measures areas on the ellipsoid', () => {
  // The whole ellipsoid: 510,065,621.724 km2 (Moritz 2000, GRS 80; WGS-84 agrees to nine digits).
  assert.ok(Math.abs(ringArea(box(-180, -90, 180, 90)) / 510_065_621.724e6 - 1) < 1e-9)
  // One degree by one degree from the equator: 12308778361.469 m2 (GeographicLib Planimeter; its sides are geodesics, as both meridians and the equator are).
  assert.ok(Math.abs(ringArea(box(0, 0, 1, 1)) / 12_308_778_361.469 - 1) < 1e-4)
  assert.ok(ringArea(box(116, 39, 117, 40).toReversed()) < 0)
  assert.ok(Math.abs(shoelaceArea([[box(0, 0, 2, 2), box(0, 0, 1, 1).toReversed()]]) + ringArea(box(0, 0, 1, 1)) - ringArea(box(0, 0, 2, 2))) < 1)
})

test('measures distances: a degree of latitude at 40 degrees is 111.035 km', () => {
  assert.ok(Math.abs(distanceMetres([116, 39.5], [116, 40.5]) - 111_035) < 2)
})

test('a position in another system and back is the same to a millimetre', () => {
  for (const crs of ['wgs84', 'gcj02', 'bd09'] as const) for (const [lon, lat] of [[116.397, 39.909], [121.47, 31.23], [104.06, 30.67], [87.6, 43.8], [-71.06, 42.36]] as const) {
    assert.ok(distanceMetres(toWgs84(crs, fromWgs84(crs, [lon, lat])), [lon, lat]) < 1e-3, `${crs} ${lon}`)
  }
})

test('treating a GCJ-02 point as WGS-84 shifts it by hundreds of metres in Beijing and not at all in Boston', () => {
  const shift = distanceMetres(fromWgs84('gcj02', [116.397, 39.909]), [116.397, 39.909])
  assert.ok(shift > 400 && shift < 700)
  assert.deepEqual(fromWgs84('gcj02', [-71.06, 42.36]), [-71.06, 42.36])
})
