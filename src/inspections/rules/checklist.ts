import { err, type Fault, ok, type Result } from '#base/results.ts'
import type { FormDefinition, FormNode } from '#platform/forms/index.ts'
import { type ChecklistItem, type Outcome, outcomes } from './model.ts'

/** The form of a checklist, as it is kept with a version. */
export type ChecklistForm = FormDefinition

/** Columns an XLSForm has for inspections beside those of the standard; programs that do not know them pass them over. */
export const inspectColumns = ['inspect::weight', 'inspect::partial', 'inspect::category', 'inspect::evidence', 'inspect::threshold', 'inspect::incidence'] as const
type InspectColumn = (typeof inspectColumns)[number]
const evidences = ['none', 'on_fail', 'always'] as const
const numeric = new Set(['integer', 'decimal', 'range', 'calculate'])
export const isOutcome = (text: unknown): text is Outcome => (outcomes as readonly unknown[]).includes(text)

const number = (text: string): number => {
  const match = /^(-?\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim())
  return match ? Number(match[1]) / (match[2] ? 100 : 1) : NaN
}
/** `>=95 %`, `<=3`, and with what still earns a part `>=95/90 %`: pass from 95, partial from 90. */
export const parseThreshold = (text: string): ChecklistItem['threshold'] => {
  const match = /^(>=|<=|≥|≤)\s*(-?\d+(?:\.\d+)?)(?:\s*\/\s*(-?\d+(?:\.\d+)?))?\s*(\D.{0,11})?$/.exec(text.trim())
  if (!match) return null
  const at = match[1] === '>=' || match[1] === '≥' ? '>=' : '<='
  const pass = Number(match[2]), partial = match[3] === undefined ? null : Number(match[3])
  if (partial !== null && (at === '>=' ? partial >= pass : partial <= pass)) return null
  return { at, pass, partial, unit: (match[4] ?? '').trim() }
}
/** `observed,violations<=0.05`: two counting questions and the rate that still passes, also as `<=5%`. */
export const parseIncidence = (text: string): ChecklistItem['incidence'] => {
  const match = /^([\p{L}_][\p{L}\p{N}_.-]*)\s*[,，]\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*(?:<=|≤)\s*(.+)$/u.exec(text.trim())
  const most = match ? number(match[3] as string) : NaN
  return match && most >= 0 && most <= 1 ? { observed: match[1] as string, violations: match[2] as string, most } : null
}

/** The columns in any spelling of case and blanks. */
const inspectOf = (node: FormNode): Partial<Record<InspectColumn, string>> => {
  const found: Partial<Record<InspectColumn, string>> = {}
  for (const [header, value] of Object.entries(node.extra)) {
    const name = header.toLowerCase().replaceAll(/\s+/g, '').replace(/^inspect:(?!:)/, 'inspect::')
    const known = inspectColumns.find((column) => column === name)
    if (known && value.trim() !== '') found[known] = value.trim()
  }
  return found
}

type Walked = { readonly node: FormNode; readonly section: string; readonly inRepeat: boolean }
const walk = (nodes: readonly FormNode[], section = '', inRepeat = false): readonly Walked[] => nodes.flatMap((node) => [
  { node, section, inRepeat },
  ...(node.nodes ? walk(node.nodes, section === '' ? node.name : `${section}/${node.name}`, inRepeat || node.kind === 'repeat') : []),
])

/**
 * The scored items of a form: every select_one whose choices are all outcomes, every number with a threshold, every incidence.
 * All faults at once; `field` is the question's name, `params.column` the column. `isCategory` says which catalogue codes there are.
 */
export const itemsOf = (form: FormDefinition, isCategory: (code: string) => boolean = () => true): Result<readonly ChecklistItem[], readonly Fault[]> => {
  const faults: Fault[] = []
  const items: ChecklistItem[] = []
  const all = walk(form.nodes)
  const questions = new Map(all.map(({ node }) => [node.name, node]))
  for (const { node, section, inRepeat } of all) {
    const given = inspectOf(node)
    const wrong = (column: InspectColumn, code: string, params: Record<string, string | number> = {}): void =>
      void faults.push({ field: node.name, value: given[column] ?? null, code: `inspections.${code}`, params: { column, ...params } })
    const choices = node.type === 'select_one' ? (form.choices[node.list ?? ''] ?? []) : []
    const isChoice = choices.length > 0 && choices.every((choice) => isOutcome(choice.name))
    const threshold = given['inspect::threshold'] === undefined ? null : parseThreshold(given['inspect::threshold'])
    const incidence = given['inspect::incidence'] === undefined ? null : parseIncidence(given['inspect::incidence'])
    if (given['inspect::threshold'] !== undefined && !threshold) wrong('inspect::threshold', 'bad_threshold')
    if (given['inspect::threshold'] !== undefined && !numeric.has(node.type)) wrong('inspect::threshold', 'threshold_on_no_number', { type: node.type })
    if (given['inspect::incidence'] !== undefined && !incidence) wrong('inspect::incidence', 'bad_incidence')
    for (const name of incidence ? [incidence.observed, incidence.violations] : []) {
      if (questions.get(name)?.type !== 'integer') wrong('inspect::incidence', 'incidence_without_count', { name })
    }
    const kind = incidence ? 'incidence' : threshold ? 'measure' : isChoice ? 'choice' : null
    const weight = given['inspect::weight'] === undefined ? 1 : number(given['inspect::weight'])
    const partial = given['inspect::partial'] === undefined ? 0.5 : number(given['inspect::partial'])
    if (!(weight >= 0 && weight <= 1000)) wrong('inspect::weight', 'bad_weight')
    if (!(partial >= 0 && partial <= 1)) wrong('inspect::partial', 'bad_partial')
    const evidence = evidences.find((word) => word === (given['inspect::evidence'] ?? 'none').toLowerCase())
    if (!evidence) wrong('inspect::evidence', 'bad_evidence')
    const category = given['inspect::category'] ?? null
    if (category !== null && !isCategory(category)) wrong('inspect::category', 'unknown_category')
    if (!kind) {
      const stray = inspectColumns.find((column) => given[column] !== undefined && column !== 'inspect::threshold' && column !== 'inspect::incidence')
      if (stray && given['inspect::threshold'] === undefined && given['inspect::incidence'] === undefined) wrong(stray, 'not_an_item', { outcomes: outcomes.join(', ') })
      continue
    }
    if (items.some((item) => item.name === node.name)) faults.push({ field: node.name, value: node.name, code: 'inspections.item_twice', params: { column: 'name' } })
    items.push({ name: node.name, label: node.label, section, in_repeat: inRepeat, kind, weight, partial, category, evidence: evidence ?? 'none', threshold, incidence })
  }
  if (items.length === 0 && faults.length === 0) faults.push({ field: '', value: null, code: 'inspections.no_items', params: { column: 'type', outcomes: outcomes.join(', ') } })
  return faults.length > 0 ? err(faults) : ok(items)
}
