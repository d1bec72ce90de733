import path from 'node:path'
import { addMs, dayMs, instant } from '#base/instants.ts'
import { defaultCaseConfig } from '#cases/rules/index.ts'
import { caseModelOf, reportCases, systemActor } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { everyRow, openDatabase } from '#platform/db/index.ts'
import { fillSmallCity } from '../journeys/small-city.ts'

const seconds = (value: number) => ({ value: value / 3600, unit: 'urgent_hour' as const })

export const citySlug = 'kill'

/**
 * The small city on a data directory of its own. Its desk limits are seconds, so that alarms fire all the time; its first cases are days old, so that the
 * ledger has days to close. Answers categories to register under.
 */
export const makeLoadCity = async (data: string): Promise<{ readonly categories: readonly { readonly id: string; readonly code: string }[] }> => {
  const database = await openDatabase({ home: { data: path.resolve(data) } })
  try {
    const now = instant(Date.now())
    const city = await database.createCity({ slug: citySlug, name: '测试市', zone: 'Asia/Shanghai', now })
    const { clock } = defaultCaseConfig
    await fillSmallCity(city, addMs(now, -4 * dayMs), {
      clock: { ...clock, limits: { ...clock.limits, accept: seconds(4), dispatch: seconds(4), verify: seconds(3), check: seconds(3) } },
    })
    const model = await caseModelOf(city)
    for (let days = 3; days > 0; days--) {
      const then = addMs(now, -days * dayMs)
      await city.write(everyRow, (tx) => reportCases(tx, city, model, Array.from({ length: 8 }, (_, i) => ({
        source: 'inspection', title: `旧案 ${days}-${i}`, description: `旧案 ${days}-${i}`, urgency: 'ordinary', category_id: null, category_path: null, area_id: null, area_path: null,
        place_id: null, lon: null, lat: null, address: '', observed_at: null, reported_by: null, actor: systemActor, suggested_unit_id: null,
      })), then))
    }
    return { categories: (await catalogueModelOf(city)).leaves.slice(0, 40).map(({ id, code }) => ({ id, code })) }
  } finally {
    await database.close()
  }
}
