import { type Crs, isCrs } from '#base/geometry/crs.ts'
import { parseLocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { cleanName, longestName } from './decisions.ts'
import { placeBounds } from './places.ts'
import type { Rejected } from './planning.ts'

/** Columns of a list of places, in the order they are written. */
export const placeColumns = [
  'code', 'name', 'type', 'type_name', 'area_code', 'area', 'address', 'lon', 'lat', 'crs', 'unit_code', 'unit', 'size', 'risk', 'standard', 'valid_from', 'valid_to', 'closed_reason',
] as const
export type PlaceColumn = (typeof placeColumns)[number]

const headings: Readonly<Record<string, PlaceColumn>> = {
  编号: 'code', 点位编号: 'code', 编码: 'code', 代码: 'code', 名称: 'name', 点位名称: 'name', 点位: 'name', 类型: 'type', 点位类型: 'type', 类型代码: 'type', 类型名称: 'type_name', 地区代码: 'area_code', 区域编码: 'area_code',
  地区: 'area', 所在地区: 'area', 地址: 'address', 经度: 'lon', 纬度: 'lat', 坐标系: 'crs', 单位编码: 'unit_code', 责任单位编码: 'unit_code', 责任单位: 'unit', 单位: 'unit', 规模: 'size', 风险: 'risk', 标准: 'standard',
  启用日期: 'valid_from', 停用日期: 'valid_to', 停用原因: 'closed_reason', longitude: 'lon', latitude: 'lat', kind: 'type', number: 'code',
}
/** What a heading stands for; null when it is none of ours. */
export const placeColumnOf = (heading: string): PlaceColumn | null => {
  const name = heading.trim().toLowerCase()
  return (placeColumns as readonly string[]).includes(name) ? (name as PlaceColumn) : (headings[name] ?? null)
}

export type PlaceCells = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
/** One line read. What its table has no column for is undefined and stays as it is; an empty cell is '' or null. */
export type PlaceLine = {
  readonly line: number
  readonly code: string | null | undefined
  readonly name: string
  readonly typeCode: string
  readonly lon: number
  readonly lat: number
  readonly crs: Crs
  readonly areaCode: string | null
  readonly unitId: string | null | undefined
  readonly address: string | undefined
  readonly standard: string | undefined
  readonly size: number | undefined
  readonly risk: number | undefined
  readonly closed: boolean
}
/** What the words of a list are looked up in. A unit is found by its code, or by a name only one has. */
export type PlaceLookup = {
  readonly typeOf: (text: string) => string | null
  readonly unitByCode: (code: string) => string | null
  readonly unitsByName: (name: string) => readonly string[]
}

const needed = ['name', 'type', 'lon', 'lat'] as const
const numberOf = (text: string): number => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN)
const shown = (value: string): string => (value.length > 120 ? `${value.slice(0, 119)}…` : value)

const readLine = ({ line, cells: given }: PlaceCells, crs: Crs, lookup: PlaceLookup): PlaceLine | Rejected => {
  const cells: Partial<Record<PlaceColumn, string>> = {}
  for (const [heading, value] of Object.entries(given)) {
    const column = placeColumnOf(heading)
    if (column && cells[column] === undefined) cells[column] = value.trim()
  }
  const faults: Fault[] = []
  const bad = (field: PlaceColumn, code: string, params?: Fault['params']): void => {
    const value = cells[field] ?? ''
    faults.push({ field, value: value === '' ? null : shown(value), code: `areas.${code}`, ...(params ? { params } : {}) })
  }
  const text = (column: PlaceColumn): string => cells[column] ?? ''
  const number = (column: 'lon' | 'lat' | 'size' | 'risk'): number => {
    const value = numberOf(text(column))
    if (Number.isNaN(value)) bad(column, text(column) === '' ? 'value_missing' : 'not_a_number')
    return value
  }
  const name = cleanName(text('name'))
  if (name === '') bad('name', 'name_empty')
  else if (name.length > longestName) bad('name', 'name_too_long', { limit: longestName })
  if (/\s/.test(text('code')) || text('code').length > placeBounds.code) bad('code', 'place_code_bad', { limit: placeBounds.code })
  const typeText = text('type') || text('type_name')
  const typeCode = typeText === '' ? null : lookup.typeOf(typeText)
  if (typeText === '') bad('type', 'value_missing')
  else if (typeCode === null) bad('type', 'place_type_unknown', { type: shown(typeText) })
  const lon = number('lon'), lat = number('lat')
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) bad('lat', 'position_swapped')
  else {
    if (Math.abs(lon) > 180) bad('lon', 'position_outside')
    if (Math.abs(lat) > 90) bad('lat', 'position_outside')
  }
  const own = text('crs').toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const rowCrs = own === '' ? crs : own === 'cgcs2000' ? 'wgs84' : own
  if (!isCrs(rowCrs)) bad('crs', 'crs_unknown')
  const measure = (column: 'size' | 'risk'): number | undefined => {
    if (text(column) === '') return undefined
    const value = number(column)
    if (value <= 0 || value > placeBounds[column]) bad(column, `${column}_range`, { most: placeBounds[column] })
    return value
  }
  const size = measure('size'), risk = measure('risk')
  for (const column of ['address', 'standard'] as const) if (text(column).length > placeBounds[column]) bad(column, 'text_too_long', { limit: placeBounds[column] })
  let unitId: string | null | undefined = cells.unit === undefined && cells.unit_code === undefined ? undefined : null
  if (text('unit_code') !== '') {
    unitId = lookup.unitByCode(text('unit_code'))
    if (unitId === null) bad('unit_code', 'unit_unknown')
  } else if (text('unit') !== '') {
    const byCode = lookup.unitByCode(text('unit'))
    const found = byCode === null ? lookup.unitsByName(text('unit')) : [byCode]
    if (found.length === 1) unitId = found[0]
    else bad('unit', found.length === 0 ? 'unit_unknown' : 'unit_ambiguous', { count: found.length })
  }
  if (text('valid_to') !== '' && !parseLocalDate(text('valid_to')).ok) bad('valid_to', 'not_a_day')
  if (faults.length > 0 || typeCode === null || !isCrs(rowCrs)) return { line, faults }
  return {
    line, code: cells.code === undefined ? undefined : text('code') || null, name, typeCode, lon, lat, crs: rowCrs, areaCode: text('area_code') || null, unitId, address: cells.address, standard: cells.standard, size, risk,
    closed: text('valid_to') !== '',
  }
}

/**
 * Reads places from a table or from the properties of features, headings in English or Chinese. `crs` holds for lines that state none of their
 * own. A column that is missing altogether is told once, at line 1; every other fault at its line, column and value.
 */
export const readPlaceTable = (rows: readonly PlaceCells[], crs: Crs, lookup: PlaceLookup): { readonly lines: readonly PlaceLine[]; readonly rejected: readonly Rejected[] } => {
  const found = new Set(rows.flatMap((row) => Object.keys(row.cells)))
  const columns = new Set([...found].map(placeColumnOf))
  const missing = rows.length === 0 ? [] : needed.filter((column) => !columns.has(column) && !(column === 'type' && columns.has('type_name')))
  if (missing.length > 0) {
    const has = [...found].slice(0, 20).join(', ')
    return { lines: [], rejected: [{ line: 1, faults: missing.map((column) => ({ field: column, value: null, code: 'areas.column_missing', params: { column, columns: has } })) }] }
  }
  const lines: PlaceLine[] = [], rejected: Rejected[] = []
  for (const row of rows) {
    const read = readLine(row, crs, lookup)
    if ('faults' in read) rejected.push(read)
    else lines.push(read)
  }
  return { lines, rejected }
}
