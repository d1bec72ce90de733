import { readdirSync, readFileSync } from 'node:fs'
import type { MessageParams } from '#base/results.ts'
import { type Locale, locales, message, negotiate, type Texts } from './messages.ts'

export { defaultLocale, type Locale, locales, type Texts } from './messages.ts'

const load = (locale: Locale): Texts => {
  const folder = new URL(`./${locale}/`, import.meta.url)
  return Object.fromEntries(
    readdirSync(folder).filter((name) => name.endsWith('.json'))
      .map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Texts]),
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

/** `cases.errors.not_registered` is key `errors.not_registered` of cases.json. An unknown key is answered as it is, so that a gap is seen. */
export const translator = (locale: Locale): Translate => (key, params = {}) => message(textsOf(locale), locale, key, params) ?? key

/** The sentence of a refusal, problem or fault: code `cases.not_registered` stands at `cases.errors.not_registered`. */
export const sentenceOf = (locale: Locale) => (code: string, params: MessageParams = {}): string =>
  message(textsOf(locale), locale, code.replace('.', '.errors.'), params) ?? code

/** The reader's language: an explicit choice (`x-locale`), else the browser's list, else Chinese. */
export const negotiateLocale = (headers: Readonly<Record<string, string | string[] | undefined>>): Locale => {
  const chosen = headers['x-locale']
  if (typeof chosen === 'string' && (locales as readonly string[]).includes(chosen)) return chosen as Locale
  return negotiate(String(headers['accept-language'] ?? ''))
}
