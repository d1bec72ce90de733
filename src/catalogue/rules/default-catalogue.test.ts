import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkCatalogue, defaultCatalogue, type Limit } from './index.ts'

const leaves = defaultCatalogue.filter((category) => category.level === 'subcategory')
const conditions = leaves.flatMap((leaf) => leaf.conditions)

test('the default catalogue has nothing to complain about', () => {
  assert.deepEqual(checkCatalogue(defaultCatalogue), { errors: [], warnings: [] })
})

test('the default catalogue has classes, entries and conditions of the size a city uses', () => {
  assert.equal(defaultCatalogue.filter((category) => category.level === 'class').length, 12)
  assert.ok(leaves.length >= 230, `${leaves.length} sub-categories`)
  assert.ok(conditions.length >= 590, `${conditions.length} conditions`)
  assert.ok(leaves.every((leaf) => leaf.conditions.length > 0))
})

test('all 29 acts of the civility regulation and all six campaigns are covered', () => {
  const items: Readonly<Record<number, number>> = { 27: 5, 28: 5, 29: 6, 30: 6, 31: 3, 32: 4 }
  const acts = Object.entries(items).flatMap(([article, count]) => Array.from({ length: count }, (_, i) => `act:${article}-${i + 1}`))
  assert.equal(acts.length, 29)
  const tags = new Set(leaves.flatMap((leaf) => leaf.tags))
  assert.deepEqual(acts.filter((act) => !tags.has(act)), [])
  for (const campaign of ['yielding', 'small_ads', 'piling', 'parking', 'frontage', 'occupying']) assert.ok(tags.has(`campaign:${campaign}`),
    campaign)
})

test('every entry and condition has both languages, a source and, where it cites a law, an article', () => {
  for (const entry of defaultCatalogue) {
    assert.match(entry.name, /\p{Script=Han}/u)
    assert.match(entry.name_en ?? '', /^[A-Z][\x20-\x7e’ç]+$/, entry.code)
    assert.match(entry.source, /^(gb_t_30428_2|bj_civility_regulation|general|default)$/)
    if (entry.legal_source) assert.match(entry.legal_source, /^《[^》]+》第[一二三四五六七八九十百]+条/)
  }
  for (const condition of conditions) {
    assert.ok(condition.text && condition.text_en && condition.closing_condition && condition.closing_condition_en, condition.code)
    assert.doesNotMatch(condition.text_en ?? '', /\p{Script=Han}/u)
    assert.match(condition.text_en ?? '', /^[A-Z]/, condition.text_en ?? '')
    assert.equal(condition.source, 'default')
  }
})

test('names are not used twice', () => {
  assert.equal(new Set(leaves.map((leaf) => leaf.name)).size, leaves.length)
})

/** Rough length in hours, to see whether a core area is ever given more time than an ordinary one. */
const hours = ({ value, unit }: Limit): number => value * { urgent_hour: 1, work_hour: 3, work_day: 24, natural_day: 24 }[unit]

test('a core area is never given more time than a main one, nor that more than an ordinary one', () => {
  for (const { code, limit, class_limits: { core, main } } of conditions) {
    if (core && main) assert.ok(hours(core) <= hours(main) && hours(main) <= hours(limit), code)
  }
})

test('the wording is our own', (t) => {
  const path = new URL('../../../../shared/data/catalogue/yuncheng-standards.json', import.meta.url)
  if (!existsSync(path)) return t.skip('the reference catalogue is not here')
  type Reference = Record<'component' | 'event', { minors: { conditions: { register: string }[] }[] }[]>
  const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference
  const sentences = new Set([...reference.component, ...reference.event].flatMap((c) => c.minors).flatMap((m) => m.conditions).map((c) => c.register))
  assert.deepEqual(conditions.map((c) => c.text).filter((text) => text.length > 12 && sentences.has(text)), [])
})
