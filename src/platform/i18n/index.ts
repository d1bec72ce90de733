import { readdirSync, readFileSync } from 'node:fs'
import type { MessageParams } from '#base/results.ts'

/** zh-CN is written first; en is complete. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'zh-CN'

type Texts = { readonly [key: string]: string | Texts }

const load = (locale: Locale): Texts => {
  const folder = new URL(`./${locale}/`, import.meta.url)
  return Object.fromEntries(
    readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Texts]),
  )
}
const loaded = new Map<Locale, Texts>()
/** Every text of a locale, by file name and then by key. */
export const textsOf = (locale: Locale): Texts => {
  let texts = loaded.get(locale)
  if (!texts) loaded.set(locale, (texts = load(locale)))
  return texts
}

export type Translate = (key: string, params?: MessageParams) => string

/** `cases.errors.not_registered` is key `errors.not_registered` of cases.json. An unknown key is answered as it is, so that a gap is seen and found by test. */
export const translator = (locale: Locale): Translate => (key, params = {}) => {
  let found: string | Texts | undefined = textsOf(locale)
  for (const step of key.split('.')) found = typeof found === 'object' && Object.hasOwn(found, step) ? found[step] : undefined
  if (typeof found !== 'string') return key
  return found.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** The reader's language: an explicit choice (`x-locale`), else the browser's list (RFC 9110 12.5.4), else Chinese. */
export const negotiateLocale = (headers: Readonly<Record<string, string | string[] | undefined>>): Locale => {
  const chosen = headers['x-locale']
  if (typeof chosen === 'string' && (locales as readonly string[]).includes(chosen)) return chosen as Locale
  const asked = String(headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      return { tag: tag.toLowerCase(), q: Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1) }
    })
    .filter((a) => a.tag && a.q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { tag } of asked) {
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return defaultLocale
}
