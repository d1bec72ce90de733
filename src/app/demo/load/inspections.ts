import { createHash } from 'node:crypto'
import { addMs, dayMs, type Instant, type LocalDate, minuteMs, toIso } from '#base/instants.ts'
import { seededRandom } from '#base/seeded-random.ts'
import { addDays, daysOf, instantAt, weekdayOf } from '#base/zones.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { scoreVisit } from '#inspections/rules/index.ts'
import {
  casesAtPlaces, changeRoundSettings, checklistsOffered, cityDay, commitDraw, createProgramme, type EndedFinding, type EndedSubmission, type EndedVisit, generateLettersIn, type InspectionWork, itemsOfVersions, markMissedVisits,
  moveProgramme, planProgramme, plannedForHistory, runDraw, seedDefaultChecklists, voidDraw, writeVisitHistories,
} from '#inspections/server/index.ts'
import { type CityDb, everyRow, type Tx } from '#platform/db/index.ts'
import { newId } from '#platform/random/index.ts'
import { demoAccounts } from '../accounts.ts'
import type { DemoIds } from '../cases/types.ts'
import { answersFor, demoProgrammes } from '../inspections.ts'
import type { CityParts, Report } from './city.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!result.ok) throw new Error(`the demo city's inspections were refused: ${JSON.stringify(result.error)}`)
  return result.value
}
export type InspectionsInput = { readonly city: CityDb; readonly parts: CityParts; readonly ids: DemoIds; readonly seed: string; readonly now: Instant; readonly report: Report }

/** The first of the month two months back: three months of rounds. */
const firstDay = (today: LocalDate): LocalDate => {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 3
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

/** Programmes with the rounds of three months, each drawn in its time by a public value that was named before, as the rules demand. */
const drawRounds = async ({ city, parts, ids, seed, now, report }: InspectionsInput): Promise<void> => {
  const today = cityDay(city, now), starts = firstDay(today)
  const time = (day: LocalDate, minute: number): Instant => instantAt(day, minute, city.zone)
  const office = { id: ids.account('civility') }
  const inspectors = demoAccounts(parts.areas, parts.units).accounts.filter((a) => a.role === 'inspector').map((a) => ids.account(a.username))
  const areaId = ids.area(parts.areas.city.code)
  const random = seededRandom(`${seed}/draws`)
  const at = <T>(moment: Instant, deed: (work: InspectionWork) => Promise<T>): Promise<T> => city.write(everyRow, (tx) => deed({ city, tx, actor: office, now: moment }))
  await at(time(addDays(starts, -14), 600), ({ tx, now: then }) => seedDefaultChecklists(tx, then))
  const checklists = new Map((await city.read(everyRow, checklistsOffered)).map((c) => [c.code, c.id]))
  let done = 0
  for (const draft of demoProgrammes) {
    const begun = time(addDays(starts, -10), 630)
    const programme = await at(begun, async (work) => {
      const made = await createProgramme(work, everyRow, {
        name: draft.name, kind: draft.kind, checklist_id: checklists.get(draft.checklist) ?? null, area_id: areaId, settings: draft.settings(inspectors), starts_on: starts, ends_on: null,
      })
      return must(await moveProgramme({ ...work, now: addMs(begun, 20 * minuteMs) }, everyRow, made.id, 'activate', ''))
    })
    const rounds = await at(addMs(begun, 30 * minuteMs), (work) => planProgramme(work, programme, starts, addDays(today, 21)))
    let issue = 100 + demoProgrammes.indexOf(draft) * 50
    for (const round of rounds) {
      const fixed = time(addDays(round.starts_on, -4), 1000), known = time(addDays(round.starts_on, -3), 1275), drawn = time(addDays(round.starts_on, -2), 545)
      if (drawn >= now) {
        // The next round of the weekly check waits for its two parties.
        if (draft.kind === 'weekly_check') must(await at(fixed < now ? fixed : addMs(now, -60 * minuteMs), (work) => commitDraw(work, everyRow, round.id, { kind: 'commit_reveal' })))
        break
      }
      const commit = (moment: Instant): Promise<{ readonly id: string }> => at(moment, async (work) => must(await commitDraw(work, everyRow, round.id, {
        kind: 'public_value', name: `生成的公开数，第 ${issue} 期`, known_at: known,
      })))
      if (round.number === draft.voidedRound) {
        const first = await commit(addMs(fixed, -dayMs))
        await at(addMs(fixed, -60 * minuteMs), async (work) => must(await voidDraw(work, everyRow, first.id, '名单漏了新启用的点位，还没有出数，重新定名单')))
        await at(addMs(fixed, -30 * minuteMs), async (work) => must(await changeRoundSettings(work, everyRow, round.id, { ...round.settings, sample: { ...round.settings.sample, count: round.settings.sample.count + 2 } })))
      }
      const { id } = await commit(fixed)
      const value = Array.from({ length: 7 }, () => String(random.int(1, 33)).padStart(2, '0')).join(' ')
      await at(drawn, async (work) => must(await runDraw(work, everyRow, id, value)))
      issue++
      report('draws', ++done, null)
    }
  }
}

/** What the visits of the past found: places differ, so do kinds of places, and it slowly gets better; an open case at a place is found again. */
const walkVisits = async (tx: Tx, { city, ids, seed, now }: InspectionsInput): Promise<void> => {
  const today = cityDay(city, now)
  const items = new Map((await itemsOfVersions(tx)).map((v) => [v.id, v.items]))
  const catalogue = await catalogueModelOf(city)
  const categoryIds = new Map(catalogue.leaves.map((leaf) => [leaf.code, leaf.id as string]))
  const planned = await plannedForHistory(tx)
  const cases = new Map<string, Awaited<ReturnType<typeof casesAtPlaces>>[number][]>()
  for (const c of await casesAtPlaces(tx, addMs(now, -150 * dayMs))) cases.set(c.place_id, [...(cases.get(c.place_id) ?? []), c])
  const office = ids.account('civility')
  const visits: EndedVisit[] = [], submissions: EndedSubmission[] = [], findings: EndedFinding[] = []
  const answers: Parameters<typeof writeVisitHistories>[1]['answers'][number][] = []
  const base = seededRandom(`${seed}/visits`)
  const quality = new Map<string, number>()
  const typeBadness: Readonly<Record<string, number>> = { market: 0.17, residential_compound: 0.12, back_lane: 0.14, construction_site: 0.15, park: 0.06, mall: 0.06, service_hall: 0.04, main_road: 0.1, school: 0.06, hospital: 0.07 }
  let number = 0
  for (const v of planned) {
    const random = base.fork(String(++number))
    const age = daysOf(today) - daysOf(v.planned_on)
    const goesLate = random.next() < 0.04, stays = random.next() < 0.025
    if (age < 0 || (age === 0 && random.next() < 0.6) || (stays && age > 0) || (goesLate && age < 2)) continue
    const ended = addMs(instantAt(v.planned_on, 555 + ((v.stop_order - 1) % 14) * 30 + random.int(0, 9), city.zone), goesLate ? dayMs : 0)
    if (ended > addMs(now, -20 * minuteMs)) continue
    const list = items.get(v.checklist_version_id) ?? []
    let own = quality.get(v.place_id)
    if (own === undefined) quality.set(v.place_id, (own = Math.exp(base.fork(`place ${quality.size}`).normal() * 0.5)))
    const badness = Math.min(0.4, 0.55 * (typeBadness[v.type_code] ?? 0.09) * own * Math.sqrt(v.risk) * (1 + age / 400))
    const open = (cases.get(v.place_id) ?? []).filter((c) => c.opened_at < ended + 2 * dayMs && c.opened_at > ended - 25 * dayMs && (c.ended_at === null || c.ended_at > ended))
    const caseOf = (item: (typeof list)[number]) => item.category === null ? undefined : open.find((c) => c.category_id === categoryIds.get(item.category as string))
    const known = new Set(list.filter((item) => caseOf(item)).map((item) => item.name))
    const form = answersFor(list, badness, known, random)
    const scored = scoreVisit(list, form, 'zh-CN')
    const started = addMs(ended, -random.int(9, 26) * minuteMs), received = addMs(ended, random.int(1, 90) * minuteMs)
    const decided = addMs(received, random.int(120, 1500) * minuteMs)
    const accepted = decided < now
    const account = v.inspector_ids[0] as string
    const id = newId<'Submission'>(ended)
    const lon = Math.round((v.lon + random.normal() * 0.00008) * 1e6) / 1e6, lat = Math.round((v.lat + random.normal() * 0.00006) * 1e6) / 1e6, accuracy = random.int(4, 22)
    const body = {
      id, visit_id: v.id, device_id: `generated-${account.slice(-6)}`, revision: 1, checklist_version_id: v.checklist_version_id, started_at: toIso(started), ended_at: toIso(ended), sent_at: toIso(received), answers: form,
      photos: [], findings: [], lon, lat, accuracy_m: accuracy, not_done_reason: null,
    }
    submissions.push({
      id, visit_id: v.id, account_id: account, device_id: body.device_id, revision: 1, made_at: ended, clock_offset_ms: 0, received_at: received < now ? received : now, checklist_version_id: v.checklist_version_id, body,
      body_sha256: sha256(JSON.stringify(body)), standing: 'current',
    })
    for (const answer of scored.answers) answers.push({ ...answer, visit_id: v.id })
    visits.push({
      id: v.id, state: accepted ? 'accepted' : 'submitted', late: goesLate, started_at: started, ended_at: ended, received_at: received < now ? received : now, decided_at: accepted ? decided : null,
      decided_by: accepted ? office : null, reason: null, submission_id: id, ...scored.score, lon, lat, accuracy_m: accuracy,
    })
    for (const p of scored.proposals) {
      const item = list.find((each) => each.name === p.item)
      const found = item && caseOf(item)
      const state = !accepted ? 'proposed' as const : !found ? 'dismissed' as const : found.opened_at > started ? 'case_made' as const : 'joined' as const
      findings.push({
        id: newId(ended), visit_id: v.id, place_id: v.place_id, key: p.key, item: p.item, category_id: p.category === null ? null : categoryIds.get(p.category) ?? null, description: p.description, lon, lat, state,
        case_id: state === 'case_made' || state === 'joined' ? found?.id ?? null : null, decided_at: accepted ? decided : null, decided_by: accepted ? office : null,
        reason: state === 'dismissed' ? '现场已当场整改' : null, created_at: ended,
      })
    }
  }
  await writeVisitHistories(tx, { visits, submissions, answers, findings })
}

/** Letters of the last four weeks: those of the weeks before went out and most were acknowledged, those of last week are partly still to be reviewed. */
const writeLetters = async ({ city, ids, seed, now }: InspectionsInput): Promise<void> => {
  const office = ids.account('civility'), random = seededRandom(`${seed}/letters`)
  const today = cityDay(city, now), monday = addDays(today, 1 - weekdayOf(today))
  for (let ago = 4; ago >= 1; ago--) {
    const week = addDays(monday, -7 * ago), made = instantAt(addDays(week, 7), 8 * 60, city.zone)
    const generated = made < now ? made : now
    await city.write(everyRow, (tx) => generateLettersIn(tx, city, {
      week, now: generated, actor: null,
      finish: (letter) => {
        const draw = random.next()
        if (ago === 1 && draw < 0.25) return letter
        const later = (minutes: number) => { const moment = addMs(generated, minutes * minuteMs); return moment < now ? moment : now }
        const reviewed = { ...letter, state: 'reviewed' as const, reviewed_at: later(90), reviewed_by: office, note: random.next() < 0.3 ? '请对超期和反复出现的问题逐件说明原因，并报整改时限。' : '' }
        if (ago === 1 && draw < 0.4) return reviewed
        const sent = { ...reviewed, state: 'sent' as const, sent_at: later(150), sent_by: office }
        return draw > (ago === 1 ? 0.75 : 0.15) ? { ...sent, state: 'acknowledged' as const, acknowledged_at: later(300 + random.int(0, 1500)), acknowledged_by: null, acknowledgement: '已收到，按期整改。' } : sent
      },
    }))
  }
}

/** Writes programmes, drawn rounds and three months of visits into the generated city. */
export const writeInspections = async (input: InspectionsInput): Promise<void> => {
  await drawRounds(input)
  input.report('visits', 0, null)
  await input.city.write(everyRow, (tx) => walkVisits(tx, input))
  await markMissedVisits(input.city, input.now)
  await writeLetters(input)
}
