import { compileCalendar, type CompiledCalendar } from '#base/working-calendar.ts'
import { calendarData, readCalendar } from '#base/working-calendar-data.ts'
import type { Instant } from '#base/instants.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { type CaseConfig, defaultCaseConfig, readCaseConfig } from '../rules/index.ts'
import { calendars, caseConfigs, insertCalendar, insertCaseConfig } from '../store/settings.ts'
import { builtInCalendars } from './calendar-source.ts'

/** What decisions need of a city's settings, kept in memory. */
export type CaseModel = {
  readonly current: CaseConfig
  readonly configs: ReadonlyMap<string, CaseConfig>
  /** The newest version of each working calendar, in the city's zone. */
  readonly calendars: ReadonlyMap<string, CompiledCalendar>
}

const load = async (tx: Tx, zone: string): Promise<CaseModel> => {
  const configs = (await caseConfigs(tx)).map((row) => {
    const read = readCaseConfig(row.data)
    if (!read.ok) throw new Error(`case configuration ${row.version} cannot be read: ${JSON.stringify(read.error)}`)
    return read.value
  })
  const known = new Map<string, CompiledCalendar>()
  for (const row of await calendars(tx)) {
    const read = readCalendar(row.data)
    if (!read.ok) throw new Error(`calendar ${row.id} ${row.version} cannot be read: ${JSON.stringify(read.error)}`)
    known.set(row.id, compileCalendar({ ...read.value, zone }))
  }
  return { current: configs[0] ?? { ...defaultCaseConfig, zone }, configs: new Map(configs.map((config) => [config.version, config])), calendars: known }
}

export const caseModelOf = (city: CityDb): Promise<CaseModel> => city.snapshot('cases', (tx) => load(tx, city.zone))

/** The rules a case runs under, and its calendar as it is known now. */
export const termsOfModel = (model: CaseModel, configVersion: string | null): { readonly config: CaseConfig; readonly calendar: CompiledCalendar } => {
  const config = (configVersion === null ? undefined : model.configs.get(configVersion)) ?? model.current
  const calendar = model.calendars.get(config.clock.calendar_id)
  if (!calendar) throw new Error(`no working calendar ${config.clock.calendar_id} in this city`)
  return { config, calendar }
}

/** First settings of a new city: the default configuration and the built-in calendars. */
export const seedCaseSettings = async (tx: Tx, zone: string, now: Instant, change: Partial<CaseConfig> = {}): Promise<void> => {
  await insertCaseConfig(tx, { version: defaultCaseConfig.version, data: { ...defaultCaseConfig, ...change, zone } }, now, null)
  for (const calendar of Object.values(builtInCalendars)) {
    await insertCalendar(tx, { id: calendar.id, version: calendar.version, data: calendarData({ ...calendar, zone }) }, now, null)
  }
}
