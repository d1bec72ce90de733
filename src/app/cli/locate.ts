import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { type Crs, toWgs84 } from '#base/geometry/crs.ts'
import { err, ok, type Fault, type Result } from '#base/results.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { areaLevels, type Located } from '#areas/rules/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import { type Cell, csvLine, readTable, type Table, TableProblem, type TableSource } from '#platform/documents/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'

export type LocateOptions = {
  /** Names of the columns that hold longitude and latitude. */
  readonly lon: string
  readonly lat: string
  readonly crs?: Crs
  /** One JSON object a line instead of CSV. */
  readonly json?: boolean
  readonly locale?: Locale
  readonly out: Writable
  /** Notes to standard error: rows that could not be read, and how far it is. */
  readonly say?: (text: string) => void
  readonly onProgress?: (read: number, share: number | null) => void
}
export type LocateCounts = { readonly read: number; readonly inside: number; readonly near: number; readonly outside: number; readonly rejected: number }

const notedRejects = 20
const portionChars = 65_536

const coordinate = (text: string | undefined, field: string): Result<number, Fault> => {
  const given = (text ?? '').trim()
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(given) ? Number(given) : NaN
  return Number.isFinite(value) ? ok(value) : err({ field, value: given, code: 'areas.not_a_number' })
}

const pointOf = (cells: Readonly<Record<string, string>>, { lon, lat, crs = 'wgs84' }: LocateOptions): Result<readonly [number, number], Fault> => {
  const x = coordinate(cells[lon], lon), y = coordinate(cells[lat], lat)
  if (!x.ok) return x
  if (!y.ok) return y
  if (Math.abs(y.value) > 90 && Math.abs(y.value) <= 180 && Math.abs(x.value) <= 90) return err({ field: lat, value: `${x.value},${y.value}`, code: 'areas.position_swapped' })
  if (Math.abs(x.value) > 180 || Math.abs(y.value) > 90) return err({ field: Math.abs(x.value) > 180 ? lon : lat, value: `${x.value},${y.value}`, code: 'areas.position_outside' })
  return ok(toWgs84(crs, [x.value, y.value]))
}

const metresOf = (found: Located): number | null => found.kind === 'outside' ? null : Math.round(found.metres * 10) / 10

const jsonOf = (line: number, cells: Readonly<Record<string, string>>, found: Located): string => JSON.stringify({
  line, kind: found.kind, metres: metresOf(found), area: found.kind === 'outside' ? null : { code: found.area.code, level: found.area.level, name: found.area.name },
  chain: found.kind === 'outside' ? [] : found.chain.map(({ code, level, name }) => ({ level, code, name })), row: cells,
})

const csvOf = (values: readonly string[], found: Located): readonly Cell[] => {
  const names = areaLevels.map((level) => found.kind === 'outside' ? '' : found.chain.find((area) => area.level === level)?.name ?? '')
  return [...values, found.kind, ...names, found.kind === 'outside' ? '' : found.area.code, metresOf(found), '']
}
const added = ['located', ...areaLevels, 'area_code', 'metres', 'reason']

const columnsThere = (table: Table, { lon, lat }: LocateOptions): void => {
  const missing = [lon, lat].find((column) => !table.header.includes(column))
  if (missing !== undefined) throw new TableProblem('areas.column_missing', { column: missing, columns: table.header.join(', ') })
}

/**
 * `bihuan locate`: reads a table with coordinates (CSV, gzip, XLSX) and writes every row with the areas its point lies in: the chain, the distance
 * to the nearest area where the point is just outside, or `outside`. Rows that cannot be read are told with their line and written as `rejected`.
 * In constant memory, in the order of the file.
 */
export const locatePoints = async (city: CityDb, source: TableSource, options: LocateOptions): Promise<LocateCounts> => {
  const { out, json = false, say = () => undefined, onProgress } = options
  const t = translator(options.locale ?? 'zh-CN')
  const table = await readTable(source)
  try {
    columnsThere(table, options)
    const locator = (await areaModelOf(city)).locator()
    const counts = { inside: 0, near: 0, outside: 0, rejected: 0 }
    let read = 0, text = json ? '' : csvLine([...table.header, ...added])
    const flush = async (): Promise<void> => {
      if (text !== '' && !out.write(text)) await once(out, 'drain')
      text = ''
    }
    const reject = (line: number, values: readonly string[], cells: Readonly<Record<string, string>>, fault: Fault): void => {
      const [capability = '', code = ''] = fault.code.split('.', 2)
      const message = t(`${capability}.errors.${code}`, { field: fault.field, value: fault.value, ...fault.params })
      if (counts.rejected++ < notedRejects) say(t('areas.locate.reject', { line, field: fault.field, value: fault.value ?? '', reason: message }))
      text += json ? `${JSON.stringify({ line, kind: 'rejected', error: { field: fault.field, value: fault.value, code: fault.code, message }, row: cells })}\n`
        : csvLine([...(values.length > 0 ? values : table.header.map(() => '')), 'rejected', ...areaLevels.map(() => ''), '', '', message])
    }
    for await (const rows of table.batches()) {
      for (const { line, values, fault } of rows) {
        read++
        const cells = Object.fromEntries(table.header.map((name, i) => [name, values[i] ?? '']))
        const point = fault ? err(fault) : pointOf(cells, options)
        if (!point.ok) reject(line, values, cells, point.error)
        else {
          const found = locator.locate(point.value[0], point.value[1])
          counts[found.kind]++
          text += json ? `${jsonOf(line, cells, found)}\n` : csvLine(csvOf(values, found))
        }
        if (text.length > portionChars) await flush()
      }
      onProgress?.(read, table.progress())
    }
    await flush()
    return { read, ...counts }
  } finally {
    await table.close()
  }
}
