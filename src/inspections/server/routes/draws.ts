import { readFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { parseInstant, toIso } from '#base/instants.ts'
import { isUuid } from '#base/ids.ts'
import { everyRow } from '#platform/db/index.ts'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import { drawIsPublic, programmeKinds } from '../../rules/index.ts'
import { attemptsOf, drawById, drawListed, type DrawRow, listDraws } from '../../store/draws.ts'
import { accountNames, placeNames } from '../../store/planning.ts'
import { addCommitment, addReveal, commitDraw, runDraw, type SeedPlan, voidDraw } from '../draws.ts'
import { AttemptWire, DrawListWire, drawListWire, IdParam, Nullable, ReasonBody, Uuid, When, words } from '../planning-wire.ts'
import { publishedOf } from '../published.ts'
import { cityDay, type InspectionWork } from '../work.ts'
import { type AskedToPlan, knowsUnannounced } from './programmes.ts'

const drawing = { permission: 'inspections.draw' } as const
const read = { permission: 'inspections.read' } as const
const isoOrNull = (at: Parameters<typeof toIso>[0] | null): string | null => (at === null ? null : toIso(at))

const Party = Type.Object({ party: Type.String(), commitment: Type.String(), at: Type.String(), mine: Type.Boolean(), account_name: Nullable(Type.String()), secret: Nullable(Type.String()), revealed_at: Nullable(Type.String()) })
const DrawWire = Type.Object({
  ...DrawListWire.properties, public_value_at: Nullable(Type.String()), public_value: Nullable(Type.String()), seed: Nullable(Type.String()), result_sha256: Nullable(Type.String()), parties: Type.Array(Party),
  committed_by_name: Nullable(Type.String()), drawn_by_name: Nullable(Type.String()),
  method: Type.String(), take: Type.String(), probability: Type.String(), allocation: Type.String(), per_visit: Type.Integer(), most_per_day: Type.Integer(), days: Type.Array(Type.String()),
  strata: Type.Array(Type.Object({ key: Type.String(), places: Type.Integer(), sample: Type.Integer() })), inspectors: Type.Integer(), recused: Type.Integer(), excluded: Type.Integer(),
  public_now: Type.Boolean({ description: 'whether frame and result are public' }), hidden: Type.Boolean({ description: 'whether the places are kept from this caller until the round is over' }),
  selected: Type.Array(Type.Object({
    place_id: Type.String(), name: Nullable(Type.String()), type_code: Nullable(Type.String()), area_name: Nullable(Type.String()), lon: Nullable(Type.Number()), lat: Nullable(Type.Number()), stratum: Type.String(),
    pi: Type.String(), ticket: Type.String(), day: Type.String(), inspector_names: Type.Array(Type.String()), stop_order: Type.Integer(),
  })),
  shortages: Type.Integer(), attempts: Type.Array(AttemptWire),
})
const SeedBody = Type.Union([
  Type.Object({ kind: Type.Literal('public_value'), name: Type.String({ maxLength: 200 }), known_at: When }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('commit_reveal') }, { additionalProperties: false }),
])

const oneDraw = async (r: AskedToPlan, id: string) => {
  const answer = await r.city.read(everyRow, async (tx) => {
    const d = await drawById(tx, id), listed = await drawListed(tx, id)
    if (!d || !listed) return null
    const publicNow = drawIsPublic(listed.kind, listed.ends_on, cityDay(r.city, r.now))
    const hidden = !publicNow && !knowsUnannounced(r.actor)
    const selected = hidden || d.result === null ? [] : d.result.selected
    const places = new Map((await placeNames(tx, selected.map((s) => s.place_id))).map((p) => [p.id, p]))
    const people = new Map((await accountNames(tx, [...new Set([...selected.flatMap((s) => s.inspector_ids), ...d.commitments.map((c) => c.account_id), ...[d.committed_by ?? '', d.drawn_by ?? ''].filter(Boolean)])]))
      .map((a) => [a.id, a.display_name]))
    const { settings } = d.frame
    return {
      ...drawListWire(listed), public_value_at: isoOrNull(d.public_value_at), public_value: d.public_value, seed: d.seed, result_sha256: d.result_sha256,
      committed_by_name: people.get(d.committed_by ?? '') ?? null, drawn_by_name: people.get(d.drawn_by ?? '') ?? null,
      parties: d.commitments.map((c) => {
        const reveal = d.reveals.find((each) => each.party === c.party)
        return { party: c.party, commitment: c.commitment, at: c.at, mine: c.account_id === r.actor.id, account_name: people.get(c.account_id) ?? null, secret: reveal?.secret ?? null, revealed_at: reveal?.at ?? null }
      }),
      method: settings.method, take: settings.take, probability: settings.probability, allocation: settings.allocation, per_visit: settings.per_visit, most_per_day: settings.most_per_day, days: [...settings.days],
      strata: d.frame.strata.map(({ key, places: n, sample }) => ({ key, places: n, sample })), inspectors: d.frame.inspectors.length, recused: d.frame.inspectors.filter((i) => i.barred.length > 0).length,
      excluded: d.frame.excluded.length, public_now: publicNow, hidden,
      selected: selected.map((s) => {
        const place = places.get(s.place_id)
        return {
          place_id: s.place_id, name: place?.name ?? null, type_code: place?.type_code ?? null, area_name: place?.area_name ?? null, lon: place?.lon ?? null, lat: place?.lat ?? null, stratum: s.stratum, pi: s.pi,
          ticket: s.ticket, day: s.day, inspector_names: s.inspector_ids.map((each) => people.get(each) ?? ''), stop_order: s.stop_order,
        }
      }),
      shortages: d.result?.shortages.length ?? 0,
      attempts: (await attemptsOf(tx, d.round_id)).map(({ content_sha256: _c, chance_seen: _s, ...a }) => ({ ...a, committed_at: toIso(a.committed_at), drawn_at: isoOrNull(a.drawn_at), voided_at: isoOrNull(a.voided_at) })),
    }
  })
  if (!answer) throw problem('inspections.draw_not_found', { status: 404 })
  return answer
}
const after = async (r: AskedToPlan, deed: (work: InspectionWork) => Promise<DrawRow>) => {
  const d = await r.city.write(everyRow, (tx) => deed({ city: r.city, tx, actor: { id: r.actor.id }, now: r.now }))
  return oneDraw(r, d.id)
}

/** What anybody may know of a draw. Before it is made, or while an unannounced round goes on: its hash and where the seed comes from. */
const Published = Type.Object({
  id: Type.String(), state: words(['committed', 'drawn', 'void'] as const), attempt: Type.Integer(), frame_sha256: Type.String(), committed_at: Type.String(),
  seed_source: words(['public_value', 'commit_reveal'] as const), public_value_name: Nullable(Type.String()), public_value_at: Nullable(Type.String()),
  commitments: Type.Array(Type.Object({ party: Type.String(), commitment: Type.String(), at: Type.String() })),
  drawn_at: Nullable(Type.String()), result_sha256: Nullable(Type.String()), voided_at: Nullable(Type.String()), void_reason: Nullable(Type.String()),
  round: Type.Object({ programme: Type.String(), name: Type.String(), kind: words(programmeKinds), number: Type.Integer(), starts_on: Type.String(), ends_on: Type.String() }),
  open_after: Nullable(Type.String({ description: 'the last day of the round, when everything is kept until it is over' })),
  attempts: Type.Array(Type.Object({ attempt: Type.Integer(), state: words(['committed', 'drawn', 'void'] as const), frame_sha256: Type.String(), committed_at: Type.String(), voided_at: Nullable(Type.String()), void_reason: Nullable(Type.String()) })),
  file: Nullable(Type.Unknown({ description: 'the published draw (docs/guides/draws.md), once it may be known' })),
})

export const drawRoutes = [
  endpoint({
    id: 'inspections.draws', method: 'GET', path: '/api/inspections/draws', summary: 'Every draw and every attempt, newest first', access: read,
    query: Type.Object({ programme: Type.Optional(Uuid), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
    response: Type.Object({ items: Type.Array(DrawListWire), next_cursor: Nullable(Type.String()) }),
    handler: async (r) => {
      const limit = r.query.limit ?? 50
      const [key = '', id = ''] = (r.query.cursor ?? '').split('~')
      if (r.query.cursor && (!parseInstant(key).ok || !isUuid(id))) throw problem('http.bad_cursor', { status: 400 })
      const rows = await r.city.read(r.scope, (tx) => listDraws(tx, { programmeId: r.query.programme ?? null, after: r.query.cursor ? { key, id } : null, limit: limit + 1 }))
      const items = rows.slice(0, limit).map(drawListWire), last = items.at(-1)
      return { items, next_cursor: rows.length > limit && last ? `${last.committed_at}~${last.id}` : null }
    },
  }),
  endpoint({
    id: 'inspections.commit_draw', method: 'POST', path: '/api/inspections/rounds/:id/draws', summary: 'Fix the frame of a round and publish its hash, before the seed can be known', access: drawing, params: IdParam,
    body: SeedBody, response: DrawWire, status: 201,
    problems: ['inspections.round_not_found', 'inspections.not_active', 'inspections.round_fixed', 'inspections.round_over', 'inspections.re_inspection_not_drawn', 'inspections.no_published_checklist', 'inspections.value_known_already',
      'inspections.frame_drawn_already', 'inspections.frame_unchanged', 'inspections.area_not_yours'],
    handler: (r) => {
      const { body } = r
      const known = body.kind === 'public_value' ? parseInstant(body.known_at) : null
      if (known && !known.ok) throw problem('http.invalid_input', { status: 422, params: { count: 1 }, faults: [{ field: 'known_at', value: body.kind === 'public_value' ? body.known_at : null, code: 'inspections.time_bad' }] })
      const seed: SeedPlan = body.kind === 'public_value' && known?.ok ? { kind: 'public_value', name: body.name, known_at: known.value } : { kind: 'commit_reveal' }
      return after(r, async (work) => unwrap(await commitDraw(work, r.scope, r.params.id, seed)))
    },
  }),
  endpoint({
    id: 'inspections.draw', method: 'GET', path: '/api/draws/:id', summary: 'One draw as staff see it: frame in figures, parties, result by name', access: read, params: IdParam, response: DrawWire,
    problems: ['inspections.draw_not_found'], handler: (r) => oneDraw(r, r.params.id),
  }),
  endpoint({
    id: 'inspections.published_draw', method: 'GET', path: '/api/draws/:id/published', summary: 'What everybody may know of a draw, with the file to draw again from once it is public', access: 'public', params: IdParam,
    response: Published, problems: ['inspections.draw_not_found'], perMinute: 60,
    handler: async (r) => {
      const answer = await r.city.read(everyRow, async (tx) => {
        const d = await drawById(tx, r.params.id), listed = await drawListed(tx, r.params.id)
        if (!d || !listed) return null
        const publicNow = drawIsPublic(listed.kind, listed.ends_on, cityDay(r.city, r.now)) || knowsUnannounced(r.actor)
        const attempts = await attemptsOf(tx, d.round_id)
        return {
          id: d.id, state: d.state, attempt: d.attempt, frame_sha256: d.frame_sha256, committed_at: toIso(d.committed_at), seed_source: d.seed_source, public_value_name: d.public_value_name,
          public_value_at: isoOrNull(d.public_value_at), commitments: d.commitments.map(({ party, commitment, at }) => ({ party, commitment, at })), drawn_at: isoOrNull(d.drawn_at),
          result_sha256: d.result_sha256, voided_at: isoOrNull(d.voided_at), void_reason: d.void_reason,
          round: { programme: listed.programme_number, name: listed.programme_name, kind: listed.kind, number: listed.round_number, starts_on: listed.starts_on, ends_on: listed.ends_on },
          open_after: publicNow ? null : listed.ends_on,
          attempts: attempts.map((a) => ({ attempt: a.attempt, state: a.state, frame_sha256: a.frame_sha256, committed_at: toIso(a.committed_at), voided_at: isoOrNull(a.voided_at), void_reason: a.void_reason })),
          file: publicNow ? publishedOf(d) : null,
        }
      })
      if (!answer) throw problem('inspections.draw_not_found', { status: 404 })
      return answer
    },
  }),
  endpoint({
    id: 'inspections.draw_file', method: 'GET', path: '/api/draws/:id/file', summary: 'The published file of a draw, to keep and to verify', access: 'public', params: IdParam, produces: ['application/json'],
    problems: ['inspections.draw_not_found', 'inspections.draw_not_public', 'inspections.draw_not_made'], perMinute: 30,
    handler: async (r) => {
      const found = await r.city.read(everyRow, async (tx) => ({ d: await drawById(tx, r.params.id), listed: await drawListed(tx, r.params.id) }))
      if (!found.d || !found.listed) throw problem('inspections.draw_not_found', { status: 404 })
      if (!drawIsPublic(found.listed.kind, found.listed.ends_on, cityDay(r.city, r.now)) && !knowsUnannounced(r.actor)) throw problem('inspections.draw_not_public', { status: 409, params: { on: found.listed.ends_on } })
      const file = publishedOf(found.d)
      if (!file) throw problem('inspections.draw_not_made', { status: 409 })
      r.reply.header('content-disposition', `attachment; filename="draw-${found.listed.programme_number}-${found.listed.round_number}-${found.d.attempt}.json"`)
      r.reply.type('application/json; charset=utf-8')
      return r.reply.send(`${JSON.stringify(file, null, 1)}\n`)
    },
  }),
  endpoint({
    id: 'inspections.draw_verifier', method: 'GET', path: '/api/draws/verifier', summary: 'The stand-alone verifier: one file for Node without any package', access: 'public', produces: ['text/javascript'], perMinute: 30,
    handler: async (r) => {
      const text = await readFile(new URL('../../../../scripts/verify-draw.mjs', import.meta.url), 'utf8').catch(() => null)
      if (text === null) throw problem('inspections.verifier_missing', { status: 404 })
      r.reply.header('content-disposition', 'attachment; filename="verify-draw.mjs"')
      r.reply.type('text/javascript; charset=utf-8')
      return r.reply.send(text)
    },
  }),
  endpoint({
    id: 'inspections.commit_secret', method: 'POST', path: '/api/draws/:id/commitments', summary: 'A party hands in the hash of its secret', access: read, params: IdParam,
    body: Type.Object({ party: Type.String({ maxLength: 60 }), commitment: Type.String({ maxLength: 64 }) }, { additionalProperties: false }), response: DrawWire,
    problems: ['inspections.draw_not_found', 'inspections.draw_not_open', 'inspections.draw_other_source', 'inspections.commitments_complete', 'inspections.party_twice', 'inspections.party_named_twice', 'inspections.commitment_copied'],
    handler: (r) => after(r, async (work) => unwrap(await addCommitment(work, r.params.id, r.body))),
  }),
  endpoint({
    id: 'inspections.reveal_secret', method: 'POST', path: '/api/draws/:id/reveals', summary: 'A party tells its secret, once both hashes are in', access: read, params: IdParam,
    body: Type.Object({ secret: Type.String({ maxLength: 1000 }) }, { additionalProperties: false }), response: DrawWire,
    problems: ['inspections.draw_not_found', 'inspections.draw_not_open', 'inspections.draw_other_source', 'inspections.not_a_party', 'inspections.reveal_too_early', 'inspections.revealed_already', 'inspections.reveal_differs'],
    handler: (r) => after(r, async (work) => unwrap(await addReveal(work, r.params.id, r.body.secret))),
  }),
  endpoint({
    id: 'inspections.run_draw', method: 'POST', path: '/api/draws/:id/run', summary: 'Draw: the result follows from frame and seed alone, and becomes the round\'s visits', access: drawing, params: IdParam,
    body: Type.Object({ public_value: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false }), response: DrawWire,
    problems: ['inspections.draw_not_found', 'inspections.draw_not_open', 'inspections.draw_too_soon', 'inspections.value_not_known_yet', 'inspections.reveals_missing', 'inspections.no_published_checklist',
      'inspections.method_changed', 'inspections.area_not_yours', 'inspections.area_gone'],
    handler: (r) => after(r, async (work) => unwrap(await runDraw(work, r.scope, r.params.id, r.body.public_value ?? null))),
  }),
  endpoint({
    id: 'inspections.void_draw', method: 'POST', path: '/api/draws/:id/void', summary: 'Declare a draw void, with a reason that stays with it', access: drawing, params: IdParam, body: ReasonBody, response: DrawWire,
    problems: ['inspections.draw_not_found', 'inspections.reason_empty', 'inspections.draw_not_open', 'inspections.visits_begun', 'inspections.area_not_yours'],
    handler: (r) => after(r, async (work) => unwrap(await voidDraw(work, r.scope, r.params.id, r.body.reason ?? ''))),
  }),
]
