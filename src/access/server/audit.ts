import type { Instant } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import { insertAudit } from '../store/audit.ts'

export type Audited = {
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly reason?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Notes who did or saw what, in the same transaction as the deed. */
export const audit = async (tx: Tx, actor: Pick<Caller, 'id'>, now: Instant, entry: Audited): Promise<void> => {
  await insertAudit(tx, { id: newId(now), at: now, account_id: actor.id, reason: '', detail: {}, ...entry })
}
