import type { AreaModel } from '#areas/rules/index.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { descriptionsOf, type PublicCaseRow, publicRowsById, publicRowsByNumber, publicRowsInRange } from '#cases/server/index.ts'
import { type CatalogueModel, catalogueModelOf } from '#catalogue/server/index.ts'
import { dutyModelOf } from '#organisations/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { type Open311Settings, type RequestsQuery, responseVolume, w3cTime } from '../../rules/index.ts'
import { publicScope } from '../report-routes.ts'
import type { Item, List } from './answer.ts'
import { nameIn } from './services.ts'

type Names = { readonly catalogue: CatalogueModel; readonly areas: AreaModel; readonly units: ReadonlyMap<string, { readonly name: string }> }

/** Degrees rounded to about eleven metres: which corner, not which door. */
const rounded = (degrees: number): number => Math.round(degrees * 10_000) / 10_000

/** From the most specific area to the most general, as the specification wants it; the typed address only where the city publishes it. */
const addressOf = (row: PublicCaseRow, names: Names, settings: Open311Settings, locale: Locale): string => {
  const area = row.area_path === null ? null : names.areas.byPath(row.area_path)
  const within = area ? names.areas.pathNames(area).toReversed() : []
  return [...(settings.publish_addresses && row.address !== '' ? [row.address] : []), ...within].join(locale === 'en' ? ', ' : '，')
}

const noteOf = (row: PublicCaseRow, target: PublicCaseRow | undefined, locale: Locale): string => {
  const t = translator(locale)
  if (target) return t('intake.open311.merged', { number: target.number })
  if (row.state === 'closed') return t(`intake.track.closed_${row.close_reason ?? 'done'}`)
  if (row.state === 'declined') return `${t('intake.track.declined')}${row.decline_reason ? t(`cases.decline_reasons.${row.decline_reason}`) : ''}`
  return t(`cases.public_states.${row.state}`)
}

const itemOf = (row: PublicCaseRow, target: PublicCaseRow | undefined, description: string, city: CityDb, names: Names, settings: Open311Settings,
  locale: Locale): Item => {
  const now = target ?? row
  const category = row.category_path === null ? null : names.catalogue.byPath(row.category_path)
  const at = settings.publish_positions === 'none' ? { lat: null,
    lon: null } : settings.publish_positions === 'exact' ? row : { lat: row.lat === null ? null : rounded(row.lat),
    lon: row.lon === null ? null : rounded(row.lon) }
  return {
    service_request_id: row.number, status: now.open ? 'open' : 'closed', status_notes: noteOf(row, target, locale),
    service_name: category ? nameIn(category, locale) : null,
    service_code: category?.code ?? row.category_path?.split('.').at(-1) ?? null, description: description === '' ? null : description,
    agency_responsible: now.lead_unit_id === null ? null : (names.units.get(now.lead_unit_id)?.name ?? null), service_notice: null,
    requested_datetime: w3cTime(row.opened_at, city.zone),
    updated_datetime: w3cTime(now.ended_at ?? now.updated_at, city.zone),
    expected_datetime: now.open && now.due_at !== null ? w3cTime(now.due_at, city.zone) : null,
    address: addressOf(row, names, settings, locale), address_id: row.place_id, zipcode: null, lat: at.lat, long: at.lon, media_url: null,
  }
}

const namesOf = async (city: CityDb): Promise<Names> => ({ catalogue: await catalogueModelOf(city), areas: await areaModelOf(city),
  units: (await dutyModelOf(city)).units })

/** The cases others went into, however far. */
const targetsOf = async (tx: Tx, rows: readonly PublicCaseRow[]): Promise<ReadonlyMap<string, PublicCaseRow>> => {
  const known = new Map<string, PublicCaseRow>()
  let wanted = rows.flatMap((row) => row.merged_into_id ?? [])
  for (let i = 0; i < 10 && wanted.length > 0; i++) {
    const found = await publicRowsById(tx, wanted)
    for (const row of found) known.set(row.id, row)
    wanted = found.flatMap((row) => (row.merged_into_id !== null && !known.has(row.merged_into_id) ? [row.merged_into_id] : []))
  }
  return known
}
const targetOf = (row: PublicCaseRow, known: ReadonlyMap<string, PublicCaseRow>): PublicCaseRow | undefined => {
  let target = row.merged_into_id === null ? undefined : known.get(row.merged_into_id)
  for (let i = 0; i < 10 && target?.merged_into_id; i++) target = known.get(target.merged_into_id) ?? target
  return target
}

/** Rows as Open311 says them. Nothing of the reporter: his text only where the city decided to publish texts. */
const listOf = async (tx: Tx, rows: readonly PublicCaseRow[], city: CityDb, names: Names, settings: Open311Settings,
  locale: Locale): Promise<List> => {
  const targets = await targetsOf(tx, rows)
  const said = settings.publish_descriptions ? await descriptionsOf(tx, rows.map((row) => row.id)) : []
  const descriptions = new Map(said.map((each) => [each.case_id, each.description]))
  return { item: 'request', items: rows.map((row) => itemOf(row, targetOf(row, targets), descriptions.get(row.id) ?? '', city, names, settings,
    locale)) }
}

/** GET Service Requests. Null where a service code is not known. */
export const requestList = async (city: CityDb, asked: RequestsQuery, settings: Open311Settings,
  locale: Locale): Promise<List | { readonly unknown: string }> => {
  const names = await namesOf(city)
  let paths: string[] | null = null
  if (asked.kind === 'range' && asked.service_codes.length > 0) {
    paths = []
    for (const code of asked.service_codes) {
      const category = names.catalogue.byCode(code)
      if (!category) return { unknown: code }
      paths.push(category.path)
    }
  }
  return city.read(publicScope, async (tx) => {
    const rows = asked.kind === 'ids'
      ? await publicRowsByNumber(tx, asked.ids)
      : await publicRowsInRange(tx, { from: asked.from, to: asked.to, category_paths: paths,
        open: asked.status === null ? null : asked.status === 'open', most: responseVolume.requests })
    return listOf(tx, rows, city, names, settings, locale)
  })
}
