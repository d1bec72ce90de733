import type { CityDb } from '#platform/db/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import type { Open311Settings } from '../../rules/index.ts'
import type { Item } from './answer.ts'

/** Service discovery: every field is required. `changeset` moves when the catalogue is published anew, which is when clients should ask again. */
export const discovery = (given: { readonly city: CityDb; readonly settings: Open311Settings; readonly url: string; readonly changed: string;
  readonly locale: Locale }): Item => {
  const { city, settings, url, changed, locale } = given
  const t = translator(locale)
  const changeset = changed === '' ? '1970-01-01T00:00:00Z' : changed
  return {
    changeset, contact: settings.contact || t('intake.open311.contact', { city: city.name }),
    key_service: settings.key_service || t(settings.require_key ? 'intake.open311.key_needed' : 'intake.open311.key_not_needed'),
    endpoints: {
      item: 'endpoint',
      items: [{
        specification: 'http://wiki.open311.org/GeoReport_v2', url, changeset, type: city.demo ? 'test' : 'production',
        formats: { item: 'format', items: ['text/xml', 'application/json'] },
      }],
    },
  }
}
