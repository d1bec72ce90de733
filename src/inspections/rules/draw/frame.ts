import type { Fault } from '#base/results.ts'
import { allocate, inclusionUnits } from '#statistics/index.ts'
import { type DrawFrame, type DrawMethod, type FrameInput, type FramePlace, frameFormat, type FrameStratum } from './model.ts'
import { isBarred } from './recusal.ts'
import { byText, decimalOf, isPlainText, measureOf, one, thousandths } from './text.ts'

const most = 1_000_000

const methodOf = ({ take, probability, spread }: FrameInput['settings']['sample']): DrawMethod =>
  take === 'all' ? 'all' : spread === 'balanced' ? 'local_pivotal' : probability === 'equal' ? 'smallest_tickets' : 'systematic'

const sizesOf = (input: FrameInput): [key: string, places: number][] => {
  const sizes = new Map<string, number>()
  for (const place of input.places) sizes.set(place.stratum, (sizes.get(place.stratum) ?? 0) + 1)
  return [...sizes].sort(([a], [b]) => byText(a, b))
}

/** Shares for the allocation as whole numbers: places, or places x deviation in thousandths. */
const sharesOf = (input: FrameInput, strata: readonly [string, number][]): bigint[] => {
  const { allocation } = input.settings.sample
  if (allocation !== 'neyman') return strata.map(([, places]) => BigInt(places))
  const known = strata.flatMap(([key]) => input.deviations?.[key] ?? [])
  const mean = known.length === 0 ? 1 : known.reduce((a, b) => a + b, 0) / known.length
  return strata.map(([key, places]) => BigInt(places) * BigInt(Math.round((input.deviations?.[key] ?? mean) * 1000)))
}

/** Whole sample sizes of strata by their shares; `fixed` keeps what is given. Used by whoever draws and by whoever verifies. */
export const samplesOf = (
  strata: readonly Omit<FrameStratum, 'sample'>[], settings: { readonly take: 'all' | 'sample'; readonly count: number; readonly least_per_stratum: number },
): number[] => settings.take === 'all' ? strata.map((s) => s.places)
  : allocate(strata.map((s) => ({ key: s.key, size: s.places, share: Number(s.share) })),
    Math.min(settings.count, strata.reduce((sum, s) => sum + s.places, 0)), { least: settings.least_per_stratum })

type Measured = { readonly id: string; readonly stratum: string; readonly size: string; readonly risk: string }
/** Probability texts of places in order of their ids, from sizes and risks in thousandths. */
export const probabilitiesOf = (places: readonly Measured[], strata: readonly FrameStratum[], probability: 'equal' | 'size_and_risk'): readonly string[] => {
  const members = new Map<string, number[]>(strata.map(({ key }) => [key, []]))
  places.forEach((place, i) => { members.get(place.stratum)?.push(i) })
  const answer = places.map(() => '')
  for (const { key, sample } of strata) {
    const list = members.get(key) ?? []
    const measures = list.map((i) => probability === 'equal' ? 1n : measureOf((places[i] as Measured).size, (places[i] as Measured).risk))
    inclusionUnits(measures, sample, one).forEach((units, k) => { answer[list[k] as number] = decimalOf(units) })
  }
  return answer
}

const strataOf = (input: FrameInput): FrameStratum[] => {
  const { sample } = input.settings
  const sizes = sizesOf(input), shares = sharesOf(input, sizes)
  const strata = sizes.map(([key, places], h) => ({ key, places, share: String(shares[h]) }))
  const samples = sample.take === 'sample' && sample.allocation === 'fixed'
    ? sizes.map(([key, places]) => Math.min(places, sample.quotas[key] ?? 0)) : samplesOf(strata, sample)
  return strata.map((stratum, h) => ({ ...stratum, sample: samples[h] as number }))
}

/**
 * Everything that stands against drawing from this input, told before the frame is published: afterwards it cannot be mended. Fields are paths of the
 * input; empty when `canonicalFrame` will take it.
 */
export const frameFaults = (input: FrameInput): readonly Fault[] => {
  const faults: Fault[] = []
  const fault = (field: string, value: string | number | null, code: string, params?: Fault['params']): void => {
    if (faults.length < 200) faults.push({ field, value: value === null ? null : String(value), code: `inspections.${code}`, ...(params ? { params } : {}) })
  }
  const { sample, team, days } = input.settings
  const unique = (field: string, ids: readonly string[]): void => {
    const seen = new Set<string>()
    ids.forEach((id, i) => {
      if (!isPlainText(id)) fault(`${field}[${i}].id`, id, 'draw_id_not_plain')
      else if (seen.has(id)) fault(`${field}[${i}].id`, id, 'draw_id_twice')
      seen.add(id)
    })
  }
  if (input.places.length === 0) fault('places', null, 'draw_no_places')
  unique('places', input.places.map((p) => p.id))
  unique('inspectors', input.inspectors.map((p) => p.id))
  const places = new Set(input.places.map((p) => p.id))
  input.excluded?.forEach(({ id }, i) => { if (places.has(id)) fault(`excluded[${i}].id`, id, 'draw_excluded_in_frame') })
  const strataSeen = new Set<string>()
  input.places.forEach((place, i) => {
    for (const name of ['size', 'risk'] as const) {
      if (!(place[name] >= 0.001 && place[name] <= most)) fault(`places[${i}].${name}`, place[name], 'draw_size_out_of_range', { most })
    }
    if (!strataSeen.has(place.stratum) && !isPlainText(place.stratum)) fault(`places[${i}].stratum`, place.stratum, 'draw_id_not_plain')
    strataSeen.add(place.stratum)
    if (place.lon !== null && !(Math.abs(place.lon) <= 180)) fault(`places[${i}].lon`, place.lon, 'draw_point_out_of_range')
    if (place.lat !== null && !(Math.abs(place.lat) <= 90)) fault(`places[${i}].lat`, place.lat, 'draw_point_out_of_range')
  })
  if (days.length === 0) fault('settings.days', null, 'draw_no_days')
  if (new Set(days).size !== days.length) fault('settings.days', null, 'draw_day_twice')
  if (!(Number.isInteger(team.per_visit) && team.per_visit >= 1 && team.per_visit <= 3)) fault('settings.team.per_visit', team.per_visit, 'draw_team_out_of_range')
  if (!(Number.isInteger(team.most_per_day) && team.most_per_day >= 1)) fault('settings.team.most_per_day', team.most_per_day, 'draw_most_per_day_out_of_range')
  Object.entries(input.deviations ?? {}).forEach(([key, s]) => { if (!(s >= 0 && s <= most)) fault(`deviations.${key}`, s, 'draw_size_out_of_range', { most }) })
  if (faults.length > 0) return faults

  const sizes = sizesOf(input)
  let asked = input.places.length
  if (sample.take === 'sample' && sample.allocation === 'fixed') {
    asked = sizes.reduce((sum, [key, size]) => sum + Math.min(size, sample.quotas[key] ?? 0), 0)
    for (const [key, quota] of Object.entries(sample.quotas)) {
      if (!(Number.isInteger(quota) && quota >= 0)) fault(`settings.sample.quotas.${key}`, quota, 'draw_quota_not_whole')
    }
    if (asked === 0) fault('settings.sample.quotas', null, 'draw_count_missing')
  } else if (sample.take === 'sample') {
    asked = Math.min(sample.count, asked)
    const floors = sizes.reduce((sum, [, size]) => sum + Math.min(size, sample.least_per_stratum), 0)
    if (!(Number.isInteger(sample.count) && sample.count > 0)) fault('settings.sample.count', sample.count, 'draw_count_missing')
    else if (sample.count < floors) fault('settings.sample.count', sample.count, 'draw_count_below_floors', { floors, strata: sizes.length })
  }
  if (faults.length > 0) return faults

  // Necessary for a pairing; whether these places can be paired is known when they are drawn.
  const capacity = input.inspectors.length * days.length * team.most_per_day
  if (asked * team.per_visit > capacity) fault('inspectors', input.inspectors.length, 'draw_team_too_small', { needed: asked * team.per_visit, capacity })
  const named = new Set(input.inspectors.flatMap((p) => p.barred)), byArea = new Map<string, number>()
  const freeFor = (place: FrameInput['places'][number]): number => input.inspectors.filter((p) => !isBarred(p, place)).length
  input.places.forEach((place, i) => {
    let free: number | undefined
    // Most are barred to nobody by themselves or by their unit: the area decides.
    if (named.has(place.id) || (place.unit_id !== null && named.has(place.unit_id))) free = freeFor(place)
    else if ((free = byArea.get(place.area_path)) === undefined) byArea.set(place.area_path, free = freeFor(place))
    if (free < team.per_visit) fault(`places[${i}].id`, place.id, 'draw_nobody_may_go', { free, needed: team.per_visit })
  })
  return faults
}

/** cos by its series: the same bits on every machine, which Math.cos does not promise. |x| <= pi / 2. */
const cosine = (x: number): number => {
  let term = 1, sum = 1
  for (let k = 2; k <= 24; k += 2) {
    term *= -(x * x) / (k * (k - 1))
    sum += term
  }
  return sum
}
const metresPerDegree = 111_320

/** Whole metres east and north of the south-western corner: equirectangular at the frame's middle latitude. Exact enough to tell near from far. */
const metresOf = (places: readonly FrameInput['places'][number][]): (place: FrameInput['places'][number]) => { readonly x: number; readonly y: number } => {
  let west = Infinity, south = Infinity, north = -Infinity
  for (const { lon, lat } of places) {
    if (lon === null || lat === null) continue
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const kx = metresPerDegree * cosine((south + north) / 2 * 3.141592653589793 / 180)
  return ({ lon, lat }) => lon === null || lat === null ? { x: 0, y: 0 } : { x: Math.round((lon - west) * kx), y: Math.round((lat - south) * metresPerDegree) }
}

/**
 * The frame of a draw in its one canonical form: places by id, probabilities as decimal texts that add up to the sample of their stratum exactly,
 * exclusions, inspectors with what they must not inspect, settings. Throws RangeError for an input with faults (`frameFaults` says them).
 *
 * How a probability is made: measure = size x risk, each in whole thousandths (1 each where probabilities are equal); in each stratum those with
 * n x measure >= total are certain, again until none is; the others get n x 10^12 x measure / total cut to a whole number, and the units then missing
 * go one each to the first by id. All in whole numbers: no rounding of the machine has a part in it.
 */
export const canonicalFrame = (input: FrameInput): DrawFrame => {
  const [fault] = frameFaults(input)
  if (fault) throw new RangeError(`${fault.field}: ${fault.code}`)
  const { sample, team } = input.settings
  const strata = strataOf(input), at = metresOf(input.places)
  const sorted = [...input.places].sort((a, b) => byText(a.id, b.id))
  const made = sorted.map((p) => {
    const { x, y } = at(p)
    // In order of the names, as the canonical text has them.
    return { area_path: p.area_path, id: p.id, pi: '', risk: thousandths(p.risk), size: thousandths(p.size), stratum: p.stratum, unit_id: p.unit_id, x, y }
  })
  const probability = probabilitiesOf(made, strata, sample.probability)
  made.forEach((place, i) => { place.pi = probability[i] as string })
  const places: readonly FramePlace[] = made
  const { programme, number, starts_on, ends_on, attempt = 1, previous_frame_sha256 = null } = input.round
  return {
    format: frameFormat,
    code_version: input.code_version,
    round: { programme: programme.normalize('NFC'), number, starts_on, ends_on, attempt, previous_frame_sha256 },
    settings: {
      method: methodOf(sample), take: sample.take, count: sample.count, allocation: sample.allocation, least_per_stratum: sample.least_per_stratum,
      probability: sample.probability, per_visit: team.per_visit, most_per_day: team.most_per_day, days: [...input.settings.days].sort(byText),
    },
    strata,
    places,
    excluded: (input.excluded ?? []).map(({ id, reason }) => ({ id, reason: reason.normalize('NFC') })).sort((a, b) => byText(a.id, b.id)),
    inspectors: input.inspectors.map(({ id, barred }) => ({ id, barred: [...new Set(barred)].sort(byText) })).sort((a, b) => byText(a.id, b.id)),
  }
}
