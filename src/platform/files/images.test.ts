import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { zipped } from '#platform/documents/index.ts'
import { acceptImage, type ImageLimits, photoFacts } from './index.ts'

/** A gradient with noise, so that encoders have something to encode. */
const picture = (width = 400, height = 300): Sharp => {
  const data = Buffer.alloc(width * height * 3)
  for (let i = 0; i < data.length; i++) data[i] = (i * 31 + Math.floor(i / (width * 3)) * 7) & 0xff
  return sharp(data, { raw: { width, height, channels: 3 } })
}
const exif = {
  IFD0: { Make: 'Maker', Model: 'Model 7' },
  IFD2: { DateTimeOriginal: '2026:05:01 10:20:30', OffsetTimeOriginal: '+08:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 40/1 3000/100', GPSLongitudeRef: 'E', GPSLongitude: '117/1 1/1 1800/100' },
}
const refusal = async (bytes: Uint8Array, limits?: Partial<ImageLimits>): Promise<string> => {
  const result = await acceptImage(bytes, limits)
  return result.ok ? 'accepted' : result.error.code
}
const joined = async (parts: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of parts) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('reads place and time of a photo, and no copy keeps anything of them', async () => {
  const original = await picture().withExif(exif).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret-xmp</x:xmpmeta>').jpeg().toBuffer()
  assert.ok(original.includes('secret-xmp') && original.includes('Model 7'))
  const result = await acceptImage(original)
  assert.ok(result.ok)
  const { facts, copies } = result.value
  assert.deepEqual(facts, {
    position: { lon: 117 + 1 / 60 + 18 / 3600, lat: 36 + 40 / 60 + 30 / 3600 }, takenLocal: '2026-05-01T10:20:30',
    takenAt: Date.parse('2026-05-01T02:20:30Z'), camera: 'Maker Model 7',
  })
  assert.ok(result.value.original.bytes.equals(original))
  for (const copy of copies) {
    const metadata = await sharp(copy.bytes).metadata()
    assert.deepEqual([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc, metadata.orientation, metadata.comments],
      [undefined, undefined, undefined, undefined, undefined, undefined], copy.name)
    for (const trace of ['Exif', 'GPS', 'secret-xmp', 'Model 7', '2026:05:01']) assert.ok(!copy.bytes.includes(trace), `${copy.name} holds ${trace}`)
    assert.equal(photoFacts(copy.bytes).position, null)
  }
})

test('turns photos upright and draws three sizes without enlarging', async () => {
  const result = await acceptImage(await picture(3000, 2000).withMetadata({ orientation: 6 }).jpeg().toBuffer())
  assert.ok(result.ok)
  assert.deepEqual(result.value.copies.map(({ name, width, height }) => [name, width, height]),
    [['full', 1707, 2560], ['large', 854, 1280], ['small', 213, 320]])
  const small = await acceptImage(await picture(100, 50).png().toBuffer())
  assert.ok(small.ok)
  assert.deepEqual(small.value.copies.map(({ width, height }) => [width, height]), [[100, 50], [100, 50], [100, 50]])
})

test('accepts JPEG, PNG and WebP by content, draws what is transparent on white, gives WebP where asked', async () => {
  for (const bytes of [await picture().jpeg().toBuffer(), await picture().jpeg({ progressive: true }).toBuffer(), await picture().png().toBuffer(),
    await picture().webp().toBuffer()]) {
    assert.equal(await refusal(bytes), 'accepted')
  }
  const clear = await sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer()
  const result = await acceptImage(clear, {}, 'webp')
  assert.ok(result.ok)
  const copy = result.value.copies[2]
  assert.equal(copy?.mediaType, 'image/webp')
  assert.equal((await sharp(copy?.bytes).raw().toBuffer())[0], 255)
})

/** A PNG that claims any size and packs to little. */
const pngBomb = async (width: number, height: number): Promise<Buffer> => {
  const crcOf = (await import('node:zlib')).crc32
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crcOf(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 30_000)), { level: 9 })
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0))])
}

test('refuses a picture of 30000 x 30000 from its header, quickly and in little memory', async () => {
  const bomb = await pngBomb(30_000, 30_000)
  assert.ok(bomb.length < 200_000)
  const before = process.memoryUsage().rss
  const result = await acceptImage(bomb)
  assert.deepEqual(result.ok ? null : result.error, { code: 'files.too_many_pixels', params: { width: 30_000, height: 30_000, limit_million: 64 } })
  assert.ok(process.memoryUsage().rss - before < 100 * 1024 ** 2)
})

const jpeg = await picture().jpeg().toBuffer()
const png = await picture().png().toBuffer()
const webp = await picture().webp().toBuffer()
const zip = await joined(zipped([{ name: 'a.txt', text: ['hello'] }]))
const animated = await sharp(Buffer.alloc(64 * 128 * 3).map((_, i) => (i < 64 * 64 * 3 ? 0 : 255)),
  { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } }).webp().toBuffer()
const gif = await sharp(Buffer.alloc(64 * 128 * 3).map((_, i) => (i < 64 * 64 * 3 ? 0 : 255)),
  { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } }).gif().toBuffer()

const refusals: readonly (readonly [string, string, Uint8Array, Partial<ImageLimits>?])[] = [
  ['nothing', 'files.empty', Buffer.alloc(0)],
  ['a text named .jpg', 'files.not_a_photo', Buffer.from('this is not a photo, whatever its name says')],
  ['two bytes of a JPEG', 'files.not_a_photo', Buffer.from([0xff, 0xd8])],
  ['a JPEG cut in the middle', 'files.damaged', jpeg.subarray(0, Math.floor(jpeg.length / 2))],
  ['a JPEG without its last bytes', 'files.damaged', jpeg.subarray(0, jpeg.length - 12)],
  ['a PNG cut in the middle', 'files.damaged', png.subarray(0, Math.floor(png.length / 2))],
  ['a WebP cut in the middle', 'files.damaged', webp.subarray(0, Math.floor(webp.length / 2))],
  ['a JPEG header over noise', 'files.damaged', Buffer.concat([jpeg.subarray(0, 200), Buffer.alloc(3000, 7)])],
  ['a photo with a zip behind it', 'files.polyglot', Buffer.concat([jpeg, zip])],
  ['a PNG with a zip behind it', 'files.polyglot', Buffer.concat([png, zip])],
  ['a photo with a page behind it', 'files.polyglot', Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')])],
  ['a photo with code behind it', 'files.polyglot', Buffer.concat([webp, Buffer.from('<?php system($_GET[0]);')])],
  ['a photo that is a PDF too', 'files.polyglot', Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 12]), Buffer.from('%PDF-1.7\n\n'),
    jpeg.subarray(2)])],
  ['unknown data behind a photo', 'files.polyglot', Buffer.concat([jpeg, Buffer.alloc(500, 0x41)])],
  ['a moving WebP', 'files.animated', animated],
  ['a GIF', 'files.animated', gif],
  ['an SVG', 'files.svg_not_accepted', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a PDF', 'files.pdf_not_accepted', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n', 'latin1')],
  ['a film', 'files.video_not_accepted', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(40)])],
  ['a HEIC', 'files.heic_not_accepted', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)])],
  ['too many bytes', 'files.too_large', jpeg, { maxBytes: 1000 }],
  ['a dot', 'files.too_small', await picture(8, 8).png().toBuffer()],
]
for (const [name, code, bytes, limits] of refusals) {
  test(`refuses ${name} with ${code}`, async () => assert.equal(await refusal(bytes, limits), code))
}

test('accepts what cameras append: padding, a second picture, the film of a moving photo, a maker\'s trailer', async () => {
  for (const rest of [Buffer.alloc(64), jpeg, Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(400)]),
    Buffer.from('....Image_UTC_Data1700000000000SEFH....SEFT')]) {
    const result = await acceptImage(Buffer.concat([jpeg, rest]))
    assert.ok(result.ok, rest.subarray(0, 12).toString('latin1'))
    for (const { bytes } of result.value.copies) assert.ok(!bytes.includes('ftyp') && !bytes.includes('SEFT'))
  }
})

test('a place of 0,0 or beyond the globe is no place', async () => {
  const at = async (lat: string, lon: string): Promise<unknown> =>
    photoFacts(await picture().withExif({ IFD3: { GPSLatitudeRef: 'S', GPSLatitude: lat, GPSLongitudeRef: 'W', GPSLongitude: lon } }).jpeg()
      .toBuffer()).position
  assert.equal(await at('0/1 0/1 0/1', '0/1 0/1 0/1'), null)
  assert.equal(await at('95/1 0/1 0/1', '10/1 0/1 0/1'), null)
  assert.deepEqual(await at('33/1 30/1 0/1', '70/1 15/1 0/1'), { lon: -70.25, lat: -33.5 })
})
