import { Type } from 'typebox'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { writeXlsxSheets } from '#platform/documents/index.ts'
import { type Endpoint, endpoint, problem, unwrap, uploadedForm } from '#platform/http/index.ts'
import { checklistDiff } from '../../rules/index.ts'
import { checklistContent, type ChecklistContent, checklistVersion, type ChecklistVersionRow, listChecklists, listChecklistVersions } from '../../store/checklists.ts'
import { checklistSheets, readChecklist } from '../checklist-file.ts'
import { ChecklistChangeWire, ChecklistImportWire, checklistVersionWire, ChecklistVersionWire, checklistWire, ChecklistWire, formFaultWire } from '../checklist-wire.ts'
import { discardChecklistDraft, draftChecklist, publishChecklist, retireChecklist } from '../checklists.ts'
import type { InspectionsDeps } from '../deps.ts'
import { Uuid } from '../planning-wire.ts'

const read = { permission: 'inspections.read' } as const, plan = { permission: 'inspections.plan' } as const
const IdParam = Type.Object({ id: Uuid })
const uploadLimit = 8 * 1024 * 1024
const notFound = () => problem('inspections.checklist_not_found', { status: 404 })

/** Codes of sub-categories in force; where a city has no catalogue yet nothing can be judged and every code passes. */
const categoriesOf = async (city: CityDb): Promise<(code: string) => boolean> => {
  const model = await catalogueModelOf(city)
  const codes = new Set(model.leaves.map((leaf) => leaf.code))
  return (code) => codes.size === 0 || codes.has(code)
}
const versionOf = async (tx: Tx, id: string): Promise<ChecklistVersionRow & ChecklistContent> => {
  const [version, content] = [await checklistVersion(tx, id), await checklistContent(tx, id)]
  if (!version || !content) throw notFound()
  return { ...version, ...content, items: content.items } as unknown as ChecklistVersionRow & ChecklistContent
}

/** Checklists: read, taken in from XLSForm, published, compared, given out. */
export const checklistRoutes = ({ files }: InspectionsDeps): readonly Endpoint[] => [
  endpoint({
    id: 'inspections.checklists', method: 'GET', path: '/api/inspections/checklists', summary: 'Checklists with their versions', access: read,
    response: Type.Object({ items: Type.Array(ChecklistWire), next_cursor: Type.Null() }),
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const [checklists, versions] = [await listChecklists(tx), await listChecklistVersions(tx, null)]
      return { items: checklists.map((one) => checklistWire(one, versions)).filter((one) => one.versions.length > 0), next_cursor: null }
    }),
  }),
  endpoint({
    id: 'inspections.checklist_version', method: 'GET', path: '/api/inspections/checklist-versions/:id', summary: 'One version: its form and the items it is scored by', access: read, params: IdParam,
    response: Type.Object({ version: ChecklistVersionWire, checklist_id: Type.String(), code: Type.String(), form: Type.Record(Type.String(), Type.Unknown()), items: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
    problems: ['inspections.checklist_not_found'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const version = await checklistVersion(tx, r.params.id)
      const content = await checklistContent(tx, r.params.id)
      if (!version || !content) throw notFound()
      return {
        version: checklistVersionWire(version), checklist_id: version.checklist_id, code: version.code, form: content.form as unknown as Record<string, unknown>,
        items: content.items as unknown as Record<string, unknown>[],
      }
    }),
  }),
  endpoint({
    id: 'inspections.checklist_diff', method: 'GET', path: '/api/inspections/checklist-versions/:id/diff', summary: 'What a version changes against another, or against the one before it', access: read,
    params: IdParam, query: Type.Object({ against: Type.Optional(Uuid) }), response: Type.Object({ against: Type.Union([ChecklistVersionWire, Type.Null()]), items: Type.Array(ChecklistChangeWire) }),
    problems: ['inspections.checklist_not_found'],
    handler: (r) => r.city.read(r.scope, async (tx) => {
      const to = await versionOf(tx, r.params.id)
      const others = await listChecklistVersions(tx, to.checklist_id)
      const other = r.query.against === undefined ? others.find((one) => one.version < to.version) : others.find((one) => one.id === r.query.against)
      if (r.query.against !== undefined && !other) throw notFound()
      if (!other) return { against: null, items: [] }
      const from = await versionOf(tx, other.id)
      return { against: checklistVersionWire(other), items: checklistDiff(from.form, to.form).map((change) => ({ ...change, label: { ...change.label }, fields: [...change.fields] })) }
    }),
  }),
  endpoint({
    id: 'inspections.checklist_export', method: 'GET', path: '/api/inspections/checklist-versions/:id/export', summary: 'A version as an XLSForm workbook', access: read, params: IdParam,
    problems: ['inspections.checklist_not_found'], produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    handler: async (r) => {
      const version = await r.city.read(r.scope, (tx) => versionOf(tx, r.params.id))
      r.reply.header('content-disposition', `attachment; filename="${version.code}-${version.version}.xlsx"`)
      r.reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      return writeXlsxSheets(checklistSheets(version.form, version.code, version.version))
    },
  }),
  endpoint({
    id: 'inspections.import_checklist', method: 'POST', path: '/api/inspections/checklists/import', access: plan, consumes: ['multipart/form-data'], bodyLimit: uploadLimit, perMinute: 30,
    summary: 'Take an XLSForm workbook in as a draft (field checklist_id for a new version of that one; else the form id decides); with faults nothing is saved and all are told', response: ChecklistImportWire,
    problems: ['inspections.checklist_not_found', 'documents.empty_file', 'documents.not_a_table', 'http.media_type', 'http.too_large'],
    handler: async (r) => {
      const { file, fields } = await uploadedForm(r.request, { fileSize: uploadLimit })
      if (!file) throw problem('documents.empty_file', { status: 422 })
      const checklistId = fields.get('checklist_id') || null
      if (checklistId !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(checklistId)) throw notFound()
      const say = formFaultWire(r.locale)
      const made = await readChecklist(file.bytes, await categoriesOf(r.city))
      if (!made.ok) return { saved: false, checklist_id: checklistId, version_id: null, title: '', items: 0, faults: made.error.map(say), warnings: [] }
      const { form, items, warnings } = made.value
      const { sha256 } = await files.put(file.bytes)
      const saved = unwrap(await r.city.write(r.scope, (tx) =>
        draftChecklist({ city: r.city, tx, actor: { id: r.actor.id }, now: r.now }, { form, items }, { checklistId, source: { name: file.name.slice(0, 200) || null, sha256 } })))
      return { saved: true, checklist_id: saved.checklist_id, version_id: saved.version_id, title: form.title, items: items.length, faults: [], warnings: warnings.map(say) }
    },
  }),
  endpoint({
    id: 'inspections.publish_checklist', method: 'POST', path: '/api/inspections/checklist-versions/:id/publish', summary: 'Put a draft in force; visits planned before keep their version', access: plan, params: IdParam,
    response: ChecklistVersionWire, problems: ['inspections.checklist_not_found', 'inspections.checklist_not_draft'],
    handler: (r) => r.city.write(r.scope, async (tx) => checklistVersionWire(unwrap(await publishChecklist({ city: r.city, tx, actor: { id: r.actor.id }, now: r.now }, r.params.id)))),
  }),
  endpoint({
    id: 'inspections.discard_checklist', method: 'DELETE', path: '/api/inspections/checklist-versions/:id', summary: 'Throw a draft away', access: plan, params: IdParam,
    problems: ['inspections.checklist_not_found', 'inspections.checklist_not_draft'],
    handler: (r) => r.city.write(r.scope, async (tx) => unwrap(await discardChecklistDraft({ city: r.city, tx, actor: { id: r.actor.id }, now: r.now }, r.params.id))),
  }),
  ...([['retire', true, 'No programme may choose a checklist any more'], ['restore', false, 'Programmes may choose a checklist again']] as const).map(([verb, retired, summary]) => endpoint({
    id: `inspections.${verb}_checklist`, method: 'POST', path: `/api/inspections/checklists/:id/${verb}`, summary, access: plan, params: IdParam, problems: ['inspections.checklist_not_found'],
    handler: (r) => r.city.write(r.scope, async (tx) => unwrap(await retireChecklist({ city: r.city, tx, actor: { id: r.actor.id }, now: r.now }, r.params.id, retired))),
  })),
]
