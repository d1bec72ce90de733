import { type Instant, type LocalDate, toIso } from '#base/instants.ts'
import { addDays } from '#base/zones.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { type CityDb, everyRow, type RowScope } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { casesAgain, openCasesOfPlaces, visitsOfInspector } from '../store/day.ts'
import { bodiesOf, revisionsKnown } from '../store/submissions.ts'
import { accountNames, checklistsById } from '../store/visits.ts'

/** As many open cases as an inspector can look for at one place. */
const casesEach = 12
const missedDays = 30
/** Where a device finds pictures: photos of visits, and photos of cases. */
export const mediaBase = { visits: '/api/visit-photos/', cases: '/api/files/' } as const

const clock = (time: string | null): string | null => time?.slice(0, 5) ?? null

/**
 * Everything an inspector needs for some days without a network, and nothing of anybody else's: his own visits in order, the open cases at their places, the last
 * result, the checklists, and the catalogue in short. What lies at a place he is sent to he may know though the rest of that area is not his.
 */
export const dayDownload = async (city: CityDb, scope: RowScope, caller: Caller, from: LocalDate, days: number, now: Instant) => {
  const account = caller.id as string
  const catalogue = await catalogueModelOf(city)
  const own = await city.read(scope, async (tx) => {
    const names = new Map((await accountNames(tx, [account])).map((a) => [a.id, a.name]))
    return names.get(account) ?? caller.name
  })
  return city.read(everyRow, async (tx) => {
    const visits = await visitsOfInspector(tx, account, from, addDays(from, days - 1), addDays(from, -missedDays))
    const places = [...new Set(visits.flatMap((v) => v.place_id ?? []))]
    const open = new Map<string, Awaited<ReturnType<typeof openCasesOfPlaces>>[number][]>()
    for (const c of await openCasesOfPlaces(tx, places, casesEach)) open.set(c.place_id, [...(open.get(c.place_id) ?? []), c])
    const again = new Map((await casesAgain(tx, visits.flatMap((v) => v.case_id ?? []))).map((c) => [c.id, c]))
    const names = new Map((await accountNames(tx, visits.flatMap((v) => v.inspector_ids))).map((a) => [a.id, a.name]))
    const revisions = new Map<string, Record<string, number>>()
    for (const r of await revisionsKnown(tx, visits.map((v) => v.id))) revisions.set(r.visit_id, { ...revisions.get(r.visit_id), [r.device_id]: r.revision })
    const bodies = new Map((await bodiesOf(tx, visits.flatMap((v) => (v.state === 'returned' && v.submission_id !== null ? [v.submission_id] : [])))).map((b) => [b.id, b.body]))
    // A visit not begun is made with the newest list of its kind; one that came back keeps the list it was made with.
    const versionOf = (v: (typeof visits)[number]): string => (v.state === 'planned' || v.state === 'missed' ? (v.latest_version_id ?? v.checklist_version_id) : v.checklist_version_id)
    const lists = await checklistsById(tx, [...new Set(visits.map(versionOf))])
    const category = (path: string | null): string | null => (path === null ? null : (catalogue.byPath(path)?.code ?? null))
    return {
      server_time: toIso(now), account: { id: account, name: own },
      checklists: lists.map((l) => ({ version_id: l.id, title: l.title, form: l.form as unknown as Record<string, unknown>, items: l.items as unknown as Record<string, unknown>[] })),
      visits: visits.map((v) => {
        const c = v.case_id === null ? null : (again.get(v.case_id) ?? null)
        const cases = v.place_id === null ? [] : (open.get(v.place_id) ?? [])
        const known = revisions.get(v.id)
        return {
          id: v.id, number: v.number, programme: { name: v.programme_name, kind: v.programme_kind },
          place: v.place_id === null ? null : {
            id: v.place_id, code: v.place_code, name: v.place_name ?? '', type: { code: v.place_type ?? '', name: v.place_type_name ?? '', name_en: v.place_type_name_en ?? '' }, address: v.place_address ?? '',
            lon: v.place_lon ?? 0, lat: v.place_lat ?? 0, standard: v.standard ?? '', standard_en: v.standard_en ?? '', area: v.area_name, has_photo: v.has_photo ?? false,
          },
          planned_on: v.planned_on, window: v.window_from === null && v.window_to === null ? null : { from: clock(v.window_from), to: clock(v.window_to) }, stop_order: v.stop_order,
          inspectors: v.inspector_ids.map((id) => ({ id, name: names.get(id) ?? '' })), checklist_version_id: versionOf(v), state: v.state, reason: v.reason, conflict: v.conflict,
          revision_known: known === undefined ? 0 : Math.max(...Object.values(known)), revisions: known ?? {},
          last_result: v.last_on === null ? null : { visited_on: v.last_on, score: v.last_score, findings: v.last_findings ?? 0 },
          open_cases: cases.map((o) => ({ id: o.id, number: o.number, title: o.title, category: category(o.category_path), state: o.state, opened_at: toIso(o.opened_at) })),
          open_case_count: cases[0]?.more ?? 0,
          re_inspects: c && {
            case_id: c.id, number: c.number, title: c.title, category: category(c.category_path), state: c.state, closed_at: c.closed_at === null ? null : toIso(c.closed_at), lon: c.lon, lat: c.lat,
            photos: c.photos.slice(0, 12).map((p) => ({ id: p.id, kind: p.kind })),
          },
          submission: v.state === 'returned' && v.submission_id !== null ? ((bodies.get(v.submission_id) ?? null) as Record<string, unknown> | null) : null,
        }
      }),
      categories: catalogue.leaves.map((leaf) => ({ code: leaf.code, name: leaf.name, name_en: leaf.name_en, parent: leaf.parent_code ?? null, kind: leaf.kind })),
      media_base: mediaBase,
    }
  })
}
