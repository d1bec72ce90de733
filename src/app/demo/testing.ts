import { type Instant, instant } from '#base/instants.ts'
import { compileCalendar } from '#base/working-calendar.ts'
import { type CaseActor, defaultCaseConfig, termsOf } from '#cases/rules/index.ts'
import { builtInCalendars } from '#cases/server/index.ts'
import { defaultCatalogue } from '#catalogue/rules/index.ts'
import { demoAccounts } from './accounts.ts'
import { demoAreas } from './areas.ts'
import { planCases } from './cases/plan.ts'
import type { Stage } from './cases/play.ts'
import type { DemoCase } from './cases/types.ts'
import { type DemoCategory, limitIn } from './catalogue.ts'
import { demoDuties } from './duty.ts'
import { demoPlaces } from './places.ts'
import { demoUnits } from './units.ts'

/** The whole generated city without a database; every code stands for its own id. */
export const generatedCity = () => {
  const areas = demoAreas()
  const units = demoUnits(areas)
  const duties = demoDuties(areas, units)
  const places = demoPlaces(areas)
  const calendar = compileCalendar(builtInCalendars.cn)
  const catalogue: readonly DemoCategory[] = defaultCatalogue.filter((entry) => entry.level === 'subcategory').map((entry) => ({
    ...entry, id: entry.code, conditions: entry.conditions.map((c) => ({ ...c, id: c.code, after_photos: c.evidence.after_photos })),
  }))
  const same = (code: string): string => code
  const plans = (now: Instant, count: number, seed = 'test'): readonly DemoCase[] => [...planCases({
    areas, units, duties, places, catalogue, calendar, ids: { area: same, unit: same, account: same, place: same }, now, seed, count,
    numberOf: (day, n) => `${day.replaceAll('-', '')}-${String(n).padStart(6, '0')}`,
  })]
  const { accounts, handlerOf } = demoAccounts(areas, units)
  const areaPaths = new Map(areas.all.map((area) => [area.code, area.path])), unitPaths = new Map(units.map((unit) => [unit.code, unit.path]))
  const actors = new Map(accounts.map((account): [string, CaseActor] => [account.username, {
    account_id: account.username,
    grants: [{ role: account.role, area_path: areaPaths.get(account.area ?? '') ?? null, unit_path: unitPaths.get(account.unit ?? '') ?? null,
      unit_id: account.unit }],
  }]))
  const stage = (now: Instant): Stage => ({
    config: defaultCaseConfig, calendar, now, handlerOf: (unit) => handlerOf.get(unit) ?? '',
    actorOf: (username) => {
      const actor = actors.get(username)
      if (!actor) throw new Error(`no account ${username}`)
      return actor
    },
    termsOf: ({ condition, category, community }) => termsOf({
      limit: limitIn(condition, areas.communities[community]?.area.group ?? null), closing_condition: condition.closing_condition,
        after_photos: condition.after_photos,
      same_time_of_day: category.same_time_of_day, catalogue_version: '1',
    }),
  })
  return { areas, units, duties, places, calendar, catalogue, accounts, plans, stage }
}

/** Half past ten on a Monday in Beijing. */
export const mondayMorning = instant(Date.UTC(2026, 10, 23, 2, 30))
