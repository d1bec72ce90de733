import type { MessageParams } from '#base/results.ts'

/** zh-CN is written first; en is complete. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'zh-CN'

export type Texts = { readonly [key: string]: string | Texts }

const pluralRules = new Map<Locale, Intl.PluralRules>()
const pluralOf = (locale: Locale, count: number): string => {
  let rules = pluralRules.get(locale)
  if (!rules) pluralRules.set(locale, (rules = new Intl.PluralRules(locale)))
  return rules.select(count)
}
const numberFormats = new Map<Locale, Intl.NumberFormat>()
const numberText = (locale: Locale, value: number): string => {
  let format = numberFormats.get(locale)
  if (!format) numberFormats.set(locale, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })))
  return format.format(value)
}

const lookUp = (texts: Texts, key: string): string | undefined => {
  let found: string | Texts | undefined = texts
  for (const step of key.split('.')) found = typeof found === 'object' && Object.hasOwn(found, step) ? found[step] : undefined
  return typeof found === 'string' ? found : undefined
}

/** `{{name}}`, or `{{name, number}}` for a number in the locale's grouping. The same notation i18next reads in the browser. */
export const placeholder = /\{\{\s*([\w.]+)\s*(?:,\s*(\w+)\s*)?\}\}/g

/**
 * A text with its placeholders filled. With a numeric `count`, `key_one` or `key_other` (CLDR plural forms; Chinese has only
 * `other`) is taken before `key`. Undefined when there is no such text.
 */
export const message = (texts: Texts, locale: Locale, key: string, params: MessageParams = {}): string | undefined => {
  const count = params['count']
  const text = (typeof count === 'number' ? (lookUp(texts, `${key}_${pluralOf(locale, count)}`) ?? lookUp(texts, `${key}_other`))
    : undefined) ?? lookUp(texts, key)
  return text?.replaceAll(placeholder, (_, name: string, format: string | undefined) => {
    const value = params[name]
    return format === 'number' && typeof value === 'number' ? numberText(locale, value) : String(value ?? '')
  })
}

const languages: readonly (readonly [string, Locale])[] = [['zh', 'zh-CN'], ['en', 'en']]

/** The best of our languages for an Accept-Language list (RFC 9110 12.5.4); Chinese when none fits. */
export const negotiate = (accepted: string): Locale => {
  const asked = accepted
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      return { tag: tag.trim().toLowerCase(), q: Number(/q\s*=\s*([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1) }
    })
    .filter(({ tag, q }) => tag !== '' && q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { tag } of asked) {
    const found = languages.find(([language]) => tag === language || tag.startsWith(`${language}-`))
    if (found) return found[1]
  }
  return defaultLocale
}
