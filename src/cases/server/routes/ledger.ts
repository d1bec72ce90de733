import { Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { endpoint, problem } from '#platform/http/index.ts'
import { verifyChain } from '../../rules/index.ts'
import { digestCovering, digestOfDay, listDigests } from '../../store/digests.ts'
import { eventsOf } from '../../store/event-rows.ts'
import { signedDigestOf } from '../ledger.ts'
import { sha256 } from '../sealing.ts'

const Fault = Type.Object({ kind: Type.String(), seq: Type.Integer(), expected_seq: Type.Optional(Type.Integer()) })

export const ledgerRoutes = [
  endpoint({
    id: 'cases.ledger', method: 'GET', path: '/api/cases/:id/ledger', summary: 'The chain of a case, recomputed, and the signed digest that covers it', access: { permission: 'cases.read' },
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }), problems: ['cases.not_found'],
    response: Type.Object({
      valid: Type.Boolean(), faults: Type.Array(Fault), digest_day: Type.Union([Type.String(), Type.Null()]),
      events: Type.Array(Type.Object({ seq: Type.Integer(), type: Type.String(), recorded_at: Type.String(), hash: Type.String(), prev_hash: Type.String() })),
    }),
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const events = await eventsOf(tx, r.params.id)
        const last = events.at(-1)
        if (!last) throw problem('cases.not_found', { status: 404 })
        const faults = verifyChain(events, sha256)
        return {
          valid: faults.length === 0, faults: faults.map(({ case_id: _case, ...fault }) => fault), digest_day: (await digestCovering(tx, last.recorded_at))?.day ?? null,
          events: events.map((e) => ({ seq: e.seq, type: e.type, recorded_at: toIso(e.recorded_at), hash: e.hash, prev_hash: e.prev_hash })),
        }
      }),
  }),
  endpoint({
    id: 'cases.digests', method: 'GET', path: '/api/ledger/digests', summary: 'The signed daily digests, newest first', access: 'public', query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }),
    response: Type.Object({ items: Type.Array(Type.Object({ day: Type.String(), hash: Type.String(), previous: Type.Union([Type.String(), Type.Null()]), case_count: Type.Integer(), event_count: Type.Integer(), head_count: Type.Integer(), key_id: Type.String(), created_at: Type.String() })) }),
    handler: (r) => r.city.read(r.scope, async (tx) => ({ items: (await listDigests(tx, r.query.limit ?? 60)).map(({ until: _until, ...d }) => ({ ...d, created_at: toIso(d.created_at) })) })),
  }),
  endpoint({
    id: 'cases.digest', method: 'GET', path: '/api/ledger/digests/:day', summary: 'One signed digest as the file an outsider checks with verify-ledger', access: 'public',
    params: Type.Object({ day: Type.String({ format: 'date' }) }), response: Type.Unknown(), problems: ['cases.no_such_digest'],
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const row = await digestOfDay(tx, r.params.day)
        if (!row) throw problem('cases.no_such_digest', { status: 404 })
        r.reply.header('content-disposition', `attachment; filename="digest-${r.city.slug}-${row.day}.json"`)
        return signedDigestOf(row)
      }),
  }),
]
