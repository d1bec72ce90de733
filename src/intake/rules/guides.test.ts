import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { builtInProfiles, profileFromMapping, readOpen311Settings } from './index.ts'

const guide = (name: string): string => readFileSync(new URL(`../../../docs/guides/${name}`, import.meta.url), 'utf8')
const examples = (text: string): readonly unknown[] => [...text.matchAll(/```json\n([\s\S]*?)```/g)].map((found) => JSON.parse(found[1] ?? ''))

test('the mapping in the guide is one', () => {
  for (const example of examples(guide('importing.md'))) {
    const made = profileFromMapping(example)
    assert.ok(made.ok, JSON.stringify(made))
  }
})

test('the guide names every profile', () => {
  for (const name of Object.keys(builtInProfiles)) assert.ok(guide('importing.md').includes(`\`${name}\``), name)
})

test('the settings in the Open311 guide are read as they stand', () => {
  const [example] = examples(guide('open311.md')) as { open311: { attributes: object; jurisdiction_id: string } }[]
  const read = readOpen311Settings(example?.open311)
  assert.equal(read.jurisdiction_id, example?.open311.jurisdiction_id)
  assert.equal(read.attributes['E0136']?.[0]?.values?.length, 1)
})
