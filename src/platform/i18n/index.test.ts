import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { type Locale, locales, negotiateLocale, sentenceOf, type Texts, textsOf, translator } from './index.ts'
import { message, placeholder } from './messages.ts'

const namesOf = (locale: Locale): readonly string[] => readdirSync(new URL(`./${locale}/`, import.meta.url)).sort()

/** Every text by its key; the plural forms of one key count as one. */
const flat = (texts: Texts, prefix = ''): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  const walk = (part: Texts, path: string): void => {
    for (const [key, value] of Object.entries(part)) {
      if (typeof value === 'string') {
        const base = path + key.replace(/_(zero|one|two|few|many|other)$/, '')
        found.set(base, [...(found.get(base) ?? []), value])
      } else if (typeof value === 'object' && value !== null) walk(value, `${path}${key}.`)
      else assert.fail(`${path}${key} is neither a text nor a group of texts`)
    }
  }
  walk(texts, prefix)
  return found
}
const placeholders = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name]) => name as string)))].sort()

test('both languages have the same files', () => {
  assert.deepEqual(namesOf('en'), namesOf('zh-CN'))
  assert.ok(namesOf('en').every((name) => /^[a-z][a-z-]*\.json$/.test(name)))
})

for (const name of namesOf('zh-CN').map((file) => file.replace('.json', ''))) {
  test(`${name}: the same keys with the same placeholders in both languages, none empty`, () => {
    const [zh, en] = locales.map((locale) => flat(textsOf(locale)[name] as Texts)) as [ReadonlyMap<string, readonly string[]>, ReadonlyMap<string,
      readonly string[]>]
    assert.deepEqual([...en.keys()].sort(), [...zh.keys()].sort())
    for (const [key, texts] of zh) {
      const english = en.get(key) ?? []
      // A plural form may leave the count out ("one day"), so forms are compared together and `count` is left out.
      const wanted = (all: readonly string[]): readonly string[] => placeholders(all).filter((one) => one !== 'count')
      assert.deepEqual(wanted(english), wanted(texts), key)
      for (const text of [...texts, ...english]) {
        // What stands between two parts of a sentence may be nothing in Chinese and a space in English.
        if (!key.endsWith('.joint')) assert.notEqual(text.trim(), '', `${key} is empty`)
        assert.equal(text.replaceAll(placeholder, '').match(/\{\{|\}\}|\$t\(/), null, `${key} has a placeholder that cannot be read: ${text}`)
      }
    }
  })
}

test('fills placeholders, counts and numbers as i18next does', () => {
  const texts = { a: { days_one: '{{count}} day', days_other: '{{count}} days', n: '{{ n, number }} of {{m}}', plain: 'no {{missing}} here' } }
  assert.equal(message(texts, 'en', 'a.days', { count: 1 }), '1 day')
  assert.equal(message(texts, 'en', 'a.days', { count: 2 }), '2 days')
  assert.equal(message(texts, 'zh-CN', 'a.days', { count: 1 }), '1 days')
  assert.equal(message(texts, 'en', 'a.n', { n: 12345.5, m: 7 }), '12,345.5 of 7')
  assert.equal(message(texts, 'en', 'a.plain'), 'no  here')
  assert.equal(message(texts, 'en', 'a.nothing'), undefined)
  assert.equal(message(texts, 'en', 'a.constructor'), undefined)
})

test('the sentence of a code stands under errors of its file; an unknown code is itself', () => {
  assert.equal(sentenceOf('en')('documents.empty_file'), 'The file is empty.')
  assert.equal(translator('zh-CN')('documents.errors.row_width', { found: 3, expected: 2 }), '这一行有 3 个值，表头有 2 列：请检查多余或缺少的分隔符。')
  assert.equal(sentenceOf('en')('nowhere.nothing'), 'nowhere.nothing')
})

for (const [accepted, locale] of [
  ['', 'zh-CN'], ['fr', 'zh-CN'], ['*', 'zh-CN'], ['en-GB,en;q=0.9', 'en'], ['fr,en;q=0.5,zh;q=0.4', 'en'], ['en;q=0.2, zh-TW;q=0.8', 'zh-CN'],
  ['en;q=0,zh', 'zh-CN'], ['EN-us', 'en'], ['english', 'zh-CN'],
] as const) {
  test(`answers "${accepted}" in ${locale}`, () => assert.equal(negotiateLocale({ 'accept-language': accepted }), locale))
}

test('a chosen language goes before the browser\'s', () => {
  assert.equal(negotiateLocale({ 'x-locale': 'en', 'accept-language': 'zh' }), 'en')
  assert.equal(negotiateLocale({ 'x-locale': 'tlh', 'accept-language': 'en' }), 'en')
})
