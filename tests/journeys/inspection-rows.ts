import { areaModelOf } from '#areas/server/index.ts'
import type { BadgeRules } from '#inspections/rules/index.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { type InspectionCity, inspectionCity, photoSaid, send, sendPhoto, submission } from './inspection-city.ts'
import type { Caller, SmallCity } from './small-city.ts'

const badgeRules: BadgeRules = {
  place_types: [], earn: { visits: 2, least_score: 90, window_days: 180, open_cases_most: 0, wait_days: 90 }, keep: { every_days: 180, visits: 1, least_score: 85, open_cases_most: 1 },
  lose: { score_below: 70, cases_at_least: 5, window_days: 90 }, expire_days: 60,
}

export type InspectionRows = { readonly ic: InspectionCity; readonly east: string; readonly accepted: string; readonly west: string; readonly crossed: string; readonly photo: string }

/**
 * Something in every table of inspections: visits in both districts and in every kind of hands, one of them accepted with cases and photos; letters to units and
 * districts, sent and not; recusals; a badge. `crossing` is an inspector sent across his own district, `of` says by name who an account is.
 */
export const fillInspections = async (c: SmallCity, crossing: string, asCaller: (name: string) => Promise<Caller>): Promise<InspectionRows> => {
  const ic = await inspectionCity(c, 2)
  const { city } = c.t
  const areas = await areaModelOf(city)
  const area = (code: string) => areas.byCode(code) as { readonly id: string; readonly path: string }
  const walker = await asCaller('walker'), office = await asCaller('civility-office')
  const [accepted, east, west, crossed] = [await ic.visit({ place: 0 }), await ic.visit({ place: 1 }), await ic.visit({ place: 1, inspectors: [ic.inspectors.west_walker] }), await ic.visit({ place: 1, inspectors: [crossing] })]
  const street = area('990102001')
  await city.write(everyRow, (tx) => tx.run(sql`update visits set area_id = ${street.id}, area_path = ${street.path}, unit_id = null, unit_path = null where id = any(${[west, crossed]}::uuid[])`))
  const photo = photoSaid({ item: 'clean' })
  for (const [visit, p] of [[accepted, photo], [east, photoSaid({ item: 'clean' })]] as const) {
    await send(walker, submission(c, ic, visit, { answers: { clean: 'fail', clean_note: 'alpha', order: 'fail', order_note: 'alpha' }, photos: [p], findings: [{ key: 'k', category: null, description: '巷内 alpha', lon: null, lat: null }] }))
    await sendPhoto(walker, visit, p)
  }
  const done = await office.call('POST', `/api/visits/${accepted}/accept`)
  if (done.status !== 200) throw new Error(JSON.stringify(done.body))
  const now = new Date(c.now()), id = (): string => newId(c.now())
  await c.t.database.asOwner(city.schema, async (tx) => {
    const unit = (await tx.one(sql<{ path: string }>`select path from units where id = ${c.units.streets}`)).path
    for (const [week, state] of [['2026-03-02', 'sent'], ['2026-03-09', 'draft']] as const) {
      await tx.run(sql`insert into feedback_letters (id, number, week_starts_on, unit_id, unit_path, state, data, generated_at) values (${id()}, ${`F-${week}-u`}, ${week}, ${c.units.streets}, ${unit}, ${state}, '{}', ${now})`)
      await tx.run(sql`insert into feedback_letters (id, number, week_starts_on, area_id, area_path, state, data, generated_at) values (${id()}, ${`F-${week}-a`}, ${week}, ${area('990101').id}, ${area('990101').path}, ${state}, '{}', ${now})`)
    }
    await tx.run(sql`insert into outbox_mails (id, letter_id, recipient, subject, body, state, next_try_at, created_at)
      select gen_random_uuid(), id, 'unit@example.org', '周反馈', 'alpha', 'not_configured', ${now}, ${now} from feedback_letters`)
    for (const account of [crossing, ic.inspectors.walker]) {
      await tx.run(sql`insert into recusals (id, account_id, kind, place_id, reason, valid_from, created_at) values (${id()}, ${account}, 'interest', ${ic.places[0]?.id as string}, '亲属在此', '2026-01-01', ${now})`)
    }
    await tx.run(sql`insert into badge_kinds (code, name, rules) values ('model_lane_test', '示范街巷试点', ${JSON.stringify(badgeRules)}::jsonb)`)
    await tx.run(sql`insert into badges (id, kind_code, place_id, area_path, state, accepted_on, review_due_on, created_at, updated_at)
      values (${id()}, 'model_lane_test', ${ic.places[0]?.id as string}, ${area('990101001').path}, 'accepted', '2026-03-01', '2026-09-01', ${now}, ${now})`)
    await tx.run(sql`insert into inspection_events (id, kind, subject_id, actor, at, data) values (${id()}, 'badge.accepted', ${id()}, 'system', ${now}, '{}')`)
    await tx.run(sql`insert into draws (id, round_id, attempt, state, frame, frame_sha256, seed_source, public_value_name, committed_at)
      values (${id()}, ${ic.round_id}, 1, 'committed', '{}', ${'ab'.repeat(32)}, 'public_value', '某日开奖号码', ${now})`)
  })
  return { ic, east, accepted, west, crossed, photo: photo.id }
}
