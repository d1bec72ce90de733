import type { Instant, LocalDate } from '#base/instants.ts'
import { createManyAccounts } from '#access/server/index.ts'
import { areaModelOf, type AreaWork, createPlaces, importAreas, importBoundaries } from '#areas/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { importRules, importUnits, publishMatrix, setFallbacks, unitModelOf } from '#organisations/server/index.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import { demoAccounts } from '../accounts.ts'
import type { DemoAreas } from '../areas.ts'
import { areaClassOf, type DemoCategory } from '../catalogue.ts'
import type { DemoIds } from '../cases/types.ts'
import { type Duties, demoDutyRules, demoFallbacks } from '../duty.ts'
import type { DemoPlace } from '../places.ts'
import type { DemoUnit } from '../units.ts'

export type Report = (step: string, done: number, total: number | null) => void
export type CityParts = { readonly areas: DemoAreas; readonly units: readonly DemoUnit[]; readonly duties: Duties; readonly places: readonly DemoPlace[] }

/** What is generated began before the first case. */
const founded = '2023-01-01' as LocalDate
const source = 'generated'
const nobody = { id: null } as const

const must = (ok: boolean, what: string, detail: unknown): void => {
  if (!ok) throw new Error(`the demo city's ${what} were refused: ${JSON.stringify(detail).slice(0, 300)}`)
}

const writeAreas = async (city: CityDb, { areas }: CityParts, now: Instant, report: Report): Promise<void> => {
  await city.write(everyRow, async (tx) => {
    const work: AreaWork = { city, tx, actor: nobody, now }
    const made = await importAreas(work, areas.all.map((area, i) => ({
      line: i + 1, code: area.code, name: area.name, level: area.level, ...(area.parent ? { parentCode: area.parent } : {}),
      ...(area.level === 'district' ? { serviceClass: areaClassOf(area.group) } : {}),
    })), { source, validFrom: founded })
    must(made.saved, 'areas', made.rejects.slice(0, 3))
    const levels = ['city', 'district', 'street', 'community'] as const
    const total = areas.all.length - areas.cells.length
    let before = 0
    for (const level of levels) {
      const own = areas.all.filter((area) => area.level === level)
      const drawn = await importBoundaries(work, own.map((area) => ({ properties: { code: area.code, name: area.name },
        geometry: { type: 'Polygon', coordinates: area.rings } })), {
        source, validFrom: founded, level, crs: 'wgs84', codeProperty: 'code', nameProperty: 'name',
          onProgress: (done) => report('areas', before + done, total),
      })
      must(drawn.saved, 'boundaries', drawn.rejects.slice(0, 3))
      before += own.length
    }
    report('areas', total, total)
  })
}

const writeUnits = async (city: CityDb, { areas, units, duties }: CityParts, now: Instant, report: Report): Promise<void> => {
  report('units', 0, units.length)
  await city.write(everyRow, async (tx) => {
    await importUnits({ city, tx, actor: nobody, now }, units.map((unit, i) => ({
      line: i + 1, code: unit.code, name: unit.name, kind: unit.kind, parent_code: unit.parent, area_code: unit.area, duties: unit.duties,
        valid_from: founded,
      contact: { role: 'duty_desk' as const, name: '', phone: unit.phone, email: '' },
    })), { file: source })
  })
  const { leaves } = await catalogueModelOf(city)
  const idOf = await unitIds(city)
  const model = await areaModelOf(city)
  await city.write(everyRow, async (tx) => {
    const work = { city, tx, actor: nobody, now }
    await setFallbacks(work, demoFallbacks(areas).map(({ area_path, unit }) => ({
      area_id: model.byPath(area_path)?.id ?? '', unit_id: idOf(unit), limit: { value: 15, unit: 'natural_day' as const },
    })), founded)
    const rules = demoDutyRules(leaves, areas, units, duties)
    const id = await importRules(work, null, rules.map(({ category_path, area_path, unit }) => ({
      category_path, area_path, lead_unit_id: unit === null ? null : idOf(unit), assisting_unit_ids: [], valid_from: founded, valid_to: null,
        note: '',
    })), { file: source, note: '' })
    const published = await publishMatrix(work, id, leaves.map(({ path, lead_duty }) => ({ path, lead_duty })))
    must(published.ok, 'duty rules', published)
  })
  report('units', units.length, units.length)
}

const idMap = (pairs: Iterable<readonly [string, string]>, what: string) => {
  const map = new Map(pairs)
  return (code: string): string => {
    const id = map.get(code)
    if (id === undefined) throw new Error(`the demo city has no ${what} ${code}`)
    return id
  }
}
const unitIds = async (city: CityDb): Promise<(code: string) => string> => idMap((await unitModelOf(city)).all.map((unit) => [unit.code, unit.id]),
  'unit')

/** Writes areas, units with their duties, accounts and places; answers the ids that histories refer to. */
export const writeCity = async (city: CityDb, parts: CityParts, password: string, now: Instant, report: Report): Promise<DemoIds> => {
  await writeAreas(city, parts, now, report)
  await writeUnits(city, parts, now, report)
  const model = await areaModelOf(city)
  const area = (code: string): string => {
    const found = model.byCode(code)
    if (!found) throw new Error(`the demo city has no area ${code}`)
    return found.id
  }
  const unit = await unitIds(city)
  const { accounts } = demoAccounts(parts.areas, parts.units)
  report('accounts', 0, accounts.length)
  const accountIds = await city.write(everyRow, (tx: Tx) => createManyAccounts(tx, accounts.map((account) => ({
    username: account.username, display_name: account.displayName, password: account.signIn ? password : null, role: account.role,
    area_id: account.area === null ? null : area(account.area), unit_id: account.unit === null ? null : unit(account.unit),
  })), now))
  report('accounts', accounts.length, accounts.length)
  const placeIds = await city.write(everyRow, async (tx) => {
    const work: AreaWork = { city, tx, actor: nobody, now }
    return createPlaces(work, parts.places.map((place) => ({
      code: place.code, name: place.name, type_code: place.type, lon: place.point[0], lat: place.point[1], area_id: area(place.area),
        address: place.address, unit_id: unit(place.unit), size: place.size, risk: place.risk, standard: place.standard, valid_from: founded,
    })), source)
  })
  report('places', placeIds.length, placeIds.length)
  return {
    area, unit, account: idMap(accounts.map((a, i) => [a.username, accountIds[i] ?? '']), 'account'),
      place: idMap(parts.places.map((p, i) => [p.code, placeIds[i] ?? '']), 'place'),
  }
}

/** The catalogue in force as the generator wants it. */
export const demoCatalogueOf = async (city: CityDb): Promise<{ readonly categories: readonly DemoCategory[]; readonly version: string | null }> => {
  const { leaves, version } = await catalogueModelOf(city)
  return {
    version: version?.number == null ? null : String(version.number),
    categories: leaves.map((leaf) => ({
      id: leaf.id, code: leaf.code, path: leaf.path, name: leaf.name, lead_duty: leaf.lead_duty, same_time_of_day: leaf.same_time_of_day,
        hotline_only: leaf.hotline_only,
      conditions: leaf.conditions.map((c) => ({
        id: c.id, code: c.code, text: c.text, limit: c.limit, class_limits: c.class_limits, closing_condition: c.closing_condition,
          after_photos: c.evidence.after_photos,
      })),
    })),
  }
}
