import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { builtInProfiles, columnUse } from './index.ts'

const path = new URL('./COLUMNS.md', import.meta.url)

const document = (): string => {
  const parts = ['# Columns the import profiles read', '',
    'Derived from the profiles (`UPDATE_DOCUMENTS=1 node --test` on column-use.test.ts writes it anew). `extra` is kept with the case as it is; columns not named are not read.', '']
  for (const profile of Object.values(builtInProfiles)) {
    parts.push(`## ${profile.name}`, '', `Times in ${profile.zone}.`, '', '| column | for |', '|---|---|')
    for (const [column, fields] of columnUse(profile)) parts.push(`| ${column} | ${fields.join(', ')} |`)
    parts.push('')
  }
  return parts.join('\n')
}

test('the list of columns that each profile reads is the one in COLUMNS.md', () => {
  if (process.env['UPDATE_DOCUMENTS']) writeFileSync(path, document())
  assert.equal(readFileSync(path, 'utf8'), document())
})
