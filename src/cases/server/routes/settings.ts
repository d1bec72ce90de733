import { Type } from 'typebox'
import { calendarData, readCalendar } from '#base/working-calendar-data.ts'
import { compileCalendar } from '#base/working-calendar.ts'
import { endpoint, problem, unwrapInput } from '#platform/http/index.ts'
import { clockDefaultsBasis, caseDefaultsBasis } from '../../rules/index.ts'
import { insertCalendar } from '../../store/settings.ts'
import { caseModelOf } from '../case-model.ts'

const Calendar = Type.Record(Type.String(), Type.Unknown())

export const settingRoutes = [
  endpoint({
    id: 'cases.settings', method: 'GET', path: '/api/settings/cases', summary: 'The rules cases run under here, and what each default rests on', access: 'signed_in',
    response: Type.Object({ current: Type.Record(Type.String(), Type.Unknown()), versions: Type.Array(Type.String()), basis: Type.Record(Type.String(), Type.Unknown()) }),
    handler: async (r) => {
      const model = await caseModelOf(r.city)
      return { current: { ...model.current }, versions: [...model.configs.keys()], basis: { ...caseDefaultsBasis, clock: clockDefaultsBasis } }
    },
  }),
  endpoint({
    id: 'cases.calendars', method: 'GET', path: '/api/calendars', summary: 'Working calendars in force, with the days that are officially known', access: 'signed_in',
    response: Type.Object({ items: Type.Array(Calendar), in_use: Type.String() }),
    handler: async (r) => {
      const model = await caseModelOf(r.city)
      return { items: [...model.calendars.values()].map((calendar) => ({ ...calendarData(calendar) })), in_use: model.current.clock.calendar_id }
    },
  }),
  endpoint({
    id: 'cases.save_calendar', method: 'PUT', path: '/api/calendars/:id', summary: 'A new version of a working calendar; running clocks are recomputed with it', access: { permission: 'calendar.manage' },
    params: Type.Object({ id: Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' }) }), body: Type.Object({ calendar: Calendar }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String(), version: Type.String() }), problems: ['cases.calendar_version_exists', 'http.invalid_input'],
    handler: async (r) => {
      const calendar = { ...unwrapInput(readCalendar({ ...r.body.calendar, id: r.params.id })), zone: r.city.zone }
      compileCalendar(calendar)
      await r.city.write(r.scope, async (tx) => {
        const added = await insertCalendar(tx, { id: calendar.id, version: calendar.version, data: calendarData(calendar) }, r.now, r.actor.id)
        if (added === 0) throw problem('cases.calendar_version_exists', { status: 409, params: { version: calendar.version } })
        await r.city.stale(tx, 'cases')
      })
      return { id: calendar.id, version: calendar.version }
    },
  }),
]
