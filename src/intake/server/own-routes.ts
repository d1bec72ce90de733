import { Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { publicRowsById } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { endpoint } from '#platform/http/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { shownCode } from '../rules/index.ts'
import { reportsOfAccount } from '../store/reports.ts'

const Text = Type.String()
const Nullable = Type.Union([Text, Type.Null()])
const most = 200

/** What an account itself reported, so that nobody who signs in has to keep codes. */
export const ownRoutes = [
  endpoint({
    id: 'intake.own_reports', method: 'GET', path: '/api/reports/mine', summary: `What the signed-in account reported, newest first, ${most} at most, each with its code`, access: 'signed_in',
    response: Type.Object({
      items: Type.Array(Type.Object({ number: Text, code: Nullable, category: Nullable, area: Nullable, state: Text, state_text: Text, open: Type.Boolean(), reported_at: Text })), next_cursor: Type.Null(),
    }),
    handler: async (r) => {
      const t = translator(r.locale)
      const [areas, catalogue] = [await areaModelOf(r.city), await catalogueModelOf(r.city)]
      const { reports, cases } = await r.city.read(r.scope, async (tx) => {
        const found = await reportsOfAccount(tx, r.actor.id ?? '', most)
        return { reports: found, cases: new Map((await publicRowsById(tx, found.map((report) => report.case_id))).map((row) => [row.id, row])) }
      })
      const items = reports.flatMap((report) => {
        const row = cases.get(report.case_id)
        if (!row) return []
        const category = row.category_path === null ? null : catalogue.byPath(row.category_path)
        const area = row.area_path === null ? null : areas.byPath(row.area_path)
        return [{
          number: row.number, code: report.code === null ? null : shownCode(report.code), category: category && (r.locale === 'en' ? (category.name_en ?? category.name) : category.name),
          area: area ? areas.pathNames(area).join(r.locale === 'en' ? ' / ' : '') : null, state: row.state, state_text: t(`cases.public_states.${row.state}`), open: row.open,
          reported_at: toIso(report.reported_at),
        }]
      })
      return { items, next_cursor: null }
    },
  }),
] as const
