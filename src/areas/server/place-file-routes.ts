import { Type } from 'typebox'
import { isCrs } from '#base/geometry/crs.ts'
import { type Endpoint, endpoint, problem, sentTable } from '#platform/http/index.ts'
import { placeColumns } from '../rules/index.ts'
import { readPlaceTypes } from '../store/place-types.ts'
import { listPlaces } from '../store/places.ts'
import type { AreasDeps } from './deps.ts'
import { mostUploaded, readForm, said } from './file-routes.ts'
import { importPlaces } from './import-places.ts'
import { readPlaceFile } from './place-file.ts'
import { filterOf, PlaceNarrowing } from './place-routes.ts'
import { areaModelOf } from './snapshot.ts'

const manage = { permission: 'areas.manage' } as const
const read = { permission: 'areas.read' } as const
const mostPlaces = 100_000
const Count = Type.Integer()
const PlaceImport = Type.Object({
  read: Count, created: Count, updated: Count, unchanged: Count, rejected: Count, saved: Type.Boolean(),
  rejects: Type.Array(Type.Object({ line: Count, column: Type.String(), value: Type.Union([Type.String(), Type.Null()]), code: Type.String(), reason: Type.String() })),
})

/** Lists of places in and out. */
export const placeFileRoutes = (deps: AreasDeps): readonly Endpoint[] => [
  endpoint({
    id: 'areas.import_places', method: 'POST', path: '/api/places/import', access: manage, consumes: ['multipart/form-data'], bodyLimit: mostUploaded, perMinute: 60,
    summary: 'Take a list of places in, CSV, XLSX or GeoJSON: form fields crs, keep_good and the file; the same list again changes nothing', response: PlaceImport,
    problems: ['http.media_type', 'documents.empty_file', 'http.too_many_rows'],
    handler: async (r) => {
      const { name, bytes, fields } = await readForm(r.request)
      const { crs = '' } = fields
      if (!isCrs(crs)) throw problem('http.invalid_input', { params: { count: 1 }, faults: [{ field: 'crs', value: crs.slice(0, 40), code: 'http.invalid.enum', params: { right: 'wgs84, gcj02, bd09' } }] })
      const file = await readPlaceFile(name, bytes)
      const units = await deps.units(r.city)
      const result = await r.city.write(r.scope, (tx) => importPlaces({ ...r, tx }, file.rows, file.rejected, units, { source: name.slice(0, 200), crs, keepGood: fields['keep_good'] === 'true' }))
      const say = said(r.locale)
      return { ...result, rejects: result.rejects.flatMap(({ line, faults }) => faults.map((fault) => say(line, fault))) }
    },
  }),
  endpoint({
    id: 'areas.export_places', method: 'GET', path: '/api/places/export', summary: 'Places of a filter as CSV, XLSX or GeoJSON; positions in WGS-84, which the file states', access: read,
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/geo+json'],
    query: Type.Object({ ...PlaceNarrowing, format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx'), Type.Literal('geojson')])) }), problems: ['areas.not_found'],
    handler: async (r) => {
      const model = await areaModelOf(r.city), units = await deps.units(r.city)
      const filter = await filterOf(deps, r, { after: null, limit: mostPlaces })
      const { rows, types } = await r.city.read(r.scope, async (tx) => ({
        types: new Map((await readPlaceTypes(tx)).map((kind) => [kind.code, r.locale === 'en' && kind.name_en !== '' ? kind.name_en : kind.name])), rows: await listPlaces(tx, filter),
      }))
      const lines = rows.map((p) => {
        const under = model.byId(p.area_id), unit = p.unit_id === null ? null : units.byId(p.unit_id)
        return [p.code, p.name, p.type_code, types.get(p.type_code) ?? '', under?.code ?? '', under ? model.pathNames(under).join(' ') : '', p.address, p.lon, p.lat, 'wgs84', unit?.code ?? '', unit?.name ?? '', p.size, p.risk, p.standard,
          p.valid_from, p.valid_to, p.closed_reason]
      })
      if (r.query.format !== 'geojson') return sentTable(r.reply, { name: 'places', format: r.query.format ?? 'csv', header: placeColumns, rows: lines })
      r.reply.header('content-disposition', 'attachment; filename="places.geojson"').type('application/geo+json; charset=utf-8')
      return JSON.stringify({
        type: 'FeatureCollection',
        features: rows.map((p, i) => ({
          type: 'Feature', id: p.id, geometry: { type: 'Point', coordinates: [p.lon, p.lat] },
          properties: Object.fromEntries(placeColumns.flatMap((column, at) => (column === 'lon' || column === 'lat' ? [] : [[column, lines[i]?.[at] ?? '']]))),
        })),
      })
    },
  }),
]
