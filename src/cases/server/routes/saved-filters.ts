import { Type } from 'typebox'
import { endpoint, problem } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { countCases } from '../../store/case-lists.ts'
import { deleteFilter, saveFilter, savedFilters } from '../../store/saved-filters.ts'
import { dueBounds } from '../due.ts'
import { readFilter } from '../read-filter.ts'

const access = { permission: 'saved_filters.manage' } as const
/** A list this long says "1000+" on its tab. */
const mostCounted = 1_000
const Query = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 300 }), { maxProperties: 30 })

export const savedFilterRoutes = [
  endpoint({
    id: 'cases.saved_filters', method: 'GET', path: '/api/saved-filters', summary: 'The lists this account keeps, with how many cases are in each now', access,
    response: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), query: Query, count: Type.Union([Type.Integer(), Type.Null()]) })) }),
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const items = []
        for (const kept of await savedFilters(tx)) {
          // A list may name an area or unit that is gone; it stays, without a count.
          const filter = await readFilter(tx, kept.query, r.actor, r.city.zone).catch(() => null)
          const counts = filter && (await countCases(tx, filter, dueBounds(r.now, r.city.zone), r.scope, mostCounted))
          items.push({ id: kept.id, name: kept.name, query: kept.query, count: counts ? counts.reduce((sum, c) => sum + c.count, 0) : null })
        }
        return { items }
      }),
  }),
  endpoint({
    id: 'cases.save_filter', method: 'POST', path: '/api/saved-filters', summary: 'Keep a list under a name; the same name replaces it', access, status: 201,
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }), query: Query }, { additionalProperties: false }), response: Type.Object({ id: Type.String() }),
    handler: (r) =>
      r.city.write(r.scope, async (tx) => {
        const { cursor: _cursor, limit: _limit, ...query } = r.body.query as Record<string, string>
        await readFilter(tx, query, r.actor, r.city.zone)
        const { id } = await saveFilter(tx, { id: newId(r.now), account_id: r.actor.id as string, name: r.body.name.trim(), query, created_at: r.now })
        return { id }
      }),
  }),
  endpoint({
    id: 'cases.delete_filter', method: 'DELETE', path: '/api/saved-filters/:id', summary: 'Forget a kept list', access, params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    handler: async (r) => {
      if ((await r.city.write(r.scope, (tx) => deleteFilter(tx, r.params.id))) === 0) throw problem('cases.no_such_saved_filter', { status: 404 })
    },
  }),
]
