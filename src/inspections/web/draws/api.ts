import { api } from '#platform/web-ui/index.ts'
import type { ProgrammeKind, PublishedDraw } from '../../rules/index.ts'
import type { Attempt } from '../planner/api.ts'

export type DrawRow = {
  readonly id: string
  readonly attempt: number
  readonly state: 'committed' | 'drawn' | 'void'
  readonly frame_sha256: string
  readonly seed_source: 'public_value' | 'commit_reveal'
  readonly public_value_name: string | null
  readonly committed_at: string
  readonly drawn_at: string | null
  readonly voided_at: string | null
  readonly void_reason: string | null
  readonly round_id: string
  readonly round_number: number
  readonly starts_on: string
  readonly ends_on: string
  readonly programme_id: string
  readonly programme_number: string
  readonly programme_name: string
  readonly kind: ProgrammeKind
  readonly places: number
  readonly drawn: number | null
}
export type Party = {
  readonly party: string
  readonly commitment: string
  readonly at: string
  readonly mine: boolean
  readonly account_name: string | null
  readonly secret: string | null
  readonly revealed_at: string | null
}
export type DrawnPlace = {
  readonly place_id: string
  readonly name: string | null
  readonly type_code: string | null
  readonly area_name: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly stratum: string
  readonly pi: string
  readonly ticket: string
  readonly day: string
  readonly inspector_names: readonly string[]
  readonly stop_order: number
}
export type Draw = DrawRow & {
  readonly public_value_at: string | null
  readonly public_value: string | null
  readonly seed: string | null
  readonly result_sha256: string | null
  readonly parties: readonly Party[]
  readonly committed_by_name: string | null
  readonly drawn_by_name: string | null
  readonly method: 'all' | 'smallest_tickets' | 'systematic' | 'local_pivotal'
  readonly probability: 'equal' | 'size_and_risk'
  readonly per_visit: number
  readonly most_per_day: number
  readonly days: readonly string[]
  readonly strata: readonly { readonly key: string; readonly places: number; readonly sample: number }[]
  readonly inspectors: number
  readonly recused: number
  readonly excluded: number
  readonly public_now: boolean
  readonly hidden: boolean
  readonly selected: readonly DrawnPlace[]
  readonly shortages: number
  readonly attempts: readonly Attempt[]
}
export type Published = { readonly frame_sha256: string; readonly open_after: string | null; readonly file: PublishedDraw | null }

export const drawsApi = {
  draw: (id: string, signal?: AbortSignal) => api.get<Draw>(`/api/draws/${id}`, {}, signal),
  published: (id: string) => api.get<Published>(`/api/draws/${id}/published`, {}),
  commitSecret: (id: string, party: string, commitment: string) => api.post<Draw>(`/api/draws/${id}/commitments`, { party, commitment }),
  reveal: (id: string, secret: string) => api.post<Draw>(`/api/draws/${id}/reveals`, { secret }),
  run: (id: string, public_value: string | null) => api.post<Draw>(`/api/draws/${id}/run`, public_value === null ? {} : { public_value }),
  void: (id: string, reason: string) => api.post<Draw>(`/api/draws/${id}/void`, { reason }),
}
