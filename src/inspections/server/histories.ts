import type { Tx } from '#platform/db/index.ts'
import type { ItemAnswer } from '../rules/index.ts'
import { type EndedFinding, type EndedSubmission, type EndedVisit, endVisits, insertEnded } from '../store/histories.ts'

export { casesAtPlaces, type EndedFinding, type EndedSubmission, type EndedVisit, itemsOfVersions, type PlannedForHistory, plannedForHistory } from '../store/histories.ts'

/** Writes visits that were made, with what was sent, scored and found; for generated cities and files of other systems. The visits are there already, planned. */
export const writeVisitHistories = async (
  tx: Tx,
  rows: { readonly visits: readonly EndedVisit[]; readonly submissions: readonly EndedSubmission[]; readonly answers: readonly (ItemAnswer & { readonly visit_id: string })[]; readonly findings: readonly EndedFinding[] },
): Promise<void> => {
  await insertEnded(tx, rows)
  await endVisits(tx, rows.visits)
}
