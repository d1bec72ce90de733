import { err, type Fault, ok, type Result } from '#base/results.ts'
import { isZone } from '#base/zones.ts'
import { sources } from '#cases/rules/index.ts'
import { type Json, type MappingReader, mappingReader } from './mapping-reader.ts'
import {
  type AreaRule, areaLevels, importStatuses, type PathRule, type PositionRule, type Profile, type ProfileFields, satisfactionWords, solvedWords,
  type TextRule, type TimeRule,
} from './profile.ts'

/** Leaves out what is undefined: a profile has its keys or has them not. */
const compact = <T extends Json>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }

const textKeys = ['column', 'columns', 'join', 'pattern', 'map', 'unmapped', 'case', 'pad', 'prefix', 'default', 'required'] as const

const readers = (r: MappingReader) => {
  const columnsOf = (object: Json, path: string): readonly string[] | undefined => {
    if (object['column'] !== undefined && object['columns'] !== undefined) {
      return r.fault(`${path}.column`, object['column'], 'unknown_key_near', { nearest: 'columns', known: textKeys.join(', ') })
    }
    return object['column'] === undefined ? r.texts(object['columns'], `${path}.columns`) : r.texts(object['column'], `${path}.column`)
  }

  /** `"column"`, `["first choice", "second choice"]`, or a rule. */
  const textRule = (value: unknown, path: string, words?: readonly string[]): TextRule | undefined => {
    if (value === undefined) return undefined
    if (typeof value === 'string' || Array.isArray(value)) return compact({ columns: r.texts(value, path) })
    const object = r.object(value, path, textKeys)
    if (!object) return undefined
    const columns = columnsOf(object, path)
    const fallback = words && object['default'] !== undefined ? r.choice(object['default'], `${path}.default`, words)
      : r.anyText(object['default'], `${path}.default`)
    if (columns === undefined && fallback === undefined) r.fault(path, value, 'required', { right: 'column, columns, default' })
    const pad = object['pad']
    const padFits = pad === undefined || (Number.isInteger(pad) && (pad as number) >= 1 && (pad as number) <= 20)
    if (!padFits) r.fault(`${path}.pad`, pad, 'type', { right: '1 … 20' })
    return compact({
      columns, join: r.anyText(object['join'], `${path}.join`), pattern: r.pattern(object['pattern'], `${path}.pattern`),
      map: r.map(object['map'], `${path}.map`, words),
      unmapped: r.choice(object['unmapped'], `${path}.unmapped`, words ? ['empty', 'refuse'] : ['keep', 'empty', 'refuse']),
      case: r.choice(object['case'], `${path}.case`, ['title', 'upper', 'lower']),
      pad: typeof pad === 'number' ? pad : undefined, prefix: r.anyText(object['prefix'], `${path}.prefix`), default: fallback,
      required: r.flag(object['required'], `${path}.required`),
    })
  }

  const timeRule = (value: unknown, path: string): TimeRule | undefined => {
    if (value === undefined) return undefined
    if (typeof value === 'string' || Array.isArray(value)) return compact({ columns: r.texts(value, path) })
    const object = r.object(value, path, ['column', 'columns', 'pattern', 'required', 'formats', 'format', 'date_only', 'otherwise'])
    if (!object) return undefined
    const columns = columnsOf(object, path)
    const given = object['otherwise']
    const otherwise = r.texts(given, `${path}.otherwise`)?.map((word, index) =>
      r.choice(word, `${path}.otherwise[${index}]`, ['closed_at', 'import_time']) ?? ('import_time' as const))
    if (columns === undefined && otherwise === undefined) r.fault(path, value, 'required', { right: 'column, columns, otherwise' })
    return compact({
      columns, pattern: r.pattern(object['pattern'], `${path}.pattern`), required: r.flag(object['required'], `${path}.required`),
      formats: object['format'] === undefined ? r.formats(object['formats'], `${path}.formats`) : r.formats(object['format'], `${path}.format`),
      date_only: r.choice(object['date_only'], `${path}.date_only`, ['start', 'end']), otherwise,
    })
  }

  /** `"column"`, `["class", "category", "sub-category"]`, or a rule with levels, or one column and what splits it. */
  const pathRule = (value: unknown, path: string): PathRule | undefined => {
    if (value === undefined) return undefined
    if (typeof value === 'string') return { levels: [{ columns: r.texts(value, path) ?? [] }] }
    if (Array.isArray(value)) return { levels: value.map((level, index) => textRule(level, `${path}[${index}]`) ?? {}) }
    const object = r.object(value, path, ['levels', 'column', 'split', 'code', 'default'])
    if (!object) return undefined
    const { levels, column } = object
    if (levels === undefined && column === undefined && object['code'] === undefined && object['default'] === undefined) {
      r.fault(path, value, 'required', { right: 'levels, column, code, default' })
    }
    if (levels !== undefined && !Array.isArray(levels)) r.fault(`${path}.levels`, levels, 'type', { right: '["…", …]' })
    const by = r.text(object['split'], `${path}.split`)
    const from = textRule(column, `${path}.column`)
    const whole = from && by === undefined ? [from] : undefined
    return compact({
      levels: Array.isArray(levels) ? levels.map((level, index) => textRule(level, `${path}.levels[${index}]`) ?? {}) : whole,
      split: from && by !== undefined ? { from, by } : undefined, code: textRule(object['code'], `${path}.code`),
      default: r.texts(object['default'], `${path}.default`),
    })
  }

  /** `{ "district": "区", "street": { "code": "…", "name": "…" } }`, or the list of levels a profile has. */
  const areaRules = (value: unknown, path: string): readonly AreaRule[] | undefined => {
    if (value === undefined) return undefined
    const rules: AreaRule[] = []
    const add = (level: (typeof areaLevels)[number] | undefined, part: unknown, at: string): void => {
      if (level === undefined) return
      if (typeof part === 'string' || Array.isArray(part)) rules.push({ level, ...compact({ name: textRule(part, at) }) })
      else {
        const object = r.object(part, at, ['level', 'code', 'name'])
        if (object && object['code'] === undefined && object['name'] === undefined) r.fault(at, part, 'required', { right: 'code, name' })
        if (object) rules.push({ level, ...compact({ code: textRule(object['code'], `${at}.code`), name: textRule(object['name'], `${at}.name`) }) })
      }
    }
    if (Array.isArray(value)) {
      value.forEach((part: unknown, index) => {
        const at = `${path}[${index}]`
        add(r.choice((part as Json | null)?.['level'] ?? '', `${at}.level`, areaLevels), part, at)
      })
    } else {
      const object = r.object(value, path, areaLevels)
      if (object) for (const level of areaLevels) if (object[level] !== undefined) add(level, object[level], `${path}.${level}`)
    }
    return rules
  }

  const positionRule = (value: unknown, path: string): PositionRule | undefined => {
    const object = r.object(value, path, ['lon', 'lat', 'crs', 'bounds', 'outside', 'placeholders'])
    if (!object) return undefined
    for (const key of ['lon', 'lat']) if (object[key] === undefined) r.fault(`${path}.${key}`, undefined, 'required', { right: key })
    const placeholders = object['placeholders']
    if (placeholders !== undefined && !Array.isArray(placeholders)) {
      r.fault(`${path}.placeholders`, placeholders, 'type', { right: '[["lon", "lat"], …]' })
    }
    const pair = (value: unknown, at: string): readonly [string, string] => {
      if (Array.isArray(value) && value.length === 2) return [String(value[0]), String(value[1])]
      r.fault(at, value, 'type', { right: '["lon", "lat"]' })
      return ['', '']
    }
    return {
      lon: textRule(object['lon'], `${path}.lon`) ?? {}, lat: textRule(object['lat'], `${path}.lat`) ?? {},
      ...compact({
        crs: r.crs(object['crs'], `${path}.crs`),
        bounds: r.numbers(object['bounds'], `${path}.bounds`, 4) as readonly [number, number, number, number] | undefined,
        outside: r.choice(object['outside'], `${path}.outside`, ['refuse', 'drop']),
        placeholders: Array.isArray(placeholders) ? placeholders.map((part, index) => pair(part, `${path}.placeholders[${index}]`)) : undefined,
      }),
    }
  }
  return { textRule, timeRule, pathRule, areaRules, positionRule }
}

const fieldKeys: readonly (keyof ProfileFields)[] = [
  'external_ref', 'opened_at', 'due_at', 'closed_at', 'status', 'source', 'title', 'description', 'category', 'unit', 'areas', 'position', 'address',
  'closing_reason',
  'reporter', 'call_back',
]

/**
 * A profile out of a mapping file (parsed JSON), for any CSV or XLSX. Beside the full form of `profile.ts` the short ones are understood:
 * a column name for a rule, a list of names for alternatives (for `category` and `unit`: the levels), `"areas": { "district": "区" }`.
 * Faults name the place in the file, the value, and what would be right; all of them at once.
 */
export const profileFromMapping = (json: unknown): Result<Profile, readonly Fault[]> => {
  const r = mappingReader()
  const { textRule, timeRule, pathRule, areaRules, positionRule } = readers(r)
  const root = r.object(json === undefined ? null : json, '',
    ['name', 'zone', 'empty', 'missing_columns', 'fields', 'contradictions', 'extra', 'comment'])
  if (!root) return err(r.faults)
  const name = r.text(root['name'], 'name') ?? 'mapping'
  const zone = r.text(root['zone'], 'zone') ?? 'Asia/Shanghai'
  if (!isZone(zone)) r.fault('zone', zone, 'zone')
  const given = r.object(root['fields'], 'fields', fieldKeys)
  if (!given) {
    if (root['fields'] === undefined) r.fault('fields', undefined, 'required', { right: '{ "external_ref": "…", "opened_at": "…" }' })
    return err(r.faults)
  }
  for (const key of ['external_ref', 'opened_at']) if (given[key] === undefined) r.fault(`fields.${key}`, undefined, 'required', { right: key })
  const reporter = r.object(given['reporter'], 'fields.reporter', ['name', 'phone', 'confidential'])
  const callBack = r.object(given['call_back'], 'fields.call_back', ['solved', 'satisfaction'])
  const fields: ProfileFields = {
    external_ref: textRule(given['external_ref'], 'fields.external_ref') ?? {},
    opened_at: timeRule(given['opened_at'], 'fields.opened_at') ?? {},
    ...compact({
      due_at: timeRule(given['due_at'], 'fields.due_at'), closed_at: timeRule(given['closed_at'], 'fields.closed_at'),
      status: textRule(given['status'], 'fields.status', importStatuses), source: textRule(given['source'], 'fields.source', sources),
      title: textRule(given['title'], 'fields.title'), description: textRule(given['description'], 'fields.description'),
      category: pathRule(given['category'], 'fields.category'), unit: pathRule(given['unit'], 'fields.unit'),
      areas: areaRules(given['areas'], 'fields.areas'),
      position: positionRule(given['position'], 'fields.position'), address: textRule(given['address'], 'fields.address'),
      closing_reason: textRule(given['closing_reason'], 'fields.closing_reason'),
      reporter: reporter && compact({
        name: textRule(reporter['name'], 'fields.reporter.name'), phone: textRule(reporter['phone'], 'fields.reporter.phone'),
        confidential: r.texts(reporter['confidential'], 'fields.reporter.confidential'),
      }),
      call_back: callBack && compact({
        solved: textRule(callBack['solved'], 'fields.call_back.solved', solvedWords),
        satisfaction: textRule(callBack['satisfaction'], 'fields.call_back.satisfaction', satisfactionWords),
      }),
    }),
  }
  const said = r.object(root['contradictions'], 'contradictions',
    ['closed_before_opened', 'closed_without_date', 'open_with_closed_date', 'unknown_status']) ?? {}
  const contradictions = compact({
    closed_before_opened: r.choice(said['closed_before_opened'], 'contradictions.closed_before_opened', ['refuse', 'keep']),
    closed_without_date: r.choice(said['closed_without_date'], 'contradictions.closed_without_date', ['refuse', 'keep_open']),
    open_with_closed_date: r.choice(said['open_with_closed_date'], 'contradictions.open_with_closed_date', ['refuse', 'status', 'date']),
    unknown_status: r.choice(said['unknown_status'], 'contradictions.unknown_status', ['refuse', 'by_date']),
  })
  const profile: Profile = {
    name, zone, fields, contradictions,
    ...compact({
      empty: r.texts(root['empty'], 'empty'), missing_columns: r.choice(root['missing_columns'], 'missing_columns', ['refuse', 'allow']),
      extra: root['extra'] === '*' ? ('*' as const) : r.texts(root['extra'], 'extra'),
    }),
  }
  return r.faults.length > 0 ? err(r.faults) : ok(profile)
}
