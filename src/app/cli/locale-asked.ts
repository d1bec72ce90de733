import type { Locale } from '#platform/i18n/index.ts'

/** Where nobody says a language: BIHUAN_LANG, else that of the system. */
export const usualLang = (): Locale => {
  const said = process.env['BIHUAN_LANG'] ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
  return said.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** The language of a call that may be too wrong to be read as options. */
export const localeAsked = (argv: readonly string[]): Locale => {
  const at = argv.indexOf('--lang')
  const said = at === -1 ? argv.find((word) => word.startsWith('--lang='))?.slice(7) : argv[at + 1]
  return said === 'en' || said === 'zh-CN' ? said : usualLang()
}
