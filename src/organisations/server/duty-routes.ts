import { Type } from 'typebox'
import { areaModelOf } from '#areas/server/index.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import { sentenceOf, translator } from '#platform/i18n/index.ts'
import { endpoint, problem, sentTable, tableUploadLimit, unwrap, uploadedTable } from '#platform/http/index.ts'
import {
  checkMatrix, diffMatrices, dutyColumns, inUnitSubtree, type LeafDuty, readDutyTable, resolveDuty, territorialLead, wholeCatalogue,
} from '../rules/index.ts'
import { listMatrices, matrixById, type MatrixRow, publishedMatrix, readFallbacks, rulesOf, type StoredRule } from '../store/duty.ts'
import { answerWire, checkWire, diffWire, MatrixCheckWire, MatrixDiffWire } from './check-wire.ts'
import {
  checkStored, discardMatrix, draftMatrix, endFallback, importRules, leafAreas, publishMatrix, putRule, removeRule, setFallbacks,
} from './duty-commands.ts'
import { dutyModelOf, matrixOf, type UnitModel, unitModelOf } from './models.ts'
import { today } from './work.ts'
import {
  Day, DutyAnswerWire, fallbackWire, FallbackWire, LimitWire, matrixWire, MatrixWire, RejectWire, RuleBody, ruleWire, RuleWire,
} from './wire.ts'

const read = { permission: 'organisations.read' } as const
const manage = { permission: 'organisations.manage' } as const
const IdParam = Type.Object({ id: Type.String({ format: 'uuid' }) })
const RuleParam = Type.Object({ id: Type.String({ format: 'uuid' }), rule_id: Type.String({ format: 'uuid' }) })

/** Entries of the catalogue in force, from the floor above: the wiring brings it. */
export type CatalogueEntries = (tx: Tx) => Promise<readonly (LeafDuty & { readonly code: string; readonly name: string; readonly level: string })[]>

const matrixNamed = async (tx: Tx, id: string): Promise<MatrixRow> => {
  const matrix = await matrixById(tx, id)
  if (!matrix) throw problem('organisations.no_such_matrix', { status: 404 })
  return matrix
}
const areaNames = async (city: CityDb): Promise<(path: string) => string> => {
  const areas = await areaModelOf(city)
  return (path) => areas.byPath(path)?.name ?? path
}

/** Rows of a matrix under `dutyColumns`: reading them again gives the same rules. */
export function* dutyTableRows(rules: readonly StoredRule[], units: UnitModel, areaCode: (path: string) => string): Generator<readonly string[]> {
  const code = (id: string): string => units.byId(id)?.code ?? id
  for (const rule of rules) {
    yield [
      rule.category_path === '' ? wholeCatalogue : rule.category_path, areaCode(rule.area_path),
      rule.lead_unit_id === null ? territorialLead : code(rule.lead_unit_id),
      rule.assisting_unit_ids.map(code).join(' '), rule.valid_from, rule.valid_to ?? '', rule.note,
    ]
  }
}

export const dutyRoutes = (entries: CatalogueEntries) => {
  const leavesIn = async (tx: Tx) => (await entries(tx)).filter((entry) => entry.level === 'subcategory')
  return [
    endpoint({
      id: 'duty.resolve', method: 'GET', path: '/api/duty/resolve', summary: 'Who answers for a category at a place on a day, and why', access: read,
      query: Type.Object({ category: Type.String({ maxLength: 300, description: 'path' }),
        area: Type.String({ maxLength: 300, description: 'path' }), on: Type.Optional(Day) }, { additionalProperties: false }), response: DutyAnswerWire, problems: ['organisations.no_such_category', 'organisations.no_such_area'],
      handler: async (r) => {
        const known = await r.city.read(r.scope, entries), areas = await areaModelOf(r.city)
        if (!known.some((entry) => entry.path === r.query.category)) throw problem('organisations.no_such_category', { status: 404, params: { value: r.query.category } })
        if (!areas.byPath(r.query.area)) throw problem('organisations.no_such_area', { status: 404, params: { value: r.query.area } })
        const duty = resolveDuty(await dutyModelOf(r.city), { category_path: r.query.category, area_path: r.query.area, on: r.query.on ?? today(r) })
        return answerWire(duty, await unitModelOf(r.city), translator(r.locale))
      },
    }),
    endpoint({
      id: 'duty.matrices', method: 'GET', path: '/api/duty/matrices', summary: 'Drafts and versions of the duty matrix, drafts first', access: read,
      response: Type.Object({ items: Type.Array(MatrixWire), next_cursor: Type.Null() }),
      handler: (r) => r.city.read(r.scope, async (tx) => ({ items: (await listMatrices(tx)).map(matrixWire), next_cursor: null })),
    }),
    endpoint({
      id: 'duty.draft', method: 'POST', path: '/api/duty/matrices',
      summary: 'Open a draft: a copy of the matrix in force, proposed from lead duties, or empty', access: manage, status: 201,
      body: Type.Object({ start: Type.Union([Type.Literal('current'), Type.Literal('proposed'), Type.Literal('empty')]),
        note: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false }),
      response: Type.Object({ id: Type.String() }), problems: ['organisations.no_areas'],
      handler: (r) => r.city.write(r.scope, async (tx) =>
        ({ id: await draftMatrix({ ...r, tx }, { start: r.body.start, note: r.body.note ?? '' }, await leavesIn(tx)) })),
    }),
    endpoint({
      id: 'duty.rules', method: 'GET', path: '/api/duty/matrices/:id/rules', summary: 'Rules of a matrix, by category, area or unit', access: read,
      params: IdParam,
      query: Type.Object({
        category: Type.Optional(Type.String({ maxLength: 300, description: 'path: rules that bear on this category, above or below it' })),
        area: Type.Optional(Type.String({ maxLength: 300, description: 'path: rules that bear on this area, above or below it' })),
        unit: Type.Optional(Type.String({ format: 'uuid' })), cursor: Type.Optional(Type.String({ maxLength: 60 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      }),
      response: Type.Object({ matrix: MatrixWire, items: Type.Array(RuleWire), next_cursor: Type.Union([Type.String(), Type.Null()]),
        total: Type.Integer() }), problems: ['organisations.no_such_matrix', 'http.bad_cursor'],
      handler: async (r) => {
        const [units, nameOf] = [await unitModelOf(r.city), await areaNames(r.city)]
        const bears = (rule: string, wanted: string | undefined): boolean => wanted === undefined || rule === '' || inUnitSubtree(rule, wanted) ||
          inUnitSubtree(wanted, rule)
        return r.city.read(r.scope, async (tx) => {
          const matrix = (await listMatrices(tx)).find((known) => known.id === r.params.id)
          if (!matrix) throw problem('organisations.no_such_matrix', { status: 404 })
          const { category, area, unit, cursor } = r.query
          const found = (await rulesOf(tx, matrix.id)).filter((rule) =>
            bears(rule.category_path, category) && bears(rule.area_path, area) &&
              (unit === undefined || rule.lead_unit_id === unit || rule.assisting_unit_ids.includes(unit)))
          const start = cursor === undefined ? 0 : found.findIndex((rule) => rule.id === cursor) + 1
          if (cursor !== undefined && start === 0) throw problem('http.bad_cursor', { status: 400 })
          const items = found.slice(start, start + (r.query.limit ?? 100))
          return { matrix: matrixWire(matrix), items: items.map((rule) => ruleWire(rule, units, nameOf)),
            next_cursor: start + items.length < found.length ? (items.at(-1)?.id ?? null) : null, total: found.length }
        })
      },
    }),
    endpoint({
      id: 'duty.add_rule', method: 'POST', path: '/api/duty/matrices/:id/rules', summary: 'Add a rule to a draft', access: manage, params: IdParam,
      status: 201, body: RuleBody, response: Type.Object({ id: Type.String() }),
      problems: ['organisations.no_such_matrix', 'organisations.not_a_draft', 'organisations.no_such_area', 'organisations.overlapping_rule',
        'organisations.lead_assists', 'organisations.ends_before_it_begins'],
      handler: (r) => r.city.write(r.scope, async (tx) => ({ ...unwrap(await putRule({ ...r, tx }, r.params.id, null, r.body)) })),
    }),
    endpoint({
      id: 'duty.put_rule', method: 'PUT', path: '/api/duty/matrices/:id/rules/:rule_id', summary: 'Change a rule of a draft', access: manage,
      params: RuleParam, body: RuleBody,
      problems: ['organisations.no_such_matrix', 'organisations.not_a_draft', 'organisations.no_such_rule', 'organisations.no_such_area',
        'organisations.overlapping_rule', 'organisations.lead_assists', 'organisations.ends_before_it_begins'],
      handler: (r) => r.city.write(r.scope, async (tx) => void unwrap(await putRule({ ...r, tx }, r.params.id, r.params.rule_id, r.body))),
    }),
    endpoint({
      id: 'duty.remove_rule', method: 'DELETE', path: '/api/duty/matrices/:id/rules/:rule_id', summary: 'Take a rule out of a draft', access: manage,
      params: RuleParam,
      problems: ['organisations.no_such_matrix', 'organisations.not_a_draft', 'organisations.no_such_rule'],
      handler: (r) => r.city.write(r.scope, (tx) => removeRule({ ...r, tx }, r.params.id, r.params.rule_id)),
    }),
    endpoint({
      id: 'duty.check', method: 'GET', path: '/api/duty/matrices/:id/check',
      summary: 'Every gap and conflict over all leaf categories and communities, on a day, by default today; and the days on which it would be worse', access: read, params: IdParam,
      query: Type.Object({ on: Type.Optional(Day) }), response: Type.Object({ check: MatrixCheckWire, bad_days: Type.Array(Type.String()) }),
      problems: ['organisations.no_such_matrix'],
      handler: async (r) => {
        const units = await unitModelOf(r.city)
        return r.city.read(r.scope, async (tx) => {
          const matrix = await matrixNamed(tx, r.params.id)
          const leaves = await leavesIn(tx)
          const on = r.query.on ?? today(r)
          const stored = await matrixOf(tx, matrix)
          const check = checkMatrix(stored, leaves.map((leaf) => leaf.path), await leafAreas(r.city, on), on)
          const days = await checkStored({ ...r, tx }, matrix, leaves)
          return { check: checkWire(check, units, translator(r.locale)),
            bad_days: days.filter((day) => day.uncovered + day.conflicting + day.rule_faults.length > 0).map((day) => day.on) }
        })
      },
    }),
    endpoint({
      id: 'duty.diff', method: 'GET', path: '/api/duty/matrices/:id/diff',
      summary: 'Dry run: where another unit would answer, against another version or the one in force', access: read, params: IdParam,
      query: Type.Object({ against: Type.Optional(Type.String({ format: 'uuid' })), on: Type.Optional(Day) }), response: MatrixDiffWire,
      problems: ['organisations.no_such_matrix'],
      handler: async (r) => {
        const units = await unitModelOf(r.city)
        return r.city.read(r.scope, async (tx) => {
          const after = await matrixNamed(tx, r.params.id)
          const before = r.query.against ? await matrixNamed(tx, r.query.against) : await publishedMatrix(tx)
          const on = r.query.on ?? today(r)
          const leaves = (await leavesIn(tx)).map((leaf) => leaf.path)
          return diffWire(diffMatrices(await matrixOf(tx, before), await matrixOf(tx, after), leaves, await leafAreas(r.city, on), on,
            await areaNames(r.city)), units, translator(r.locale))
        })
      },
    }),
    endpoint({
      id: 'duty.publish', method: 'POST', path: '/api/duty/matrices/:id/publish',
      summary: 'Put a draft in force; refused with gaps nobody covers, conflicts, or rules that name what is not there',
      access: { permission: 'organisations.publish' }, params: IdParam,
      response: Type.Object({ number: Type.Integer() }),
      problems: ['organisations.no_such_matrix', 'organisations.not_a_draft', 'organisations.matrix_not_ready', 'organisations.no_categories',
        'organisations.no_areas'],
      handler: (r) => r.city.write(r.scope, async (tx) => ({ ...unwrap(await publishMatrix({ ...r, tx }, r.params.id, await leavesIn(tx))) })),
    }),
    endpoint({
      id: 'duty.discard', method: 'DELETE', path: '/api/duty/matrices/:id', summary: 'Throw a draft away', access: manage, params: IdParam,
      problems: ['organisations.no_such_matrix', 'organisations.not_a_draft'],
      handler: (r) => r.city.write(r.scope, (tx) => discardMatrix({ ...r, tx }, r.params.id)),
    }),
    endpoint({
      id: 'duty.export', method: 'GET', path: '/api/duty/matrices/:id/export', summary: 'Rules of a matrix as CSV or XLSX', access: read,
      params: IdParam, query: Type.Object({ format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')])) }),
      produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], problems: ['organisations.no_such_matrix'],
      handler: async (r) => {
        const [units, areas] = [await unitModelOf(r.city), await areaModelOf(r.city)]
        return r.city.read(r.scope, async (tx) => {
          const matrix = await matrixNamed(tx, r.params.id)
          return sentTable(r.reply, { name: `duty-${matrix.number ?? 'draft'}`, format: r.query.format ?? 'csv', header: dutyColumns,
            rows: dutyTableRows(await rulesOf(tx, matrix.id), units, (path) => areas.byPath(path)?.code ?? path) })
        })
      },
    }),
    endpoint({
      id: 'duty.import', method: 'POST', path: '/api/duty/import',
      summary: 'Read rules from CSV or XLSX into a new draft, or into the draft named in the form field "matrix_id"; "keep_good" takes the good lines without the bad', access: manage,
      consumes: ['multipart/form-data'], bodyLimit: tableUploadLimit, perMinute: 20,
      problems: ['http.media_type', 'documents.not_a_table', 'organisations.no_such_matrix', 'organisations.not_a_draft'],
      response: Type.Object({ saved: Type.Boolean(), matrix_id: Type.Union([Type.String(), Type.Null()]), lines: Type.Integer(), rules: Type.Integer(
        ), rejected: Type.Array(RejectWire) }),
      handler: async (r) => {
        const table = await uploadedTable(r.request)
        const [units, areas] = [await unitModelOf(r.city), await areaModelOf(r.city)]
        const known = new Map((await r.city.read(r.scope, entries)).flatMap((entry) => [[entry.path, entry.path], [entry.code, entry.path]] as const))
        const found = readDutyTable(table.rows, {
          category: (text) => known.get(text) ?? null, area: (text) => (areas.byCode(text) ?? areas.byPath(text))?.path ?? null, unit: (code) =>
            units.byCode(code)?.id ?? null,
        }, today(r))
        const faults = [...table.faults, ...found.faults].sort((a, b) => a.line - b.line)
        const wanted = found.rules.length > 0 && (faults.length === 0 || table.fields['keep_good'] === 'true')
        const id = wanted ? await r.city.write(r.scope, (tx) =>
          importRules({ ...r, tx }, table.fields['matrix_id'] || null, found.rules, { file: table.name, note: table.fields['note'] ?? '' })) : null
        const say = sentenceOf(r.locale)
        return {
          saved: id !== null, matrix_id: id, lines: found.lines + table.faults.length, rules: found.rules.length,
          rejected: faults.map((fault) => ({ line: fault.line, column: fault.field, value: fault.value, code: fault.code, reason: say(fault.code,
            { field: fault.field, value: fault.value ?? '', ...fault.params }) })),
        }
      },
    }),
    endpoint({
      id: 'duty.fallbacks', method: 'GET', path: '/api/duty/fallbacks', summary: 'Units that catch what no rule names, by area (属地兜底)', access: read,
      response: Type.Object({ items: Type.Array(FallbackWire), next_cursor: Type.Null() }),
      handler: async (r) => {
        const [units, nameOf] = [await unitModelOf(r.city), await areaNames(r.city)]
        return r.city.read(r.scope, async (tx) => ({ items: (await readFallbacks(tx)).map((fallback) => fallbackWire(fallback, units, nameOf)),
          next_cursor: null }))
      },
    }),
    endpoint({
      id: 'duty.set_fallback', method: 'PUT', path: '/api/duty/fallbacks/:area_id',
      summary: 'Name the fallback unit of an area and its clock, from a day on', access: manage,
      params: Type.Object({ area_id: Type.String({ format: 'uuid' }) }),
      body: Type.Object({ unit_id: Type.String({ format: 'uuid' }), limit: LimitWire, from: Type.Optional(Day) }, { additionalProperties: false }),
      problems: ['organisations.no_such_area', 'organisations.no_such_unit'],
      handler: (r) => r.city.write(r.scope, (tx) =>
        setFallbacks({ ...r, tx }, [{ area_id: r.params.area_id, unit_id: r.body.unit_id, limit: r.body.limit }], r.body.from ?? today(r))),
    }),
    endpoint({
      id: 'duty.end_fallback', method: 'DELETE', path: '/api/duty/fallbacks/:area_id',
      summary: 'End the fallback of an area; refused when the matrix in force needs it', access: manage,
      params: Type.Object({ area_id: Type.String({ format: 'uuid' }) }),
      query: Type.Object({ on: Type.Optional(Day) }), problems: ['organisations.no_such_fallback', 'organisations.fallback_needed'],
      handler: (r) => r.city.write(r.scope, async (tx) =>
        unwrap(await endFallback({ ...r, tx }, r.params.area_id, r.query.on ?? today(r), await leavesIn(tx)))),
    }),
  ] as const
}
