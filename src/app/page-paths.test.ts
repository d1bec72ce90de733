import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isPage, pagePathsIn } from './page-paths.ts'

test('knows the pages there are from what the capabilities declare, and nothing else', () => {
  const paths = pagePathsIn(['inspections/web/index.tsx', 'cases/web/index.tsx', 'intake/web/index.tsx', 'app/web/router.tsx'].map((name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')))
  for (const there of ['', '/', '/cases', '/cases/', '/cases/0190a6d2', '/sign-in', '/track/ABC', '/ledger/print', '/field', '/field/visits/7']) assert.equal(isPage(paths, there), true, there)
  for (const missing of ['/nothing', '/cases/1/2', '/case', '/sign-in/x', '/fields']) assert.equal(isPage(paths, missing), false, missing)
})
