import { type Locale, translator } from '#platform/i18n/index.ts'

/** What commander says of a wrong call, in English only, and the texts we have for it. */
const known: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/^error: unknown option '(.+?)'/, 'unknown_option', ['option']],
  [/^error: unknown command '(.+?)'/, 'unknown_command', ['command']],
  [/^error: missing required argument '(.+?)'/, 'argument_missing', ['argument']],
  [/^error: option '(.+?)' argument missing/, 'value_missing', ['option']],
  [/^error: required option '(.+?)' not specified/, 'option_missing', ['option']],
  [/^error: option '(.+?)' argument '(.*?)' is invalid\. Allowed choices are (.+?)\.$/m, 'not_a_choice', ['option', 'value', 'choices']],
  [/^error: too many arguments/, 'too_many_arguments', []],
]

/** A wrong call as commander tells it, in the caller's language. What is not known here stays as it is. */
export const wrongCall = (text: string, locale: Locale): string => {
  if (locale === 'en') return text
  for (const [pattern, code, names] of known) {
    const found = pattern.exec(text)
    if (found) return `${translator(locale)(`app.errors.call.${code}`, Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ''])))}\n`
  }
  return text
}
