import type { Category } from '#catalogue/rules/index.ts'
import { textLimits } from '../texts.ts'
import { open311Fault, type Open311Fault } from './faults.ts'
import { readW3cTime } from './times.ts'

/** The six types of GeoReport v2, GET Service Definition. */
export const attributeTypes = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] as const
export type AttributeType = (typeof attributeTypes)[number]

export type AttributeDefinition = {
  /** False: only shown, not asked. */
  readonly variable: boolean
  readonly code: string
  readonly datatype: AttributeType
  readonly required: boolean
  readonly datatype_description: string
  /** 1 is shown first; no two of a service share one. */
  readonly order: number
  readonly description: string
  readonly values: readonly { readonly key: string; readonly name: string }[]
}

/** A question of the city's own, as its settings hold it, by category code. */
export type AttributeSetting = Partial<AttributeDefinition> & { readonly code: string; readonly datatype: AttributeType }

export type AttributeTexts = { readonly condition: string; readonly observed_at: string; readonly observed_at_hint: string }

/**
 * What a service asks beyond place and description: which of its registration conditions it is, where it has several; when it was seen, where the
 * check must fall in the same part of the day; and the city's own questions for the category or one above it.
 */
export const attributesOf = (
  category: Category, own: Readonly<Record<string, readonly AttributeSetting[]>>, texts: AttributeTexts, english: boolean,
): readonly AttributeDefinition[] => {
  const found: Omit<AttributeDefinition, 'order'>[] = []
  if (category.conditions.length > 1) {
    found.push({
      variable: true, code: 'condition', datatype: 'singlevaluelist', required: false, datatype_description: '', description: texts.condition,
      values: category.conditions.map((c) => ({ key: c.code, name: english && c.text_en ? c.text_en : c.text })),
    })
  }
  if (category.same_time_of_day) {
    found.push({ variable: true, code: 'observed_at', datatype: 'datetime', required: false, datatype_description: texts.observed_at_hint,
      description: texts.observed_at, values: [] })
  }
  for (const code of category.path.split('.')) {
    for (const setting of own[code] ?? []) {
      found.push({ variable: true, required: false, datatype_description: '', description: setting.code, values: [], ...setting })
    }
  }
  return found.filter((each, i) => found.findIndex((other) => other.code === each.code) === i).map((each, i) => ({ ...each, order: i + 1 }))
}

export type Answer = { readonly code: string; readonly values: readonly string[] }

const checked = (definition: AttributeDefinition, value: string): Open311Fault | null => {
  const no = (name: string, params: Record<string, string | number> = {}): Open311Fault => open311Fault(400, name,
    { attribute: definition.code, value: value.slice(0, 80), ...params })
  switch (definition.datatype) {
    case 'number': return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(value) && Number.isFinite(Number(value)) ? null : no('attribute_number')
    case 'datetime': return readW3cTime(value) === null ? no('attribute_datetime') : null
    case 'string': return value.includes('\n') ? no('attribute_line') : value.length > textLimits.answer ? no('attribute_long',
      { limit: textLimits.answer }) : null
    case 'text': return value.length > textLimits.answer ? no('attribute_long', { limit: textLimits.answer }) : null
    case 'singlevaluelist': case 'multivaluelist':
      return definition.values.some((v) => v.key === value) ? null : no('attribute_value',
        { allowed: definition.values.map((v) => v.key).join(', ') })
  }
}

/**
 * Checks answers against what the service asks. An empty answer is none (Optional Arguments); an attribute the service does not define is refused.
 */
export const readAnswers = (given: ReadonlyMap<string, readonly string[]>,
  definitions: readonly AttributeDefinition[]): { readonly answers: readonly Answer[]; readonly faults: readonly Open311Fault[] } => {
  const faults: Open311Fault[] = []
  const answers: Answer[] = []
  for (const [code, raw] of given) {
    const values = raw.map((v) => v.trim()).filter((v) => v !== '')
    if (values.length === 0) continue
    const definition = definitions.find((each) => each.code === code && each.variable)
    if (!definition) {
      faults.push(open311Fault(400, 'attribute_unknown', { attribute: code.slice(0, 80) }))
      continue
    }
    if (values.length > 1 && definition.datatype !== 'multivaluelist') {
      faults.push(open311Fault(400, 'attribute_single', { attribute: code }))
      continue
    }
    const wrong = values.flatMap((value) => checked(definition, value) ?? [])
    if (wrong.length > 0) faults.push(...wrong)
    else answers.push({ code, values: [...new Set(values)] })
  }
  for (const definition of definitions) {
    if (definition.required && definition.variable && !faults.some((f) => f.params['attribute'] === definition.code) &&
      !answers.some((a) => a.code === definition.code)) {
      faults.push(open311Fault(400, 'attribute_required', { attribute: definition.code }))
    }
  }
  return { answers, faults }
}
