import type { FormDefinition, FormNode, Words } from '#platform/forms/index.ts'
import { outcomes } from '../model.ts'

/** XLSForm has one title; this column of its settings keeps the English one. */
export const englishTitle = 'form_title::en'
export type DefaultChecklist = { readonly code: string; readonly form: FormDefinition }

const both = (zh: string, en: string): Words => ({ 'zh-CN': zh, en })
const outcomeWords: Readonly<Record<(typeof outcomes)[number], Words>> = {
  pass: both('合格', 'Pass'), partial: both('部分合格', 'Partly'), fail: both('不合格', 'Fail'), not_applicable: both('不涉及', 'Not applicable'), not_observed: both('未观察到', 'Not observed'),
}
type Terms = { readonly category?: string; readonly weight?: number; readonly hint?: Words; readonly evidence?: 'none' | 'on_fail' | 'always'; readonly partial?: number }
const extraOf = ({ category, weight = 1, evidence = category === undefined ? 'none' : 'on_fail', partial }: Terms): Record<string, string> => ({
  'inspect::weight': String(weight), ...(partial === undefined ? {} : { 'inspect::partial': String(partial) }),
  ...(category === undefined ? {} : { 'inspect::category': category }), 'inspect::evidence': evidence,
})

/** An item judged by eye, with a remark once it is not a plain pass; its photos are asked for by its evidence. */
export const item = (name: string, zh: string, en: string, terms: Terms = {}): readonly FormNode[] => {
  const lacking = `selected(\${${name}}, 'fail') or selected(\${${name}}, 'partial')`
  return [
    { kind: 'question', name, type: 'select_one', list: 'verdict', label: both(zh, en), ...(terms.hint ? { hint: terms.hint } : {}), required: 'yes', extra: extraOf(terms) },
    { kind: 'question', name: `${name}_note`, type: 'text', label: both('哪里不合格', 'What is wrong, and where'), relevant: lacking, appearance: 'multiline', extra: {} },
  ]
}
/** A share in per cent made of two counts; passes from `pass`, earns a part from `partial`. */
export const share = (name: string, zh: string, en: string, counts: { readonly all: Words; readonly good: Words }, bounds: { readonly pass: number; readonly partial: number }, terms: Terms = {}): readonly FormNode[] => [
  { kind: 'question', name: `${name}_all`, type: 'integer', label: counts.all, constraint: '. >= 0 and . <= 10000', constraint_message: both('填 0 到 10000 的整数', 'A whole number from 0 to 10,000'), extra: {} },
  {
    kind: 'question', name: `${name}_good`, type: 'integer', label: counts.good, relevant: `\${${name}_all} > 0`, required: 'yes', constraint: `. >= 0 and . <= \${${name}_all}`,
    constraint_message: both('不能多于总数', 'Not more than there are'), extra: {},
  },
  {
    kind: 'calculate', name, type: 'calculate', label: both(zh, en), calculation: `if(\${${name}_all} > 0, round(100 * \${${name}_good} div \${${name}_all}, 1), '')`,
    extra: { ...extraOf(terms), 'inspect::threshold': `>=${bounds.pass}/${bounds.partial} %` },
  },
]
/** People or vehicles observed for a while, and how many of them broke the rule. A rate, never a person. */
export const incidence = (name: string, zh: string, en: string, observed: Words, violations: Words, most: number, terms: Terms = {}): readonly FormNode[] => [
  { kind: 'question', name: `${name}_observed`, type: 'integer', label: observed, constraint: '. >= 0 and . <= 10000', constraint_message: both('填 0 到 10000 的整数', 'A whole number from 0 to 10,000'), extra: {} },
  {
    kind: 'question', name: `${name}_violations`, type: 'integer', label: violations, relevant: `\${${name}_observed} > 0`, required: 'yes', constraint: `. >= 0 and . <= \${${name}_observed}`,
    constraint_message: both('不能多于看到的总数', 'Not more than were observed'), extra: {},
  },
  {
    kind: 'calculate', name, type: 'calculate', label: both(zh, en), calculation: `if(\${${name}_observed} > 0, round(\${${name}_violations} div \${${name}_observed}, 4), '')`,
    extra: { ...extraOf(terms), 'inspect::incidence': `${name}_observed,${name}_violations<=${most}` },
  },
]
/** A number asked for that must reach a bound. */
export const measure = (name: string, zh: string, en: string, threshold: string, most: number, terms: Terms = {}): readonly FormNode[] => [{
  kind: 'question', name, type: 'integer', label: both(zh, en), required: 'yes', constraint: `. >= 0 and . <= ${most}`,
  constraint_message: both(`填 0 到 ${most} 的整数`, `A whole number from 0 to ${most}`), extra: { ...extraOf(terms), 'inspect::threshold': threshold },
}]
export const section = (name: string, zh: string, en: string, ...parts: readonly (readonly FormNode[])[]): FormNode => ({ kind: 'group', name, type: 'group', label: both(zh, en), extra: {}, nodes: parts.flat() })
export const words = both

export const checklist = (code: string, zh: string, en: string, ...nodes: readonly FormNode[]): DefaultChecklist => ({
  code,
  form: {
    schema: 1, id: code, version: '1', title: zh, languages: ['zh-CN', 'en'], default_language: 'zh-CN', settings: { [englishTitle]: en }, nodes: [
      ...nodes,
      { kind: 'question', name: 'remark', type: 'text', label: both('其他情况', 'Anything else'), hint: both('没有就不填', 'Leave empty if nothing'), appearance: 'multiline', extra: {} },
    ],
    choices: { verdict: outcomes.map((name) => ({ name, label: outcomeWords[name], extra: {} })) },
  },
})
