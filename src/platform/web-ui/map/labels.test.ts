import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelFeatures, zoomToFit } from './labels.ts'

const square = (side: number): GeoJSON.Geometry => ({ type: 'Polygon', coordinates: [[[0, 0], [side, 0], [side, side], [0, side], [0, 0]]] })

test('a name stands in the middle of its area, and only from the zoom at which it fits', () => {
  const [wide, narrow] = labelFeatures([{ id: 'a', name: '鼓台区', geometry: square(1), value: null, step: 0 }, { id: 'b', name: '鼓台区', geometry: square(0.01), value: null, step: 0 }]).features
  assert.deepEqual(wide?.geometry.type === 'Point' && wide.geometry.coordinates, [0.5, 0.5])
  assert.ok(Math.abs(Number(narrow?.properties?.['from']) - Number(wide?.properties?.['from']) - Math.log2(100)) < 0.01)
})
test('a long name needs more room; without room there is no name', () => {
  assert.ok(zoomToFit('第一人民医院东侧临时停车场', 0.1) > zoomToFit('鼓台区', 0.1))
  assert.equal(zoomToFit('鼓台区', 0), 24)
})
