import type { Case, SealedEvent } from '../rules/index.ts'

/** What listeners learn of a change: enough to know whether it concerns them, nothing of its content. */
export type CaseNews = {
  readonly kind: 'case'
  readonly case_id: string
  readonly number: string
  readonly type: string
  readonly seq: number
  readonly area_path: string | null
  readonly unit_path: string | null
  /** Units that assist: they see the case too. */
  readonly assisting: readonly string[]
}

export const newsOf = (c: Case, events: readonly SealedEvent[]): readonly CaseNews[] =>
  events.slice(-1).map((event) => ({ kind: 'case', case_id: c.id, number: c.number, type: event.type, seq: event.seq, area_path: c.area_path, unit_path: c.lead_unit_path, assisting: c.assisting_unit_ids }))

const covers = (list: string | undefined, path: string | null): boolean =>
  (list ?? '').split(',').some((root) => root === '*' || (root !== '' && path !== null && (path === root || path.startsWith(`${root}.`))))

/** Whether a reader with this row scope may hear of it: the same areas and units that let it see the case. */
export const concerns = (scope: Readonly<Record<string, string>>, news: Record<string, unknown>): boolean =>
  covers(scope['app.areas'], (news['area_path'] ?? null) as string | null) || covers(scope['app.units'], (news['unit_path'] ?? null) as string | null)
  || (scope['app.unit_ids'] ?? '').split(',').some((id) => id !== '' && ((news['assisting'] ?? []) as readonly string[]).includes(id))
