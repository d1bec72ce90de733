import { attributesOf, type AttributeDefinition, type Open311Settings } from '../../rules/index.ts'
import type { CatalogueModel, StoredCategory } from '#catalogue/server/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import type { Item, List } from './answer.ts'

export const nameIn = (category: { readonly name: string; readonly name_en: string | null },
  locale: Locale): string => (locale === 'en' ? (category.name_en ?? category.name) : category.name)

export const definitionsOf = (category: StoredCategory, settings: Open311Settings, locale: Locale): readonly AttributeDefinition[] => {
  const t = translator(locale)
  const texts = { condition: t('intake.open311.condition'), observed_at: t('intake.open311.observed_at'),
    observed_at_hint: t('intake.open311.observed_at_hint') }
  return attributesOf(category, settings.attributes, texts, locale === 'en')
}

/** The service a code names: what a case is filed under, in the version in force. */
export const serviceOf = (catalogue: CatalogueModel, code: string): StoredCategory | null => {
  const found = catalogue.byCode(code)
  return found?.level === 'subcategory' ? found : null
}

const longest = 300
const serviceItem = (category: StoredCategory, catalogue: CatalogueModel, settings: Open311Settings, locale: Locale): Item => {
  const [root = ''] = category.path.split('.')
  const group = catalogue.byCode(root)
  const about = category.conditions.map((c) => (locale === 'en' ? (c.text_en ?? c.text) : c.text)).join(locale === 'en' ? '; ' : '；')
  return {
    service_code: category.code, service_name: nameIn(category, locale),
    description: about.length > longest ? `${about.slice(0, longest - 1)}…` : about,
    metadata: definitionsOf(category, settings, locale).length > 0, type: 'realtime', keywords: category.keywords.join(', '),
    group: group ? nameIn(group, locale) : '',
  }
}

/** GET Service List. */
export const serviceList = (catalogue: CatalogueModel, settings: Open311Settings, locale: Locale): List => ({
  item: 'service', items: catalogue.leaves.map((category) => serviceItem(category, catalogue, settings, locale)),
})

/** GET Service Definition: also for a service without attributes, whose list is then empty. */
export const serviceDefinition = (category: StoredCategory, settings: Open311Settings, locale: Locale): Item => ({
  service_code: category.code,
  attributes: {
    item: 'attribute',
    items: definitionsOf(category, settings, locale).map((d): Item => ({
      variable: d.variable, code: d.code, datatype: d.datatype, required: d.required, datatype_description: d.datatype_description, order: d.order,
      description: d.description,
      values: { item: 'value', items: d.values.map((v): Item => ({ key: v.key, name: v.name })) },
    })),
  },
})
