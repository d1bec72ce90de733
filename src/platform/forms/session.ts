import { seededRandom } from '#base/seeded-random.ts'
import { answerOf, answerText, fitsType, isSelect } from './answers.ts'
import { choicesOn } from './choices.ts'
import { withOthers } from './expand.ts'
import { languageOf, wordsIn } from './languages.ts'
import type { AnswerError, AnswerErrorCode, Answers, FormDefinition, FormOptions, FormSession, NodeView } from './model.ts'
import { type Plan, planOf } from './plan.ts'
import { find, grow, insertInstance, instance, instancesOf, type Live, liveNode, pathOf, seenFrom } from './tree.ts'
import { testOf, textOf } from './xpath/evaluate.ts'
import type { Expr } from './xpath/expr.ts'
import type { Place, Surroundings } from './xpath/place.ts'
import type { XNode } from './xpath/values.ts'
import { viewOn } from './view.ts'

const mostInstances = 1_000
const mostRounds = 20

/**
 * Opens a form for filling in. Everything an expression decides is computed anew after each change until nothing changes any more
 * (twenty rounds at most), which a field checklist needs a few milliseconds for.
 */
export const openForm = (given: FormDefinition, options: FormOptions): FormSession => {
  const form = withOthers(given)
  const zone = options.zone ?? 'Asia/Shanghai'
  const now = typeof options.now === 'function' ? options.now : () => options.now as number
  const random = options.random ?? seededRandom(form.id).next
  let language = languageOf(form, options.language)
  const say = (words: Parameters<typeof wordsIn>[0]): string => wordsIn(words, language, form.default_language)

  const { root: rootPlan, byName, byPath } = planOf(form)
  const plansNamed = (name: string): readonly Plan[] => {
    if (!name.startsWith('/')) return byName.get(name) ?? []
    const plan = byPath.get(name.slice(1))
    return plan ? [plan] : []
  }
  const root = liveNode(rootPlan, null)
  const surroundings: Surroundings = {
    root, zone, language: () => language, now, random,
    named: (name, from) => plansNamed(name).slice(0, 1).flatMap((plan) => seenFrom(from as Live, plan)),
    everywhere: (name) => plansNamed(name).slice(0, 1).flatMap((plan) => seenFrom(root, plan)),
    list: (id) => choices.list(id),
    choiceLabel: (value, question) => choices.label(plansNamed(question)[0], value),
  }
  const placeOf = (live: Live): Place => ({ node: live, current: live, position: 1, size: 1, form: surroundings })
  const choices = choicesOn(form, options.files ?? {}, say, (filter: Expr, item: XNode, live: Live) =>
    testOf(filter, { ...placeOf(live), node: item }, false), (live, name) => surroundings.named(name, live), random)

  const begin = (question: Live): void => {
    const { node, start } = question.plan
    if (node.type === 'start') question.stored = textOf({ op: 'call', name: 'now', args: [] }, placeOf(question))
    else if (node.type === 'today') question.stored = textOf({ op: 'call', name: 'today', args: [] }, placeOf(question))
    else if (typeof start === 'string') question.stored = start
    else waiting.push(question)
  }
  /** Computed defaults are computed once everything is there. */
  let waiting: Live[] = []
  const startWaiting = (): void => {
    const due = waiting
    waiting = []
    for (const question of due) question.stored = textOf(question.plan.start as Expr, placeOf(question))
  }

  /** One round over the tree in its order; whether anything changed. */
  const round = (live: Live): boolean => {
    let changed = false
    for (const plan of live.plan.kids) {
      if (plan.node.kind !== 'repeat' || !plan.count) continue
      const wanted = Math.min(mostInstances, Math.max(0, Math.trunc(Number(textOf(plan.count, placeOf(live)))) || 0))
      for (let n = instancesOf(live, plan).length; n < wanted; n++) {
        insertInstance(live, instance(plan, live, null, begin))
        changed = true
      }
      for (const extra of instancesOf(live, plan).slice(wanted)) {
        live.kids.splice(live.kids.indexOf(extra), 1)
        changed = true
      }
    }
    for (const kid of live.kids) {
      const { relevant, calculation, triggers, filter } = kid.plan
      const shown = live.shown && (relevant === null || testOf(relevant, placeOf(kid), true))
      if (shown !== kid.shown) {
        kid.shown = shown
        changed = true
      }
      if (shown && calculation && triggers.length === 0) {
        const text = textOf(calculation, placeOf(kid))
        if (text !== kid.stored) {
          kid.stored = text
          changed = true
        }
      }
      if (shown && filter && kid.stored !== '' && isSelect(kid.plan.node.type)) {
        const left = choices.keepPossible(kid)
        if (left !== kid.stored) {
          kid.stored = left
          changed = true
        }
      }
      if (kid.plan.kids.length > 0 && round(kid)) changed = true
    }
    return changed
  }
  const settle = (): void => {
    startWaiting()
    for (let n = 0; n < mostRounds && round(root); n++) startWaiting()
  }

  const errorsOf = (live: Live): readonly AnswerError[] => {
    const { node, constraint, required, calculation, triggers } = live.plan
    if (!live.shown || node.nodes || node.kind === 'note' || node.kind === 'calculate') return []
    const wrong = (code: AnswerErrorCode, message: string): readonly AnswerError[] => [{ path: pathOf(live), code, message }]
    if (live.text === '') {
      const needed = typeof required === 'boolean' ? required : testOf(required, placeOf(live), false)
      return needed && !(calculation && triggers.length === 0) ? wrong('required', say(node.required_message)) : []
    }
    if (!fitsType(node.type, live.text, zone)) return wrong('type', '')
    if (isSelect(node.type) && !choices.allPossible(live)) return wrong('choice', '')
    return constraint && !testOf(constraint, placeOf(live), true) ? wrong('constraint', say(node.constraint_message)) : []
  }
  const questions = (live: Live): readonly Live[] => live.kids.flatMap((kid) => (kid.plan.node.nodes ? questions(kid) : [kid]))

  let judged = false
  let seen: readonly NodeView[] | null = null
  const listeners = new Set<() => void>()
  const told = (): void => {
    seen = null
    for (const listener of listeners) listener()
  }
  const view = viewOn({ root, say, placeOf, choices, errorsOf: (live) => (judged || live.touched ? errorsOf(live) : []), named: surroundings.named })

  /** Sets what this question triggers, within the repeat it stands in. */
  const trigger = (from: Live): void => {
    for (const plans of byName.values()) {
      for (const plan of plans) {
        if (!plan.triggers.includes(from.name)) continue
        for (const live of seenFrom(from, plan)) live.stored = plan.calculation ? textOf(plan.calculation, placeOf(live)) : ''
      }
    }
  }
  const answersOf = (live: Live): Answers => {
    const found: Record<string, unknown> = {}
    for (const plan of live.plan.kids) {
      const kids = instancesOf(live, plan).filter((kid) => kid.shown)
      if (plan.node.kind === 'repeat') {
        if (kids.length > 0) found[plan.node.name] = kids.map(answersOf)
        continue
      }
      const kid = kids[0]
      if (!kid || plan.node.kind === 'note') continue
      if (plan.node.nodes) {
        const inner = answersOf(kid)
        if (Object.keys(inner).length > 0) found[plan.node.name] = inner
        continue
      }
      const text = plan.node.type === 'end' ? textOf({ op: 'call', name: 'now', args: [] }, placeOf(kid)) : kid.text
      if (text !== '') found[plan.node.name] = answerOf(plan.node.type, text)
    }
    return found
  }

  const before = options.answers && Object.keys(options.answers).length > 0 ? options.answers : null
  grow(root, before, begin)
  settle()
  return {
    form,
    view: () => (seen ??= view()),
    set: (path, value) => {
      const { live } = find(root, path)
      if (!live || live.plan.node.nodes || live.plan.node.kind === 'note' || live.plan.node.kind === 'calculate') return
      const text = answerText(live.plan.node.type, value)
      live.touched = true
      if (text !== live.stored) {
        live.stored = text
        trigger(live)
        settle()
      }
      told()
    },
    addInstance: (path) => {
      const { repeat } = find(root, path)
      if (!repeat || repeat.plan.count || instancesOf(repeat.parent, repeat.plan).length >= mostInstances) return
      insertInstance(repeat.parent, instance(repeat.plan, repeat.parent, null, begin))
      settle()
      told()
    },
    removeInstance: (path, index) => {
      const { repeat } = find(root, path)
      const gone = repeat && !repeat.plan.count ? instancesOf(repeat.parent, repeat.plan)[index] : undefined
      if (!repeat || !gone) return
      repeat.parent.kids.splice(repeat.parent.kids.indexOf(gone), 1)
      settle()
      told()
    },
    validate: () => {
      judged = true
      told()
      return questions(root).flatMap(errorsOf)
    },
    answers: () => answersOf(root),
    setLanguage: (wanted) => {
      language = languageOf(form, wanted)
      choices.forget()
      settle()
      told()
    },
    subscribe: (changed) => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
  }
}
