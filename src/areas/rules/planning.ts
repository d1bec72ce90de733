import type { LocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { type Area, type AreaId, type AreaLevel, childPath, type ServiceClass } from './areas.ts'
import { type CodeScheme, parseCode } from './codes.ts'
import { decideCreate, decideRename } from './decisions.ts'

/** One area as a list gives it. `line` counts from 1; the parent is found from the code where the scheme tells it. */
export type AreaRecord = {
  readonly line: number
  readonly code: string
  readonly name: string
  readonly level?: AreaLevel
  readonly parentCode?: string
  /** Class for limits that differ by area; left out: that of the area above. */
  readonly serviceClass?: ServiceClass
}
export type Rejected = { readonly line: number; readonly faults: readonly Fault[] }
export type AreaPlan = {
  readonly create: readonly Area[]
  readonly rename: readonly { readonly area: Area; readonly name: string }[]
  readonly unchanged: readonly Area[]
  readonly rejected: readonly Rejected[]
}

/**
 * What a list of areas would change: every record is created, renamed, unchanged or rejected with its faults, in the list's order; parents may
 * come anywhere before their children in the list or be there already. Nothing is ever closed by a list that does not name it.
 * New areas hold from `validFrom`, new names from `day`. `keyOf` gives the pinyin key, `newId` an id.
 */
export const planAreas = (
  records: readonly AreaRecord[], existing: readonly Area[],
  { scheme, day, validFrom = day, keyOf, newId }: { readonly scheme: CodeScheme; readonly day: LocalDate; readonly validFrom?: LocalDate; readonly keyOf: (name: string) => string; readonly newId: () => AreaId },
): AreaPlan => {
  const known = new Map(existing.map((area) => [area.code, area]))
  let city = existing.find((area) => area.level === 'city') ?? null
  const seen = new Set<string>()
  const create: Area[] = [], unchanged: Area[] = [], rejected: Rejected[] = []
  const rename: { readonly area: Area; readonly name: string }[] = []
  const reject = (line: number, fault: Fault): void => { rejected.push({ line, faults: [fault] }) }
  for (const record of records) {
    const parsed = parseCode(scheme, record.code, record.level)
    if (!parsed.ok) {
      reject(record.line, parsed.error)
      continue
    }
    const { code, level, parents } = parsed.value
    if (seen.has(code)) {
      reject(record.line, { field: 'code', value: record.code, code: 'areas.code_twice' })
      continue
    }
    seen.add(code)
    const holder = known.get(code)
    if (holder && holder.level === level && holder.validTo === null) {
      const renamed = decideRename(holder, record.name, day < holder.validFrom ? holder.validFrom : day)
      if (renamed.ok) rename.push({ area: holder, name: renamed.value })
      else if (renamed.error.code === 'areas.same_name') unchanged.push(holder)
      else reject(record.line, { field: 'name', value: record.name, code: renamed.error.code, params: renamed.error.params ?? {} })
      continue
    }
    const parent = level === 'city' ? null : (record.parentCode === undefined ? parents : [record.parentCode]).map((above) => known.get(above)).find((area) => area !== undefined) ?? null
    const made = decideCreate({ code, level, name: record.name, validFrom }, { holder: holder ?? null, parent, city })
    if (!made.ok) {
      reject(record.line, { field: made.error.code.includes('name') ? 'name' : 'code', value: made.error.code.includes('name') ? record.name : record.code, code: made.error.code, params: made.error.params ?? {} })
      continue
    }
    const area: Area = { id: newId(), code, level, name: made.value.name, nameKey: keyOf(made.value.name), parentId: parent?.id ?? null, path: childPath(parent, code), validFrom, validTo: null, ...(record.serviceClass ? { serviceClass: record.serviceClass } : {}) }
    create.push(area)
    known.set(code, area)
    if (level === 'city') city = area
  }
  return { create, rename, unchanged, rejected }
}
