import { api, apiUrl, type Query } from '#platform/web-ui/index.ts'
import type { AreaLevel } from '../rules/index.ts'

export type AreaLink = { readonly id: string; readonly code: string; readonly level: AreaLevel; readonly name: string }
export type AreaRow = AreaLink & {
  readonly parent_id: string | null
  readonly parent_name: string | null
  readonly path: string
  readonly path_names: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly counts?: Readonly<Partial<Record<AreaLevel, number>>>
  readonly has_boundary: boolean
}
export type AreaDetail = AreaRow & {
  readonly chain: readonly AreaLink[]
  readonly names: readonly { readonly name: string; readonly valid_from: string; readonly valid_to: string | null }[]
  readonly boundary: {
    readonly area_m2: number
    readonly positions: number
    readonly original_crs: string
    readonly repair: Readonly<Record<string, unknown>> | null
    readonly bbox: readonly number[]
    readonly valid_from: string
    readonly source: string
  } | null
}
export type AreaPage = { readonly items: readonly AreaRow[]; readonly next_cursor: string | null; readonly total: number }
export type AreaFeature = {
  readonly geometry: GeoJSON.Geometry
  readonly properties: { readonly id: string; readonly name: string; readonly code: string }
}
export type Boundaries = { readonly features: readonly AreaFeature[] }
export type Mended = {
  readonly line: number
  readonly name: string
  readonly flaws: readonly string[]
  readonly drawn_m2: number
  readonly after_m2: number
  readonly lost_share: number
}
export type BoundaryImport = {
  readonly read: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly saved: boolean
  readonly areas_created: number
  readonly worst_lost_share: number
  readonly mended: readonly Mended[]
  readonly rejects: readonly { readonly line: number; readonly column: string; readonly value: string | null; readonly reason: string }[]
}
export type PlaceRow = {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly type_code: string
  readonly area_id: string
  readonly area_name: string | null
  readonly area_path: string | null
  readonly path_names: string
  readonly lon: number
  readonly lat: number
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly address: string
  readonly standard: string
  readonly size: number
  readonly risk: number
  readonly photo_at: string | null
  readonly last_result: { readonly visit_id: string; readonly on: string; readonly score: number | null } | null
  readonly valid_from: string
  readonly valid_to: string | null
  readonly closed_reason: string | null
}
export type PlaceType = {
  readonly code: string
  readonly name: string
  readonly name_en: string
  readonly standard: string
  readonly standard_en: string
  readonly sort: number
  readonly retired: boolean
  readonly places: number
}
export type PlacePoints = { readonly items: readonly (readonly [id: string, lon: number, lat: number, score: number | null])[]; readonly total: number }
export type PlaceImportAnswer = {
  readonly read: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly saved: boolean
  readonly rejects: readonly { readonly line: number; readonly column: string; readonly value: string | null; readonly reason: string }[]
}
export type Located = {
  readonly kind: 'inside' | 'near' | 'outside'
  readonly area: AreaLink | null
  readonly chain: readonly AreaLink[]
  readonly metres: number | null
}

export const areasApi = {
  below: (parent: string, signal?: AbortSignal) => api.get<AreaPage>('/api/areas', { parent, counts: true, limit: 500 }, signal),
  detail: (id: string, signal?: AbortSignal) => api.get<AreaDetail>(`/api/areas/${id}`, {}, signal),
  boundaries: (level: AreaLevel, zoom: number, within?: string, signal?: AbortSignal) =>
    api.get<Boundaries>('/api/areas/boundaries', { level, zoom, within }, signal),
  boundariesIn: (level: AreaLevel, zoom: number, bbox: string, signal?: AbortSignal) =>
    api.get<Boundaries>('/api/areas/boundaries', { level, zoom, bbox }, signal),
  create: (body: object) => api.post<AreaRow>('/api/areas', body),
  change: (id: string, body: object) => api.patch<AreaRow>(`/api/areas/${id}`, body),
  locate: (lon: number, lat: number, signal?: AbortSignal) => api.get<Located>('/api/locate', { lon, lat }, signal),
  landmarks: (bbox: string, signal?: AbortSignal) =>
    api.get<{ readonly items: readonly (readonly [lon: number, lat: number, name: string])[] }>('/api/landmarks', { bbox }, signal),
  placeTypes: (signal?: AbortSignal) => api.get<{ readonly items: readonly PlaceType[] }>('/api/place-types', {}, signal),
  createPlace: (body: object) => api.post<PlaceRow>('/api/places', body),
  changePlace: (id: string, body: object) => api.patch<PlaceRow>(`/api/places/${id}`, body),
  unit: (id: string, signal?: AbortSignal) => api.get<{ readonly id: string; readonly name: string }>(`/api/units/${id}`, {}, signal),
  place: (id: string, signal?: AbortSignal) => api.get<PlaceRow>(`/api/places/${id}`, {}, signal),
  placePoints: (query: Query, signal?: AbortSignal) => api.get<PlacePoints>('/api/places/points', query, signal),
  setPlacePhoto: (id: string, form: FormData) => api.put<PlaceRow>(`/api/places/${id}/photo`, form),
  removePlacePhoto: (id: string) => api.remove<PlaceRow>(`/api/places/${id}/photo`),
  savePlaceType: (code: string, body: object) => api.put<PlaceType>(`/api/place-types/${code}`, body),
  addDefaultPlaceTypes: () => api.post<{ readonly added: number }>('/api/place-types/defaults', {}),
}
/** Below which level a new area may stand, and what it then is. */
export const levelBelow: Readonly<Record<AreaLevel, AreaLevel | null>> = {
  city: 'district',
  district: 'street',
  street: 'community',
  community: 'cell',
  cell: null,
}

/** Where the photo of a place is; a new photo has a new address. */
export const placePhotoUrl = (place: { readonly id: string; readonly photo_at: string | null }, size: 'thumb' | 'view'): string | null =>
  place.photo_at === null ? null : apiUrl(`/api/places/${place.id}/photo`, { size, at: place.photo_at })
/** A word in the reader's language where there is one, else the city's own. */
export const inLanguage = (language: string, own: string, english: string): string => (language === 'en' && english !== '' ? english : own)
