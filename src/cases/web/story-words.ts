import { hasText, type Translate } from '#platform/web-ui/index.ts'
import type { CaseDetail, CaseEventView } from './api.ts'

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

export const sayWho = (event: CaseEventView, t: Translate): string => {
  const { name, role, unit } = event.actor
  if (unit && name?.startsWith(unit)) return name
  return [unit, name, name ? null : t(`cases:roles.${role}`)].filter(Boolean).join(' ')
}

/** Which of the texts of an event type fits its data. */
const variantOf = (name: string, data: Readonly<Record<string, unknown>>): string => {
  const decided = data['approved'] === true ? 'approved' : 'rejected'
  switch (name) {
    case 'verified':
    case 'checked':
      return `${name}_${word(data['result'])}`
    case 'closed':
      return `closed_${word(data['reason'])}`
    case 'reopened':
      return `reopened_${word(data['to'])}`
    case 'dispatched':
      return data['same_unit'] === true ? 'dispatched_same_unit' : data['fallback'] === true ? 'dispatched_fallback' : 'dispatched'
    case 'objection_decided':
      return data['upheld'] === true ? 'objection_decided_upheld' : 'objection_decided_rejected'
    case 'extension_decided':
    case 'suspension_decided':
      return `${name}_${decided}`
    case 'appeal_decided':
      return data['approved'] === true ? `appeal_decided_${word(data['step'])}` : 'appeal_decided_rejected'
    case 'resumed':
      return data['early'] === true ? 'resumed_early' : 'resumed'
    case 'reminded':
      return `reminded_${word(data['kind'])}`
    case 'overdue':
      return `overdue_${word(data['clock'])}`
    default:
      return name
  }
}

/** One event as a sentence; what a person wrote stands at its end. */
export const sayEvent = (event: CaseEventView, detail: CaseDetail, t: Translate, when: (iso: string) => string): string => {
  const name = event.type.replace(/^case\./, '')
  const { data } = event
  const moment = (...fields: readonly string[]): string => {
    const value = fields.map((field) => data[field]).find((one) => one !== undefined && one !== null)
    return typeof value === 'number'
      ? when(new Date(value).toISOString())
      : typeof value === 'string'
        ? when(value)
        : detail.case.due_at
          ? when(detail.case.due_at)
          : ''
  }
  const key = `cases:events.${variantOf(name, data)}`
  if (!hasText(key)) return t('cases:page.story.other', { type: event.type })
  const said = t(key, {
    reason: name === 'declined' ? t(`cases:decline_reasons.${word(data['reason'])}`) : word(data['reason']),
    text: word(data['text']) || word(data['note']) || word(data['reason']),
    unit: word(data['unit']) || event.actor.unit || detail.case.lead_unit?.name || t('cases:page.story.a_unit'),
    person: word(data['account']) || detail.case.handler?.name || '',
    number: detail.case.merged_into?.number ?? '',
    count: Array.isArray(data['child_ids']) ? data['child_ids'].length : 0,
    due: moment('due_at', 'reply_due_at'),
    until: moment('until'),
    level: t(`cases:supervision_levels.${String(data['level'] ?? 1)}`),
  })
  return said.replace(/\s*[:：]\s*$/, '')
}

/** What a person wrote beside the sentence. */
export const quoteOf = (event: CaseEventView): string | null => {
  const { data, type } = event
  if (type === 'case.declined' || (type === 'case.closed' && data['reason'] === 'done')) return word(data['text']) || null
  if (
    type === 'case.verified' ||
    type === 'case.check_requested' ||
    type === 'case.verification_requested' ||
    (type === 'case.checked' && data['result'] === 'pass')
  )
    return word(data['note']) || null
  if (type === 'case.dispatched') return word(data['routing_reason']) || null
  return word(data['waiver_reason']) || word(data['no_photo_reason']) || null
}
