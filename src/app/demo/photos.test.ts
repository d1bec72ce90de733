import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { pool } from './photos/pool.ts'
import { pictureSvg, renderPicture } from './photos/render.ts'

test('a picture is a JPEG of 960 x 720 without metadata, its small copy 320 wide', async () => {
  const key = pool[0]!
  const { picture, thumb } = await renderPicture(key)
  const facts = await sharp(picture).metadata()
  assert.deepEqual([facts.format, facts.width, facts.height, facts.exif], ['jpeg', 960, 720, undefined])
  assert.equal((await sharp(thumb).metadata()).width, 320)
  assert.ok(picture.length < 80_000 && thumb.length < 20_000)
})

test('every picture is drawable, carries the label, needs no font, and differs before and after', () => {
  for (const key of pool) {
    const svg = pictureSvg(key)
    assert.ok(svg.includes('M30 12Q26 28 12 44'), 'the label')
    assert.ok(!/<text|NaN|undefined|Infinity/.test(svg), key.scene)
    assert.equal(pictureSvg(key), svg)
    assert.notEqual(pictureSvg({ ...key, fixed: !key.fixed }), svg, key.scene)
  }
})
