import { type Instant, toIso } from '#base/instants.ts'
import type { CityDb, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { problem } from '#platform/http/index.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import { messageKey } from '#platform/http/index.ts'
import { availableActions, type Case, type CaseEvent, type CaseFile, clockState, type PhotoKind, remainingOf, replay, type SealedEvent } from '../rules/index.ts'
import { explainClock } from './explain.ts'
import { caseRowById } from '../store/case-lists.ts'
import { eventsOf } from '../store/event-rows.ts'
import { filesOfCase } from '../store/file-rows.ts'
import { accountNames, areaChain, caseRefs, type Named, unitNames } from '../store/names.ts'
import { type CaseModel, termsOfModel } from './case-model.ts'
import { actorOf, contextFor } from './decide-context.ts'
import { dueBounds } from './due.ts'
import { isoOrNull, rowWire } from './row-wire.ts'
import { conditionOf, suggestFor } from './duty.ts'

const byId = (list: readonly Named[]): ReadonlyMap<string, string> => new Map(list.map((each) => [each.id, each.name]))
const unitIdsOf = (c: Case, events: readonly CaseEvent[]): readonly string[] => [
  ...new Set([...c.assisting_unit_ids, ...events.flatMap((e) => [e.actor.unit_id, 'lead_unit_id' in e.data ? e.data.lead_unit_id : null])].filter((id): id is string => !!id)),
]
const accountIdsOf = (c: Case, events: readonly CaseEvent[]): readonly string[] => [
  ...new Set([c.handler_account_id, ...events.flatMap((e) => [e.actor.account_id, 'handler_account_id' in e.data ? e.data.handler_account_id : null])].filter((id): id is string => !!id)),
]

/** Before or after the work: what a photo of this kind, or of this moment, shows. */
const phaseOf = (kind: PhotoKind, addedAt: Instant, c: Case): 'before' | 'after' =>
  kind === 'after' ? 'after' : kind === 'before' || c.handled_at === null || addedAt < c.handled_at ? 'before' : 'after'

/** Where the camera said it was may be the reporter's own window: for those who judge evidence, as the original photo is. */
const withoutCamera = (data: Record<string, unknown>): Record<string, unknown> => {
  const bare = ({ file_id, kind, taken_at }: CaseFile) => ({ file_id, kind, taken_at })
  return {
    ...data, ...(Array.isArray(data['files']) ? { files: (data['files'] as readonly CaseFile[]).map(bare) } : {}), ...(data['file'] ? { file: bare(data['file'] as CaseFile) } : {}),
  }
}

/** Ids in an event's data beside the names a person reads. */
const namedData = (event: SealedEvent, units: ReadonlyMap<string, string>, accounts: ReadonlyMap<string, string>, judges: boolean): Record<string, unknown> => {
  const { clocks: _clocks, ...all } = event.data as unknown as Record<string, unknown>
  const data = judges ? all : withoutCamera(all)
  const unit = data['lead_unit_id'] ?? data['suggested_unit_id']
  const account = data['handler_account_id'] ?? data['checker_account_id']
  return {
    ...data,
    ...(typeof unit === 'string' ? { unit: units.get(unit) ?? null } : {}), ...(typeof account === 'string' ? { account: accounts.get(account) ?? null } : {}),
  }
}

/** Everything the case page shows, for one reader: the story, the clocks and why, and what this reader may do now. */
export const caseDetail = async (tx: Tx, city: CityDb, model: CaseModel, id: string, caller: Caller, now: Instant, locale: Locale) => {
  const row = await caseRowById(tx, id)
  if (!row) throw problem('cases.not_found', { status: 404 })
  const events = await eventsOf(tx, id)
  const c: Case | null = replay(events)
  if (!c) throw new Error(`case ${id} has a row and no history`)
  const { config, calendar } = termsOfModel(model, c.config_version)
  const [files, units, accounts, chain, refs] = [
    await filesOfCase(tx, id), byId(await unitNames(tx, unitIdsOf(c, events))), byId(await accountNames(tx, accountIdsOf(c, events))), await areaChain(tx, c.area_path),
    await caseRefs(tx, [...c.child_ids, ...[c.parent_id, c.merged_into_id].filter((other) => other !== null)]),
  ]
  const refOf = (other: string | null): { id: string; number: string } | null => refs.find((r) => r.id === other) ?? null
  const named = (unit: string): Named => ({ id: unit, name: units.get(unit) ?? '' })
  const t = translator(locale)
  const said = (code: string, params: object | undefined): { code: string; params: Record<string, unknown>; text: string } =>
    ({ code, params: { ...params }, text: t(messageKey(code), { ...params } as never) })
  const judges = caller.permissions.has('cases.review') || caller.permissions.has('cases.ledger')
  const bounds = dueBounds(now, city.zone)
  const row0 = rowWire(row, bounds, calendar)
  return {
    case: {
      ...row0, description: c.description, external_ref: c.external_ref, imported: c.imported, category_id: c.category_id, condition_id: c.condition_id,
      condition: await conditionOf(city, c.condition_id, locale), evidence: { ...c.terms?.evidence }, same_time_of_day: c.terms?.same_time_of_day ?? false,
      area_chain: [...chain], assisting_units: c.assisting_unit_ids.map(named), handler: c.handler_account_id === null ? null : { id: c.handler_account_id, name: accounts.get(c.handler_account_id) ?? '' },
      fallback: c.fallback, routing_reason: c.routing_reason, close_reason: c.close_reason, decline_reason: c.decline_reason,
      suspended_until: isoOrNull(c.suspended_until), overdue_at: isoOrNull(c.overdue_at),
      pending: c.application && { kind: c.application.kind, asked_at: toIso(c.application.asked_at), reason: c.application.reason, until: isoOrNull(c.application.until) },
      supervision: c.supervision && {
        kind: c.supervision.kind, level: c.supervision.level, ordered_at: toIso(c.supervision.ordered_at), text: c.supervision.text,
        reply_due_at: toIso(c.supervision.reply_due_at), answered_at: isoOrNull(c.supervision.answered_at),
      },
      parent: refOf(c.parent_id), merged_into: refOf(c.merged_into_id), head_hash: events.at(-1)?.hash ?? '',
    },
    suggestion: c.ended_at === null ? await suggestFor(city, c, now, locale) : null,
    clocks: c.clocks.map((clock) => {
      const left = clock.stopped_at === null ? remainingOf(clock, now, calendar) : null
      const why = explainClock(clock, calendar, locale)
      return {
        kind: clock.kind, state: clockState(clock, now, calendar, config.clock), round: clock.round, unit_id: clock.unit_id, started_at: toIso(clock.started_at),
        due_at: isoOrNull(clock.due_at), stopped_at: isoOrNull(clock.stopped_at), limit: { ...clock.limit }, remaining_ms: left?.continuous_ms ?? null,
        remaining_working_ms: left?.working_ms ?? null, provisional: clock.provisional, explanation: why.steps, explanation_text: why.text,
      }
    }),
    files: files.map((f) => ({ id: f.id, kind: f.kind, taken_at: isoOrNull(f.taken_at), added_at: toIso(f.added_at), width: f.width, height: f.height, phase: phaseOf(f.kind, f.added_at, c) })),
    events: events.map((e) => ({
      seq: e.seq, type: e.type, at: toIso(e.at), recorded_at: toIso(e.recorded_at), state: e.state,
      actor: { id: e.actor.account_id, name: e.actor.account_id === null ? null : (accounts.get(e.actor.account_id) ?? null), role: e.actor.role, unit: e.actor.unit_id === null ? null : (units.get(e.actor.unit_id) ?? null) },
      data: namedData(e, units, accounts, judges), hash: e.hash,
    })),
    actions: availableActions(c, contextFor(model, c.config_version, actorOf(caller), now)).map((a) => ({
      command: a.command, allowed: a.allowed, refusal: a.refusal ? said(a.refusal.code, a.refusal.params) : null, requires: [...a.requires], reasons: a.reasons ? [...a.reasons] : null,
    })),
    children: c.child_ids.flatMap((child) => refs.find((r) => r.id === child) ?? []),
  }
}
