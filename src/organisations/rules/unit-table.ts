import { type LocalDate, parseLocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { type ContactRole, contactRoles, unitCodePattern, type UnitKind, unitKinds } from './units.ts'

export type TableLine = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
export type LineFault = Fault & { readonly line: number }

export type ContactLine = { readonly role: ContactRole; readonly name: string; readonly phone: string; readonly email: string }
/** A unit as a line of a table: parent and area by code. */
export type UnitLine = {
  readonly line: number
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parent_code: string | null
  readonly area_code: string | null
  readonly duties: readonly string[]
  readonly valid_from: LocalDate | null
  readonly contact: ContactLine | null
}

export const unitColumns = ['code', 'name', 'kind', 'parent_code', 'area_code', 'duties', 'valid_from', 'contact_role', 'contact_name',
  'contact_phone', 'contact_email'] as const
type Column = (typeof unitColumns)[number]

const headings: Readonly<Record<string, Column>> = {
  编码: 'code', 单位编码: 'code', 名称: 'name', 单位名称: 'name', 类型: 'kind', 单位类型: 'kind', 上级编码: 'parent_code', 上级单位: 'parent_code', 区域编码: 'area_code',
  职责: 'duties', 启用日期: 'valid_from', 联系人类别: 'contact_role', 联系人: 'contact_name', 电话: 'contact_phone', 联系电话: 'contact_phone', 邮箱: 'contact_email',
}
const kindWords: Readonly<Record<string, UnitKind>> = {
  部门: 'department', 委办局: 'department', 街道办: 'street_office', 街道办事处: 'street_office', 街道: 'street_office', 乡镇: 'street_office', 物业: 'property_firm',
  物业公司: 'property_firm', 企业: 'enterprise', 中心: 'centre', 指挥中心: 'centre',
}
const roleWords: Readonly<Record<string, ContactRole>> = { 主要负责人: 'leader', 分管负责人: 'in_charge', 联络人: 'liaison', 值班: 'duty_desk', 值班电话: 'duty_desk' }

/** A calendar day that exists; `2023-02-30` does not. */
export const isDay = (text: string): boolean => parseLocalDate(text).ok

export type UnitTableRead = { readonly units: readonly UnitLine[]; readonly faults: readonly LineFault[]; readonly lines: number }

/** What a heading stands for; null when it is none of ours. */
const columnOf = (heading: string): Column | null => {
  const name = heading.trim()
  return (unitColumns as readonly string[]).includes(name) ? (name as Column) : (headings[name] ?? null)
}
const neededColumns = ['code', 'name', 'kind'] as const

/** Columns a table must have and has not: told once, at the heading, instead of once a line. */
export const missingColumns = (rows: readonly TableLine[], needed: readonly string[], columnOfHeading: (heading: string) =>
  string | null): readonly LineFault[] => {
  if (rows.length === 0) return []
  const known = new Set(Object.keys(rows[0]?.cells ?? {}).map(columnOfHeading))
  return needed.filter((column) => !known.has(column)).map((field) => ({ line: 1, field, value: null, code: 'organisations.missing_column' }))
}

const readLine = ({ line, cells: given }: TableLine, faults: LineFault[]): UnitLine | null => {
  const cells: Partial<Record<Column, string>> = {}
  for (const [heading, value] of Object.entries(given)) {
    const column = columnOf(heading)
    if (column) cells[column] = value.trim()
  }
  const text = (column: Column): string => cells[column] ?? ''
  const before = faults.length
  const bad = (field: Column, code: string): void => {
    faults.push({ line, field, value: text(field), code: `organisations.${code}` })
  }
  const kind = unitKinds.find((known) => known === text('kind')) ?? kindWords[text('kind')]
  const role = text('contact_role') === '' ? 'liaison'
    : (contactRoles.find((known) => known === text('contact_role')) ?? roleWords[text('contact_role')])
  if (!unitCodePattern.test(text('code'))) bad('code', text('code') === '' ? 'missing_value' : 'bad_code')
  if (text('name') === '') bad('name', 'missing_value')
  if (!kind) bad('kind', text('kind') === '' ? 'missing_value' : 'unknown_kind')
  if (!role) bad('contact_role', 'unknown_contact_role')
  if (text('valid_from') !== '' && !isDay(text('valid_from'))) bad('valid_from', 'not_a_date')
  if (text('contact_email') !== '' && !/^[^\s@]+@[^\s@]+$/.test(text('contact_email'))) bad('contact_email', 'not_an_email')
  if (faults.length > before || !kind || !role) return null
  const hasContact = text('contact_name') !== '' || text('contact_phone') !== '' || text('contact_email') !== ''
  return {
    line, code: text('code'), name: text('name'), kind, parent_code: text('parent_code') || null, area_code: text('area_code') || null,
    duties: text('duties').split(/[\s,，、;；|]+/).filter(Boolean), valid_from: (text('valid_from') as LocalDate) || null,
    contact: hasContact ? { role, name: text('contact_name'), phone: text('contact_phone'), email: text('contact_email') } : null,
  }
}

/**
 * Reads units from a table (English or Chinese headings). Parents may stand after their children; the answer has parents first.
 * `known` are codes of units and areas that exist already. Lines that cannot be taken are told with line, column, value and reason.
 */
export const readUnitTable = (rows: readonly TableLine[],
  known: { readonly units: ReadonlySet<string>; readonly areas: ReadonlySet<string> }): UnitTableRead => {
  const missing = missingColumns(rows, neededColumns, columnOf)
  if (missing.length > 0) return { units: [], faults: missing, lines: rows.length }
  const faults: LineFault[] = []
  const byCode = new Map<string, UnitLine>()
  for (const row of rows) {
    const unit = readLine(row, faults)
    if (!unit) continue
    const first = byCode.get(unit.code)
    if (first) faults.push({ line: unit.line, field: 'code', value: unit.code, code: 'organisations.duplicate_code', params: { line: first.line } })
    else if (unit.area_code !== null && !known.areas.has(unit.area_code)) faults.push({ line: unit.line, field: 'area_code', value: unit.area_code,
      code: 'organisations.unknown_area' })
    else byCode.set(unit.code, unit)
  }
  const placed = new Map<string, boolean>()
  const units: UnitLine[] = []
  const refuse = (unit: UnitLine, code: string): boolean => {
    faults.push({ line: unit.line, field: 'parent_code', value: unit.parent_code, code: `organisations.${code}` })
    placed.set(unit.code, false)
    return false
  }
  const place = (unit: UnitLine, below: ReadonlySet<string>): boolean => {
    const done = placed.get(unit.code)
    if (done !== undefined) return done
    if (below.has(unit.code)) return refuse(unit, 'circular_parent')
    if (unit.parent_code !== null && (unit.parent_code === unit.code || !known.units.has(unit.parent_code))) {
      const parent = byCode.get(unit.parent_code)
      if (!parent) return refuse(unit, 'unknown_parent')
      const good = place(parent, new Set([...below, unit.code]))
      if (placed.has(unit.code)) return placed.get(unit.code) ?? false
      if (!good) return refuse(unit, 'parent_rejected')
    }
    placed.set(unit.code, true)
    units.push(unit)
    return true
  }
  for (const unit of byCode.values()) place(unit, new Set())
  return { units, faults: faults.sort((a, b) => a.line - b.line), lines: rows.length }
}
