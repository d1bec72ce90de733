import { isUuid } from '#base/ids.ts'
import { type Instant, parseInstant } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'
import { handlesFor } from '#access/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import {
  type CaseCommand, type CaseContext, type CaseFile, type CaseId, type CaseTerms, checkResults, closeReasons, commandTypes, declineReasons, personalCommands, type PhotoKind, photoKinds, reminderKinds, supervisionKinds, verifyResults,
} from '../rules/index.ts'
import { caseIdByNumber } from '../store/case-lists.ts'
import { looseFiles } from '../store/file-rows.ts'
import { accountNames, placeOfCase } from '../store/names.ts'
import type { CaseModel } from './case-model.ts'
import { categoryById, dispatchTo, locate, termsFor } from './duty.ts'
import type { CommandFields } from './wire.ts'

export type Built = {
  readonly command: CaseCommand
  readonly more: Partial<CaseContext>
  readonly files: readonly CaseFile[]
  readonly children: readonly { readonly title: string; readonly description?: string; readonly category_id: string | null; readonly category_path: string | null }[] | null
}

const wrong = (field: string, value: string | null, code: string, right = ''): never => {
  const fault: Fault = { field, value, code, params: { right } }
  throw problem('http.invalid_input', { status: 422, params: { count: 1 }, faults: [fault] })
}

const filesNamed = async (tx: Tx, named: CommandFields['files'], kindOtherwise: PhotoKind): Promise<readonly CaseFile[]> => {
  if (!named || named.length === 0) return []
  await tx.setScope({ 'app.upload': named.map((f) => f.secret.replaceAll(/[^0-9A-Za-z]/g, '')).join(',') })
  const rows = await looseFiles(tx, named)
  return named.map((f): CaseFile => {
    const row = rows.find((r) => r.id === f.file_id) ?? wrong('files', f.file_id, 'cases.file_unknown')
    const kind = f.kind ?? (row.kind === 'near' ? kindOtherwise : row.kind)
    if (!(photoKinds as readonly string[]).includes(kind)) wrong('files.kind', kind, 'http.invalid.enum', photoKinds.join(', '))
    return { file_id: row.id, kind: kind as PhotoKind, taken_at: row.taken_at, lon: row.lon, lat: row.lat }
  })
}

const instantOf = (field: string, text: string | undefined): Instant | undefined => {
  if (text === undefined) return undefined
  const read = parseInstant(text)
  return read.ok ? read.value : wrong(field, text, 'http.invalid.format', 'ISO 8601')
}

/** Category and terms a case is registered under, from the catalogue in force. */
const filed = async (city: CityDb, f: CommandFields, areaPath: string | null): Promise<{ category_id: string; category_path: string; condition_id: string | null; terms: CaseTerms }> => {
  const id = f.category_id ?? wrong('category_id', null, 'http.invalid.required')
  const category = (await categoryById(city, id)) ?? wrong('category_id', id, 'cases.no_such_category')
  const condition_id = f.condition_id ?? null
  const terms = (await termsFor(city, category, condition_id, areaPath)) ?? wrong('condition_id', condition_id, 'cases.no_such_condition')
  return { category_id: id, category_path: category.path, condition_id, terms }
}

const builders: Readonly<Record<string, (tx: Tx, city: CityDb, f: CommandFields, place: Awaited<ReturnType<typeof placeOfCase>>, now: Instant) => Promise<Partial<Built> & { command: CaseCommand }>>> = {
  register: async (_tx, city, f, place) => {
    const { terms, ...category } = await filed(city, f, place?.area_path ?? null)
    return { command: { type: 'register', ...category, ...(f.waiver_reason ? { waiver_reason: f.waiver_reason } : {}) }, more: { terms } }
  },
  change_category: async (_tx, city, f, place) => {
    const { terms, ...category } = await filed(city, f, place?.area_path ?? null)
    return { command: { type: 'change_category', ...category, reason: f.reason ?? '' }, more: { terms } }
  },
  dispatch: async (_tx, city, f, place, now) => {
    const to = await dispatchTo(city, f.lead_unit_id ?? null, f.assisting_unit_ids ?? null, place, now)
    if (to === 'no_unit') return wrong('lead_unit_id', null, 'http.invalid.required')
    if (to === 'unknown_unit') return wrong('lead_unit_id', f.lead_unit_id ?? null, 'cases.no_such_unit')
    return { command: { type: 'dispatch', ...to } }
  },
  merge: async (tx, _city, f) => {
    const name = f.into?.trim() ?? ''
    const into = isUuid(name) ? name : await caseIdByNumber(tx, name)
    if (!into) return wrong('into', name || null, name ? 'cases.no_such_number' : 'http.invalid.required')
    return { command: { type: 'merge', into_id: into as CaseId, reason: f.reason ?? '' } }
  },
  split: async (_tx, city, f) => {
    if (!f.children) return wrong('children', null, 'http.invalid.required')
    const children = await Promise.all(f.children.map(async (child) => {
      const category = child.category_id ? ((await categoryById(city, child.category_id)) ?? wrong('children.category_id', child.category_id, 'cases.no_such_category')) : null
      return { title: child.title, ...(child.description ? { description: child.description } : {}), category_id: child.category_id ?? null, category_path: category?.path ?? null }
    }))
    return { command: { type: 'split', child_ids: [], reason: f.reason ?? '' }, children }
  },
  change_place: async (_tx, city, f, place) => {
    const found = await locate(city, f.lon ?? null, f.lat ?? null, f.area_id ?? null)
    if (!found) return wrong('lon', f.lon === undefined ? null : String(f.lon), 'cases.outside_city')
    return { command: { type: 'change_place', ...found, place_id: f.place_id ?? null, lon: f.lon ?? null, lat: f.lat ?? null, address: f.address ?? place?.address ?? '', reason: f.reason ?? '' } }
  },
}

/** Words a command may say; one that is not among them is named before the rules are asked. */
const words: Readonly<Record<string, readonly (readonly ['reason' | 'result' | 'kind', readonly string[]])[]>> = {
  decline: [['reason', declineReasons]], verify: [['result', verifyResults]], check: [['result', checkResults]], close: [['reason', closeReasons]],
  supervise: [['kind', supervisionKinds]], remind: [['kind', reminderKinds]],
}
const checkWords = (f: CommandFields): void => {
  for (const [field, known] of words[f.command] ?? []) {
    const word = f[field]?.trim()
    if (word && !known.includes(word)) wrong(field, word.slice(0, 80), 'http.invalid.enum', known.join(', '))
  }
}

/** A case is put into the hands of people who are there: the unit's own to handle it, an account of the city to check it. */
const checkPeople = async (tx: Tx, f: CommandFields, leadUnit: string | null, now: Instant): Promise<void> => {
  if (f.command === 'assign' && f.handler_account_id && leadUnit && !(await handlesFor(tx, leadUnit, f.handler_account_id, now))) {
    wrong('handler_account_id', f.handler_account_id, 'cases.no_such_handler')
  }
  if (f.command === 'request_check' && f.checker_account_id && (await accountNames(tx, [f.checker_account_id])).length === 0) {
    wrong('checker_account_id', f.checker_account_id, 'cases.no_such_person')
  }
}

/** What a person types is trimmed; what is absent stays absent, so that the workflow says what is missing. */
const plain = (f: CommandFields, files: readonly CaseFile[]): CaseCommand => {
  const { command: type, expected_seq: _seq, files: _files, children: _children, into: _into, until, ...rest } = f
  const moment = instantOf('until', until)
  const trimmed = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]))
  return { type, ...trimmed, ...(moment === undefined ? {} : { until: moment }), ...(files.length > 0 ? { files } : {}) } as unknown as CaseCommand
}

/** A request's fields as a command of the rules, with the facts of other capabilities it needs. Says which field is wrong. */
export const buildCommand = async (tx: Tx, city: CityDb, _model: CaseModel, f: CommandFields, caseId: string, now: Instant): Promise<Built> => {
  if (!(personalCommands as readonly string[]).includes(f.command)) {
    return wrong('command', f.command, 'http.invalid.enum', commandTypes.filter((type) => (personalCommands as readonly string[]).includes(type)).join(', '))
  }
  const place = await placeOfCase(tx, caseId)
  if (!place) throw problem('cases.not_found', { status: 404 })
  checkWords(f)
  await checkPeople(tx, f, place.lead_unit_id, now)
  const files = await filesNamed(tx, f.files, f.command === 'report_back' ? 'after' : 'near')
  const built = builders[f.command] ? await builders[f.command]?.(tx, city, f, place, now) : { command: plain(f, files) }
  return { more: {}, children: null, ...(built as { command: CaseCommand }), files }
}
