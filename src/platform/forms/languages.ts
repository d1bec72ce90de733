import type { FormDefinition, Words } from './model.ts'

const english = /^en\b|\(en\b|english|英/i
const chinese = /^zh\b|\(zh\b|chinese|中文|汉语|普通话/i

/** The form's language for a tag: by its own name, by a tag in brackets (`English (en)`), by primary tag, else the default one. */
export const languageOf = (form: Pick<FormDefinition, 'languages' | 'default_language'>, wanted: string): string => {
  const names = form.languages
  const low = wanted.toLowerCase()
  const primary = low.split('-')[0] ?? low
  const tagOf = (name: string): string => (/\(([^)]+)\)\s*$/.exec(name)?.[1] ?? name).trim().toLowerCase()
  const known = primary === 'en' ? english : primary === 'zh' ? chinese : null
  return names.find((name) => name.toLowerCase() === low) ?? names.find((name) => tagOf(name) === low)
    ?? names.find((name) => tagOf(name).split('-')[0] === primary) ?? (known && names.find((name) => known.test(name)))
    ?? (names.includes(form.default_language) ? form.default_language : (names[0] ?? 'default'))
}

/** Text in a language; where it is missing, the default language's, then any. */
export const wordsIn = (words: Words | undefined, language: string, fallback = 'default'): string =>
  words ? (words[language] ?? words[fallback] ?? words['default'] ?? Object.values(words)[0] ?? '') : ''
