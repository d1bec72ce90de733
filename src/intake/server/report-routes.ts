import { Type } from 'typebox'
import { addMs, hourMs, instant, toIso } from '#base/instants.ts'
import { type CaseActor, publicStepOf } from '#cases/rules/index.ts'
import { actorOf, openRowsInBox } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { type Caller, endpoint, problem } from '#platform/http/index.ts'
import { type EntrySource, mayReportAs, publicSources, readIntakeSettings, shownCode } from '../rules/index.ts'
import { QueueFull } from './batcher.ts'
import type { IntakeDeps } from './deps.ts'
import type { ReportAnswer, ReportProblem } from './report.ts'
import { NearbyWire, ReportBody, ReportedWire } from './wire.ts'

/** A reporter without an account, or one who speaks as a resident: nameless in the ledger. */
export const reporterActor: CaseActor = { account_id: null, grants: [], is_reporter: true }
/** What a public page may see of cases: everything the code behind it asks for, and that code lets out only what is public. */
export const publicScope = { 'app.actor': 'anonymous', 'app.case': '*' } as const

export const sayProblem = (found: ReportProblem): never => {
  if (found.kind === 'refused') throw problem(found.refusal.code, { status: 409, ...(found.refusal.params ? { params: found.refusal.params } : {}) })
  const only = found.faults[0]
  if (only?.code === 'intake.key_of_another_request') throw problem(only.code, { status: 422 })
  throw problem('intake.rejected', { params: { count: found.faults.length }, faults: found.faults })
}

export const orOverloaded = async <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof QueueFull ? problem('http.overloaded', { status: 503 }) : error
  })

const keyPattern = /^[\x21-\x7e]{8,200}$/
const isDesk = (actor: Caller): boolean => actor.permissions.has('intake.enter')
const isPublic = (source: EntrySource): boolean => (publicSources as readonly string[]).includes(source)

const earthRadius = 6_371_008.8
const radians = Math.PI / 180
/** Degrees to about eleven metres. */
const rounded = (degrees: number): number => Math.round(degrees * 10_000) / 10_000
const metresBetween = (lon1: number, lat1: number, lon2: number, lat2: number): number => {
  const a = Math.sin((lat2 - lat1) * radians / 2) ** 2 + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin((lon2 - lon1) * radians / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(a)))
}

export const reportRoutes = ({ reporting, limiter }: Pick<IntakeDeps, 'reporting' | 'limiter'>) => [
  endpoint({
    id: 'intake.report', method: 'POST', path: '/api/reports',
    summary: 'Report a problem: from the public form, or entered by a desk for somebody on the phone', access: 'public', status: 201,
    body: ReportBody, response: ReportedWire, bodyLimit: 262_144,
    problems: ['intake.rejected', 'intake.source_not_yours', 'intake.external_needs_desk', 'intake.key_invalid', 'intake.key_of_another_request', 'http.too_many_requests',
      'http.overloaded', 'cases.file_unknown'],
    handler: async (r) => {
      const { source: asked, external, category_id, condition_id, ...given } = r.body
      const source: EntrySource = asked ?? (isDesk(r.actor) ? 'hotline' : 'resident_web')
      if (external && !isDesk(r.actor)) throw problem('intake.external_needs_desk', { status: 403 })
      if (!mayReportAs(source, r.actor.permissions)) throw problem('intake.source_not_yours',
        { status: 403, params: { source } })
      const settings = readIntakeSettings(r.city.settings['intake'])
      if (!isDesk(r.actor) && !limiter(`${r.city.slug}|${r.request.ip}`, settings.reports_per_minute, r.now)) {
        r.reply.header('retry-after', '60')
        throw problem('http.too_many_requests', { status: 429 })
      }
      const key = r.request.headers['idempotency-key']
      if (key !== undefined && !(typeof key === 'string' && keyPattern.test(key))) throw problem('intake.key_invalid', { status: 400 })
      if (given.urgency && given.urgency !== 'ordinary' && isPublic(source)) sayProblem({ kind: 'faults',
        faults: [{ field: 'urgency', value: given.urgency, code: 'intake.urgency_not_yours' }] })
      const own = r.actor.id !== null && !['hotline', 'leader', 'media', 'video', 'transfer'].includes(source)
      const answer = await orOverloaded(reporting.report(
        r.city, { ...given, ...(category_id && !given.category ? { category: category_id } : {}),
          ...(condition_id && !given.condition ? { condition: condition_id } : {}) },
        {
          source, actor: isPublic(source) ? reporterActor : actorOf(r.actor), account_id: own ? r.actor.id : null,
          entered_by: isPublic(source) ? null : r.actor.id,
          external: external ?? null, answers: [], locale: r.locale,
          idempotency: key === undefined ? null : { scope: r.actor.id ?? 'anonymous', key: key as string, request: JSON.stringify(r.body) },
        }, r.now,
      ))
      return wireOf(answer.ok ? answer.value : sayProblem(answer.error))
    },
  }),
  endpoint({
    id: 'intake.nearby', method: 'GET', path: '/api/reports/nearby',
    summary: 'Open problems reported nearby of late: somebody may have reported it already', access: 'public', perMinute: 120,
    query: Type.Object({
      lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }),
      category: Type.Optional(Type.String({ maxLength: 300, description: 'id, code or path: same kind first' })),
    }),
    response: NearbyWire,
    handler: async (r) => {
      const { nearby_m: within, nearby_hours: hours } = readIntakeSettings(r.city.settings['intake'])
      const { lon, lat } = r.query
      const catalogue = await catalogueModelOf(r.city)
      const wanted = r.query.category ? catalogue.find(r.query.category) : null
      const dLat = within / 110_540, dLon = within / (111_320 * Math.max(0.01, Math.cos(lat * radians)))
      const since = addMs(r.now, -hours * hourMs)
      const rows = await r.city.read(publicScope, (tx) => openRowsInBox(tx, [lon - dLon, lat - dLat, lon + dLon, lat + dLat], instant(since), 100))
      // Distances to the places as they are published, rounded to a corner: from three askings nobody may work out a door.
      const items = rows
        .map((row) => ({ ...row, lon: rounded(row.lon), lat: rounded(row.lat) }))
        .map((row) => {
          const category = row.category_path === null ? null : catalogue.byPath(row.category_path)
          return {
            number: row.number, category: category && (r.locale === 'en' ? (category.name_en ?? category.name) : category.name),
            category_path: row.category_path,
            step: publicStepOf[row.state], opened_at: toIso(row.opened_at), metres: Math.round(metresBetween(lon, lat, row.lon, row.lat)),
            same_category: wanted !== null && row.category_path === wanted.path,
          }
        })
        .filter((item) => item.metres <= within)
        .sort((a, b) => Number(b.same_category) - Number(a.same_category) || a.metres - b.metres)
        .slice(0, 10)
      return { items, within_m: within, within_hours: hours }
    },
  }),
] as const

const wireOf = ({ code, ...answer }: ReportAnswer): ReportAnswer => ({ ...answer, code: code === '' ? '' : shownCode(code) })
