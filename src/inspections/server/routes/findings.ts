import { Type } from 'typebox'
import { isUuid } from '#base/ids.ts'
import { caseIdByNumber } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import type { InspectionsDeps } from '../deps.ts'
import { findingContext } from '../context.ts'
import { dismissFinding, joinCase, makeCaseOf } from '../findings.ts'
import { IdParam, Reason, Text } from './visit-wire.ts'

const review = { permission: 'inspections.review' } as const
const problems = ['inspections.finding_not_found', 'inspections.finding_decided'] as const

export const findingRoutes = (deps: InspectionsDeps) => [
  endpoint({
    id: 'inspections.finding_case', method: 'POST', path: '/api/findings/:id/case', summary: 'Make a case of a finding, under its category or one chosen here; again: the case it became', access: review, params: IdParam,
    body: Type.Object({ category: Type.Optional(Type.String({ maxLength: 60, description: 'id, code or path of a sub-category' })) }, { additionalProperties: false }), response: Type.Object({ case_id: Text }),
    problems: [...problems, 'inspections.finding_without_category'],
    handler: async (r) => {
      const named = r.body.category?.trim()
      const category = named ? (await catalogueModelOf(r.city)).find(named) : null
      if (named && category?.level !== 'subcategory') {
        throw problem('http.invalid_input', { status: 422, params: { count: 1 }, faults: [{ field: 'category', value: named.slice(0, 80), code: 'inspections.no_such_filter' }] })
      }
      const x = await findingContext(r.city, deps.feed, r.actor, 'civility_office')
      return { case_id: await r.city.write(r.scope, async (tx) => unwrap(await makeCaseOf(tx, x, r.params.id, category, r.now))) }
    },
  }),
  endpoint({
    id: 'inspections.finding_join', method: 'POST', path: '/api/findings/:id/join', summary: 'Add a finding to a case that is open, with its photos', access: review, params: IdParam,
    body: Type.Object({ case: Type.String({ minLength: 1, maxLength: 64, description: 'id or number' }) }, { additionalProperties: false }), response: Type.Object({ case_id: Text }),
    problems: [...problems, 'cases.not_found', 'inspections.case_not_open'],
    handler: async (r) => {
      const x = await findingContext(r.city, deps.feed, r.actor, 'civility_office')
      return r.city.write(r.scope, async (tx) => {
        const id = isUuid(r.body.case) ? r.body.case : await caseIdByNumber(tx, r.body.case.trim())
        if (id === null) throw problem('cases.not_found', { status: 404 })
        return { case_id: unwrap(await joinCase(tx, x, r.params.id, id, r.now)) }
      })
    },
  }),
  endpoint({
    id: 'inspections.finding_dismiss', method: 'POST', path: '/api/findings/:id/dismiss', summary: 'A finding that is no case, with the reason', access: review, params: IdParam,
    body: Type.Object({ reason: Reason }, { additionalProperties: false }), response: Type.Object({ state: Text }), problems: [...problems, 'inspections.reason_missing'],
    handler: async (r) => {
      const x = await findingContext(r.city, deps.feed, r.actor, 'civility_office')
      await r.city.write(r.scope, async (tx) => unwrap(await dismissFinding(tx, x, r.params.id, r.body.reason, r.now)))
      return { state: 'dismissed' }
    },
  }),
]
