import { Type } from 'typebox'
import { isUuid } from '#base/ids.ts'
import { refuse, type Refusal } from '#base/results.ts'
import { faultOfDatabase } from '#platform/db/index.ts'
import { endpoint, type Feed, messageKey, problem, unwrap } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { caseIdByNumber } from '../../store/case-lists.ts'
import { buildCommand } from '../build-command.ts'
import { caseModelOf } from '../case-model.ts'
import { actorOf } from '../decide-context.ts'
import { caseDetail } from '../detail.ts'
import { runBuilt } from '../run-built.ts'
import { BulkBody, BulkWire, CaseDetailWire, CommandBody } from '../wire.ts'

const read = { permission: 'cases.read' } as const
const IdParam = Type.Object({ id: Type.String({ maxLength: 64, description: 'id or number of the case' }) })

const said = (refusal: Refusal, locale: Locale): { code: string; params: Record<string, unknown>; text: string } =>
  ({ code: refusal.code, params: { ...refusal.params }, text: translator(locale)(messageKey(refusal.code), refusal.params) })

export const caseRoutes = (feed: Feed) => [
  endpoint({
    id: 'cases.get', method: 'GET', path: '/api/cases/:id', summary: 'One case: story, clocks with their reasons, photos, and what the reader may do now and why not', access: read,
    params: IdParam, response: CaseDetailWire, problems: ['cases.not_found'],
    handler: async (r) => {
      const model = await caseModelOf(r.city)
      return r.city.read(r.scope, async (tx) => {
        const id = isUuid(r.params.id) ? r.params.id : await caseIdByNumber(tx, r.params.id)
        if (id === null) throw problem('cases.not_found', { status: 404 })
        return caseDetail(tx, r.city, model, id, r.actor, r.now, r.locale)
      })
    },
  }),
  endpoint({
    id: 'cases.command', method: 'POST', path: '/api/cases/:id/commands', summary: 'Do something to a case; a rule that forbids it answers 409 with its reason', access: read,
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }), body: CommandBody, response: CaseDetailWire, problems: ['cases.not_found', 'cases.changed_meanwhile'],
    handler: async (r) => {
      const model = await caseModelOf(r.city)
      await r.city.write(r.scope, async (tx) => {
        const built = await buildCommand(tx, r.city, model, r.body, r.params.id, r.now)
        unwrap(await runBuilt(tx, r.city, model, feed, built, { id: r.params.id, actor: actorOf(r.actor), expected_seq: r.body.expected_seq ?? null }, r.now))
      })
      return r.city.read(r.scope, (tx) => caseDetail(tx, r.city, model, r.params.id, r.actor, r.now, r.locale)).catch((error: unknown) => {
        // A unit that gave the case back no longer sees it: done all the same.
        if ((error as { code?: string }).code === 'cases.not_found') return undefined as never
        throw error
      })
    },
  }),
  endpoint({
    id: 'cases.bulk_command', method: 'POST', path: '/api/cases/commands/bulk', summary: 'The same command on many cases, each decided on its own; answers case by case', access: read,
    body: BulkBody, response: BulkWire,
    handler: async (r) => {
      const model = await caseModelOf(r.city)
      const results = []
      for (const id of new Set(r.body.ids)) {
        const done = await r.city.write(r.scope, async (tx) => {
          const built = await buildCommand(tx, r.city, model, r.body.fields, id, r.now)
          return runBuilt(tx, r.city, model, feed, built, { id, actor: actorOf(r.actor), expected_seq: null }, r.now)
        }).catch((error: { code?: string; status?: number; params?: Refusal['params'] }) => {
          // What was done to the cases before stands: this one's trouble is told with theirs, not instead of it.
          const kind = faultOfDatabase(error)?.kind
          if (kind === 'retry') return refuse('http.try_again')
          if (kind === 'invalid' || kind === 'conflict') return refuse('http.rejected_by_database')
          if (!error.status) throw error
          return refuse(error.code ?? 'http.malformed', error.params)
        })
        results.push(done.ok ? { id, ok: true, seq: done.value.case.seq, state: done.value.case.state, refusal: null } : { id, ok: false, seq: null, state: null, refusal: said(done.error, r.locale) })
      }
      return { results }
    },
  }),
]
