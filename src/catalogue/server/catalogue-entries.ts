import type { Tx } from '#platform/db/index.ts'
import { entriesOf } from '../store/entries.ts'
import { publishedVersion } from '../store/versions.ts'

export type EntryDuty = { readonly path: string; readonly code: string; readonly name: string; readonly level: string;
  readonly lead_duty: string | null }

/** Entries in force, as the check of a duty matrix asks for them: the wiring hands this down to the organisations. */
export const catalogueEntries = async (tx: Tx): Promise<readonly EntryDuty[]> => {
  const version = await publishedVersion(tx)
  return version ? (await entriesOf(tx, version.id)).map(({ path, code, name, level, lead_duty }) => ({ path, code, name, level, lead_duty })) : []
}
