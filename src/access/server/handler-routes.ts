import { Type } from 'typebox'
import { endpoint } from '#platform/http/index.ts'
import { handlersOf } from '../store/handlers.ts'

/** Who may be named as the handler of a case: the people of its unit. */
export const handlerRoutes = [
  endpoint({
    id: 'access.handlers', method: 'GET', path: '/api/handlers', summary: 'People who handle for a unit or one below it', access: { permission: 'organisations.read' },
    query: Type.Object({ unit: Type.String({ format: 'uuid' }), q: Type.Optional(Type.String({ maxLength: 100 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    response: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), unit_name: Type.String() })), next_cursor: Type.Null() }),
    handler: async (r) => {
      const found = await r.city.read(r.scope, (tx) => handlersOf(tx, r.query.unit, r.query.q?.trim() || null, r.now, r.query.limit ?? 50))
      return { items: found.map((row) => ({ id: row.id, name: row.display_name, unit_name: row.unit_name })), next_cursor: null }
    },
  }),
]
