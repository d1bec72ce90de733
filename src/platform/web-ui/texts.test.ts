import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const src = new URL('../../', import.meta.url)
const isWeb = (path: string): boolean => /^([a-z-]+\/web|platform\/web-ui)\/.*\.tsx?$/.test(path) && !path.endsWith('.test.ts')
const files = (readdirSync(src, { recursive: true }) as string[]).map((path) => path.replaceAll('\\', '/')).filter(isWeb)

type Texts = { readonly [key: string]: string | Texts }
const bundles = new Map<string, Texts>()
const bundle = (language: string, name: string): Texts => {
  const key = `${language}/${name}`
  let found = bundles.get(key)
  if (!found) bundles.set(key, (found = JSON.parse(readFileSync(new URL(`platform/i18n/${key}.json`, src), 'utf8')) as Texts))
  return found
}
const has = (language: string, name: string): boolean => {
  const [file = '', path = ''] = name.split(':')
  let at: string | Texts | undefined = bundle(language, file)
  for (const step of path.split('.')) at = typeof at === 'object' ? (at[step] ?? at[`${step}_other`]) : undefined
  return typeof at === 'string'
}

for (const language of ['zh-CN', 'en']) {
  test(`every text a page names exists in ${language}`, () => {
    const missing: string[] = []
    for (const path of files) {
      // Whole keys only; keys put together at run time (`…${x}`) are seen by the browser tests.
      for (const [, name] of readFileSync(new URL(path, src), 'utf8').matchAll(/['"`]([a-z_]+:[a-z_]+(?:\.[a-z_0-9]+)+|[a-z_]+:[a-z_]+)['"`]/g)) {
        if (name && /^(ui|access|cases|clock|areas|organisations|catalogue|intake|inspections|files|http):/.test(name) && !has(language, name))
          missing.push(`${path}: ${name}`)
      }
    }
    assert.deepEqual(missing, [])
  })
}

test('no page writes Chinese into its code, but for the names of languages and brands', () => {
  const aside = /\/\*[\s\S]*?\*\/|\/\/.*|'(中文|切换到中文|language 语言|微信)'|>中文<|\/\^.*\$\//g
  const found = files.filter((path) => /[\u4e00-\u9fff]/.test(readFileSync(new URL(path, src), 'utf8').replaceAll(aside, '')))
  assert.deepEqual(found, [])
})
