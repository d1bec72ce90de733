import type { DraftRow, PhotoRow } from './rows.ts'

/**
 * What the phone had no room for. It lives only as long as the app is open, so it is shown until it is saved or sent:
 * photos are uploaded from here directly, drafts are written again as soon as there is room.
 */
type Owner = Pick<DraftRow, 'account_id' | 'visit_id'>
export type Memory = {
  readonly photos: ReadonlyMap<string, { readonly row: PhotoRow; readonly blob: Blob }>
  /** By account and visit: two inspectors may make one visit together, on one phone. */
  readonly drafts: ReadonlyMap<string, Partial<DraftRow> & Owner>
}
let memory: Memory = { photos: new Map(), drafts: new Map() }
const listeners = new Set<() => void>()

export const inMemory = (): Memory => memory
export const onMemory = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}
const say = (next: Partial<Memory>): void => {
  memory = { ...memory, ...next }
  for (const listener of listeners) listener()
}
export const holdPhoto = (row: PhotoRow, blob: Blob): void => say({ photos: new Map(memory.photos).set(row.id, { row, blob }) })
export const changeHeldPhoto = (id: string, changes: Partial<PhotoRow>): boolean => {
  const held = memory.photos.get(id)
  if (held) say({ photos: new Map(memory.photos).set(id, { ...held, row: { ...held.row, ...changes } }) })
  return held !== undefined
}
export const letGoPhoto = (id: string): void => {
  const photos = new Map(memory.photos)
  if (photos.delete(id)) say({ photos })
}
const keyOf = ({ account_id, visit_id }: Owner): string => `${account_id} ${visit_id}`
export const heldDraft = (account_id: string, visit_id: string): Partial<DraftRow> | undefined => memory.drafts.get(keyOf({ account_id, visit_id }))
export const holdDraft = (changes: Partial<DraftRow> & Owner): void => say({ drafts: new Map(memory.drafts).set(keyOf(changes), { ...memory.drafts.get(keyOf(changes)), ...changes }) })
export const letGoDraft = (account_id: string, visit_id: string): void => {
  const drafts = new Map(memory.drafts)
  if (drafts.delete(keyOf({ account_id, visit_id }))) say({ drafts })
}
