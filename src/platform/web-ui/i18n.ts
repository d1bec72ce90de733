import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { ApiProblem, type FieldProblem, type Params } from './api.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
type Texts = Readonly<Record<string, Record<string, unknown>>>

const key = 'bihuan.language'
const loaders: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  'zh-CN': () => import('./texts-zh.ts'),
  en: () => import('./texts-en.ts'),
}

/** On the first visit, the first language of the browser that there is. */
const ofBrowser = (): Language => {
  for (const asked of navigator.languages) {
    const found = languages.find((language) => language.slice(0, 2) === asked.slice(0, 2).toLowerCase())
    if (found) return found
  }
  return 'zh-CN'
}

const stored = (): Language => {
  try {
    const asked = new URLSearchParams(window.location.search).get('lang') ?? localStorage.getItem(key)
    return languages.find((language) => language === asked) ?? ofBrowser()
  } catch {
    return ofBrowser()
  }
}

const loaded = new Set<Language>()
const load = async (language: Language): Promise<void> => {
  if (loaded.has(language)) return
  const { texts } = await loaders[language]()
  for (const [namespace, bundle] of Object.entries(texts)) i18next.addResourceBundle(language, namespace, bundle, true, true)
  loaded.add(language)
}

export const startTexts = async (): Promise<void> => {
  const language = stored()
  await i18next
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ['ui'],
      defaultNS: 'ui',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: false, bindI18n: 'languageChanged', bindI18nStore: 'added' },
    })
  await load(language)
  document.documentElement.lang = language
}

export const chooseLanguage = async (language: Language): Promise<void> => {
  await load(language)
  try {
    localStorage.setItem(key, language)
  } catch {
    /* forgotten at the next visit */
  }
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

export type Translate = (key: string, params?: Params) => string
/** `t('cases:page.inbox.title')`; a key without a namespace is in `ui`. */
export const useText = (): { readonly t: Translate; readonly language: Language } => {
  const { t, i18n } = useTranslation()
  return { t: t as unknown as Translate, language: i18n.language as Language }
}
export const text: Translate = (name, params) => (i18next.t as unknown as Translate)(name, params)
export const hasText = (name: string): boolean => i18next.exists(name)
export const currentLanguage = (): Language => (i18next.language as Language | undefined) ?? 'zh-CN'

/** Text of a refusal or problem code `cases.not_registered`: `errors.not_registered` of cases.json. */
export const codeText = (code: string, params?: Params): string | null => {
  const dot = code.indexOf('.')
  const name = dot < 0 ? `ui:errors.${code}` : `${code.slice(0, dot)}:errors.${code.slice(dot + 1)}`
  return i18next.exists(name) ? text(name, params) : null
}

export type Spoken = {
  readonly title: string
  readonly detail: string | null
  readonly fields: readonly { readonly field: string; readonly message: string }[]
}
const fieldText = (problem: FieldProblem): string =>
  problem.message ??
  (problem.code ? (codeText(problem.code, { ...problem.params, value: problem.value ?? '' }) ?? problem.code) : text('ui:errors.field'))

/** What to tell a person about anything thrown by a call. */
export const speak = (error: unknown): Spoken => {
  if (!(error instanceof ApiProblem))
    return { title: text('ui:errors.unexpected'), detail: error instanceof Error ? error.message : null, fields: [] }
  const said =
    codeText(error.code, error.params) ?? error.detail ?? (error.message.startsWith('HTTP ') ? text('ui:errors.unexpected') : error.message)
  return {
    title: said,
    detail: error.detail !== null && error.detail !== said ? error.detail : null,
    fields: error.errors.map((e) => ({ field: e.field, message: fieldText(e) })),
  }
}
