import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '#base/instants.ts'
import { localFileStore } from './index.ts'

/** Puts random files for as long as it lives and says each one that the store has acknowledged. */
const writer = `
  import { randomBytes } from 'node:crypto'
  const { localFileStore } = await import(process.argv[1])
  const store = await localFileStore(process.argv[2])
  const work = async () => { for (;;) process.stdout.write((await store.put(randomBytes(1 + Math.floor(Math.random() * 400000)))).sha256 + '\\n') }
  await Promise.all([work(), work(), work(), work()])
`

test('a writer killed at any moment leaves every acknowledged file whole, no other broken, and drafts that are swept', { timeout: 60_000 },
  async () => {
  const root = await mkdtemp(join(tmpdir(), 'bihuan-crash-'))
  try {
    let acknowledged = 0, drafts = 0
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', writer, '--', new URL('./index.ts', import.meta.url).href, root],
        { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      child.stdout.on('data', (text: Buffer) => (said += text.toString()))
      await once(child.stdout, 'data')
      await new Promise((resolve) => setTimeout(resolve, 60 + round * 37))
      child.kill('SIGKILL')
      await once(child, 'close')
      const store = await localFileStore(root)
      const hashes = said.split('\n').slice(0, -1)
      acknowledged += hashes.length
      for (const sha256 of hashes) assert.equal(await store.verify(sha256), 'sound')
      const objects = (await readdir(join(root, 'objects'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
      for (const { name } of objects) assert.equal(await store.verify(name), 'sound')
      drafts += await store.sweepTemporary(instant(Date.now() + 60_000))
      assert.deepEqual(await readdir(join(root, 'temporary')), [])
    }
    assert.ok(acknowledged > 20 && drafts > 0, `${acknowledged} acknowledged, ${drafts} drafts swept`)
  } finally {
    await rm(root, { recursive: true })
  }
})
