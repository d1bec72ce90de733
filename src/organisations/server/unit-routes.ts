import { Type } from 'typebox'
import { areaModelOf } from '#areas/server/index.ts'
import { sentenceOf } from '#platform/i18n/index.ts'
import { endpoint, problem, sentTable, tableUploadLimit, unwrap, uploadedTable } from '#platform/http/index.ts'
import { readUnitTable, unitColumns } from '../rules/index.ts'
import { contactsOf, contactsOfAll } from '../store/units.ts'
import { unitModelOf } from './models.ts'
import { unitTableRows } from './unit-table.ts'
import { changeUnit, closeUnit, createUnit, importUnits, setContacts } from './unit-commands.ts'
import { today } from './work.ts'
import { ContactWire, Day, RejectWire, UnitBody, unitDetailWire, UnitDetailWire, UnitKindWire, UnitPatch, unitWire, UnitWire } from './wire.ts'

const read = { permission: 'organisations.read' } as const
const manage = { permission: 'organisations.manage' } as const
const IdParam = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Format = Type.Union([Type.Literal('csv'), Type.Literal('xlsx')])

export const unitRoutes = [
  endpoint({
    id: 'units.list', method: 'GET', path: '/api/units', summary: 'Units by name; those in force unless closed ones are asked for too', access: read,
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })), kind: Type.Optional(UnitKindWire),
      parent: Type.Optional(Type.String({ maxLength: 60, description: 'id of the unit above, or top' })),
      under: Type.Optional(Type.String({ maxLength: 300, description: 'path: this unit and everything below' })),
      area: Type.Optional(Type.String({ maxLength: 300, description: 'path: units that answer for this area or one inside' })),
      closed: Type.Optional(Type.Boolean()), cursor: Type.Optional(Type.String({ maxLength: 60 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    response: Type.Object({ items: Type.Array(UnitWire), next_cursor: Type.Union([Type.String(), Type.Null()]), total: Type.Integer() }),
    problems: ['http.bad_cursor'],
    handler: async ({ city, query, now }) => {
      const model = await unitModelOf(city)
      const found = model.search({
        text: query.q ?? '', ...(query.kind ? { kind: query.kind } : {}), ...(query.under ? { under: query.under } : {}),
        ...(query.area ? { areaPath: query.area } : {}),
        ...(query.parent ? { parentId: query.parent === 'top' ? null : query.parent } : {}), ...(query.closed ? {} : { on: today({ city, now }) }),
      })
      const start = query.cursor === undefined ? 0 : found.findIndex((unit) => unit.id === query.cursor) + 1
      if (query.cursor !== undefined && start === 0) throw problem('http.bad_cursor', { status: 400 })
      const items = found.slice(start, start + (query.limit ?? 100))
      return { items: items.map((unit) => unitWire(unit, model)),
        next_cursor: start + items.length < found.length ? (items.at(-1)?.id ?? null) : null, total: found.length }
    },
  }),
  endpoint({
    id: 'units.export', method: 'GET', path: '/api/units/export', summary: 'All units with their contacts as CSV or XLSX', access: read,
    query: Type.Object({ format: Type.Optional(Format) }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    handler: async (r) => {
      const [model, areas] = [await unitModelOf(r.city), await areaModelOf(r.city)]
      const contacts = await r.city.read(r.scope, contactsOfAll)
      return sentTable(r.reply, { name: 'units', format: r.query.format ?? 'csv', header: unitColumns, rows: unitTableRows(model, contacts, (id) =>
        areas.byId(id)?.code ?? '', today(r)) })
    },
  }),
  endpoint({
    id: 'units.get', method: 'GET', path: '/api/units/:id', summary: 'One unit with its contacts', access: read, params: IdParam,
    response: UnitDetailWire, problems: ['organisations.no_such_unit'],
    handler: async (r) => {
      const model = await unitModelOf(r.city)
      const unit = model.byId(r.params.id)
      if (!unit) throw problem('organisations.no_such_unit', { status: 404 })
      return unitDetailWire(unit, model, await r.city.read(r.scope, (tx) => contactsOf(tx, unit.id)))
    },
  }),
  endpoint({
    id: 'units.create', method: 'POST', path: '/api/units', summary: 'Make a unit', access: manage, status: 201, body: UnitBody,
    response: Type.Object({ id: Type.String() }),
    problems: ['organisations.code_used', 'organisations.bad_code', 'organisations.parent_missing', 'organisations.parent_closed',
      'organisations.no_such_area', 'organisations.name_empty', 'organisations.name_too_long'],
    handler: (r) => r.city.write(r.scope, async (tx) => ({ id: unwrap(await createUnit({ ...r, tx }, r.body)).id })),
  }),
  endpoint({
    id: 'units.change', method: 'PATCH', path: '/api/units/:id', summary: 'Rename or move a unit, or change its kind, area or duties',
    access: manage, params: IdParam, body: UnitPatch,
    problems: ['organisations.no_such_unit', 'organisations.unit_closed', 'organisations.parent_missing', 'organisations.parent_closed',
      'organisations.circular_parent', 'organisations.no_such_area', 'organisations.name_empty'],
    handler: (r) => r.city.write(r.scope, async (tx) => unwrap(await changeUnit({ ...r, tx }, r.params.id, r.body))),
  }),
  endpoint({
    id: 'units.set_contacts', method: 'PUT', path: '/api/units/:id/contacts', summary: 'Say whom to reach at a unit', access: manage, params: IdParam,
    body: Type.Object({ contacts: Type.Array(ContactWire, { maxItems: 20 }) }, { additionalProperties: false }),
    problems: ['organisations.no_such_unit'],
    handler: (r) => r.city.write(r.scope, (tx) => setContacts({ ...r, tx }, r.params.id, r.body.contacts)),
  }),
  endpoint({
    id: 'units.close', method: 'POST', path: '/api/units/:id/close',
    summary: 'End a unit from a day on; refused while it has duties or open units below', access: manage, params: IdParam,
    body: Type.Object({ on: Day, reason: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false }),
    problems: ['organisations.no_such_unit', 'organisations.unit_closed', 'organisations.reason_empty', 'organisations.not_after_start',
      'organisations.has_open_units', 'organisations.has_duties'],
    handler: (r) => r.city.write(r.scope, async (tx) => unwrap(await closeUnit({ ...r, tx }, r.params.id, r.body))),
  }),
  endpoint({
    id: 'units.import', method: 'POST', path: '/api/units/import',
    summary: 'Make or change units from CSV or XLSX; the form field "keep_good" takes the good lines without the bad', access: manage,
    consumes: ['multipart/form-data'], bodyLimit: tableUploadLimit, perMinute: 20, problems: ['http.media_type', 'documents.not_a_table'],
    response: Type.Object({ saved: Type.Boolean(), lines: Type.Integer(), created: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer(
      ), rejected: Type.Array(RejectWire) }),
    handler: async (r) => {
      const table = await uploadedTable(r.request)
      const [units, areas] = [await unitModelOf(r.city), await areaModelOf(r.city)]
      const found = readUnitTable(table.rows, { units: new Set(units.all.map((unit) => unit.code)), areas: new Set(areas.all.map((area) =>
        area.code)) })
      const faults = [...table.faults, ...found.faults].sort((a, b) => a.line - b.line)
      const saved = found.units.length > 0 && (faults.length === 0 || table.fields['keep_good'] === 'true')
      const counts = saved ? await r.city.write(r.scope, (tx) => importUnits({ ...r, tx }, found.units, { file: table.name }))
        : { created: 0, updated: 0, unchanged: 0 }
      const say = sentenceOf(r.locale)
      return {
        saved, lines: found.lines + table.faults.length, ...counts,
        rejected: faults.map((fault) => ({ line: fault.line, column: fault.field, value: fault.value, code: fault.code, reason: say(fault.code,
          { field: fault.field, value: fault.value ?? '', ...fault.params }) })),
      }
    },
  }),
] as const
