import { Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { audit } from '#access/server/index.ts'
import { type Caller, endpoint, problem } from '#platform/http/index.ts'
import { cleanText, textLimits } from '../rules/index.ts'
import { reporterOf } from '../store/reporters.ts'
import { reportsOfCase } from '../store/reports.ts'
import type { IntakeDeps } from './deps.ts'
import { CaseReportsWire, RevealedWire } from './wire.ts'

/**
 * Whoever handles a complaint never sees who complained (信访工作条例 2022 §30; 济南市12345条例 §32), whatever other role the account also holds.
 */
const mayReveal = (actor: Caller): boolean => actor.permissions.has('intake.reveal_reporter') && !actor.roles.some((held) => held.role === 'handler')

const shortestReason = 4

export const reporterRoutes = ({ keys }: Pick<IntakeDeps, 'keys'>) => [
  endpoint({
    id: 'intake.case_reports', method: 'GET', path: '/api/reports', summary: 'How a case came in; the reporter masked',
    access: { permission: 'cases.read' },
    query: Type.Object({ case: Type.String({ format: 'uuid' }) }), response: CaseReportsWire,
    handler: (r) =>
      r.city.read(r.scope, async (tx) => {
        const may = mayReveal(r.actor)
        if (may) await tx.setScope({ 'app.purpose': 'masked' })
        const rows = await reportsOfCase(tx, r.query.case)
        return {
          items: rows.map((row) => ({
            id: row.id, source: row.source, external_system: row.external_system, external_ref: row.external_ref, reported_at: toIso(row.reported_at),
            received_at: toIso(row.received_at),
            placed: row.placed, has_contact: row.has_contact, contact: row.masked, consent: row.consent, may_reveal: may && row.has_contact,
            answers: [...row.answers],
          })),
          next_cursor: null,
        }
      }),
  }),
  endpoint({
    id: 'intake.reveal_reporter', method: 'POST', path: '/api/reports/:id/reporter',
    summary: 'Who reported: for a stated reason, which is kept for ever', access: { permission: 'intake.reveal_reporter' },
    perMinute: 60, params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    body: Type.Object({ reason: Type.String({ maxLength: textLimits.reason * 2 }) }, { additionalProperties: false }),
    response: RevealedWire, problems: ['intake.reason_missing', 'intake.no_reporter', 'intake.key_missing', 'http.forbidden'],
    handler: async (r) => {
      if (!mayReveal(r.actor)) throw problem('http.forbidden', { status: 403, params: { permission: 'intake.reveal_reporter' } })
      const reason = cleanText('reason', r.body.reason, textLimits.reason)
      if (!reason.ok) throw problem('intake.rejected', { params: { count: 1 }, faults: [reason.error] })
      if (reason.value.length < shortestReason) throw problem('intake.reason_missing')
      // What was looked at is written down before it is shown, in the same transaction.
      return r.city.write(r.scope, async (tx) => {
        await tx.setScope({ 'app.purpose': 'reveal' })
        const row = await reporterOf(tx, r.params.id)
        if (!row) throw problem('intake.no_reporter', { status: 404 })
        await audit(tx, r.actor, r.now, { action: 'intake.reporter_revealed', subject_kind: 'report', subject_id: row.report_id, reason: reason.value,
          detail: { case_id: row.case_id } })
        const contact = keys.open(row.report_id, row)
        if (!contact) throw problem('intake.key_missing', { status: 503 })
        return { name: contact.name, phone: contact.phone, email: contact.email, other: { ...contact.other }, consent: row.consent }
      })
    },
  }),
] as const
