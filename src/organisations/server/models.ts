import { nameInitials } from '#base/name-keys.ts'
import type { LocalDate } from '#base/instants.ts'
import { areaModelOf } from '#areas/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { type CompiledMatrix, compileMatrix, type DutyMatrix, holdsOn, inUnitSubtree } from '../rules/index.ts'
import { publishedMatrix, readFallbacks, rulesOf } from '../store/duty.ts'
import { readUnits, type StoredUnit } from '../store/units.ts'
import { dutySnapshot, unitSnapshot } from './work.ts'

export type UnitSearch = { readonly text?: string; readonly kind?: StoredUnit['kind']; readonly under?: string; readonly parentId?: string | null;
  readonly areaPath?: string; readonly on?: LocalDate }

/** All units of a city in memory, closed ones too. Immutable; rebuilt when units change. */
export type UnitModel = {
  /** In the order of their names. */
  readonly all: readonly StoredUnit[]
  readonly byId: (id: string) => StoredUnit | null
  readonly byCode: (code: string) => StoredUnit | null
  readonly byPath: (path: string) => StoredUnit | null
  /** From the top down to the unit itself. */
  readonly chainOf: (unit: StoredUnit) => readonly StoredUnit[]
  /** Directly below; of null: the top. */
  readonly childrenOf: (id: string | null) => readonly StoredUnit[]
  /** By code, name, pinyin or its first letters, within a subtree, of a kind, in an area's subtree, in force on a day. */
  readonly search: (wanted: UnitSearch) => readonly StoredUnit[]
}

const matches = (unit: StoredUnit, initials: string, text: string): boolean => {
  const joined = unit.name_key.replaceAll(' ', '')
  const compact = text.replaceAll(/\s/g, '')
  return unit.name.toLowerCase().includes(text) || unit.code.toLowerCase().startsWith(compact) || joined.includes(compact) ||
    initials.startsWith(compact)
}

export const buildUnitModel = (all: readonly StoredUnit[]): UnitModel => {
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  const byCode = new Map(all.map((unit) => [unit.code, unit]))
  const byPath = new Map(all.map((unit) => [unit.path, unit]))
  const initials = new Map(all.map((unit) => [unit.id, nameInitials(unit.name_key)]))
  const children = new Map<string | null, StoredUnit[]>()
  for (const unit of all) children.set(unit.parent_id, [...(children.get(unit.parent_id) ?? []), unit])
  const chainOf = (unit: StoredUnit): readonly StoredUnit[] => {
    const chain = [unit]
    for (let up = unit.parent_id; up !== null;) {
      const parent = byId.get(up)
      if (!parent) break
      chain.unshift(parent)
      up = parent.parent_id
    }
    return chain
  }
  return {
    all, chainOf, byId: (id) => byId.get(id) ?? null, byCode: (code) => byCode.get(code) ?? null, byPath: (path) => byPath.get(path) ?? null,
    childrenOf: (id) => children.get(id) ?? [],
    search: ({ text = '', kind, under, parentId, areaPath, on }) => {
      const wanted = text.normalize('NFKC').toLowerCase().trim()
      return all.filter((unit) =>
        (!kind || unit.kind === kind) && (under === undefined || inUnitSubtree(unit.path, under)) &&
          (parentId === undefined || unit.parent_id === parentId) &&
        (areaPath === undefined || (unit.area_path !== null && inUnitSubtree(unit.area_path, areaPath))) && (on === undefined || holdsOn(unit, on)) &&
        (wanted === '' || matches(unit, initials.get(unit.id) ?? '', wanted)))
    },
  }
}

export const unitModel = async (tx: Tx): Promise<UnitModel> => buildUnitModel(await readUnits(tx))
/** The city's units as kept in memory; read again after a change, in every process. */
export const unitModelOf = (city: CityDb): Promise<UnitModel> => city.snapshot(unitSnapshot, unitModel)

/** A stored matrix as the rules take it, with the fallbacks and all units. `matrixId` null: no rules at all. */
export const matrixOf = async (tx: Tx, matrix: { readonly id: string; readonly number: number | null } | null): Promise<DutyMatrix> => ({
  number: matrix?.number ?? 0, rules: matrix ? await rulesOf(tx, matrix.id) : [], fallbacks: await readFallbacks(tx), units: await readUnits(tx),
})
/** The matrix in force, ready for `resolveDuty`; reasons name areas by their path. */
export const dutyModel = async (tx: Tx): Promise<CompiledMatrix> => compileMatrix(await matrixOf(tx, await publishedMatrix(tx)))
/** The same as kept in memory, with the areas' names as they are now. */
export const dutyModelOf = async (city: CityDb): Promise<CompiledMatrix> => {
  const areas = await areaModelOf(city)
  return { ...(await city.snapshot(dutySnapshot, dutyModel)), areaName: (path) => areas.byPath(path)?.name ?? path }
}
