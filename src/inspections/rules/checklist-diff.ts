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

type Placed = { readonly node: FormNode; readonly section: string }
const placed = (nodes: readonly FormNode[], section = ''): readonly Placed[] =>
  nodes.flatMap((node) => [{ node, section }, ...(node.nodes ? placed(node.nodes, `${section}/${node.name}`) : [])])

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
  const moved = movedBetween(old, fresh)
  for (const [name, { node }] of fresh) {
    const was = old.get(name)
    if (!was) {
      changes.push({ of: 'question', name: node.name, label: node.label, change: 'added', fields: [] })
      continue
    }
    const fields = [...fieldsOf(was.node, node, ['nodes', 'extra', 'name']), ...fieldsOf(was.node.extra, node.extra, []), ...(moved.has(name) ? ['place'] : [])]
    if (fields.length > 0) changes.push({ of: 'question', name: node.name, label: node.label, change: 'changed', fields })
  }
  for (const [name, { node }] of old) if (!fresh.has(name)) changes.push({ of: 'question', name: node.name, label: node.label, change: 'removed', fields: [] })
  for (const list of new Set([...Object.keys(to.choices), ...Object.keys(from.choices)])) {
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

/** What stands in another group, or not in the order it had among its neighbours: all but the longest run that kept its order. */
const movedBetween = (old: ReadonlyMap<string, Placed>, fresh: ReadonlyMap<string, Placed>): ReadonlySet<string> => {
  const moved = new Set([...fresh].filter(([name, { section }]) => old.has(name) && old.get(name)?.section !== section).map(([name]) => name))
  const rank = new Map([...old.keys()].map((name, i) => [name, i]))
  const sections = new Map<string, string[]>()
  for (const [name, { section }] of fresh) if (old.has(name) && !moved.has(name)) sections.set(section, [...(sections.get(section) ?? []), name])
  for (const kept of sections.values()) {
    const ranks = kept.map((name) => rank.get(name) ?? 0)
    const longest: number[] = [], from: number[] = []
    ranks.forEach((own, i) => {
      const best = ranks.slice(0, i).reduce((at, earlier, j) => (earlier < own && (longest[j] ?? 0) > (at < 0 ? 0 : (longest[at] ?? 0)) ? j : at), -1)
      longest[i] = 1 + (best < 0 ? 0 : (longest[best] ?? 0))
      from[i] = best
    })
    const still = new Set<number>()
    for (let i = longest.indexOf(Math.max(...longest)); i >= 0; i = from[i] ?? -1) still.add(i)
    kept.forEach((name, i) => {
      if (!still.has(i)) moved.add(name)
    })
  }
  return moved
}
