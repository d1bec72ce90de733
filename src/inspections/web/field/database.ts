import { Dexie, type Table } from 'dexie'
import type { DayCategory, DayChecklist } from './wire.ts'
import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'

export type Person = { readonly id: string; readonly username: string; readonly display_name: string }
export type HeldSession = { readonly account: Person; readonly may_visit: boolean; readonly city: { readonly name: string; readonly zone: string; readonly demo: boolean } }
export type HeldDay = { readonly at: number; readonly from: string; readonly to: string }
/** Single facts of the phone; those of one account carry its id behind a colon. */
export type Meta = {
  readonly device_id: string
  readonly session: HeldSession | null
  /** Server time minus the phone's, as of the last download. */
  readonly offset_ms: number
  readonly [day: `day:${string}`]: HeldDay
  readonly [categories: `categories:${string}`]: readonly DayCategory[]
}
export type BlobRow = { readonly id: string; readonly blob: Blob }

export type FieldDb = {
  readonly dexie: Dexie
  readonly meta: Table<{ readonly key: string; readonly value: unknown }, string>
  readonly visits: Table<VisitRow, [string, string]>
  readonly checklists: Table<DayChecklist, string>
  readonly drafts: Table<DraftRow, [string, string]>
  readonly photos: Table<PhotoRow, string>
  readonly blobs: Table<BlobRow, string>
  readonly out: Table<OutRow, string>
}

/**
 * One database per city on the phone. `strict`: a change counts as saved when the disk has it, for the battery that dies a second later.
 * Rows of every table carry the account they belong to: two inspectors may share a phone and never see each other's work.
 */
export const openDatabase = (base: string): FieldDb => {
  const dexie = new Dexie(`bihuan-field${base}`, { chromeTransactionDurability: 'strict' })
  dexie.version(1).stores({
    meta: 'key', visits: '[account_id+id], account_id', checklists: 'version_id', drafts: '[account_id+visit_id], account_id',
    photos: 'id, account_id, [account_id+visit_id]', blobs: 'id', out: 'id, account_id, [account_id+visit_id]',
  })
  const table = <Row, Key>(name: string): Table<Row, Key> => dexie.table(name) as unknown as Table<Row, Key>
  return {
    dexie, meta: table('meta'), visits: table('visits'), checklists: table('checklists'), drafts: table('drafts'), photos: table('photos'), blobs: table('blobs'), out: table('out'),
  }
}

export const readMeta = async <Key extends keyof Meta>(db: FieldDb, key: Key): Promise<Meta[Key] | null> => ((await db.meta.get(key))?.value as Meta[Key] | undefined) ?? null
export const writeMeta = async <Key extends keyof Meta>(db: FieldDb, key: Key, value: Meta[Key]): Promise<void> => void (await db.meta.put({ key, value }))
