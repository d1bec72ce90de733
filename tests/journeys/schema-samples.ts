/** As much of JSON Schema as the endpoints use. */
export type Schema = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly uniqueItems?: boolean
}
export type Path = readonly string[]

const nowhere = '0190a6d2-7c1e-7000-8000-0000000000ff'
const byPattern: readonly string[] = ['sample_1', 'sample-1', 'sample', '2026-03-11', 'x1']
let count = 0

/** A value the schema takes, and as little of it as it takes. */
export const sampleOf = (schema: Schema, name: string): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sampleOf(schema.anyOf[0] ?? {}, name)
  switch (schema.type) {
    case 'string':
      if (schema.format === 'uuid') return nowhere
      if (schema.format === 'date') return '2026-03-11'
      if (schema.format === 'date-time') return '2026-03-12T08:00:00Z'
      if (schema.pattern !== undefined) {
        const found = byPattern.find((text) => new RegExp(schema.pattern as string, 'u').test(text))
        if (found === undefined) throw new Error(`no sample for ${name}: ${schema.pattern}`)
        return found
      }
      return `样${++count}`.padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength ?? 100)
    case 'number': case 'integer': return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean': return false
    case 'array': return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, name))
    case 'object': {
      const names = Object.keys(schema.properties ?? {})
      const wanted = new Set(schema.required ?? [])
      for (const each of names) if (wanted.size < (schema.minProperties ?? 0)) wanted.add(each)
      return Object.fromEntries(names.filter((each) => wanted.has(each)).map((each) => [each, sampleOf(schema.properties?.[each] ?? {}, each)]))
    }
    default: return {}
  }
}

type Found = { readonly path: Path; readonly schema: Schema }

/** Every part of a schema, inside lists and alternatives too. */
export const leavesOf = (schema: Schema, path: Path = []): readonly Found[] => [
  { path, schema },
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => leavesOf(inner, [...path, name])),
  ...(schema.items ? leavesOf(schema.items, [...path, '0']) : []),
  ...(schema.anyOf ?? []).flatMap((inner) => leavesOf(inner, path).filter((each) => each.schema.type !== 'null')),
]

/** Fields that can be given a value: those of objects, the first item of lists, and of alternatives the first that is not null. */
export const allFieldsOf = (schema: Schema, path: Path = []): readonly Found[] => {
  const plain = schema.anyOf ? (schema.anyOf.find((each) => each.type !== 'null') ?? {}) : schema
  return [
    ...(path.length === 0 ? [] : [{ path, schema: plain }]),
    ...Object.entries(plain.properties ?? {}).flatMap(([name, inner]) => allFieldsOf(inner, [...path, name])),
    ...(plain.type === 'array' && plain.items ? allFieldsOf(plain.items, [...path, '0']) : []),
  ]
}

/** A copy with the value at a path, with whatever has to stand around it. */
export const withAt = (given: unknown, path: Path, value: unknown): unknown => {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (/^\d+$/.test(first)) {
    const list = Array.isArray(given) ? [...(given as unknown[])] : []
    list[Number(first)] = withAt(list[Number(first)], rest, value)
    return list
  }
  const record = typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Record<string, unknown>) : {}
  return { ...record, [first]: withAt(record[first], rest, value) }
}
