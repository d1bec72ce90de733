import { textsOf } from '#platform/i18n/index.ts'

type Texts = { readonly [key: string]: string | Texts }

const flat = (texts: Texts, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flat(value, `${prefix}${key}.`)))

/** Every code a refusal, problem or fault can have, with its two texts. */
export const errorCodes = (): readonly { readonly code: string; readonly zh: string; readonly en: string }[] => {
  const zh = textsOf('zh-CN') as Texts, en = textsOf('en') as Texts
  return Object.keys(zh).sort().flatMap((space) => {
    const errors = (zh[space] as Texts)['errors'] as Texts | undefined
    const english = new Map(flat(((en[space] as Texts | undefined)?.['errors'] as Texts | undefined) ?? {}))
    return errors ? flat(errors).map(([key, text]) => ({ code: `${space}.${key}`, zh: text, en: english.get(key) ?? '' })) : []
  })
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export const errorsDocument = (): string =>
  `# Errors\n\nEvery code of a problem (said by the door), a refusal (said by a rule, 409) and a fault of input, with what people read. Made by \`npm run documents\`; a test compares.\n\n| code | zh-CN | en |\n|---|---|---|\n${errorCodes().map((e) => `| \`${e.code}\` | ${cell(e.zh)} | ${cell(e.en)} |`).join('\n')}\n`
