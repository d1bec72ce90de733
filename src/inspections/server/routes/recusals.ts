import { type Static, Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { everyRow } from '#platform/db/index.ts'
import { endpoint, unwrap } from '#platform/http/index.ts'
import { listRecusals, type RecusalListed } from '../../store/recusals.ts'
import { Day, IdParam, Nullable, ReasonBody, Uuid, words } from '../planning-wire.ts'
import { declareRecusal, withdrawRecusal } from '../recusals.ts'
import { cityDay } from '../work.ts'

const RecusalWire = Type.Object({
  id: Type.String(), account_id: Type.String(), account_name: Type.String(), kind: words(['home_area', 'interest'] as const), area_id: Nullable(Type.String()), place_id: Nullable(Type.String()),
  unit_id: Nullable(Type.String()), subject_name: Nullable(Type.String()), reason: Type.String(), valid_from: Type.String(), valid_to: Nullable(Type.String()), created_at: Type.String(),
})
const wire = ({ created_by: _by, created_at, ...r }: RecusalListed): Static<typeof RecusalWire> => ({ ...r, created_at: toIso(created_at) })
const List = Type.Object({ items: Type.Array(RecusalWire), next_cursor: Type.Null() })

export const recusalRoutes = [
  endpoint({
    id: 'inspections.recusals', method: 'GET', path: '/api/inspections/recusals', summary: 'Recusals in force: everybody\'s for those who plan, one\'s own for others', access: { permission: 'inspections.read' }, response: List,
    handler: async (r) => ({
      items: (await r.city.read(everyRow, (tx) => listRecusals(tx, cityDay(r.city, r.now), r.actor.permissions.has('inspections.plan') ? null : r.actor.id))).map(wire), next_cursor: null,
    }),
  }),
  endpoint({
    id: 'inspections.declare_recusal', method: 'POST', path: '/api/inspections/recusals', summary: 'Say where an inspector must not inspect: a home area, or an interest in a place or unit', access: { permission: 'inspections.read' },
    body: Type.Object({
      account_id: Uuid, kind: words(['home_area', 'interest'] as const), area_id: Type.Optional(Nullable(Uuid)), place_id: Type.Optional(Nullable(Uuid)), unit_id: Type.Optional(Nullable(Uuid)),
      reason: Type.String({ maxLength: 500 }), valid_from: Type.Optional(Nullable(Day)), valid_to: Type.Optional(Nullable(Day)),
    }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String() }), status: 201,
    problems: ['inspections.recusal_not_yours', 'inspections.recusal_one_subject', 'inspections.recusal_home_is_area', 'inspections.reason_empty', 'inspections.recusal_ends_early', 'inspections.recusal_not_inspector',
      'inspections.recusal_subject_unknown', 'inspections.recusal_there_already'],
    handler: (r) => r.city.write(everyRow, async (tx) => {
      const { account_id, kind, area_id = null, place_id = null, unit_id = null, reason, valid_from = null, valid_to = null } = r.body
      const row = unwrap(await declareRecusal({ city: r.city, tx, actor: r.actor, now: r.now }, r.actor.permissions.has('inspections.plan'), { account_id, kind, area_id, place_id, unit_id, reason, valid_from, valid_to }))
      return { id: row.id }
    }),
  }),
  endpoint({
    id: 'inspections.withdraw_recusal', method: 'POST', path: '/api/inspections/recusals/:id/withdraw', summary: 'End a recusal, with a reason', access: { permission: 'inspections.plan' }, params: IdParam, body: ReasonBody,
    response: Type.Object({ id: Type.String() }), problems: ['inspections.recusal_not_found', 'inspections.reason_empty', 'inspections.recusal_over', 'inspections.recusal_own'],
    handler: (r) => r.city.write(everyRow, async (tx) => ({ id: unwrap(await withdrawRecusal({ city: r.city, tx, actor: r.actor, now: r.now }, r.params.id, r.body.reason ?? '')).id })),
  }),
]
