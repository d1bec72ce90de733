import { wordsIn } from './languages.ts'
import type { Choice, FormDefinition, FormNode, Words } from './model.ts'

const chinese = /^zh\b|\(zh|chinese|中文|汉语|普通话|^default$/i
const inEach = (form: FormDefinition, zh: string, en: string): Words =>
  Object.fromEntries((form.languages.length > 0 ? form.languages : ['default']).map((language) => [language, chinese.test(language) && language !== 'default' ? zh : en]))

/** `or_other` spelled out: one more choice, and a text question behind it. Engines see only this form. */
export const withOthers = (form: FormDefinition): FormDefinition => {
  const lists = new Set<string>()
  const specify = inEach(form, '请说明', 'Specify other.')
  const spelled = (nodes: readonly FormNode[]): readonly FormNode[] => nodes.flatMap((node) => {
    if (node.nodes) return [{ ...node, nodes: spelled(node.nodes) }]
    if (!node.or_other || node.list === undefined) return [node]
    lists.add(node.list)
    const { or_other: _spelled, ...plain } = node
    return [plain, { kind: 'question', name: `${node.name}_other`, type: 'text', label: specify, relevant: `selected(\${${node.name}}, 'other')`, extra: {} } as const]
  })
  const nodes = spelled(form.nodes)
  if (lists.size === 0) return form
  const other: Choice = { name: 'other', label: inEach(form, '其他', 'Other'), extra: {} }
  const choices = Object.fromEntries(Object.entries(form.choices).map(([name, list]) =>
    [name, lists.has(name) && !list.some((choice) => choice.name === 'other') ? [...list, other] : list]))
  return { ...form, nodes, choices }
}

/** All nodes of a form, outer before inner, with the groups and repeats they stand in. */
export const eachNode = (nodes: readonly FormNode[], visit: (node: FormNode, parents: readonly FormNode[]) => void, parents: readonly FormNode[] = []): void => {
  for (const node of nodes) {
    visit(node, parents)
    if (node.nodes) eachNode(node.nodes, visit, [...parents, node])
  }
}
export const labelOf = (node: FormNode, language: string, fallback: string): string => wordsIn(node.label, language, fallback)
