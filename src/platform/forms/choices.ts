import { seededRandom } from '#base/seeded-random.ts'
import { isList } from './answers.ts'
import type { Choice, ChoiceView, FormDefinition, Words } from './model.ts'
import { namesIn, type Plan } from './plan.ts'
import { listNode, type Live } from './tree.ts'
import type { Expr } from './xpath/expr.ts'
import type { XNode } from './xpath/values.ts'

type ListNode = ReturnType<typeof listNode>
export type Choices = {
  readonly list: (id: string) => XNode | null
  readonly label: (plan: Plan | undefined, value: string) => string
  readonly of: (live: Live) => readonly ChoiceView[]
  /** The answer without choices that are not offered any more. */
  readonly keepPossible: (live: Live) => string
  readonly allPossible: (live: Live) => boolean
  /** Labels change with the language. */
  readonly forget: () => void
}

/** The choices of each question as they are now: filtered, from a file, or from the instances of a repeat. */
export const choicesOn = (
  form: FormDefinition, files: Readonly<Record<string, readonly Choice[]>>, say: (words: Words) => string,
  passes: (filter: Expr, item: XNode, live: Live) => boolean, named: (live: Live, name: string) => readonly XNode[], random: () => number,
): Choices => {
  const nodes = new Map<string, ListNode>()
  const salt = String(random())
  const sourceOf = (plan: Plan): readonly Choice[] => form.choices[plan.node.list ?? ''] ?? files[plan.node.list ?? ''] ?? []
  const nodeOf = (id: string, choices: readonly Choice[]): ListNode => {
    const known = nodes.get(id)
    if (known) return known
    const made = listNode(id, choices, (choice) => say(choice.label))
    nodes.set(id, made)
    return made
  }
  const given = (live: Live): readonly Choice[] => {
    const { plan } = live
    const repeated = namesIn(plan.node.list ?? '')[0]
    if (repeated !== undefined) {
      return named(live, repeated).filter((node) => node.text !== '').map((node) => ({ name: node.text, label: { default: node.text }, extra: {} }))
    }
    const all = sourceOf(plan)
    const { filter } = plan
    if (!filter) return all
    const { items } = nodeOf(plan.node.list ?? '', all)
    return all.filter((_, i) => passes(filter, items[i] as XNode, live))
  }
  const shuffled = (live: Live, choices: readonly Choice[]): readonly Choice[] => {
    if (!/\brandomize\s*=\s*(true|yes|1)/i.test(live.plan.node.parameters ?? '')) return choices
    const chance = seededRandom(/\bseed\s*=\s*(\d+)/.exec(live.plan.node.parameters ?? '')?.[1] ?? `${salt}/${live.plan.path}`)
    const mixed = [...choices]
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = chance.int(0, i)
      ;[mixed[i], mixed[j]] = [mixed[j] as Choice, mixed[i] as Choice]
    }
    return mixed
  }
  const words = (live: Live): readonly string[] => (isList(live.plan.node.type) ? live.stored.split(/\s+/).filter(Boolean) : [live.stored])
  /** Choices nobody has here cannot be judged: an attached file that is not at hand. */
  const unknown = (live: Live): boolean => live.plan.node.type.endsWith('_from_file') && sourceOf(live.plan).length === 0
  return {
    list: (id) => {
      const list = form.choices[id] ?? files[id] ?? files[`${id}.csv`]
      return list ? nodeOf(id, list) : null
    },
    label: (plan, value) => {
      const found = plan ? sourceOf(plan).find((choice) => choice.name === value) : undefined
      return found ? say(found.label) : value
    },
    of: (live) => shuffled(live, given(live)).map((choice) => ({ name: choice.name, label: say(choice.label) || choice.name, extra: choice.extra })),
    keepPossible: (live) => {
      if (unknown(live)) return live.stored
      const names = new Set(given(live).map((choice) => choice.name))
      const kept = words(live).filter((word) => names.has(word))
      return kept.length === words(live).length ? live.stored : kept.join(' ')
    },
    allPossible: (live) => {
      if (unknown(live)) return true
      const names = new Set(given(live).map((choice) => choice.name))
      return words(live).every((word) => names.has(word))
    },
    forget: () => nodes.clear(),
  }
}
