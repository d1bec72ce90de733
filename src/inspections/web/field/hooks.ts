import { liveQuery, type Table } from 'dexie'
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useText } from '#platform/web-ui/i18n.ts'
import { useNow } from '#platform/web-ui/now.ts'
import { useOnline } from '#platform/web-ui/states.tsx'
import { sayDay, sayExactly, sayWhen } from '#platform/web-ui/time.ts'
import type { HeldDay, HeldSession } from './database.ts'
import { readMeta } from './database.ts'
import type { Field } from './field.ts'
import { inMemory, onMemory, type Memory } from './memory.ts'
import type { DraftRow, OutRow, PhotoRow, VisitRow } from './rows.ts'
import { measureRoom, type Room } from './storage.ts'
import { byRoute, standingOf, type VisitStanding } from './standing.ts'
import type { SyncState } from './sync.ts'
import { photosOf } from './work.ts'

/** A newer version of the app that waits; told by the page that registered the worker. */
export type Updates = { readonly waiting: () => boolean; readonly subscribe: (changed: () => void) => () => void; readonly take: () => void }
/** Whether the server still knows the session: not asked yet, known, ended, or somebody owes a new password. */
export type SignedIn = 'unknown' | 'yes' | 'no' | 'owes_password'
export type FieldContext = {
  readonly field: Field
  readonly session: HeldSession
  readonly account: string
  readonly offset: number
  readonly signedIn: SignedIn
  readonly updates: Updates
  readonly askSignIn: () => void
  /** The server said that it knows no session any more. */
  readonly signedOut: () => void
}
export const FieldScope = createContext<FieldContext | null>(null)
export const useField = (): FieldContext => {
  const found = useContext(FieldScope)
  if (!found) throw new Error('outside the field app')
  return found
}

/** What a query of the phone's database gives, again after each change; undefined before the first answer. */
export const useLive = <T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined => {
  const [value, setValue] = useState<{ readonly of: readonly unknown[]; readonly value: T }>()
  const known = useMemo(() => deps, deps) // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => {
    const watching = liveQuery(query).subscribe({ next: (next) => setValue({ of: known, value: next }), error: () => undefined })
    return () => watching.unsubscribe()
  }, [known]) // eslint-disable-line react-hooks/exhaustive-deps
  return value?.of === known ? value.value : undefined
}
export const useMemory = (): Memory => useSyncExternalStore(onMemory, inMemory)
export const useSync = (): SyncState => {
  const { field } = useField()
  return useSyncExternalStore(field.sync.subscribe, field.sync.state)
}
export const useUpdateWaiting = (): boolean => {
  const { updates } = useField()
  return useSyncExternalStore(updates.subscribe, updates.waiting)
}

export type Stop = { readonly row: VisitRow; readonly draft: DraftRow | null; readonly standing: VisitStanding; readonly out: readonly OutRow[]; readonly photos: readonly PhotoRow[] }
export type Work = { readonly stops: readonly Stop[]; readonly out: readonly OutRow[]; readonly photos: readonly PhotoRow[]; readonly day: HeldDay | null; readonly others: number }

/** Everything of the signed-in person on this phone, and only the number of what another left waiting. */
export const useWork = (): Work | undefined => {
  const { field, account } = useField()
  const memory = useMemory()
  return useLive(async () => {
    const { db } = field
    const mine = <Row, Key>(table: Table<Row, Key>): PromiseLike<Row[]> => table.where('account_id').equals(account).toArray()
    const [visits, drafts, out, photos, day, others] = await Promise.all([
      mine(db.visits), mine(db.drafts), mine(db.out), photosOf(db, account),
      readMeta(db, `day:${account}`),
      Promise.all([
        db.out.where('account_id').notEqual(account).filter((row) => row.state === 'waiting').count(), db.photos.where('account_id').notEqual(account).filter((row) => row.state === 'waiting').count(),
      ]),
    ])
    const of = <Row extends { readonly visit_id: string }>(rows: readonly Row[]): Map<string, Row[]> => Map.groupBy(rows, (row) => row.visit_id)
    const draftsOf = of(drafts), outOf = of(out), pictures = of(photos)
    const stops = visits.toSorted(byRoute).map((row): Stop => {
      const [draft, sent, taken] = [draftsOf.get(row.id)?.[0] ?? null, outOf.get(row.id) ?? [], pictures.get(row.id) ?? []]
      return { row, draft, out: sent, photos: taken, standing: standingOf(row, draft, sent, taken) }
    })
    return { stops, out, photos, day, others: others.reduce((a, b) => a + b, 0) }
  }, [field, account, memory])
}

/** How full the phone's share is, looked at every half minute and when something was stored. */
export const useRoom = (trigger: unknown): Room | null => {
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    let gone = false
    const look = (): void => void measureRoom().then((found) => (gone ? undefined : setRoom(found)), () => undefined)
    look()
    const timer = window.setInterval(look, 30_000)
    return () => {
      gone = true
      window.clearInterval(timer)
    }
  }, [trigger])
  return room
}

/** Times as the server would say them, in the city's zone, whatever the phone's clock is set to. */
export const useFieldTime = (): { readonly when: (deviceMs: number) => string; readonly whenIso: (iso: string) => string; readonly day: (date: string) => string; readonly exactly: (deviceMs: number) => string } => {
  const { t, language } = useText()
  const { offset, session } = useField()
  const now = useNow() + offset
  const context = { t, language, zone: session.city.zone, now }
  return {
    when: (ms) => sayWhen(ms + offset, context), whenIso: (iso) => sayWhen(iso, context), exactly: (ms) => sayExactly(ms + offset, context),
    day: (date) => sayDay(Date.parse(`${date}T04:00:00Z`), context),
  }
}
export { useOnline }
