import { answerOf, isSelect } from './answers.ts'
import type { Choices } from './choices.ts'
import type { AnswerError, NodeView, Words } from './model.ts'
import { instancesOf, type Live, pathOf } from './tree.ts'
import { testOf } from './xpath/evaluate.ts'
import type { Place } from './xpath/place.ts'
import type { XNode } from './xpath/values.ts'

type Parts = {
  readonly root: Live
  readonly say: (words: Words | undefined) => string
  readonly placeOf: (live: Live) => Place
  readonly choices: Choices
  readonly errorsOf: (live: Live) => readonly AnswerError[]
  readonly named: (name: string, from: XNode) => readonly XNode[]
}
export const parametersOf = (text: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries([...(text ?? '').matchAll(/([\w-]+)\s*=\s*(\S+)/g)].map((found) => [found[1] as string, found[2] as string]))

/** Makes the tree that is shown: what is relevant, in words of the language, with the answers to other questions filled in. */
export const viewOn = ({ root, say, placeOf, choices, errorsOf, named }: Parts): (() => readonly NodeView[]) => {
  const words = (live: Live, of: Words | undefined): string =>
    say(of).replaceAll(/\$\{\s*([^}]+?)\s*\}/g, (_, name: string) => named(name, live)[0]?.text ?? '')
  const one = (live: Live, path: string): NodeView => {
    const { node, required, readonly, calculation, triggers } = live.plan
    const flag = (when: typeof required): boolean => (typeof when === 'boolean' ? when : testOf(when, placeOf(live), false))
    return {
      path, kind: node.kind, name: node.name, type: node.type, label: words(live, node.label), hint: words(live, node.hint),
      guidance: words(live, node.guidance), appearance: node.appearance ?? '', parameters: parametersOf(node.parameters),
      value: node.nodes ? null : answerOf(node.type, live.text), required: flag(required), readonly: flag(readonly) || (calculation !== null && triggers.length === 0),
      choices: isSelect(node.type) ? choices.of(live) : [], errors: node.nodes ? [] : errorsOf(live),
      nodes: node.kind === 'group' ? inside(live, path) : [], instances: [], can_change_instances: false, extra: node.extra,
    }
  }
  const inside = (live: Live, prefix: string): readonly NodeView[] => live.plan.kids.flatMap((plan): readonly NodeView[] => {
    const path = prefix === '' ? plan.node.name : `${prefix}/${plan.node.name}`
    if (plan.node.kind === 'calculate') return []
    const kids = instancesOf(live, plan)
    if (plan.node.kind !== 'repeat') return kids.filter((kid) => kid.shown).map((kid) => one(kid, path))
    const hidden = kids.length > 0 ? kids.every((kid) => !kid.shown) : plan.relevant !== null && !testOf(plan.relevant, placeOf(live), true)
    if (hidden) return []
    const first = kids[0]
    return [{
      path, kind: 'repeat', name: plan.node.name, type: 'repeat', label: first ? words(first, plan.node.label) : say(plan.node.label), hint: say(plan.node.hint),
      guidance: '', appearance: plan.node.appearance ?? '', parameters: {}, value: null, required: false, readonly: false, choices: [], errors: [], nodes: [],
      instances: kids.map((kid, index) => ({ path: `${path}[${index}]`, index, nodes: kid.shown ? inside(kid, `${path}[${index}]`) : [] })),
      can_change_instances: plan.count === null, extra: plan.node.extra,
    }]
  })
  return () => inside(root, pathOf(root))
}
