import { toWgs84 } from '#base/geometry/crs.ts'
import type { LocalDate } from '#base/instants.ts'
import type { MessageParams } from '#base/results.ts'
import type { Area, PlaceId } from './areas.ts'
import { decidePlace } from './decisions.ts'
import type { PlaceLine } from './place-table.ts'
import type { PlaceRecord } from './places.ts'
import type { Rejected } from './planning.ts'

export type PlacePlan = {
  readonly create: readonly PlaceRecord[]
  readonly update: readonly { readonly before: PlaceRecord; readonly after: PlaceRecord }[]
  readonly unchanged: number
  readonly rejected: readonly Rejected[]
}
export type PlacePlanning = {
  readonly existing: readonly PlaceRecord[]
  readonly areaByCode: (code: string) => Area | null
  readonly areaById: (id: string) => Area | null
  /** The street, community or cell a point lies in. */
  readonly areaAt: (lon: number, lat: number) => Area | null
  readonly isRetired: (typeCode: string) => boolean
  readonly day: LocalDate
  readonly keyOf: (name: string) => string
  readonly newId: () => PlaceId
}

/** Positions closer than this many degrees (5 cm) are the same: what was written with seven decimals is read back unchanged. */
const samePoint = 5e-7
const near = (a: number, b: number): boolean => Math.abs(a - b) < samePoint
const nameOf = (p: { readonly name: string; readonly type_code: string }): string => `${p.type_code} ${p.name}`
const same = (a: PlaceRecord, b: PlaceRecord): boolean => a.code === b.code && a.name === b.name && a.type_code === b.type_code && a.area_id === b.area_id && a.lon === b.lon && a.lat === b.lat
  && a.unit_id === b.unit_id && a.address === b.address && a.standard === b.standard && a.size === b.size && a.risk === b.risk

/**
 * What a list of places would change: each line makes a place, changes one, leaves it, or is rejected. A line means the place of its code; without
 * a code, the one open place of its kind, name and area. So a list taken twice doubles nothing. What has no column stays as it is; nothing is
 * closed by a list, and a closed place is not opened by one.
 */
export const planPlaces = (lines: readonly PlaceLine[], planning: PlacePlanning): PlacePlan => {
  const { existing, day } = planning
  const byCode = new Map(existing.flatMap((p) => (p.code === null ? [] : [[p.code, p] as const])))
  const byName = Map.groupBy(existing.filter((p) => p.valid_to === null), nameOf)
  const create: PlaceRecord[] = [], update: { before: PlaceRecord; after: PlaceRecord }[] = [], rejected: Rejected[] = []
  const codes = new Set<string>(), names = new Set<string>()
  let unchanged = 0
  for (const line of lines) {
    const reject = (field: string, value: string | null, code: string, params?: MessageParams): void => {
      rejected.push({ line: line.line, faults: [{ field, value, code, ...(params ? { params } : {}) }] })
    }
    if (line.code && codes.has(line.code)) {
      reject('code', line.code, 'areas.code_twice')
      continue
    }
    if (line.code) codes.add(line.code)
    const [lon, lat] = toWgs84(line.crs, [line.lon, line.lat]).map((degrees) => Math.round(degrees * 1e7) / 1e7) as [number, number]
    const holder = line.code ? byCode.get(line.code) : undefined
    const stays = holder !== undefined && near(holder.lon, lon) && near(holder.lat, lat)
    const area = line.areaCode !== null ? planning.areaByCode(line.areaCode) : stays ? planning.areaById(holder.area_id) : planning.areaAt(lon, lat)
    if (line.areaCode !== null && !area) {
      reject('area_code', line.areaCode, 'areas.area_unknown')
      continue
    }
    const named = (byName.get(nameOf({ name: line.name, type_code: line.typeCode })) ?? []).filter((p) => p.area_id === area?.id && (line.code ? p.code === null : true))
    if (!holder && named.length > 1) {
      reject('name', line.name, 'areas.place_ambiguous', { count: named.length })
      continue
    }
    const before = holder ?? named[0]
    const key = before?.id ?? `${line.typeCode} ${area?.id ?? ''} ${line.name}`
    if (!(line.code && !before) && names.has(key)) {
      reject('name', line.name, 'areas.place_twice')
      continue
    }
    names.add(key)
    if (before?.valid_to != null && line.closed) {
      unchanged++
      continue
    }
    if (before?.valid_to != null) {
      reject('code', before.code, 'areas.place_closed', { name: before.name, day: before.valid_to })
      continue
    }
    if (line.closed) {
      reject('valid_to', null, 'areas.list_closes')
      continue
    }
    const validFrom = before?.valid_from ?? day
    const checked = decidePlace({ name: line.name, validFrom: area && area.validFrom > validFrom ? area.validFrom : validFrom }, area)
    if (!checked.ok) {
      const position = checked.error.code === 'areas.place_outside'
      reject(position ? 'lon' : checked.error.code.includes('area') ? 'area_code' : 'name', position ? `${line.lon}, ${line.lat}` : checked.error.code.includes('area') ? line.areaCode : line.name, checked.error.code, checked.error.params)
      continue
    }
    if (before?.type_code !== line.typeCode && planning.isRetired(line.typeCode)) {
      reject('type', line.typeCode, 'areas.place_type_retired', { type: line.typeCode })
      continue
    }
    const moved = !before || !near(before.lon, lon) || !near(before.lat, lat)
    const after: PlaceRecord = {
      id: before?.id ?? planning.newId(), code: line.code === undefined ? before?.code ?? null : line.code ?? (holder ? null : before?.code ?? null), name: checked.value,
      name_key: before && before.name === checked.value ? before.name_key : planning.keyOf(checked.value), type_code: line.typeCode, area_id: (area as Area).id,
      lon: moved ? lon : before.lon, lat: moved ? lat : before.lat, original_crs: moved ? line.crs : before.original_crs, unit_id: line.unitId === undefined ? before?.unit_id ?? null : line.unitId,
      address: line.address ?? before?.address ?? '', standard: line.standard ?? before?.standard ?? '', size: line.size ?? before?.size ?? 1, risk: line.risk ?? before?.risk ?? 1,
      valid_from: validFrom, valid_to: null, closed_reason: null,
    }
    if (!before) create.push(after)
    else if (same(before, after)) unchanged++
    else update.push({ before, after })
  }
  return { create, update, unchanged, rejected }
}
