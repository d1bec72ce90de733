import type { Instant } from '#base/instants.ts'
import type { Case } from './case.ts'
import { onTimeAt } from './on-time.ts'
import { isOpen, stageOf } from './words.ts'

/**
 * What is counted, defined once (domain 1.7). Every rate is published with numerator and denominator made of these. A void, declined or
 * merged case, and a parent split into children, is in no denominator but that of registration.
 */
type Counted = Pick<Case,
  'state' | 'registered_at' | 'dispatched_at' | 'handled_at' | 'closed_at' | 'due_at' | 'overdue_at' | 'on_time' | 'exempted' | 'rework_count'
  | 'return_count'
  | 'suspension_used' | 'extension_count' | 'check_count' | 'last_check' | 'reopen_count' | 'supervision_level' | 'close_reason' | 'child_ids'>

const discarded = (c: Counted): boolean => c.state === 'void' || c.state === 'declined' || c.state === 'merged' || c.child_ids.length > 0

/** 有效上报: neither void nor declined as unfounded; merged ones were real reports. */
const isValidReport = (c: Counted): boolean => c.state !== 'void' && c.state !== 'declined'
/** 立案. */
const isRegistered = (c: Counted): boolean => c.registered_at !== null && c.state !== 'void'
/** 应处置: dispatched and not void [F:Y]. */
const shouldHandle = (c: Counted): boolean => c.dispatched_at !== null && !discarded(c)
/** 已处置: the unit reported back, and was not sent to work again. */
const isHandled = (c: Counted): boolean => shouldHandle(c) && (c.handled_at !== null || c.state === 'closed')
/** 应结案, reading of a working system [F:Y]: handled or later. */
const shouldCloseHandled = (c: Counted): boolean => isHandled(c)
/**
 * 应结案 at a moment, the reading of the published bulletins (peers 4: denominator = due): its limit ended by then, or it is closed.
 * A case without any limit counts once it is closed.
 */
const shouldClose = (c: Counted, at: Instant): boolean =>
  !discarded(c) && (c.state === 'closed' || (c.registered_at !== null && ((c.due_at !== null && c.due_at <= at) || c.overdue_at !== null)))
/** 缓办 at present: in suspension. A profile may take these out of 应结案 [F:N1]; another does not [F:N23]. */
const isSuspended = (c: Counted): boolean => c.state === 'suspended'
/** 挂账: ever suspended with approval [F:Y]. */
const wasSuspended = (c: Counted): boolean => c.suspension_used
/** 结案. */
const isClosed = (c: Counted): boolean => c.state === 'closed' && c.child_ids.length === 0
/** 按期结案: closed in time, or exempted on appeal; `exempt: false` counts the bare fact. */
const isClosedOnTime = (c: Counted, options: { readonly exempt: boolean } = { exempt: true }): boolean =>
  isClosed(c) && (c.on_time === true || (options.exempt && c.exempted))
/** 按期处置: reported back by the due time, or exempt [F:Y]. */
const isHandledOnTime = (c: Counted): boolean =>
  isHandled(c) && (c.exempted || (c.on_time ?? (c.overdue_at === null && c.due_at !== null && c.handled_at !== null && c.handled_at <= c.due_at)))
/** Overdue now: still in the unit's hands after its due time. */
const isOverdue = (c: Counted, now: Instant): boolean =>
  isOpen(c.state) && stageOf[c.state] === 'handle' && c.state !== 'suspended' && (c.due_at !== null ? c.due_at < now : c.overdue_at !== null)
/** Missed its due time at some moment, open or closed. */
const wasOverdue = (c: Counted): boolean => c.overdue_at !== null || c.on_time === false
/** 豁免: an upheld appeal; the fact stays, the statistics leave it out. */
const isExempt = (c: Counted): boolean => c.exempted
/** 返工: sent back to work after a check at least once. */
const wasReworked = (c: Counted): boolean => c.rework_count > 0
/** 回退: given back by a unit at least once; the rate counts `return_count`. */
const wasReturned = (c: Counted): boolean => c.return_count > 0
/** 派遣准确: dispatched and never given back. */
const isAccuratelyDispatched = (c: Counted): boolean => shouldHandle(c) && c.return_count === 0
/** 一次完成: closed as done without rework or reopening. */
const isDoneAtOnce = (c: Counted): boolean => isClosed(c) && c.close_reason === 'done' && c.rework_count === 0 && c.reopen_count === 0
/** 核查通过: the last check passed. */
const passedCheck = (c: Counted): boolean => c.last_check === 'pass'
/** 督办. */
const wasSupervised = (c: Counted): boolean => c.supervision_level > 0

/**
 * On time as a list or an export says it at `now`: decided once closed; false for an open case past its due time; null while it can still go
 * either way, or where no due time was set.
 */
const onTime = (c: Case, now: Instant): boolean | null => {
  if (!isOpen(c.state)) return c.on_time
  return onTimeAt(c, now) === false ? false : null
}

/** The definitions of everything that is counted, by name. */
export const caseFacts = {
  isValidReport, isRegistered, shouldHandle, isHandled, shouldCloseHandled, shouldClose, isSuspended, wasSuspended, isClosed, isClosedOnTime,
  isHandledOnTime, isOverdue, wasOverdue, isExempt, wasReworked, wasReturned, isAccuratelyDispatched, isDoneAtOnce, passedCheck, wasSupervised,
  onTime,
} as const
