import { type Instant, instant, minuteMs } from '#base/instants.ts'
import { uuidV7 } from '#base/ids.ts'
import { type Random, seededRandom } from '#base/seeded-random.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import { localReading } from '#base/zones.ts'
import type { CaseId, Source } from '#cases/rules/index.ts'
import type { DemoAreas, DemoCommunity } from '../areas.ts'
import { acceptorOf, acceptorPosts, demoAccounts, demoDistrict, inspectorOf } from '../accounts.ts'
import { type DemoCategory, limitIn } from '../catalogue.ts'
import type { Duties } from '../duty.ts'
import { isInside, pointInside } from '../geography/inside.ts'
import { type DemoPlace } from '../places.ts'
import { composeReport, drawSlots, type Slots } from '../texts/compose.ts'
import type { DemoUnit } from '../units.ts'
import { courseOf, type Stall } from './course.ts'
import { settleBefore, sourceForStall, stallsOf } from './desk.ts'
import { paceOf, qualitiesOf } from './pace.ts'
import { cameraOf, photosOf, takenBy } from './photos.ts'
import { type Arrival, arrivalsOf } from './schedule.ts'
import { mixOf, primaryCodes, scenesOf } from './themes.ts'
import type { DemoCase, DemoIds } from './types.ts'
import type { Recent, World } from './world.ts'
import { sure } from '../sure.ts'

export type PlanInput = {
  readonly areas: DemoAreas
  readonly units: readonly DemoUnit[]
  readonly duties: Duties
  readonly places: readonly DemoPlace[]
  readonly catalogue: readonly DemoCategory[]
  readonly calendar: CompiledCalendar
  readonly ids: DemoIds
  readonly now: Instant
  readonly seed: string
  readonly count: number
  /** Human number of the n-th case of a day. */
  readonly numberOf: (day: string, n: number) => string
}

const rareSources: readonly Source[] = ['video', 'leader', 'media']
const sourceOf = (arrival: Arrival, random: Random): Source => {
  if (arrival.category.hotline_only) return random.next() < 0.84 ? 'hotline' : 'resident_web'
  if (random.next() < 0.02) return rareSources[random.weighted([6, 2, 2])] ?? 'video'
  return (['hotline', 'patrol', 'inspection', 'resident_web'] as const)[random.weighted(mixOf(arrival.theme))] ?? 'patrol'
}

const reasons: Readonly<Record<string, string>> = {
  property_firm: '按职责矩阵：物业服务区域由物业服务单位主责', street: '按职责矩阵：属地街道（乡镇）主责', district: '按职责矩阵：区级主管部门主责',
  branch: '按职责矩阵：管线、设施由权属单位主责', city: '按职责矩阵：市级主管部门主责',
}

/** The spot in a community where a theme keeps coming up, so that the same problem is found again within metres. */
const anchorOf = (community: DemoCommunity, theme: string, seed: string): readonly [number, number] =>
  pointInside(community.rings, community.area.centre, seededRandom(`${seed}/anchor/${community.index}/${theme}`), 0.85)

const near = (community: DemoCommunity, [lon, lat]: readonly [number, number], metres: number, random: Random): readonly [number, number] => {
  const x = Math.round((lon + (random.next() - 0.5) * (metres / 42_000)) * 1e6) / 1e6,
    y = Math.round((lat + (random.next() - 0.5) * (metres / 55_000)) * 1e6) / 1e6
  return isInside(community.rings, x, y) ? [x, y] : [lon, lat]
}

const residentQuota = 14

/** The plans of all cases in order of their opening. Pure: the same input gives the same plans. */
export function* planCases(input: PlanInput): Generator<DemoCase> {
  const { areas, units, duties, places, calendar, ids, now, seed, numberOf } = input
  const root = seededRandom(`${seed}/cases`)
  const placesOf = new Map<number, DemoPlace[]>()
  for (const place of places) placesOf.set(place.community, [...(placesOf.get(place.community) ?? []), place])
  const world: World = {
    areas, duties, calendar, ids, now, seed, numberOf, placesOf, units: new Map(units.map((unit) => [unit.code, unit])),
      handlerOf: demoAccounts(areas, units).handlerOf,
    pace: paceOf(calendar), qualities: qualitiesOf(units, root.fork('quality')), randomOf: (label) => seededRandom(`${seed}/${label}`),
  }
  const arrivals = arrivalsOf({ areas, catalogue: input.catalogue, calendar, now, count: input.count, random: root.fork('schedule') })
  const recent: Recent[] = []
  const perDay = new Map<string, number>()
  let residentLeft = residentQuota
  const waiting = stallsOf(root.fork('desk'))
  for (const [i, given] of arrivals.entries()) {
    const random = seededRandom(`${seed}/c${i}`)
    const stall = waiting.get(arrivals.length - 1 - i) ?? null
    const original = stall === null && random.next() < 0.019 && recent.length > 0 ? sure(recent[random.int(0, recent.length - 1)]) : null
    const repeated = original && original.endsAt > given.at + 90 * minuteMs && given.at > original.openedAt + 4 * minuteMs ? original : null
    const arrival: Arrival = repeated ? { at: given.at, category: repeated.case.category, theme: repeated.case.theme,
      community: repeated.case.community } : given
    const made = drawCase(world, arrival, repeated, i, random, perDay, stall)
    const mine = residentLeft > 0 && made.case.steps[0]?.actor === 'reporter'
      && sure(areas.districts[sure(areas.communities[arrival.community]).district]).code === demoDistrict
      && (now - arrival.at < 70 * 86_400_000)
    if (mine) residentLeft--
    const planned: DemoCase = mine ? { ...made.case, reportedBy: 'resident' } : made.case
    if (!repeated) {
      recent.push({ ...made, case: planned })
      if (recent.length > 60) recent.shift()
    }
    yield planned
  }
}

const drawCase = (world: World, arrival: Arrival, repeated: Recent | null, index: number, random: Random, perDay: Map<string, number>,
  waits: Stall | null): Recent => {
  const { ids, now, areas } = world
  const { category, theme, at } = arrival
  const community = sure(areas.communities[arrival.community])
  const street = sure(areas.streets[community.street]), district = sure(areas.districts[community.district])
  // A check at the same time of day cannot be moved towards now.
  const stall = category.same_time_of_day && waits !== null && ['checked', 'rework'].includes(waits) ? 'handling' : waits
  const source = repeated ? (random.next() < 0.7 ? 'hotline' : 'resident_web') : sourceForStall(stall) ?? sourceOf(arrival, random)
  const condition = sure(category.conditions[random.weighted(category.conditions.map((_, k) => 1 / (k + 1)))])
  const id = uuidV7<'case'>(at, random.bytes(10)) as CaseId
  const { date } = localReading(at, world.calendar.zone)
  const n = (perDay.get(date) ?? 0) + 1
  perDay.set(date, n)

  const known = world.placesOf.get(community.index)
  const place = !repeated && known && random.next() < (source === 'inspection' ? 0.75 : 0.16) ? random.pick(known) : null
  const point = repeated ? near(community, repeated.point, 24, random) : place ? near(community, place.point, 60, random)
    : random.next() < 0.55 ? near(community, anchorOf(community, theme, world.seed), 60, random)
      : pointInside(community.rings, community.area.centre, random, 0.92)
  const roads = community.roads
  const road = random.int(0, roads.length - 1)
  const values: Slots = repeated?.values ?? drawSlots({
    road: roads[road] ?? '', road2: roads[(road + 1) % roads.length] ?? '', lane: random.pick(community.lanes),
      estate: random.pick(community.estates),
    street: street.name.replace(/(街道|镇|乡)$/, ''), category: category.name, condition: condition.text,
  }, random)
  const { title, description } = composeReport(theme, primaryCodes.has(category.code), source, values, random)
  const address = repeated?.address ?? (place ? `${district.name}${street.name}${place.name}`
    : `${district.name}${street.name}${community.area.name}${values['路']}${values['号']}号附近`)
  const scenes = scenesOf[theme]
  const camera = cameraOf(scenes, point, random)
  const pictured = scenes.length > 0 && random.next() < (source === 'hotline' ? 0.1 : source === 'resident_web' ? 0.82 : 0.97)
  const observedAt = instant(at - Math.floor((source === 'hotline' ? 5 + random.next() * 50 : 1 + random.next() * 6) * minuteMs))
  const files = pictured ? [camera.take('near', false, true, observedAt),
    ...(random.next() < 0.72 ? [camera.take('far', false, false, observedAt)] : [])] : []
  const limit = limitIn(condition, district.group)
  const reporter = source === 'resident_web' ? 'reporter' : source === 'patrol' ? inspectorOf(district.code, 1 + (index % 3))
    : source === 'inspection' ? inspectorOf(district.code, 1)
    : acceptorOf(1 + (index % acceptorPosts))
  const owner = world.duties.ownerOf(category.lead_duty, community)
  const wrongUnit = owner.because === 'street' ? `${district.code}-${random.pick(['management', 'enforcement', 'sanitation'])}`
    : `street-${street.code}`
  const course = courseOf({
    world, random, source, at, observedAt, community, category, condition, theme, unit: owner.unit, wrongUnit,
      because: reasons[owner.because] ?? '', values, camera,
    mergeInto: repeated?.case.id ?? null, stall,
  })
  const steps = [{
    at, actor: reporter,
    command: {
      type: 'report' as const, id, number: world.numberOf(date, n), source, title, description,
      urgency: limit.unit === 'urgent_hour' ? (limit.value <= 1 ? 'emergency' as const : 'urgent' as const) : 'ordinary' as const,
      category_id: category.id, category_path: category.path, condition_id: condition.id, area_id: ids.area(community.area.code),
        area_path: community.area.path,
      place_id: place ? ids.place(place.code) : null, lon: point[0], lat: point[1], address, observed_at: observedAt, files,
    },
  }, ...(stall ? settleBefore(course, at, stall, now, random) : course)].filter((step) => step.at <= now).sort((a, b) => a.at - b.at).map(takenBy)
  const planned: DemoCase = {
    id, number: world.numberOf(date, n), day: date, theme, category, condition, community: community.index, unit: owner.unit, reportedBy: null,
    mergeInto: repeated?.case.id ?? null, steps, files: photosOf(steps, camera.files),
  }
  const last = steps.at(-1)
  const ended = last !== undefined && ['close', 'decline', 'void', 'merge'].includes(last.command.type)
  return { case: planned, values, point, address, openedAt: at, endsAt: ended ? last.at : instant(now + 1) }
}
