import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true }).filter((e) => e.isFile()).map((e) => path.relative(root, path.join(e.parentPath, e.name)))

/** What the linter cannot say: reading the clock or chance where both must be arguments. */
const impure = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bTemporal\.Now\b|\bperformance\.now\(/
const pure = /^src\/(?:base|statistics|[^/]+\/rules)\//

test('reads no clock and no chance in base/, statistics/ and rules/', () => {
  assert.match('const x = new Date()', impure)
  const found = filesBelow('src').filter((f) => pure.test(f) && f.endsWith('.ts') && !f.endsWith('.test.ts') && impure.test(readFileSync(path.join(root, f), 'utf8')))
  assert.deepEqual(found, [])
})

test('has no empty folder and no folder of src/ that is not a floor', () => {
  const floors = ['base', 'statistics', 'platform', 'areas', 'organisations', 'access', 'catalogue', 'cases', 'intake', 'inspections', 'surveys', 'campaigns', 'evidence', 'participation', 'indicators', 'rankings', 'oversight', 'bulletins', 'app']
  const folders = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((e) => e.isDirectory())
  assert.deepEqual(folders.map((f) => f.name).filter((name) => !floors.includes(name)), [])
  assert.deepEqual(folders.filter((f) => filesBelow(`src/${f.name}`).length === 0).map((f) => f.name), [])
})

test('exports by name at every door', () => {
  const doors = filesBelow('src').filter((f) => /\/(?:rules|server|web)\/index\.tsx?$/.test(f))
  assert.ok(doors.length > 5)
  assert.deepEqual(doors.filter((f) => /export \*/.test(readFileSync(path.join(root, f), 'utf8'))), [])
})

test('begins every capability with a README that names its tables', () => {
  const capabilities = readdirSync(path.join(root, 'src')).filter((name) => !['base', 'statistics', 'platform', 'app'].includes(name))
  for (const name of capabilities) assert.ok(readFileSync(path.join(root, 'src', name, 'README.md'), 'utf8').length > 200, `${name} has no README`)
})
