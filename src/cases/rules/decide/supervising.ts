import { ok, refuse } from '#base/results.ts'
import type { Refusal } from '#base/results.ts'
import type { Case } from '../case.ts'
import { clockOf } from '../clock-effects.ts'
import { dueOf } from '../clock/index.ts'
import { type Handlers, clean } from './handler.ts'

const once = (c: Case, key: string | undefined): Refusal | null =>
  (key !== undefined && c.fired_alarms.includes(key) ? { code: 'cases.alarm_already_fired' } : null)

/** 督办, 催办, overdue, calendar. An alarm names its key, so that it never fires twice whatever is restarted. */
export const supervising: Handlers<'supervise' | 'answer_supervision' | 'remind' | 'mark_overdue' | 'recompute_calendar'> = {
  supervise: {
    guard: (c, { config }) => {
      const top = Math.max(...config.supervision.map((rule) => rule.level))
      const waiting = c.supervision !== null && c.supervision.answered_at === null
      return waiting && c.supervision.level >= top ? { code: 'cases.supervision_unanswered', params: { level: c.supervision.level } } : null
    },
    make: (c, { kind, level, text, alarm_key }, { config, calendar, now }) => {
      const refused = once(c, alarm_key)
      if (refused) return refuse(refused.code, refused.params)
      const rule = config.supervision.find((each) => each.level === level)
      if (!rule) return refuse('cases.supervision_level_unknown', { level })
      if (c.supervision && c.supervision.answered_at === null && c.supervision.level >= level) {
        return refuse('cases.supervision_unanswered', { level: c.supervision.level })
      }
      const reply_due_at = dueOf({ start: now, limit: rule.reply_limit, calendar, work_day: config.clock.work_day }).due_at ?? now
      return ok({ events: [{ type: 'case.supervised', data: { kind, level, text: clean(text), reply_due_at, alarm_key: alarm_key ?? null } }] })
    },
  },
  answer_supervision: {
    guard: (c) => {
      if (c.supervision === null) return { code: 'cases.no_supervision' }
      return c.supervision.answered_at !== null ? { code: 'cases.supervision_answered' } : null
    },
    make: (_c, { text }) => ok({ events: [{ type: 'case.supervision_answered', data: { text: text.trim() } }] }),
  },
  remind: {
    make: (c, { kind, text, alarm_key }) => {
      const refused = once(c, alarm_key)
      if (refused) return refuse(refused.code, refused.params)
      return ok({ events: [{ type: 'case.reminded', data: { kind, text: clean(text), alarm_key: alarm_key ?? null } }] })
    },
  },
  mark_overdue: {
    make: (c, { clock: kind, alarm_key }, { now }) => {
      const refused = once(c, alarm_key)
      if (refused) return refuse(refused.code, refused.params)
      const clock = clockOf(c.clocks, kind)
      const due_at = clock ? (clock.stopped_at === null ? clock.due_at : null) : kind === 'handle' && c.handled_at === null ? c.due_at : null
      if (due_at === null || now <= due_at) return refuse('cases.not_overdue')
      if (kind === 'handle' && c.overdue_at === due_at) return refuse('cases.alarm_already_fired')
      return ok({ events: [{ type: 'case.overdue', data: { clock: kind, due_at, alarm_key: alarm_key ?? null } }] })
    },
  },
  recompute_calendar: {
    make: (_c, { calendar_version }) => ok({ events: [{ type: 'case.calendar_recomputed', data: { calendar_version } }] }),
  },
}
