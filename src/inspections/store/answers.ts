import { batchInsert } from '#platform/db/batches.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { ItemAnswer } from '../rules/index.ts'

export type AnswerRow = ItemAnswer & { readonly visit_id: string }

const insertRows = batchInsert<AnswerRow>('visit_answers', {
  visit_id: 'uuid', item: 'text', instance: 'integer', label: 'text', outcome: 'text', weight: 'double precision', met: 'double precision', observed: 'integer', violations: 'integer',
  value: 'jsonb', note: 'text',
})

/** The answers of the visit as its current submission has them; those before are in the submissions themselves. */
export const replaceAnswers = async (tx: Tx, visitId: string, answers: readonly ItemAnswer[]): Promise<void> => {
  await tx.run(sql`delete from visit_answers where visit_id = ${visitId}`)
  await insertRows(tx, answers.map((a) => ({ ...a, value: a.value ?? null, visit_id: visitId })))
}

export const answersOf = (tx: Tx, visitId: string): Promise<readonly ItemAnswer[]> =>
  tx.rows(sql<ItemAnswer>`select item, instance, label, outcome, weight, met, observed, violations, value, note from visit_answers where visit_id = ${visitId} order by item, instance`)
