import { createHash } from 'node:crypto'
import type { Instant, LocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { type Area, type AreaLevel, type AreaModel, type AreaRecord, extensionCode, isValidOn, nameStem } from '#areas/rules/index.ts'
import { importAreas, loadAreaModel } from '#areas/server/index.ts'
import type { CategoryInput } from '#catalogue/rules/index.ts'
import { addMissingCategories, catalogueModel, type CatalogueModel, type StoredCategory } from '#catalogue/server/index.ts'
import type { UnitLine } from '#organisations/rules/index.ts'
import { importUnits, type StoredUnit, type UnitModel, unitModel } from '#organisations/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import type { ImportAreas, ImportPath } from '../../rules/import/index.ts'

/** What rows of a file name, each once. */
export type Named = { readonly areas: Map<string, ImportAreas>; readonly units: Map<string, ImportPath>; readonly categories: Map<string,
  ImportPath> }
export const nothingNamed = (): Named => ({ areas: new Map(), units: new Map(), categories: new Map() })

/** What a name stands for in the city; a fault where it stands for nothing. */
export type References = {
  readonly areas: ReadonlyMap<string, Area | Fault>
  readonly units: ReadonlyMap<string, StoredUnit | Fault>
  readonly categories: ReadonlyMap<string, StoredCategory | Fault>
  readonly model: AreaModel
  readonly made: { readonly areas: number; readonly units: number; readonly categories: number }
}
export const isFault = (found: object): found is Fault => 'field' in found

type Work = { readonly city: CityDb; readonly tx: Tx; readonly now: Instant; readonly createMissing: boolean; readonly validFrom: LocalDate;
  readonly source: string }

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
/** A readable word of a name, as far as it has Latin letters. */
const slug = (name: string, longest: number): string => name.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g,
  '').slice(0, longest).replace(/-+$/, '')
/** The same code for the same name, so that a second import finds what the first has made. */
const codeOf = (name: string, key: string, letter: string, longest: number): string => {
  const word = slug(name, longest - 8)
  return `${word === '' ? letter : word}-${hash(key).slice(0, 6)}`
}
const unknown = (field: string, value: string, code: string): Fault => ({ field, value: value.slice(0, 120), code: `intake.${code}` })

// ---- areas

const shownArea = (areas: ImportAreas): string => areas.levels.map((each) => each.name ?? each.code ?? '').join(' / ')

const findArea = (model: AreaModel, areas: ImportAreas): Area | null => {
  let at: Area | null = model.city
  for (const { level, code, name } of areas.levels) {
    const inside: (area: Area) => boolean = (area) => area.level === level && (at === null || area.path.startsWith(`${at.path}.`)) && isValidOn(area,
      model.day)
    const coded = code === null ? null : model.byCode(code)
    const named: readonly Area[] = name === null ? [] : model.all.filter((area) => inside(area) && area.name === name)
    const alike: readonly Area[] = name === null || named.length > 0 ? named : model.all.filter((area) => inside(area) &&
      nameStem(area.name) === nameStem(name))
    const found: Area | null = coded && inside(coded) ? coded : alike.length === 1 ? (alike[0] ?? null) : null
    if (!found) return null
    at = found
  }
  return at
}

/** The city's own row and every level named, parents first, each once. */
const areaRecords = (model: AreaModel, wanted: Iterable<ImportAreas>, work: Work): readonly AreaRecord[] => {
  const records: AreaRecord[] = []
  const used = new Set(model.all.map((area) => area.code))
  const root: string = model.city?.code ?? work.city.slug
  const scheme = model.city ? model.scheme : 'free'
  if (!model.city) {
    records.push({ line: 1, code: root, name: work.city.name, level: 'city' })
    used.add(root)
  }
  const made = new Map<string, { readonly code: string; readonly level: AreaLevel }>()
  for (const areas of wanted) {
    let parent: { readonly code: string; readonly level: AreaLevel } = { code: root, level: 'city' }
    let key = ''
    areas.levels.forEach(({ level, code, name }, depth) => {
      key += `\n${level}\t${code ?? ''}\t${name ?? ''}`
      const known = findArea(model, { key, levels: areas.levels.slice(0, depth + 1) }) ?? made.get(key)
      if (known) {
        parent = known
        return
      }
      const given = scheme === 'free' ? (code !== null && !used.has(code) ? code : codeOf(name ?? code ?? '', key, 'a',
        40)) : (code ?? extensionCode(scheme, parent, level, (each) => used.has(each)) ?? '')
      used.add(given)
      records.push({ line: records.length + 1, code: given, name: name ?? code ?? given, level, parentCode: parent.code })
      parent = { code: given, level }
      made.set(key, parent)
    })
  }
  return records
}

const resolveAreas = async (work: Work, named: Named, day: LocalDate, before: AreaModel): Promise<Pick<References,
'areas' | 'model'> & { readonly made: number }> => {
  let model = before
  let made = 0
  const missing = [...named.areas.values()].filter((areas) => !findArea(model, areas))
  if (work.createMissing && (missing.length > 0 || model.city === null)) {
    const records = areaRecords(model, missing, work)
    const done = await importAreas({ city: work.city, tx: work.tx, actor: { id: null }, now: work.now }, records,
      { source: work.source, validFrom: work.validFrom, keepGood: true })
    made = done.created
    model = await loadAreaModel(work.tx, day)
  }
  const areas = new Map<string, Area | Fault>()
  for (const [key, each] of named.areas) areas.set(key, findArea(model, each) ?? unknown('area', shownArea(each), 'import_area_unknown'))
  return { areas, model, made }
}

// ---- units

const shown = (path: ImportPath): string => path.names.join(' / ') || (path.code ?? '')

const findUnit = (model: UnitModel, path: ImportPath): StoredUnit | null => {
  if (path.code !== null) {
    const coded = model.byCode(path.code)
    if (coded) return coded
  }
  let at: StoredUnit | null = null
  for (const name of path.names) {
    const above: StoredUnit | null = at
    const next: StoredUnit | undefined = model.childrenOf(above === null ? null : (above as StoredUnit).id).find((unit) => unit.name === name)
    if (!next) {
      at = null
      break
    }
    at = next
  }
  if (at) return at
  const alike = model.all.filter((unit) => unit.name === path.names.at(-1))
  return alike.length === 1 ? (alike[0] ?? null) : null
}

const unitLines = (model: UnitModel, wanted: Iterable<ImportPath>, work: Work): readonly UnitLine[] => {
  const lines: UnitLine[] = []
  const made = new Map<string, string>()
  const used = new Set(model.all.map((unit) => unit.code))
  for (const path of wanted) {
    let parent: string | null = null
    let key = ''
    path.names.forEach((name, depth) => {
      key += `\n${name}`
      const last = depth === path.names.length - 1
      const known = findUnit(model, { key, names: path.names.slice(0, depth + 1), code: null })?.code ?? made.get(key)
      if (known !== undefined) {
        parent = known
        return
      }
      const own = last && path.code !== null && /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(path.code) && !used.has(path.code) ? path.code : codeOf(name,
        key, 'u', 40)
      used.add(own)
      lines.push({ line: lines.length + 1, code: own, name: name.slice(0, 120), kind: 'department', parent_code: parent, area_code: null, duties: [],
        valid_from: work.validFrom, contact: null } as UnitLine)
      made.set(key, own)
      parent = own
    })
  }
  return lines
}

const resolveUnits = async (work: Work, named: Named): Promise<Pick<References, 'units'> & { readonly made: number }> => {
  let model = await unitModel(work.tx)
  let made = 0
  const missing = [...named.units.values()].filter((path) => !findUnit(model, path))
  if (work.createMissing && missing.length > 0) {
    made = (await importUnits({ city: work.city, tx: work.tx, actor: { id: null }, now: work.now }, unitLines(model, missing, work),
      { file: work.source })).created
    model = await unitModel(work.tx)
  }
  const units = new Map<string, StoredUnit | Fault>()
  for (const [key, path] of named.units) units.set(key, findUnit(model, path) ?? unknown('unit', shown(path), 'import_unit_unknown'))
  return { units, made }
}

// ---- categories

/** The steps of a path as the catalogue has them: a class, a group where the path is long enough, and the sub-category a case is filed under. */
const categorySteps = (path: ImportPath): readonly CategoryInput[] => {
  const names = path.names.length > 0 ? path.names : [path.code ?? '']
  const [first = '', second = ''] = names
  const steps: (readonly [CategoryInput['level'], string])[] =
    names.length < 3 ? [['class', first], ['subcategory', names.length === 1 ? first : second]] : [['class', first], ['category', second],
      ['subcategory', names.slice(2).join(' / ')]]
  let key = '', parent: string | null = null
  return steps.map(([level, name]) => {
    key += `\n${level}\t${name}`
    const code = codeOf(name, key, 'c', 60)
    const entry: CategoryInput = {
      code, level, kind: 'event', parent_code: parent, name: name.slice(0, 200), name_en: null, lead_duty: null, legal_source: null, keywords: [],
      tags: [], same_time_of_day: false,
      hotline_only: false, source: 'import', conditions: [],
    }
    parent = code
    return entry
  })
}

const findCategory = (model: CatalogueModel, byName: ReadonlyMap<string, readonly StoredCategory[]>, path: ImportPath): StoredCategory | null => {
  const coded = path.code === null ? null : model.byCode(path.code)
  if (coded) return coded
  const made = model.byCode(categorySteps(path).at(-1)?.code ?? '')
  if (made) return made
  // A name that only one sub-category has means it, also where the file groups it otherwise.
  const alike = byName.get(path.names.at(-1) ?? '') ?? []
  return alike.length === 1 ? (alike[0] ?? null) : null
}

const leavesByName = (model: CatalogueModel): ReadonlyMap<string, readonly StoredCategory[]> => {
  const names = new Map<string, StoredCategory[]>()
  for (const leaf of model.leaves) if (leaf.source !== 'import') names.set(leaf.name, [...(names.get(leaf.name) ?? []), leaf])
  return names
}

const resolveCategories = async (work: Work, named: Named): Promise<Pick<References, 'categories'> & { readonly made: number }> => {
  let model = await catalogueModel(work.tx)
  let names = leavesByName(model)
  let made = 0
  const missing = [...named.categories.values()].filter((path) => !findCategory(model, names, path))
  if (work.createMissing && missing.length > 0) {
    const wanted = new Map(missing.flatMap(categorySteps).map((entry) => [entry.code, entry]))
    made = (await addMissingCategories(work.city, work.tx, { id: null }, [...wanted.values()], { note: work.source }, work.now)).length
    model = await catalogueModel(work.tx)
    names = leavesByName(model)
  }
  const categories = new Map<string, StoredCategory | Fault>()
  for (const [key, path] of named.categories) categories.set(key, findCategory(model, names, path) ?? unknown('category', shown(path),
    'import_category_unknown'))
  return { categories, made }
}

/**
 * Finds everything a file names, and with `createMissing` makes what the city has not got: areas under their parents, units, categories as a new
 * version.
 * A city without any area has nothing to be compared with: there everything is made.
 */
export const resolveReferences = async (asked: Work, named: Named, day: LocalDate): Promise<References> => {
  const before = await loadAreaModel(asked.tx, day)
  const work: Work = { ...asked, createMissing: asked.createMissing || before.city === null }
  const { made: areas, ...places } = await resolveAreas(work, named, day, before)
  const { made: units, ...organisations } = await resolveUnits(work, named)
  const { made: categories, ...filed } = await resolveCategories(work, named)
  return { ...places, ...organisations, ...filed, made: { areas, units, categories } }
}
