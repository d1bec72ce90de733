import { createHash, timingSafeEqual } from 'node:crypto'
import { Type } from 'typebox'
import { toIso } from '#base/instants.ts'
import { actorOf, publicRowsById } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import { type Asked, endpoint, type Endpoint, problem } from '#platform/http/index.ts'
import { translator } from '#platform/i18n/index.ts'
import {
  field, type FormFields, open311Fault, type Open311Fault, type Open311Settings, readAnswers, readIntakeSettings, readOpen311Settings,
  readPostedRequest, readRequestsQuery, readTrackingCode, repeatedArguments, shownCode,
} from '../../rules/index.ts'
import { reportByCode } from '../../store/reports.ts'
import type { IntakeDeps } from '../deps.ts'
import { orOverloaded, reporterActor } from '../report-routes.ts'
import type { ReportProblem } from '../report.ts'
import { formatOf, localeOf, sayAsOpen311, send, sendFaults, sendNotAllowed, withoutFormat } from './answer.ts'
import { discovery } from './discovery.ts'
import { requestList } from './requests.ts'
import { definitionsOf, serviceDefinition, serviceList, serviceOf } from './services.ts'

const base = '/open311/v2'
const media = ['text/xml', 'application/json'] as const
const Query = Type.Object({}, { additionalProperties: true })
type Heard = Asked<Record<string, never>, Record<string, unknown>, unknown>
type Arguments = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * One endpoint serves one jurisdiction, so its name may be left out (GeoReport v2, jurisdiction_id); a name of another one is not found. It is read
 * from
 * the request's own arguments and from nothing else.
 */
const otherJurisdiction = (city: CityDb, settings: Open311Settings, given: string): Open311Fault | null =>
  given === '' || given === settings.jurisdiction_id || given === city.slug || city.hosts.includes(given) ? null : open311Fault(404,
    'jurisdiction_unknown', { value: given.slice(0, 80) })

/** The client a key belongs to; null where a key is needed and this is none. */
const clientOf = (settings: Open311Settings, key: string): string | null => {
  const hash = createHash('sha256').update(key).digest()
  const found = key === '' ? undefined : settings.api_keys.find((each) => timingSafeEqual(Buffer.from(each.sha256, 'hex'), hash))
  return found ? found.name : settings.require_key || key !== '' && settings.api_keys.length > 0 ? null : ''
}

const settingsOf = (city: CityDb): Open311Settings => readOpen311Settings(city.settings['open311'])

/** Guards and form of every answer in one place. */
const get = (id: string, path: string, summary: string, answer: (r: Heard, settings: Open311Settings, named: string) => Promise<string>): Endpoint =>
  endpoint({
    id, method: 'GET', path, summary, access: 'public', query: Query, produces: media, perMinute: 600, onProblem: sayAsOpen311,
    handler: async (asked) => {
      const r = asked as unknown as Heard
      const settings = settingsOf(r.city)
      const wrong = otherJurisdiction(r.city, settings, field(r.query as FormFields, 'jurisdiction_id'))
      const twice = repeatedArguments(r.query)
      if (wrong ?? twice[0]) return sendFaults(r.reply, formatOf(r.request.url), localeOf(r.request), wrong ? [wrong] : twice)
      return answer(r, settings, withoutFormat(String((r.params as Record<string, string>)['name'] ?? '')))
    },
  })

const faultsOf = (found: ReportProblem): readonly { readonly code: string; readonly params: Open311Fault['params'] }[] =>
  found.kind === 'refused' ? [{ code: found.refusal.code, params: found.refusal.params ?? {} }] : found.faults.map((f) => ({ code: f.code,
    params: { field: f.field, value: f.value ?? '', ...f.params } }))

const reading = (): readonly Endpoint[] => {
  const list = async (r: Heard, settings: Open311Settings): Promise<string> =>
    send(r.reply, formatOf(r.request.url), 'services', serviceList(await catalogueModelOf(r.city), settings, localeOf(r.request)))
  const found = async (r: Heard, settings: Open311Settings): Promise<string> => {
    const format = formatOf(r.request.url), locale = localeOf(r.request)
    const { asked, faults } = readRequestsQuery(r.query as Arguments, r.now)
    if (!asked) return sendFaults(r.reply, format, locale, faults)
    const requests = await requestList(r.city, asked, settings, locale)
    return 'unknown' in requests
      ? sendFaults(r.reply, format, locale, [open311Fault(404, 'service_code_unknown', { value: requests.unknown.slice(0, 80) })])
      : send(r.reply, format, 'service_requests', requests)
  }
  const discover = async (r: Heard, settings: Open311Settings): Promise<string> => {
    const { version } = await catalogueModelOf(r.city)
    const origin = settings.public_url || `${r.request.protocol}://${r.request.host}`
    const changed = version?.published_at ? toIso(version.published_at) : ''
    return send(r.reply, formatOf(r.request.url), 'discovery', discovery({ city: r.city, settings, url: `${origin}${base}`, changed,
      locale: localeOf(r.request) }))
  }
  const endings = ['.xml', '.json', ''] as const
  const named = (ending: (typeof endings)[number]): string => (ending === '' ? 'default' : ending.slice(1))
  return [
    ...endings.flatMap((ending) => [
      get(`intake.open311_discovery_${named(ending)}`, `${base}/discovery${ending}`, 'Open311 service discovery', discover),
      get(`intake.open311_services_${named(ending)}`, `${base}/services${ending}`, 'GET Service List', list),
      get(`intake.open311_requests_${named(ending)}`, `${base}/requests${ending}`, 'GET Service Requests', found),
    ]),
    get('intake.open311_service', `${base}/services/:name`, 'GET Service Definition: a service code and .xml or .json', async (r, settings, code) => {
      const format = formatOf(r.request.url), locale = localeOf(r.request)
      const category = serviceOf(await catalogueModelOf(r.city), code)
      return category
        ? send(r.reply, format, 'service_definition', serviceDefinition(category, settings, locale))
        : sendFaults(r.reply, format, locale, [open311Fault(404, 'service_code_unknown', { value: code.slice(0, 80) })])
    }),
    get('intake.open311_request', `${base}/requests/:name`, 'GET Service Request: a case number and .xml or .json', async (r, settings, number) => {
      const format = formatOf(r.request.url), locale = localeOf(r.request)
      const requests = await requestList(r.city, { kind: 'ids', ids: [number] }, settings, locale)
      return 'items' in requests && requests.items.length > 0
        ? send(r.reply, format, 'service_requests', requests)
        : sendFaults(r.reply, format, locale, [open311Fault(404, 'request_unknown', { value: number.slice(0, 80) })])
    }),
    get('intake.open311_token', `${base}/tokens/:name`, 'GET service_request_id from a token: the code a report is tracked with',
      async (r, _settings, token) => {
      const format = formatOf(r.request.url), locale = localeOf(r.request)
      const code = readTrackingCode(token)
      const number = code === null ? null : await r.city.read({ 'app.actor': 'anonymous', 'app.track': code }, async (tx) => {
        const report = await reportByCode(tx, code)
        if (!report) return null
        await tx.setScope({ 'app.case': report.case_id })
        return (await publicRowsById(tx, [report.case_id]))[0]?.number ?? null
      })
      return number === null
        ? sendFaults(r.reply, format, locale, [open311Fault(404, 'token_unknown', { value: token.slice(0, 80) })])
        : send(r.reply, format, 'service_requests', { item: 'request', items: [{ service_request_id: number, token }] })
    }),
  ]
}

const isForm = (type: string | undefined): boolean => (type ?? '').split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'

/** POST Service Request. Everything that is wrong is said at once. */
const posting = ({ reporting, limiter }: Pick<IntakeDeps, 'reporting' | 'limiter'>) => async (r: Heard): Promise<string> => {
  const format = formatOf(r.request.url), locale = localeOf(r.request), t = translator(locale)
  const settings = settingsOf(r.city)
  const no = (faults: readonly Open311Fault[]): string => sendFaults(r.reply, format, locale, faults)
  if (!isForm(r.request.headers['content-type'])) return no([open311Fault(400, 'form')])
  const fields = { ...(r.query as FormFields), ...((r.body ?? {}) as FormFields) }
  const client = clientOf(settings, field(fields, 'api_key'))
  if (client === null) return no([open311Fault(403, 'api_key')])
  const wrong = otherJurisdiction(r.city, settings, field(fields, 'jurisdiction_id'))
  if (wrong) return no([wrong])
  const twice = repeatedArguments(fields)
  if (twice.length > 0) return no(twice)
  if (client === '' && !limiter(`${r.city.slug}|${r.request.ip}`, readIntakeSettings(r.city.settings['intake']).reports_per_minute, r.now)) {
    r.reply.header('retry-after', '60')
    throw problem('http.too_many_requests', { status: 429 })
  }
  const { posted, faults } = readPostedRequest(fields)
  const found: Open311Fault[] = [...faults]
  const category = posted.service_code === '' ? null : serviceOf(await catalogueModelOf(r.city), posted.service_code)
  if (posted.service_code !== '' && !category) found.unshift(open311Fault(404, 'service_code_unknown', { value: posted.service_code.slice(0, 80) }))
  const read = category ? readAnswers(posted.attributes, definitionsOf(category, settings, locale)) : { answers: [], faults: [] }
  found.push(...read.faults)
  if (found.length > 0) return no(found)
  const answerTo = (code: string): string | undefined => read.answers.find((answer) => answer.code === code)?.values[0]
  const condition = category?.conditions.length ? answerTo('condition') : undefined
  const observed = category?.same_time_of_day ? answerTo('observed_at') : undefined
  const more = [['media_url', posted.media_url], ['address_id', posted.address_id]].flatMap(([code,
    value]) => (value ? [{ code: code as string, values: [value] }] : []))
  const key = r.request.headers['idempotency-key']
  const answer = await orOverloaded(reporting.report(
    r.city, { ...posted.report, ...(posted.report.address || posted.report.lon !== undefined ? {} : { address: posted.address_id }),
      ...(condition ? { condition } : {}), ...(observed ? { observed_at: observed } : {}) },
    {
      source: 'open311', actor: r.actor.id === null ? reporterActor : actorOf(r.actor), account_id: null, entered_by: null, external: null,
      answers: [...read.answers, ...more], locale,
      idempotency: typeof key === 'string' && key !== '' ? { scope: `open311:${client}`, key, request: JSON.stringify(fields) } : null,
    }, r.now,
  ))
  if (!answer.ok) return no(faultsOf(answer.error).map(({ code, params }) => ({ status: 400, code, params })))
  const { number, code } = answer.value
  return send(r.reply, format, 'service_requests', {
    item: 'request', items: [{ service_request_id: number, service_notice: t('intake.open311.notice', { code: shownCode(code) }), account_id: null }],
  })
}

/** What an address of this interface may be asked with; '' for one that is none. */
const methodsAt = (url: string): string => {
  const path = (url.split('?')[0] ?? '').slice(base.length)
  if (/^\/requests(\.xml|\.json)?$/.test(path)) return 'GET, HEAD, POST'
  return /^\/(discovery|services)(\.xml|\.json)?$|^\/(services|requests|tokens)\/[^/]+$/.test(path) ? 'GET, HEAD' : ''
}

/** Open311 GeoReport v2, read and write, XML and JSON (docs/guides/open311.md goes through it clause by clause). */
export const open311Routes = (deps: Pick<IntakeDeps, 'reporting' | 'limiter'>): readonly Endpoint[] => {
  const post = posting(deps)
  const posts = (['.xml', '.json', ''] as const).map((ending) => endpoint({
    id: `intake.open311_post_${ending === '' ? 'default' : ending.slice(1)}`, method: 'POST', path: `${base}/requests${ending}`,
    summary: 'POST Service Request', access: 'public', query: Query,
    consumes: ['application/x-www-form-urlencoded'], produces: media, bodyLimit: 262_144, crossSite: true, onProblem: sayAsOpen311,
    handler: (r) => post(r as unknown as Heard),
  }))
  const nothing = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Endpoint => endpoint({
    id: `intake.open311_nothing_${method.toLowerCase()}`, method, path: `${base}/*`,
    summary: 'Whatever else is asked for: not found, in the form of Open311', access: 'public', produces: media,
    crossSite: true, onProblem: sayAsOpen311,
    handler: async (r) => {
      const format = formatOf(r.request.url), locale = localeOf(r.request), allowed = methodsAt(r.request.url)
      return allowed === '' ? sendFaults(r.reply, format, locale, [open311Fault(404, 'not_found', { path: r.request.url.slice(0, 200) })])
        : sendNotAllowed(r.reply, format, locale, allowed)
    },
  })
  return [...reading(), ...posts, nothing('GET'), nothing('POST'), nothing('PUT'), nothing('PATCH'), nothing('DELETE')]
}

