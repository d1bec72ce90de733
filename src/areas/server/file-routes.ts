import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isCrs } from '#base/geometry/crs.ts'
import type { Fault } from '#base/results.ts'
import { endpoint, problem, sentTable, uploadedForm } from '#platform/http/index.ts'
import { type Locale, sentenceOf } from '#platform/i18n/index.ts'
import { isAreaLevel, isValidOn } from '../rules/index.ts'
import { readFeatures } from './geojson-file.ts'
import { importBoundaries } from './import-boundaries.ts'
import { areaModelOf } from './snapshot.ts'
import { Level } from './wire.ts'
import { cityDay } from './work.ts'

const manage = { permission: 'areas.manage' } as const
const read = { permission: 'areas.read' } as const
const Format = Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]))
const tables = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']
export const mostUploaded = 64 * 1024 * 1024

/** The one file of a multipart request and the fields beside it. */
export const readForm = async (
  request: FastifyRequest,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly fields: Readonly<Record<string, string>> }> => {
  const { file, fields } = await uploadedForm(request, { fileSize: mostUploaded })
  if (!file || file.bytes.length === 0) throw problem('documents.empty_file', { status: 422 })
  return { ...file, fields: Object.fromEntries(fields) }
}

export const featuresOf = async (bytes: Buffer) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bihuan-boundaries-'))
  try {
    const at = path.join(folder, 'boundaries.geojson')
    await writeFile(at, bytes)
    const features = await readFeatures(at)
    if (!features.ok) throw problem('http.invalid_input', { params: { count: 1 }, faults: [features.error] })
    return features.value
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A fault of a line in the reader's words. */
export const said = (locale: Locale) => (line: number, fault: Fault) => ({
  line,
  column: fault.field,
  value: fault.value,
  code: fault.code,
  reason: sentenceOf(locale)(fault.code, { field: fault.field, value: fault.value ?? '', ...fault.params }),
})

const Count = Type.Integer()
const Mended = Type.Object({
  line: Count,
  code: Type.String(),
  name: Type.String(),
  flaws: Type.Array(Type.String()),
  drawn_m2: Type.Number(),
  after_m2: Type.Number(),
  lost_share: Type.Number(),
  parts_before: Count,
  parts_after: Count,
})
const BoundaryImport = Type.Object({
  read: Count,
  created: Count,
  updated: Count,
  unchanged: Count,
  rejected: Count,
  saved: Type.Boolean(),
  areas_created: Count,
  worst_lost_share: Type.Number(),
  mended: Type.Array(Mended),
  rejects: Type.Array(
    Type.Object({ line: Count, column: Type.String(), value: Type.Union([Type.String(), Type.Null()]), code: Type.String(), reason: Type.String() }),
  ),
})

/** Files in and out: boundary files of a level, and the list of areas. */
export const fileRoutes = [
  endpoint({
    id: 'areas.import_boundaries',
    method: 'POST',
    path: '/api/areas/boundaries/import',
    access: manage,
    consumes: ['multipart/form-data'],
    bodyLimit: mostUploaded,
    perMinute: 10,
    summary:
      'Take a GeoJSON file of boundaries in: form fields level, crs, code_property, name_property, create_missing, keep_good and the file; tells what was mended and what was not taken',
    response: BoundaryImport,
    problems: ['http.media_type', 'documents.empty_file'],
    handler: async (r) => {
      const { name, bytes, fields } = await readForm(r.request)
      const { level = '', crs = '', code_property: code, name_property: named } = fields
      const faults = [
        ...(isAreaLevel(level) ? [] : [{ field: 'level', value: level, code: 'areas.level_missing' }]),
        ...(isCrs(crs) ? [] : [{ field: 'crs', value: crs, code: 'http.invalid.enum', params: { right: 'wgs84, gcj02, bd09' } }]),
      ]
      if (!isAreaLevel(level) || !isCrs(crs)) throw problem('http.invalid_input', { params: { count: faults.length }, faults })
      const features = await featuresOf(bytes)
      const result = await r.city.write(r.scope, (tx) =>
        importBoundaries({ ...r, tx }, features, {
          source: name,
          level,
          crs,
          keepGood: fields['keep_good'] === 'true',
          createMissing: fields['create_missing'] === 'true',
          ...(code ? { codeProperty: code } : {}),
          ...(named ? { nameProperty: named } : {}),
        }),
      )
      const say = said(r.locale)
      return {
        ...result,
        mended: result.mended.map(({ line, code: areaCode, name: areaName, flaws, drawn_m2, after_m2, lost_share, parts_before, parts_after }) => ({
          line,
          code: areaCode,
          name: areaName,
          flaws: [...flaws],
          drawn_m2,
          after_m2,
          lost_share,
          parts_before,
          parts_after,
        })),
        rejects: result.rejects.flatMap(({ line, faults: wrong }) => wrong.map((fault) => say(line, fault))),
      }
    },
  }),
  endpoint({
    id: 'areas.export',
    method: 'GET',
    path: '/api/areas/export',
    summary: 'Areas in force as CSV or XLSX, from the city down',
    access: read,
    produces: tables,
    query: Type.Object({
      within: Type.Optional(Type.String({ maxLength: 200 })),
      level: Type.Optional(Level),
      q: Type.Optional(Type.String({ maxLength: 60 })),
      closed: Type.Optional(Type.Boolean()),
      format: Format,
    }),
    handler: async (r) => {
      const model = await areaModelOf(r.city)
      const day = cityDay(r.city, r.now)
      const { within, level, q, closed, format = 'csv' } = r.query
      const found = q
        ? model.search(q, { ...(level ? { level } : {}), ...(within ? { within } : {}), ...(closed ? {} : { day }), limit: Number.MAX_SAFE_INTEGER })
        : model.all.filter(
            (area) =>
              (closed || isValidOn(area, day)) &&
              (!level || area.level === level) &&
              (!within || area.path === within || area.path.startsWith(`${within}.`)),
          )
      return sentTable(r.reply, {
        name: 'areas',
        format,
        header: ['code', 'level', 'name', 'parent_code', 'path_names', 'valid_from', 'valid_to', 'has_boundary'],
        rows: found.map((area) => [
          area.code,
          area.level,
          area.name,
          area.parentId ? (model.byId(area.parentId)?.code ?? '') : '',
          model.pathNames(area).join(' '),
          area.validFrom,
          area.validTo,
          model.boundaryOf(area.id) !== null,
        ]),
      })
    },
  }),
] as const
