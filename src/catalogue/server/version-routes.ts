import { Type } from 'typebox'
import type { Fault } from '#base/results.ts'
import { sentenceOf } from '#platform/i18n/index.ts'
import { endpoint, problem, sentTable, tableUploadLimit, unwrap, unwrapInput, uploadedTable } from '#platform/http/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { catalogueColumns, catalogueDiff, catalogueRows, checkCatalogue, readCatalogueTable } from '../rules/index.ts'
import { entriesOf, plain } from '../store/entries.ts'
import { listVersions, publishedVersion, type VersionRow, versionById } from '../store/versions.ts'
import { discardDraft, draftCatalogue, importCatalogue, publishCatalogue, putDraftCategory, removeDraftCategory } from './commands.ts'
import { CategoryBody, categoryInput, categoryWire, CategoryWire, ChangeWire, CheckWire, ImportWire, versionWire, VersionWire } from './wire.ts'

const IdParam = Type.Object({ id: Type.String({ format: 'uuid' }) })
const CodeParam = Type.Object({ id: Type.String({ format: 'uuid' }), code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' }) })
const read = { permission: 'catalogue.read' } as const
const manage = { permission: 'catalogue.manage' } as const

const versionOf = async (tx: Tx, id: string): Promise<VersionRow> => {
  const version = await versionById(tx, id)
  if (!version) throw problem('catalogue.no_such_version', { status: 404 })
  return version
}
const told = (locale: Parameters<typeof sentenceOf>[0]) => (fault: Fault) => ({
  field: fault.field, value: fault.value, code: fault.code,
  message: sentenceOf(locale)(fault.code, { field: fault.field, value: fault.value ?? '', ...fault.params }),
})

/** Drafts and versions of the catalogue: for those who keep it. */
export const versionRoutes = [
  endpoint({
    id: 'catalogue.versions', method: 'GET', path: '/api/catalogue/versions', summary: 'Drafts and versions, drafts first', access: read,
    response: Type.Object({ items: Type.Array(VersionWire), next_cursor: Type.Null() }),
    handler: (r) => r.city.read(r.scope, async (tx) => ({ items: (await listVersions(tx)).map(versionWire), next_cursor: null })),
  }),
  endpoint({
    id: 'catalogue.draft', method: 'POST', path: '/api/catalogue/versions',
    summary: 'Open a draft: a copy of the version in force, the default catalogue, or empty', access: manage, status: 201,
    body: Type.Object({ start: Type.Union([Type.Literal('current'), Type.Literal('default'), Type.Literal('empty')]),
      note: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String() }),
    handler: (r) => r.city.write(r.scope, async (tx) =>
      ({ id: await draftCatalogue(tx, r.actor, { start: r.body.start, note: r.body.note ?? '' }, r.now) })),
  }),
  endpoint({
    id: 'catalogue.version', method: 'GET', path: '/api/catalogue/versions/:id',
    summary: 'A version or draft with all its categories and conditions', access: read, params: IdParam,
    response: Type.Object({ version: VersionWire, items: Type.Array(CategoryWire) }), problems: ['catalogue.no_such_version'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const version = (await listVersions(tx)).find((known) => known.id === r.params.id)
      if (!version) throw problem('catalogue.no_such_version', { status: 404 })
      return { version: versionWire(version), items: (await entriesOf(tx, version.id)).map(categoryWire) }
    }),
  }),
  endpoint({
    id: 'catalogue.put_category', method: 'PUT', path: '/api/catalogue/versions/:id/categories/:code',
    summary: 'Put a category with its conditions into a draft', access: manage, params: CodeParam,
    body: CategoryBody, problems: ['catalogue.no_such_version', 'catalogue.not_a_draft'],
    handler: (r) => r.city.write(r.scope, async (tx) =>
      unwrapInput(await putDraftCategory(tx, r.actor, r.params.id, categoryInput(r.params.code, r.body), r.now))),
  }),
  endpoint({
    id: 'catalogue.remove_category', method: 'DELETE', path: '/api/catalogue/versions/:id/categories/:code',
    summary: 'Take a category out of a draft', access: manage, params: CodeParam,
    problems: ['catalogue.no_such_version', 'catalogue.not_a_draft', 'catalogue.no_such_category', 'catalogue.has_children'],
    handler: (r) => r.city.write(r.scope, async (tx) => unwrap(await removeDraftCategory(tx, r.actor, r.params.id, r.params.code, r.now))),
  }),
  endpoint({
    id: 'catalogue.check', method: 'GET', path: '/api/catalogue/versions/:id/check',
    summary: 'What would stop a draft from being published, and what somebody should look at', access: read, params: IdParam,
    response: CheckWire, problems: ['catalogue.no_such_version'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const { errors, warnings } = checkCatalogue(plain(await entriesOf(tx, (await versionOf(tx, r.params.id)).id)))
      return { publishable: errors.length === 0, errors: errors.map(told(r.locale)), warnings: warnings.map(told(r.locale)) }
    }),
  }),
  endpoint({
    id: 'catalogue.diff', method: 'GET', path: '/api/catalogue/versions/:id/diff',
    summary: 'What a version changes against another one, or against the version in force', access: read, params: IdParam,
    query: Type.Object({ against: Type.Optional(Type.String({ format: 'uuid' })) }),
    response: Type.Object({ items: Type.Array(ChangeWire), next_cursor: Type.Null() }), problems: ['catalogue.no_such_version'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const after = await versionOf(tx, r.params.id)
      const before = r.query.against ? await versionOf(tx, r.query.against) : await publishedVersion(tx)
      const changes = catalogueDiff(before ? plain(await entriesOf(tx, before.id)) : [], plain(await entriesOf(tx, after.id)))
      return { items: changes.map((change) => ({ ...change, fields: [...change.fields] })), next_cursor: null }
    }),
  }),
  endpoint({
    id: 'catalogue.publish', method: 'POST', path: '/api/catalogue/versions/:id/publish',
    summary: 'Put a draft in force; the version before it is retired, running cases keep it', access: { permission: 'catalogue.publish' },
    params: IdParam,
    response: Type.Object({ number: Type.Integer() }), problems: ['catalogue.no_such_version', 'catalogue.not_a_draft', 'catalogue.has_errors'],
    handler: (r) => r.city.write(r.scope, async (tx) => unwrap(await publishCatalogue(r.city, tx, r.actor, r.params.id, r.now))),
  }),
  endpoint({
    id: 'catalogue.discard', method: 'DELETE', path: '/api/catalogue/versions/:id', summary: 'Throw a draft away', access: manage, params: IdParam,
    problems: ['catalogue.no_such_version', 'catalogue.not_a_draft'],
    handler: (r) => r.city.write(r.scope, (tx) => discardDraft(tx, r.actor, r.params.id, r.now)),
  }),
  endpoint({
    id: 'catalogue.export', method: 'GET', path: '/api/catalogue/versions/:id/export',
    summary: 'A version as CSV or XLSX; reading it again gives the same version', access: read, params: IdParam,
    query: Type.Object({ format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')])) }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    problems: ['catalogue.no_such_version'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const version = await versionOf(tx, r.params.id)
      return sentTable(r.reply, { name: `catalogue-${version.number ?? 'draft'}`, format: r.query.format ?? 'csv', header: catalogueColumns,
        rows: catalogueRows(plain(await entriesOf(tx, version.id))) })
    }),
  }),
  endpoint({
    id: 'catalogue.import', method: 'POST', path: '/api/catalogue/import',
    summary: 'Read a catalogue from CSV or XLSX into a new draft, or into the draft named in the form field "version_id"; "keep_good" takes the good lines without the bad', access: manage,
    consumes: ['multipart/form-data'], bodyLimit: tableUploadLimit, perMinute: 20, response: ImportWire,
    problems: ['http.media_type', 'documents.not_a_table', 'catalogue.no_such_version', 'catalogue.not_a_draft'],
    handler: async (r) => {
      const table = await uploadedTable(r.request)
      const found = readCatalogueTable(table.rows)
      const faults = [...table.faults, ...found.faults].sort((a, b) => a.line - b.line)
      const wanted = faults.length === 0 || table.fields['keep_good'] === 'true'
      const id = wanted && found.catalogue.length > 0
        ? await r.city.write(r.scope, (tx) => importCatalogue(tx, r.actor, table.fields['version_id'] || null, found.catalogue, {
          note: table.fields['note'] ?? '', file: table.name }, r.now))
        : null
      return {
        saved: id !== null, version_id: id, lines: found.lines + table.faults.length, categories: found.catalogue.length,
        conditions: found.catalogue.reduce((sum, entry) => sum + entry.conditions.length, 0),
        rejected: faults.map((fault) => ({ line: fault.line, column: fault.field, value: fault.value, code: fault.code,
          reason: told(r.locale)(fault).message })),
      }
    },
  }),
] as const
