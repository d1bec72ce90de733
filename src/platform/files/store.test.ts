import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { instant } from '#base/instants.ts'
import { acceptImage, type FileStore, localFileStore, readStored, storePhoto } from './index.ts'

let root = ''
let store: FileStore
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'bihuan-files-'))
  store = await localFileStore(join(root, 'files'))
})
after(() => rm(root, { recursive: true }))

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const all = async (): Promise<readonly string[]> => (await readdir(join(root, 'files'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile()).map((entry) => entry.name)

test('gives back what was put, under its hash, in folders of two levels', async () => {
  const bytes = randomBytes(200_000)
  const sha256 = hashOf(bytes)
  assert.deepEqual(await store.put(bytes), { sha256, size: bytes.length })
  assert.ok((await readStored(store, sha256))?.equals(bytes))
  assert.deepEqual(await store.stat(sha256), { sha256, size: bytes.length })
  assert.deepEqual(await readdir(join(root, 'files', 'objects', sha256.slice(0, 2), sha256.slice(2, 4))), [sha256])
})

test('keeps the same bytes once, also when many put them at the same time', async () => {
  const bytes = randomBytes(5000)
  const count = (await all()).length
  const results = await Promise.all(Array.from({ length: 16 }, () => store.put(bytes)))
  assert.equal(new Set(results.map(({ sha256 }) => sha256)).size, 1)
  assert.equal((await all()).length, count + 1)
})

test('takes streams, and leaves nothing of one that breaks', async () => {
  const parts = [randomBytes(70_000), Buffer.alloc(0), randomBytes(3)]
  const stored = await store.put((async function* () { yield* parts })())
  assert.equal(stored.sha256, hashOf(Buffer.concat(parts)))
  const count = (await all()).length
  await assert.rejects(store.put((async function* () {
    yield randomBytes(70_000)
    throw new Error('the line went dead')
  })()), /line went dead/)
  assert.equal((await all()).length, count)
})

test('an empty file is a file', async () => {
  const { sha256 } = await store.put(Buffer.alloc(0))
  assert.equal((await readStored(store, sha256))?.length, 0)
})

test('knows nothing by a name that is not a hash', async () => {
  for (const name of ['', '..', '../../etc/passwd', 'a'.repeat(64).toUpperCase(), 'f'.repeat(64)]) {
    assert.equal(await store.get(name), null)
    assert.equal(await store.stat(name), null)
    assert.equal(await store.verify(name), 'missing')
    assert.equal(await store.remove(name), false)
  }
})

test('removes once', async () => {
  const { sha256 } = await store.put(Buffer.from('to be removed'))
  assert.equal(await store.remove(sha256), true)
  assert.equal(await store.remove(sha256), false)
  assert.equal(await store.stat(sha256), null)
})

test('finds changed bytes, and puts them right when the same file comes again', async () => {
  const bytes = Buffer.from('evidence '.repeat(100))
  const { sha256 } = await store.put(bytes)
  assert.equal(await store.verify(sha256), 'sound')
  const path = join(root, 'files', 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await truncate(path, 10)
  assert.equal(await store.verify(sha256), 'changed')
  await store.put(bytes)
  assert.equal(await store.verify(sha256), 'sound')
})

test('sweeps what interrupted writes left, and only what is old', async () => {
  const now = instant(Date.parse('2026-11-22T00:00:00Z'))
  const old = join(root, 'files', 'temporary', 'old'), young = join(root, 'files', 'temporary', 'young')
  await writeFile(old, 'half a photo')
  await writeFile(young, 'half a photo')
  await utimes(old, now / 1000 - 7200, now / 1000 - 7200)
  await utimes(young, now / 1000, now / 1000)
  assert.equal(await store.sweepTemporary(instant(now - 3_600_000)), 1)
  assert.deepEqual(await readdir(join(root, 'files', 'temporary')), ['young'])
})

test('a photo is kept as its copies, and as its original only where asked', async () => {
  const bytes = await sharp({ create: { width: 500, height: 400, channels: 3, background: '#3366aa' } }).jpeg().toBuffer()
  const image = await acceptImage(bytes)
  assert.ok(image.ok)
  const without = await storePhoto(store, image.value, { keepOriginal: false })
  assert.equal(without.original, null)
  assert.equal(await store.stat(hashOf(bytes)), null)
  const kept = await storePhoto(store, image.value, { keepOriginal: true })
  assert.deepEqual(kept.original, { sha256: hashOf(bytes), size: bytes.length, mediaType: 'image/jpeg' })
  for (const copy of kept.copies) assert.equal(await store.verify(copy.sha256), 'sound')
})
