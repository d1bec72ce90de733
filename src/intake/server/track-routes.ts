import { Type } from 'typebox'
import { type Instant, toIso } from '#base/instants.ts'
import { areaModelOf } from '#areas/server/index.ts'
import type { Case, SealedEvent } from '#cases/rules/index.ts'
import { publicSteps } from '#cases/rules/index.ts'
import { caseModelOf, caseWithHistory, fileById, runCommand, termsOfModel } from '#cases/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { dutyModelOf } from '#organisations/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { endpoint, problem, unwrap } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { cleanText, hidePersonal, type PublicHappening, publicStory, readTrackingCode, shownCode, textLimits } from '../rules/index.ts'
import { reportByCode } from '../store/reports.ts'
import type { IntakeDeps } from './deps.ts'
import { reporterActor } from './report-routes.ts'
import { TrackWire } from './wire.ts'

type Tracked = {
  /** The case that was reported, and the one it went into where it was merged. */
  readonly own: Case
  readonly case: Case
  readonly events: readonly SealedEvent[]
}

const unknown = () => problem('intake.code_unknown', { status: 404 })

/** The case behind a code. Whoever holds the code sees this one case and no other: the row policies know the code, not the asker. */
const tracked = async (tx: Tx, code: string): Promise<Tracked> => {
  const report = await reportByCode(tx, code)
  if (!report) throw unknown()
  await tx.setScope({ 'app.case': report.case_id })
  const found = await caseWithHistory(tx, report.case_id)
  if (!found) throw unknown()
  let present = found
  // Merged cases may have been merged on: to where the work is done.
  for (let i = 0; i < 10 && present.case.merged_into_id !== null; i++) {
    await tx.setScope({ 'app.case': present.case.merged_into_id })
    const next = await caseWithHistory(tx, present.case.merged_into_id)
    if (!next) break
    present = next
  }
  return { own: found.case, case: present.case, events: found.case.id === present.case.id ? found.events : [...found.events, ...present.events] }
}

const trackedByCode = async <T>(city: CityDb, typed: string, work: (tx: Tx, found: Tracked, code: string) => Promise<T>): Promise<T> => {
  const code = readTrackingCode(typed)
  if (code === null) throw unknown()
  return city.read({ 'app.actor': 'anonymous', 'app.track': code }, async (tx) => work(tx, await tracked(tx, code), code))
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))

const happeningWire = (h: PublicHappening, locale: Locale) => {
  const t = translator(locale)
  const reason = h.reason === null ? '' : t(`cases.decline_reasons.${h.reason}`)
  return { code: h.code, at: toIso(h.at), text: h.reason === null ? t(`intake.track.${h.code}`) : `${t(`intake.track.${h.code}`)}${reason}`,
    note: h.text, until: isoOrNull(h.until) }
}

const CodeParam = Type.Object({ code: Type.String({ maxLength: 40 }) })

export const trackRoutes = ({ feed, files }: Pick<IntakeDeps, 'feed' | 'files'>) => [
  endpoint({
    id: 'intake.track', method: 'GET', path: '/api/track/:code', summary: 'What became of a report: for whoever holds its code, without an account',
    access: 'public', perMinute: 60,
    params: CodeParam, response: TrackWire, problems: ['intake.code_unknown'],
    handler: (r) =>
      trackedByCode(r.city, r.params.code, async (_tx, found, code) => {
        const [model, areas, catalogue, duties] = [await caseModelOf(r.city), await areaModelOf(r.city), await catalogueModelOf(r.city),
          await dutyModelOf(r.city)]
        const { config } = termsOfModel(model, found.case.config_version)
        const story = publicStory(found.case, found.events, config.reopen_days)
        const category = found.case.category_id === null ? null : catalogue.category(found.case.category_id)
        const area = found.own.area_id === null ? null : areas.byId(found.own.area_id)
        const unit = found.case.lead_unit_id === null || !story.happenings.some((h) => h.code === 'dispatched')
          ? null : duties.units.get(found.case.lead_unit_id)
        return {
          number: found.own.number, code: shownCode(code),
          category: category && (r.locale === 'en' ? (category.name_en ?? category.name) : category.name),
          area: area ? areas.pathNames(area).join(r.locale === 'en' ? ' / ' : '') : null, unit: unit?.name ?? null, step: story.step,
          steps: [...publicSteps], open: story.open,
          reported_at: toIso(found.own.opened_at), happenings: story.happenings.map((h) => happeningWire(h, r.locale)),
          expected_at: isoOrNull(story.expected_at), expected_provisional: story.expected_provisional,
          suspended_until: isoOrNull(story.suspended_until), closed_at: isoOrNull(story.closed_at),
          close_reason: story.close_reason,
          not_fixed_until: story.not_fixed_until !== null && story.not_fixed_until >= r.now ? toIso(story.not_fixed_until) : null,
          merged_into: found.own.id === found.case.id ? null : found.case.number,
          photos: story.after_photos.map((id) => ({ id, thumb_url: `/api/track/${code}/photos/${id}?size=thumb`,
            view_url: `/api/track/${code}/photos/${id}` })),
        }
      }),
  }),
  endpoint({
    id: 'intake.track_photo', method: 'GET', path: '/api/track/:code/photos/:id', summary: 'A photo taken after the work', access: 'public',
    perMinute: 240,
    params: Type.Object({ code: Type.String({ maxLength: 40 }), id: Type.String({ format: 'uuid' }) }),
    query: Type.Object({ size: Type.Optional(Type.Union([Type.Literal('thumb'), Type.Literal('view')])) }),
    produces: ['image/jpeg'], problems: ['intake.code_unknown'],
    handler: (r) =>
      trackedByCode(r.city, r.params.code, async (tx, found) => {
        const row = publicStory(found.case, found.events, 0).after_photos.includes(r.params.id) ? await fileById(tx, r.params.id) : null
        const stored = row && (await files.get(r.query.size === 'thumb' ? row.thumb_sha256 : row.view_sha256))
        if (!stored) throw unknown()
        r.reply.header('cache-control', 'private, max-age=86400').header('content-length', stored.size).type('image/jpeg')
        return stored.stream
      }),
  }),
  endpoint({
    id: 'intake.not_fixed', method: 'POST', path: '/api/track/:code/not-fixed',
    summary: '"It is not fixed": the reporter has the case looked at again', access: 'public', perMinute: 10, crossSite: true,
    params: CodeParam, body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: textLimits.reason * 2 }) },
      { additionalProperties: false }),
    response: Type.Object({ number: Type.String(), step: Type.Enum([...publicSteps]) }), problems: ['intake.code_unknown', 'intake.reason_missing'],
    handler: async (r) => {
      const reason = cleanText('reason', r.body.reason, textLimits.reason)
      if (!reason.ok) throw problem('intake.rejected', { params: { count: 1 }, faults: [reason.error] })
      if (reason.value === '') throw problem('intake.reason_missing')
      const { id, code } = await trackedByCode(r.city, r.params.code, async (_tx, found, own) => ({ id: found.case.id, code: own }))
      const held = unwrap(await runCommand(
        r.city, { 'app.actor': 'anonymous', 'app.track': code, 'app.case': id }, feed,
        { id, command: { type: 'reopen', reason: hidePersonal(reason.value, null) }, expected_seq: null, actor: reporterActor }, r.now,
      ))
      return { number: held.case.number, step: publicStory(held.case, [], 0).step }
    },
  }),
] as const
