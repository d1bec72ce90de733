import type { LocalDate } from '#base/instants.ts'
import type { ProgrammeKind, ProgrammeSettings, StratumBy } from './model.ts'

/** A place as planning sees it. */
export type PlaceForPlan = {
  readonly id: string
  readonly type_code: string
  readonly area_path: string
  readonly lon: number
  readonly lat: number
  readonly unit_id: string | null
  readonly size: number
  readonly risk: number
}

const within = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`)

/** City and district of an area path: the first two steps. */
export const districtPath = (path: string): string => path.split('.').slice(0, 2).join('.')

/** Key of the stratum a place belongs to: `all`, a district's path, a place type's code, or both with a stroke between. */
export const stratumKey = (place: Pick<PlaceForPlan, 'area_path' | 'type_code'>, by: StratumBy): string => {
  if (by === 'district') return districtPath(place.area_path)
  if (by === 'place_type') return place.type_code
  return by === 'whole' ? 'all' : `${districtPath(place.area_path)}/${place.type_code}`
}

/** The two parts of a stratum's key, for names. */
export const stratumParts = (key: string, by: StratumBy): { readonly district: string | null; readonly place_type: string | null } => {
  const [one = '', two = ''] = key.split('/')
  if (by === 'whole') return { district: null, place_type: null }
  return { district: by === 'place_type' ? null : one, place_type: by === 'district' ? null : by === 'place_type' ? one : two }
}

/** Why a place that lies in the programme's area and is of its types is left out of a round. */
export type LeftOut = { readonly id: string; readonly reason: 'excluded' | 'visited_recently' }

/** The places a round can draw from, and those left out by name or because they were looked at a short time ago. */
export const framePlaces = (
  places: readonly PlaceForPlan[], programmePath: string, { frame }: Pick<ProgrammeSettings, 'frame'>, rested: (placeId: string) => boolean,
): { readonly places: readonly PlaceForPlan[]; readonly leftOut: readonly LeftOut[] } => {
  const types = new Set(frame.place_types), excluded = new Set(frame.excluded_place_ids)
  const kept: PlaceForPlan[] = [], leftOut: LeftOut[] = []
  for (const place of places) {
    if (!within(place.area_path, programmePath)) continue
    if (frame.area_paths.length > 0 && !frame.area_paths.some((path) => within(place.area_path, path))) continue
    if (types.size > 0 && !types.has(place.type_code)) continue
    if (excluded.has(place.id)) leftOut.push({ id: place.id, reason: 'excluded' })
    else if (!rested(place.id)) leftOut.push({ id: place.id, reason: 'visited_recently' })
    else kept.push(place)
  }
  return { places: kept, leftOut }
}

export type RecusalForPlan = {
  readonly account_id: string
  readonly area_path: string | null
  readonly place_id: string | null
  readonly unit_id: string | null
  readonly valid_from: LocalDate
  readonly valid_to: LocalDate | null
}
/** An inspector with the areas the role is held on. */
export type InspectorForPlan = { readonly id: string; readonly area_paths: readonly string[] }

/**
 * What each inspector must not inspect in a round: declared recusals in force on any of its days, and the home district (every district the
 * role is held on) where the team says so. Somebody who works for the whole city has no home district.
 */
export const barredOf = (
  inspector: InspectorForPlan, recusals: readonly RecusalForPlan[], period: { readonly starts_on: LocalDate; readonly ends_on: LocalDate }, recuseHomeDistrict: boolean,
): readonly string[] => {
  const barred = new Set<string>()
  if (recuseHomeDistrict) for (const path of inspector.area_paths) if (path.includes('.')) barred.add(districtPath(path))
  for (const r of recusals) {
    if (r.account_id !== inspector.id || r.valid_from > period.ends_on || (r.valid_to !== null && r.valid_to <= period.starts_on)) continue
    const what = r.area_path ?? r.place_id ?? r.unit_id
    if (what !== null) barred.add(what)
  }
  return [...barred].sort()
}

/** How many visits a team can make on so many days. */
export const capacityOf = ({ team }: Pick<ProgrammeSettings, 'team'>, days: number): number => Math.floor((team.inspector_ids.length * team.most_per_day * days) / team.per_visit)

/** Whether the frame and the result of a draw are public on a day: at once for announced programmes, after the round for unannounced ones. */
export const drawIsPublic = (kind: ProgrammeKind, roundEndsOn: LocalDate, today: LocalDate): boolean => kind !== 'unannounced' || today > roundEndsOn

/** Number of a programme in its year: `P2026-003`. */
export const programmeNumber = (year: string, n: number): string => `P${year}-${String(n).padStart(3, '0')}`
/** Number of a visit: programme, round, place in the round: `P2026-003-12-0045`. */
export const visitNumber = (programme: string, round: number, n: number): string => `${programme}-${String(round).padStart(2, '0')}-${String(n).padStart(4, '0')}`
