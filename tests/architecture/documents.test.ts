import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type TestCity, testCity } from '#platform/db/testing.ts'
import { documents } from '../../scripts/documents/all.ts'
import { errorCodes } from '../../scripts/documents/errors.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let t: TestCity
before(async () => {
  t = await testCity({ slug: 'example' })
})
after(() => t.close())

test('says in every generated document what the code says', async () => {
  for (const [file, text] of await documents(root, t.database.ownerPool, t.city.schema)) {
    assert.equal(readFileSync(path.join(root, file), 'utf8') === text, true, `${file} is out of date: run "npm run documents"`)
  }
})

test('has a text in both languages for every code the program can say', () => {
  const known = new Set(errorCodes().map((e) => e.code))
  const spaces = new Set([...known].map((code) => code.split('.')[0]))
  const missing: string[] = []
  for (const entry of readdirSync(path.join(root, 'src'), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue
    const file = path.join(entry.parentPath, entry.name)
    for (const [, code] of readFileSync(file, 'utf8').matchAll(/(?:problem|refuse)\(\s*'([a-z0-9_]+\.[a-z0-9_.]+)'/g)) {
      if (spaces.has((code as string).split('.')[0]) && !known.has(code as string)) missing.push(`${code} (${path.relative(root, file)})`)
    }
  }
  assert.deepEqual([...new Set(missing)].sort(), [])
  assert.deepEqual(errorCodes().filter((e) => !e.zh || !e.en).map((e) => e.code), [])
})

test('proves each part of the mission it calls working with tests that exist', () => {
  const { parts } = JSON.parse(readFileSync(path.join(root, 'docs', 'brief.json'), 'utf8')) as { parts: { id: string; state: string; tests: string[] }[] }
  assert.deepEqual(parts.map((p) => p.id), Array.from({ length: 17 }, (_, i) => `M${i + 1}`))
  for (const part of parts) {
    if (part.state === 'works') assert.ok(part.tests.length > 0, `${part.id} works without a test`)
    for (const file of part.tests) assert.ok(existsSync(path.join(root, file)), `${part.id} names ${file}`)
  }
})
