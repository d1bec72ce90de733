import { answerText } from './answers.ts'
import type { Answers, Choice } from './model.ts'
import type { Plan } from './plan.ts'
import type { XNode } from './xpath/values.ts'

/** A question, a group or one instance of a repeat as it stands while the form is open. */
export type Live = {
  readonly name: string
  readonly plan: Plan
  readonly parent: Live | null
  readonly kids: Live[]
  stored: string
  /** Relevant, and so is everything around it. */
  shown: boolean
  touched: boolean
  readonly text: string
}

export const liveNode = (plan: Plan, parent: Live | null): Live => ({
  name: plan.node.name, plan, parent, kids: [], stored: '', shown: true, touched: false,
  get text() {
    return this.shown ? this.stored : ''
  },
})

export const instancesOf = (parent: Live, plan: Plan): readonly Live[] => parent.kids.filter((kid) => kid.plan === plan)
const record = (value: unknown): Answers => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : {})

/** Fills an element with its children; `given` are answers kept from before, null for a fresh one. `fresh` is told every new question. */
export const grow = (live: Live, given: Answers | null, fresh: (question: Live) => void): void => {
  for (const plan of live.plan.kids) {
    const value = given?.[plan.node.name]
    if (plan.node.kind === 'repeat') {
      const rows = given === null ? (plan.count ? [] : [null]) : Array.isArray(value) ? value.map(record) : []
      for (const row of rows) live.kids.push(instance(plan, live, row, fresh))
      continue
    }
    const kid = liveNode(plan, live)
    live.kids.push(kid)
    if (plan.node.kind === 'group') grow(kid, given === null ? null : record(value), fresh)
    else if (given === null) fresh(kid)
    else kid.stored = answerText(plan.node.type, value)
  }
}
export const instance = (plan: Plan, parent: Live, given: Answers | null, fresh: (question: Live) => void): Live => {
  const made = liveNode(plan, parent)
  grow(made, given, fresh)
  return made
}
/** Puts a new instance behind the last of its repeat, or where the repeat stands in the form. */
export const insertInstance = (parent: Live, made: Live): void => {
  const order = parent.plan.kids.indexOf(made.plan)
  const at = parent.kids.findIndex((kid) => parent.plan.kids.indexOf(kid.plan) > order)
  parent.kids.splice(at < 0 ? parent.kids.length : at, 0, made)
}

export const pathOf = (live: Live): string => {
  const parts: string[] = []
  for (let up: Live = live; up.parent; up = up.parent) {
    const { plan, parent } = up
    parts.unshift(plan.node.kind === 'repeat' ? `${up.name}[${instancesOf(parent, plan).indexOf(up)}]` : up.name)
  }
  return parts.join('/')
}
/** The element at a path; the last part of a repeat's own path may stand without an index and then gives the parent and the plan. */
export const find = (root: Live, path: string): { readonly live: Live | null; readonly repeat: { readonly parent: Live; readonly plan: Plan } | null } => {
  let live = root
  const parts = path.split('/')
  for (const [i, part] of parts.entries()) {
    const found = /^(.*?)(?:\[(\d+)\])?$/.exec(part)
    const plan = live.plan.kids.find((kid) => kid.node.name === found?.[1])
    if (!plan) return { live: null, repeat: null }
    if (plan.node.kind === 'repeat' && found?.[2] === undefined) return { live: null, repeat: i === parts.length - 1 ? { parent: live, plan } : null }
    const next = instancesOf(live, plan)[Number(found?.[2] ?? 0)]
    if (!next) return { live: null, repeat: null }
    live = next
  }
  return { live, repeat: null }
}

const isUnder = (plan: Plan, over: Plan): boolean => {
  for (let up: Plan | null = plan.parent; up; up = up.parent) if (up === over) return true
  return false
}
const all = (live: Live, way: readonly Plan[]): readonly Live[] =>
  way.length === 0 ? [live] : instancesOf(live, way[0] as Plan).flatMap((kid) => all(kid, way.slice(1)))
/** Elements of a plan seen from another element: inside a repeat they share, only those of the same instance. */
export const seenFrom = (from: Live, plan: Plan): readonly Live[] => {
  let base = from
  while (!isUnder(plan, base.plan) && base.parent) base = base.parent
  const way: Plan[] = []
  for (let up: Plan = plan; up !== base.plan && up.parent; up = up.parent) way.unshift(up)
  return all(base, way)
}

/** A list of choices as elements: `root/item/(name, label, …)`. */
export const listNode = (id: string, choices: readonly Choice[], label: (choice: Choice) => string): XNode & { readonly items: readonly XNode[] } => {
  type Growing = { readonly name: string; readonly parent: XNode | null; readonly kids: XNode[]; readonly text: string }
  const node = (name: string, parent: Growing | null, text: string): Growing => {
    const made: Growing = { name, parent, kids: [], text }
    parent?.kids.push(made)
    return made
  }
  const top = node(id, null, ''), root = node('root', top, '')
  const items = choices.map((choice) => {
    const item = node('item', root, '')
    node('name', item, choice.name)
    node('label', item, label(choice))
    for (const [column, value] of Object.entries(choice.extra)) node(column, item, value)
    return item
  })
  return { ...top, items }
}
