import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkCatalogue, defaultCatalogue, readCatalogueTable, type TableLine } from './index.ts'

const path = new URL('../../../../shared/data/catalogue/yuncheng-standards.json', import.meta.url)
type Minor = { readonly code: string; readonly name: string;
  readonly conditions: readonly { readonly register: string; readonly close: string; readonly limitText: string;
  readonly limit: { value: number; unit: string } }[] }
type Reference = Readonly<Record<'component' | 'event',
readonly { readonly code: string; readonly name: string; readonly minors: readonly Minor[] }[]>>

test('a real city’s whole standard is read, every limit text as the city means it', (t) => {
  if (!existsSync(path)) return t.skip('the reference catalogue is not here')
  const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference
  const rows: TableLine[] = []
  const expected: string[] = []
  const add = (cells: Record<string, string>): void => void rows.push({ line: rows.length + 2, cells })
  for (const kind of ['component', 'event'] as const) {
    for (const major of reference[kind]) {
      const code = `${kind === 'event' ? 'S' : 'B'}${major.code}`
      add({ 层级: '大类', 编码: code, 类型: kind === 'event' ? '事件' : '部件', 名称: major.name })
      for (const minor of major.minors) {
        for (const condition of minor.conditions) {
          add({
            层级: '小类', 编码: `${code}${minor.code}`, 上级编码: code, 类型: kind === 'event' ? '事件' : '部件', 名称: minor.name, 立案条件: condition.register,
            处置时限: condition.limitText, 结案条件: condition.close || '恢复',
          })
          expected.push(`${condition.limit.value} ${condition.limit.unit}`)
        }
      }
    }
  }
  const read = readCatalogueTable(rows)
  assert.deepEqual(read.faults, [])
  assert.deepEqual(read.catalogue.flatMap((entry) => entry.conditions.map((c) => `${c.limit.value} ${c.limit.unit}`)), expected)
  assert.deepEqual(checkCatalogue(read.catalogue).errors, [])
  assert.equal(expected.length, 519)
})

test('the default limits are of the size a real city uses', (t) => {
  if (!existsSync(path)) return t.skip('the reference catalogue is not here')
  const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference
  const share = (limits: readonly { readonly value: number; readonly unit: string }[]): Record<string, number> => {
    const hours = limits.map(({ value, unit }) => value * ({ urgent_hour: 1, work_hour: 1, work_day: 24, natural_day: 24 }[unit] ?? 0))
    return { hours: hours.filter((h) => h < 24).length / hours.length, days: hours.filter((h) => h >= 24 && h <= 72).length / hours.length }
  }
  const real = share([...reference.component, ...reference.event].flatMap((c) => c.minors).flatMap((m) => m.conditions).map((c) => c.limit))
  const own = share(defaultCatalogue.flatMap((c) => c.conditions).map((c) => c.limit))
  for (const part of ['hours', 'days']) assert.ok(Math.abs((real[part] ?? 0) - (own[part] ?? 0)) < 0.2,
    `${part}: real ${real[part]?.toFixed(2)}, own ${own[part]?.toFixed(2)}`)
  t.diagnostic(`within hours: real ${real['hours']?.toFixed(2)}, own ${own['hours']?.toFixed(2)}; one to three days: real ${real['days']?.toFixed(2)}, own ${own['days']?.toFixed(2)}`)
})
