import type { Crs } from '#base/geometry/crs.ts'
import type { LocalDate } from '#base/instants.ts'
import type { CityDb } from '#platform/db/index.ts'
import type { Area, AreaLevel, AreaModel, Located } from '../rules/index.ts'
import { pointOf } from './commands.ts'
import { areaModelOf } from './snapshot.ts'

export type AreaListQuery = {
  readonly q?: string; readonly level?: AreaLevel; readonly parent?: Area | 'top'; readonly within?: string; readonly day: LocalDate
  readonly offset: number; readonly limit: number
}

/** Areas in force: the children of one, or those a text finds; by code, or best match first. */
export const listAreas = (model: AreaModel, query: AreaListQuery): { readonly items: readonly Area[]; readonly total: number } => {
  const { q, level, parent, within, day, offset, limit } = query
  const found = q || !parent
    ? model.search(q ?? '', { ...(level ? { level } : {}), ...(parent && parent !== 'top' ? { within: parent.path } : within ? { within } : {}), day, limit: Number.MAX_SAFE_INTEGER })
    : model.childrenOf(parent === 'top' ? null : parent.id, day).filter((area) => !level || area.level === level)
  return { items: found.slice(offset, offset + limit), total: found.length }
}

/** Where a point lies, given in any of the three systems. */
export const locatePoint = async (city: CityDb, point: { readonly lon: number; readonly lat: number; readonly crs?: Crs }): Promise<Located> => {
  const [lon, lat] = pointOf(point)
  return (await areaModelOf(city)).locator().locate(lon, lat)
}
