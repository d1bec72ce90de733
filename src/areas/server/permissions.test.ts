import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locales, textsOf } from '#platform/i18n/index.ts'
import { areasFaults, areasProblems } from './permissions.ts'
import { areasRoutes } from './routes.ts'
import { testDeps } from './testing.ts'

test('every problem, refusal and fault has its text in both languages, and no text is left over', () => {
  const said = [...Object.keys(areasProblems), ...areasFaults].map((code) => code.slice('areas.'.length)).sort()
  for (const locale of locales) assert.deepEqual(Object.keys((textsOf(locale)['areas'] as { errors: object }).errors).sort(), said)
})

test('every problem a route declares is registered', () => {
  for (const route of areasRoutes(testDeps())) for (const code of (route.problems ?? []).filter((c) => c.startsWith('areas.'))) assert.ok(code in areasProblems, `${route.id}: ${code}`)
})
