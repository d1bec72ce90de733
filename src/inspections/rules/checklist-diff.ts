import type { Choice, FormDefinition, FormNode, Words } from '#platform/forms/index.ts'

export type ChecklistChange = {
  readonly of: 'question' | 'choice' | 'form'
  /** Question's name, or `list/choice`. */
  readonly name: string
  readonly label: Words
  readonly change: 'added' | 'removed' | 'changed'
  /** What changed: `label`, `relevant`, `inspect::weight`, `place` … */
  readonly fields: readonly string[]
}

type Placed = { readonly node: FormNode; readonly section: string; readonly before: string }
const placed = (nodes: readonly FormNode[], section = ''): readonly Placed[] =>
  nodes.flatMap((node, i) => [{ node, section, before: nodes[i - 1]?.name ?? '' }, ...(node.nodes ? placed(node.nodes, `${section}/${node.name}`) : [])])

const stable = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) =>
  (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner))
const fieldsOf = (from: object, to: object, without: readonly string[]): readonly string[] => {
  const [a, b] = [from as Readonly<Record<string, unknown>>, to as Readonly<Record<string, unknown>>]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !without.includes(key) && stable(a[key]) !== stable(b[key]))
}

/** What a version of a checklist changes against another, question by question and choice by choice, in the order of the newer one. */
export const checklistDiff = (from: FormDefinition, to: FormDefinition): readonly ChecklistChange[] => {
  const changes: ChecklistChange[] = []
  const form = fieldsOf(from, to, ['nodes', 'choices', 'version', 'schema'])
  if (form.length > 0) changes.push({ of: 'form', name: to.id, label: { default: to.title }, change: 'changed', fields: form })
  const key = ({ node, section }: Placed): string => (names(from, to).has(node.name) ? `${section}/${node.name}` : node.name)
  const old = new Map(placed(from.nodes).map((one) => [key(one), one]))
  const fresh = new Map(placed(to.nodes).map((one) => [key(one), one]))
  for (const [name, { node, section, before }] of fresh) {
    const was = old.get(name)
    if (!was) {
      changes.push({ of: 'question', name: node.name, label: node.label, change: 'added', fields: [] })
      continue
    }
    const moved = was.section !== section || (was.before !== before && old.has(before) && fresh.has(was.before)) ? ['place'] : []
    const fields = [...fieldsOf(was.node, node, ['nodes', 'extra', 'name']), ...fieldsOf(was.node.extra, node.extra, []), ...moved]
    if (fields.length > 0) changes.push({ of: 'question', name: node.name, label: node.label, change: 'changed', fields })
  }
  for (const [name, { node }] of old) if (!fresh.has(name)) changes.push({ of: 'question', name: node.name, label: node.label, change: 'removed', fields: [] })
  for (const list of [...new Set([...Object.keys(to.choices), ...Object.keys(from.choices)])]) {
    const [was, is] = [from.choices[list] ?? [], to.choices[list] ?? []]
    const named = (choices: readonly Choice[], name: string): Choice | undefined => choices.find((choice) => choice.name === name)
    for (const choice of is) {
      const earlier = named(was, choice.name)
      const fields = earlier ? fieldsOf(earlier, choice, ['name']) : []
      if (!earlier || fields.length > 0) changes.push({ of: 'choice', name: `${list}/${choice.name}`, label: choice.label, change: earlier ? 'changed' : 'added', fields })
    }
    for (const choice of was) if (!named(is, choice.name)) changes.push({ of: 'choice', name: `${list}/${choice.name}`, label: choice.label, change: 'removed', fields: [] })
  }
  return changes
}

/** Names that stand more than once in one of the forms: told apart by their groups. */
const names = (...forms: readonly FormDefinition[]): ReadonlySet<string> => {
  const twice = new Set<string>()
  for (const form of forms) {
    const seen = new Set<string>()
    for (const { node } of placed(form.nodes)) (seen.has(node.name) ? twice : seen).add(node.name)
  }
  return twice
}
