import { instant, type Instant, toIso } from '#base/instants.ts'
import { err, type Fault, ok, type Result } from '#base/results.ts'
import { sources } from '#cases/rules/index.ts'
import type { ImportRemark } from './codes.ts'
import { columnFinder, nearest } from './columns.ts'
import { areasReader, pathReader } from './path-rule.ts'
import { positionReader } from './position-rule.ts'
import { type ImportSource, type ImportStatus, importStatuses, type Profile, satisfactionWords, solvedWords, type TextRule,
  type TimeRule } from './profile.ts'
import type { ImportCallBack, ImportReporter, ImportRow } from './row.ts'
import { textLimits } from '../texts.ts'
import { addFault, type RowState, type Scope, textReader, type TextReader, valueCleaner } from './text-rule.ts'
import { timeParser, usualFormats, zoneClock } from './time-format.ts'

/** `values` in the order of the header the mapper was compiled for. */
export type RowMapper = {
  readonly map: (line: number, values: readonly string[]) => Result<ImportRow, readonly Fault[]>
  /** Columns of the file that no field and no extra takes. */
  readonly unused: readonly string[]
}

export type CompileOptions = {
  /** The moment of the import, for profiles that fall back to it. */
  readonly now: Instant
  /** The line of the header, for faults about the file as a whole. */
  readonly headerLine?: number
}

const none: readonly never[] = Object.freeze([])
const noExtra: Readonly<Record<string, string>> = Object.freeze({})

/**
 * Compiles a profile for a file's header into a function that reads one row, in microseconds: columns are looked up, formats and patterns
 * prepared once. Faults: columns that the profile needs and the file has not, each with the nearest name the file has.
 */
export const compileProfile = (
  profile: Profile, header: readonly string[], { now, headerLine = 1 }: CompileOptions,
): Result<RowMapper, readonly Fault[]> => {
  const { fields, contradictions = {} } = profile
  const columns = columnFinder(header)
  const state: RowState = { values: none, line: 0, faults: [] }
  const fileFaults: Fault[] = []
  const asked = new Set<string>()
  const missing: Scope['missing'] = (target, names, required) => {
    if (!required && profile.missing_columns === 'allow') return
    for (const name of names) {
      if (asked.has(name) || columns.find(name) !== -1) continue
      asked.add(name)
      const near = nearest(name, header)
      fileFaults.push({
        field: name, value: null, code: near === null ? 'import.missing_column' : 'import.missing_column_near',
        params: { line: headerLine, target, columns: header.slice(0, 60).join(', '), ...(near === null ? {} : { nearest: near }) },
      })
    }
  }
  const scope: Scope = { columns, state, clean: valueCleaner(new Set(profile.empty ?? [])), missing }
  const text = (rule: TextRule | undefined, target: string): TextReader | null => (rule ? textReader(rule, target, scope) : null)
  const remarks = { list: none as readonly ImportRemark[] }
  const remark = (code: ImportRemark): void => {
    remarks.list = [...remarks.list, code]
  }

  const clock = zoneClock(profile.zone)
  let dateOnly = false
  const time = (rule: TimeRule | undefined, target: string): (() => number | null) => {
    if (!rule) return () => null
    const read = textReader(rule, target, scope)
    if (!read) return () => null
    const formats = rule.formats ?? usualFormats
    const parser = timeParser(formats, clock, rule.date_only === 'end')
    const label = rule.columns?.[0] ?? target
    return () => {
      const given = read()
      if (given === '') return null
      const moment = parser.parse(given)
      dateOnly = parser.dateOnly()
      if (!Number.isNaN(moment)) return moment
      addFault(state, label, given, 'not_a_time', { target, formats: formats.slice(0, 4).join(' | ') })
      return null
    }
  }

  const externalRef = text({ ...fields.external_ref, required: true }, 'external_ref')
  const openedOtherwise = fields.opened_at.otherwise ?? none
  const openedAt = time({ ...fields.opened_at, required: openedOtherwise.length === 0 }, 'opened_at')
  const dueAt = time(fields.due_at && { date_only: 'end', ...fields.due_at }, 'due_at')
  const closedAt = time(fields.closed_at, 'closed_at')
  const unknownStatus = 'unknown'
  const onUnknown = contradictions.unknown_status === 'by_date' ? () => unknownStatus : undefined
  const status = fields.status ? textReader(fields.status, 'status', scope, new Set(importStatuses), onUnknown) : null
  const source = fields.source ? textReader(fields.source, 'source', scope, new Set(sources)) : null
  const title = text(fields.title, 'title')
  const description = text(fields.description, 'description')
  const address = text(fields.address, 'address')
  const closingReason = text(fields.closing_reason, 'closing_reason')
  const category = pathReader(fields.category, 'category', scope)
  const unit = pathReader(fields.unit, 'unit', scope)
  const areas = areasReader(fields.areas, scope)
  const position = positionReader(fields.position, scope, remark)

  const confidentialWords = new Set(fields.reporter?.confidential ?? none)
  const reporterName = text(fields.reporter?.name, 'reporter.name')
  const reporterPhone = text(fields.reporter?.phone, 'reporter.phone')
  const reporter = (): ImportReporter | null => {
    const name = reporterName?.() ?? '', phone = reporterPhone?.() ?? ''
    if (name === '' && phone === '') return null
    const hiddenName = confidentialWords.has(name), hiddenPhone = confidentialWords.has(phone)
    return {
      name: name === '' || hiddenName ? null : name, phone: phone === '' || hiddenPhone ? null : phone,
      phone_masked: !hiddenPhone && /[*×＊xX✕●]/u.test(phone), confidential: hiddenName || hiddenPhone,
    }
  }
  const rules = fields.call_back
  const solved = rules?.solved ? textReader(rules.solved, 'call_back.solved', scope, new Set(solvedWords)) : null
  const satisfaction = rules?.satisfaction ? textReader(rules.satisfaction, 'call_back.satisfaction', scope, new Set(satisfactionWords)) : null
  const callBack = (): ImportCallBack | null => {
    const a = solved?.() ?? '', b = satisfaction?.() ?? ''
    if (a === '' && b === '') return null
    return { solved: a === '' ? null : (a as ImportCallBack['solved']), satisfaction: b === '' ? null : (b as ImportCallBack['satisfaction']) }
  }

  const listed = profile.extra === '*' ? header.filter((_, index) => !columns.used.has(index)) : (profile.extra ?? none)
  const extras = listed
    .map((name) => ({ name, index: columns.find(name) }))
    .filter(({ index }, at, all) => index !== -1 && all.findIndex((other) => other.index === index) === at)
  const extraOf = (): Readonly<Record<string, string>> => {
    let found: Record<string, string> | null = null
    for (const { name, index } of extras) {
      const value = scope.clean(state.values[index])
      if (value !== '') (found ??= {})[name] = value
    }
    return found ?? noExtra
  }

  if (fileFaults.length > 0) return err(fileFaults)
  const columnOf = (rule: { readonly columns?: readonly string[] } | undefined, target: string): string => rule?.columns?.[0] ?? target

  const map: RowMapper['map'] = (line, values) => {
    state.values = values
    state.line = line
    if (state.faults.length > 0) state.faults = []
    remarks.list = none

    const ref = externalRef?.() ?? ''
    if (ref.length > textLimits.reference) {
      addFault(state, columnOf(fields.external_ref, 'external_ref'), ref, 'reference_too_long', { limit: textLimits.reference })
    }
    let closed = closedAt()
    const due = dueAt()
    dateOnly = false
    let opened = openedAt()
    const byDay = dateOnly
    if (opened === null && state.faults.length === 0) {
      if (openedOtherwise.includes('closed_at') && closed !== null) {
        opened = closed
        remark('opened_at_is_closed_at')
      } else if (openedOtherwise.includes('import_time')) {
        opened = now
        remark('opened_at_is_import_time')
      }
    }

    const named = status?.() ?? ''
    let finalStatus: ImportStatus
    let setAside: number | null = null
    if (named === '' || named === unknownStatus) {
      finalStatus = closed === null ? 'handling' : 'closed'
      if (named === unknownStatus) remark('status_by_date')
    } else finalStatus = named as ImportStatus
    const ended = finalStatus === 'closed' || finalStatus === 'void'
    if (closed === null && finalStatus === 'closed' && state.faults.length === 0) {
      if (contradictions.closed_without_date === 'keep_open') {
        finalStatus = 'handling'
        remark('kept_open_without_date')
      } else addFault(state, columnOf(fields.closed_at, 'closed_at'), null, 'closed_without_date')
    }
    if (closed !== null && !ended) {
      const how = contradictions.open_with_closed_date ?? 'status'
      if (how === 'date') {
        finalStatus = 'closed'
        remark('closed_by_date')
      } else if (how === 'status') {
        setAside = closed
        closed = null
        remark('closing_time_set_aside')
      } else addFault(state, columnOf(fields.closed_at, 'closed_at'), toIso(instant(closed)), 'open_with_closed_date', { status: named })
    }
    if (opened !== null && closed !== null && closed < opened) {
      if (contradictions.closed_before_opened === 'keep') remark('closed_before_opened')
      else {
        const times = { opened: toIso(instant(opened)), closed: toIso(instant(closed)) }
        addFault(state, columnOf(fields.closed_at, 'closed_at'), times.closed, 'closed_before_opened', times)
      }
    }
    if (opened !== null && due !== null && due < opened) remark('due_before_opened')

    const at = position()
    const path = category()
    const places = areas()
    const unitPath = unit()
    const from = source?.() ?? ''
    const person = reporter()
    const back = callBack()
    let words = description?.() ?? ''
    let heading = title?.() ?? ''
    if (heading === '') heading = path?.names.at(-1) ?? (words === '' ? ref : words)
    if (heading.length > textLimits.title) {
      if (words === '') words = heading
      heading = `${heading.slice(0, textLimits.title - 1)}…`
      remark('title_cut')
    }
    const where = address?.() ?? ''
    const reason = closingReason?.() ?? ''
    if (state.faults.length > 0 || opened === null) return err(state.faults)
    const extra = extraOf()
    return ok({
      line, external_ref: ref, source: from === '' ? 'import' : (from as ImportSource), status: finalStatus, opened_at: opened as Instant,
      due_at: due as Instant | null,
      closed_at: closed as Instant | null, date_only: byDay, title: heading, description: words, category: path, unit: unitPath, areas: places,
      lon: at === null ? null : at.lon, lat: at === null ? null : at.lat, address: where, closing_reason: reason === '' ? null : reason,
      reporter: person, call_back: back,
      remarks: remarks.list, extra: setAside === null ? extra : { ...extra, closed_at_stated: toIso(instant(setAside)) },
    })
  }
  return ok({ map, unused: header.filter((_, index) => !columns.used.has(index)) })
}

/** One row by column names, for small inputs: compiles for the row's own columns each time. */
export const mapRow = (
  profile: Profile, cells: Readonly<Record<string, string>>, options: CompileOptions & { readonly line?: number },
): Result<ImportRow, readonly Fault[]> => {
  const compiled = compileProfile(profile, Object.keys(cells), options)
  return compiled.ok ? compiled.value.map(options.line ?? 1, Object.values(cells)) : compiled
}
