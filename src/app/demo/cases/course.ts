import { type Instant, instant, minuteMs } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { CaseCommand } from '#cases/rules/index.ts'
import { acceptorOf, acceptorPosts, dispatcherOf, inspectorOf, inspectorPosts } from '../accounts.ts'
import type { DemoCommunity } from '../areas.ts'
import { type DemoCategory, type DemoCondition, limitIn } from '../catalogue.ts'
import { fill, type Slots } from '../texts/compose.ts'
import * as texts from '../texts/handling.ts'
import type { CaseCamera } from './photos.ts'
import type { Quality } from './pace.ts'
import type { Theme } from './themes.ts'
import type { DemoStep } from './types.ts'
import type { World } from './world.ts'
import { sure } from '../sure.ts'

export type CourseInput = {
  readonly world: World
  readonly random: Random
  readonly source: string
  readonly at: Instant
  readonly observedAt: Instant
  readonly community: DemoCommunity
  readonly category: DemoCategory
  readonly condition: DemoCondition
  readonly theme: Theme
  readonly unit: string
  readonly wrongUnit: string
  readonly because: string
  readonly values: Slots
  readonly camera: CaseCamera
  readonly mergeInto: string | null
  /** The desk the case lies on now; null lets it run its course. */
  readonly stall: Stall | null
}

/** Where a case of the last hours is kept waiting, so that every inbox has something in it. */
export type Stall =
  | 'reported' | 'verifying' | 'registered' | 'returned_to_acceptor' | 'returned' | 'objected' | 'dispatched' | 'handling' | 'extension' |
    'handled' | 'checking' | 'checked' | 'rework'

const resident = new Set(['resident_web'])
const needsVerifying = new Set(['resident_web', 'video', 'leader'])
/** The deeds on one case from its registration to its end, as they would go; the caller leaves out what lies after now. */
export const courseOf = (input: CourseInput): DemoStep[] => {
  const { world, random, community, category, condition, theme, values, camera, source } = input
  const { pace, ids, now } = world
  const steps: DemoStep[] = []
  const district = sure(world.areas.districts[community.district])
  const chance = (share: number): boolean => random.next() < share
  const pick = (list: readonly string[]): string => fill(random.pick(list), values)
  const minutes = (low: number, high: number): number => low + random.next() * random.next() * (high - low)
  const acceptor = acceptorOf(1 + ((Math.floor(input.at / (4 * 3_600_000)) + random.int(0, 2)) % acceptorPosts))
  const dispatcher = dispatcherOf(district.code, chance(0.62) ? 1 : 2)
  const otherDispatcher = dispatcher === dispatcherOf(district.code, 1) ? dispatcherOf(district.code, 2) : dispatcherOf(district.code, 1)
  const checker = inspectorOf(district.code, random.int(1, inspectorPosts))
  const does = (at: Instant, actor: string, command: CaseCommand): void => void steps.push({ at, actor, command })
  const age = (now - input.at) / 3_600_000
  const { stall } = input

  let at = input.at
  const register = (waiver?: string): void => does(at, acceptor, {
    type: 'register', category_id: category.id, category_path: category.path, condition_id: condition.id,
      ...(waiver ? { waiver_reason: waiver } : {}),
  })
  if (stall === 'reported') return steps
  at = pace.later(at, chance(0.94) ? minutes(1.5, 12) : minutes(12, 60))
  if (stall === null && source === 'hotline' && chance(0.045)) {
    const reason = random.pick(['outside_duty', 'outside_duty', 'repeated_without_new_facts', 'legal_channel', 'below_condition',
      'insufficient_information', 'other', 'other', 'secret_or_privacy', 'unlawful', 'emergency_line'] as const)
    does(at, acceptor, { type: 'decline', reason, text: pick(texts.declineTexts[reason]) })
    return steps
  }
  if (stall === null && chance(0.003)) {
    does(at, acceptor, { type: 'void', reason: pick(texts.voidReasons) })
    return steps
  }
  if (input.mergeInto !== null) {
    does(at, acceptor, { type: 'merge', into_id: input.mergeInto as never, reason: pick(texts.mergeReasons) })
    return steps
  }
  if (needsVerifying.has(source) && (stall === 'verifying' || chance(0.86))) {
    does(at, acceptor, { type: 'request_verification', ...(chance(0.3) ? { note: '请核实位置和现状' } : {}) })
    if (stall === 'verifying') return steps
    at = pace.dayShift(at, chance(0.85) ? minutes(6, 28) : minutes(28, 120))
    const draw = random.next()
    const result = stall !== null || draw < 0.9 ? 'exist' : draw < 0.96 ? 'not_exist' : 'unable'
    const files = result === 'exist' && chance(0.5) ? [camera.take('near', false, true, at)] : []
    does(at, checker, { type: 'verify', result, note: result === 'unable' ? '现场施工封闭，未能进入' : pick(texts.verifyNotes[result]), files })
    at = pace.later(at, minutes(2, 16))
    if (result === 'not_exist') {
      does(at, acceptor, { type: 'decline', reason: 'not_found', text: pick(texts.declineTexts.not_found) })
      return steps
    }
    register(result === 'unable' ? pick(texts.waivers) : undefined)
  } else register(needsVerifying.has(source) ? pick(texts.waivers) : undefined)
  if (stall === 'registered') return steps
  at = pace.later(at, chance(0.95) ? minutes(1.5, 11.5) : minutes(11, 60))
  if (stall === 'returned_to_acceptor' || chance(0.004)) {
    does(at, dispatcher, { type: 'return_to_acceptor', reason: pick(texts.sendBackReasons) })
    if (stall === 'returned_to_acceptor') return steps
    at = pace.later(at, minutes(4, 30))
    register(needsVerifying.has(source) ? pick(texts.waivers) : undefined)
    at = pace.later(at, minutes(2, 11))
  }

  const dispatchTo = (unit: string, reason: string): void => does(at, dispatcher, {
    type: 'dispatch', lead_unit_id: ids.unit(unit), lead_unit_path: world.units.get(unit)?.path ?? unit, routing_reason: reason,
  })
  const handlerFor = (unit: string): string => world.handlerOf.get(unit) ?? 'handler-street'
  const limit = limitIn(condition, district.group)
  const urgent = limit.unit === 'urgent_hour'
  const unitQuality = (unit: string): Quality => world.qualities.get(unit) ?? { late: 0.08, speed: 1, rework: 0.05, returns: 0.03 }
  const quality = unitQuality(input.unit)
  const misled = input.wrongUnit !== input.unit && (stall === 'returned' || stall === 'objected' || chance(quality.returns * 0.85))
  if (misled) {
    dispatchTo(input.wrongUnit, `${input.because}（初派）`)
    const wrongHandler = handlerFor(input.wrongUnit)
    const withName = { ...values, 他: world.units.get(input.unit)?.name ?? '产权单位' }
    at = urgent ? pace.later(at, minutes(10, 50)) : pace.working(at, minutes(15, 200))
    if (stall === 'objected' || (stall !== 'returned' && chance(0.22))) {
      does(at, wrongHandler, { type: 'object', reason: fill(random.pick(texts.objections), withName), suggested_unit_id: ids.unit(input.unit) })
      if (stall === 'objected') return steps
      at = pace.later(at, minutes(8, 80))
      does(at, otherDispatcher, { type: 'decide_objection', upheld: true, reason: pick(texts.objectionUpheld) })
    } else {
      does(at, wrongHandler, { type: 'return', reason: fill(random.pick(texts.returnReasons), withName) })
      if (stall === 'returned') return steps
    }
    at = pace.later(at, minutes(4, 50))
    dispatchTo(input.unit, `${input.because}；${pick(texts.redispatchReasons)}`)
  } else dispatchTo(input.unit, input.because)
  const handler = handlerFor(input.unit)
  if (!misled && stall === null && chance(0.004)) {
    at = urgent ? pace.later(at, minutes(5, 30)) : pace.working(at, minutes(10, 90))
    does(at, handler, { type: 'object', reason: pick(texts.objections) })
    at = pace.later(at, minutes(8, 60))
    does(at, otherDispatcher, { type: 'decide_objection', upheld: false, reason: pick(texts.objectionRejected) })
  }
  if (stall === 'dispatched') return steps

  const started = at
  at = urgent ? pace.later(at, minutes(2, 22)) : pace.working(at, minutes(3, 75))
  does(at, handler, { type: 'accept' })
  if (chance(0.14)) does(pace.later(at, 1 + random.next() * 6), handler, { type: 'assign', handler_account_id: ids.account(handler) })
  const accepted = at
  const forgotten = stall === 'handling' || (stall === null && age < 24 * 24 && chance(quality.late * 0.16))
  if (forgotten) return steps

  // The share of the limit that handling takes: most of the time well inside, for late ones a little or much beyond.
  const late = stall === null && chance(quality.late)
  const ordinary = Math.min(0.96, Math.max(0.04, Math.exp(Math.log(0.4 * quality.speed) + random.normal() * 0.5)))
  let share = late ? 1.04 + Math.min(5, Math.exp(random.normal() * 0.9 - 0.9)) : ordinary
  const long = limit.unit === 'work_day' && limit.value >= 2
  if (long && (stall === 'extension' || (stall === null && chance(0.055)))) {
    const asked = pace.within(started, limit, 0.5 + random.next() * 0.35)
    if (asked > pace.later(accepted, 10)) {
      does(asked, handler, { type: 'request_extension', reason: pick(texts.extensionReasons) })
      if (stall === 'extension') return steps
      const decided = pace.working(asked, minutes(10, 120))
      const approved = chance(0.8)
      does(decided, dispatcher, { type: 'decide_extension', approved, note: pick(approved ? texts.extensionNotes.yes : texts.extensionNotes.no) })
      share = approved ? (late ? 2.1 + random.next() : 1.05 + random.next() * 0.8) : Math.max(share, 0.95 + random.next() * 0.2)
      at = decided
    }
  } else if (long && stall === null && suspendable.has(theme) && chance(0.05)) {
    const asked = pace.within(started, limit, 0.3 + random.next() * 0.3)
    const decided = pace.working(asked, minutes(20, 200))
    if (asked > pace.later(accepted, 10)) {
      const until = instant(decided + random.int(20, 150) * 86_400_000)
      does(asked, handler, { type: 'request_suspension', reason: pick(texts.suspensionReasons), until })
      does(decided, dispatcher, { type: 'decide_suspension', approved: true, note: pick(texts.extensionNotes.yes) })
      at = pace.working(until, 200 + random.next() * 600)
      share = 0
    }
  }
  const handled = share === 0 ? at : pace.within(started, limit, share)
  at = instant(Math.max(handled, pace.later(accepted, 9 + random.next() * 25), at + 2 * minuteMs))
  if (!late && share < 1 && stall === null && chance(0.007)) {
    const order = instant(accepted + Math.floor((at - accepted) * 0.4))
    const kind = chance(0.5) ? 'leader' : 'important'
    does(order, 'supervisor', { type: 'supervise', kind, level: 1, text: pick(texts.supervisionTexts[kind]) })
  }
  const closing = closingOf(input, { acceptor, dispatcher, checker, handler, does, chance, pick, minutes, limit, quality, stall })
  closing(at, late)
  return steps
}

const suspendable: ReadonlySet<Theme> = new Set(['road', 'green', 'illegal_building', 'property', 'facade', 'paving', 'tree', 'plot'])

type Hands = {
  readonly acceptor: string
  readonly dispatcher: string
  readonly checker: string
  readonly handler: string
  readonly does: (at: Instant, actor: string, command: CaseCommand) => void
  readonly chance: (share: number) => boolean
  readonly pick: (list: readonly string[]) => string
  readonly minutes: (low: number, high: number) => number
  readonly limit: ReturnType<typeof limitIn>
  readonly quality: Quality
  readonly stall: Stall | null
}

/** Report back, check, rework, close, and what may come after closing. */
const closingOf = ({ world, random, category, condition, theme, camera, observedAt, source }: CourseInput, hands: Hands) => {
  const { pace } = world
  const { acceptor, dispatcher, checker, handler, does, chance, pick, minutes, limit, quality, stall } = hands
  const work = texts.workOf(theme)
  const reportBack = (at: Instant): void => {
    const wanted = condition.after_photos + (condition.after_photos > 0 && chance(0.2) ? 1 : 0)
    const files = Array.from({ length: wanted }, (_, i) => camera.take('after', true, i === 0, at))
    does(at, handler, { type: 'report_back', text: pick(texts.replies[work]) + random.pick(texts.afterWords), files })
  }
  const requestCheck = (at: Instant): void => does(at, chance(0.5) ? dispatcher : acceptor, { type: 'request_check' })
  /** Checks are asked for when somebody can go: by day, or at the time of day of the report. */
  const checkableAt = (at: Instant): Instant => (category.same_time_of_day ? pace.later(pace.sameTimeOfDay(pace.later(at, 16), observedAt), -14)
    : pace.dayShift(at, minutes(2, 40)))
  const checkAt = (at: Instant): Instant => (category.same_time_of_day ? pace.later(at, 14)
    : pace.later(at, chance(0.9) ? minutes(5, 24) : minutes(24, 150)))

  const check = (from: Instant, failShare: number, last: boolean): Instant | null => {
    let at = checkableAt(from)
    if (last && stall === 'handled') return null
    // Inspectors on their round look again without being asked.
    if (stall !== null || chance(0.55)) requestCheck(at)
    if (last && stall === 'checking') return null
    at = checkAt(at)
    if (chance(0.012)) {
      does(at, checker, { type: 'check', result: 'unable', note: '现场有作业车辆遮挡，无法判断' })
      at = checkableAt(pace.later(at, 30))
      requestCheck(at)
      at = checkAt(at)
    }
    if (chance(failShare)) {
      does(at, checker, { type: 'check', result: 'fail', note: pick(texts.failNotes[work]),
        files: chance(0.6) ? [camera.take('near', false, true, at)] : [] })
      if (stall === 'rework') return null
      at = pace.within(pace.later(at, 5), limit, 0.12 + random.next() * 0.4)
      reportBack(at)
      return check(at, Math.min(failShare * 1.2, 0.14), true)
    }
    does(at, checker, { type: 'check', result: 'pass', note: pick(texts.passNotes),
      files: chance(0.22) ? [camera.take('after', true, false, at)] : [] })
    return at
  }
  return (handledAt: Instant, late: boolean): void => {
    const failShare = stall === 'rework' ? 1 : stall ? 0 : quality.rework
    const overdueLong = stall === null && chance(0.0025)
    if (overdueLong) {
      does(pace.dayShift(handledAt, 300), 'supervisor', { type: 'close', reason: 'forced', text: pick(texts.forcedTexts) })
      return
    }
    reportBack(handledAt)
    if (condition.closing_condition.includes('告知') && chance(0.3)) {
      does(pace.dayShift(handledAt, minutes(20, 200)), acceptor, { type: 'close', reason: 'informed', text: pick(texts.informedTexts) })
      return
    }
    const passed = check(handledAt, failShare, true)
    if (passed === null || stall === 'checked') return
    let closed = pace.dayShift(passed, minutes(8, 220))
    const close = (at: Instant): void => {
      const text = random.pick(texts.closeTexts)
      does(at, acceptor, { type: 'close', reason: 'done', ...(text ? { text } : {}) })
    }
    close(closed)
    if (late && chance(0.06)) {
      let at = pace.dayShift(closed, 60 * 24 * (0.5 + random.next() * 4))
      does(at, handler, { type: 'request_appeal', reason: pick(texts.appealReasons) })
      at = pace.working(at, minutes(60, 600))
      const first = chance(0.7)
      does(at, 'supervisor', { type: 'decide_appeal', approved: first, note: pick(first ? texts.appealNotes.yes : texts.appealNotes.no) })
      at = pace.working(at, minutes(60, 900))
      const second = chance(0.8)
      if (first) does(at, 'civility', { type: 'decide_appeal', approved: second, note: pick(second ? texts.appealNotes.yes : texts.appealNotes.no) })
      return
    }
    if (chance(0.011)) {
      const claimed = resident.has(source) && chance(0.6)
      let at = pace.dayShift(closed, 60 * 24 * (0.5 + random.next() * 8))
      does(at, claimed ? 'reporter' : acceptor, { type: 'reopen', reason: pick(texts.reopenReasons) })
      if (!claimed) {
        at = pace.within(pace.later(at, 20), limit, 0.2 + random.next() * 0.5)
        reportBack(at)
      }
      const again = check(at, 0.02, false)
      if (again === null) return
      closed = pace.dayShift(again, minutes(8, 120))
      close(closed)
    }
  }
}
