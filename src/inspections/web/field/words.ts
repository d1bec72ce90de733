import { useText } from '#platform/web-ui/i18n.ts'
import { sayNumber } from '#platform/web-ui/time.ts'
import type { DayCategory } from './wire.ts'

/** 320 米, 1.4 公里. */
export const useDistance = (): ((metres: number) => string) => {
  const { t, language } = useText()
  return (metres) => (metres < 950 ? t('inspections:field.metres', { n: sayNumber(Math.round(metres / 10) * 10, language) }) : t('inspections:field.kilometres', { n: sayNumber(metres / 1000, language, 1) }))
}
export const megabytes = (bytes: number, language: string): string => sayNumber(bytes / 1024 ** 2, language, bytes < 10 * 1024 ** 2 ? 1 : 0)

/** A category in the reader's language; what the catalogue does not call in English stays as it is. */
export const categoryName = (category: DayCategory, language: string): string => (language === 'en' ? (category.name_en ?? category.name) : category.name)
