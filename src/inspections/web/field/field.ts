import type { Table } from 'dexie'
import { localReading } from '#base/zones.ts'
import { instant } from '#base/instants.ts'
import { basePath } from '#platform/web-ui/api.ts'
import { type FieldDb, type HeldSession, openDatabase, readMeta, writeMeta } from './database.ts'
import { finished, mergeDay } from './merge.ts'
import { inMemory } from './memory.ts'
import type { Failure } from './queue.ts'
import { askToKeep, freeSent, saveOrFree } from './storage.ts'
import { makeSync, type Sync } from './sync.ts'
import { casePhotoKey, downloadDay, fetchPicture, httpTransport, type Transport, type WhoAmI } from './transport.ts'
import type { DayDownload } from './wire.ts'
import { blobOf, changePhoto, deviceId, photosOf, saveMemory } from './work.ts'

/** The app's insides, one per page. */
export type Field = {
  readonly db: FieldDb
  readonly sync: Sync
  readonly transport: Transport
  /** Asks the server who is signed in and takes over a change of person; null without an answer. */
  readonly greet: () => Promise<WhoAmI | null>
  readonly download: (days: number) => Promise<Failure | null>
  readonly stop: () => void
}

/** How far the phone's clock may be off before it is said. */
export const clockToleranceMs = 120_000
const dayMs = 86_400_000

export const localDay = (ms: number, zone: string): string => localReading(instant(ms), zone).date

/** Only one page of the app sends at a time, however many are open. */
const exclusively = async (deed: () => Promise<void>): Promise<boolean> => {
  if (!('locks' in navigator)) return deed().then(() => true)
  return navigator.locks.request(`bihuan-field${basePath}`, { ifAvailable: true }, (lock) => (lock ? deed().then(() => true) : false))
}

/** Puts a download into the phone: merged beside what was entered, in one transaction. */
export const keepDay = async (db: FieldDb, day: DayDownload, from: string, days: number, offset: number): Promise<boolean> => {
  const account = day.account.id
  const to = localDay(Date.parse(`${from}T00:00:00Z`) + (days - 1) * dayMs, 'UTC')
  return saveOrFree(
    () => db.dexie.transaction('rw', [db.meta, db.visits, db.checklists, db.drafts, db.out, db.photos, db.blobs], async () => {
      const of = <Row, Key>(table: Table<Row, Key>): PromiseLike<Row[]> => table.where('account_id').equals(account).toArray()
      const held = { visits: await of(db.visits), drafts: await of(db.drafts), out: await of(db.out), photos: await of(db.photos) }
      for (const id of finished(held, Date.now())) {
        await db.drafts.delete([account, id])
        for (const row of held.out) if (row.visit_id === id) await db.out.delete(row.id)
        for (const row of held.photos) if (row.visit_id === id) await Promise.all([db.photos.delete(row.id), db.blobs.delete(row.id)])
      }
      const left = { ...held, drafts: await of(db.drafts), out: await of(db.out), photos: await of(db.photos) }
      const { put, remove } = mergeDay(left, day, from, to, Date.now())
      await db.visits.bulkDelete(remove.map((id): [string, string] => [account, id]))
      await db.visits.bulkPut([...put])
      await db.checklists.bulkPut([...day.checklists])
      const used = new Set([...(await db.visits.toArray()).map((v) => v.visit.checklist_version_id), ...(await db.drafts.toArray()).map((d) => d.checklist_version_id)])
      await db.checklists.filter((c) => !used.has(c.version_id)).delete()
      await writeMeta(db, `categories:${account}`, day.categories)
      await writeMeta(db, `day:${account}`, { at: Date.now(), from, to })
      await writeMeta(db, 'offset_ms', offset)
    }),
    () => freeSent(db),
  )
}

/** What a re-inspection is compared with; the visit can be made without. What no visit needs any more goes. */
const fetchCasePhotos = async (db: FieldDb, day: DayDownload): Promise<void> => {
  const wanted = new Set((await db.visits.toArray()).flatMap((row) => row.visit.re_inspects?.photos ?? []).map((photo) => photo.id))
  const kept = (await db.blobs.where('id').startsWith('case:').primaryKeys()).map((key) => key.slice(5))
  await db.blobs.bulkDelete(kept.filter((id) => !wanted.has(id)).map(casePhotoKey))
  for (const id of wanted) {
    if (kept.includes(id)) continue
    const blob = await fetchPicture(`${day.media_base.cases}${id}?size=view`)
    if (blob && !(await saveOrFree(() => db.blobs.put({ id: casePhotoKey(id), blob }), () => freeSent(db)))) return
  }
}

export const openField = (): Field => {
  const db = openDatabase(basePath)
  const account = async (): Promise<string | null> => (await readMeta(db, 'session'))?.account.id ?? null
  const sync = makeSync(
    {
      account,
      out: (id) => db.out.where('account_id').equals(id).toArray(),
      photos: (id) => photosOf(db, id),
      changeOut: async (id, changes) => void (await saveOrFree(() => db.out.update(id, changes), () => freeSent(db))),
      changePhoto: async (id, changes) => void (await saveOrFree(() => changePhoto(db, id, changes), () => freeSent(db))),
      blob: (id) => blobOf(db, id),
    },
    httpTransport,
    {
      now: () => Date.now(), monotonic: () => performance.now(), random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32, online: () => navigator.onLine,
      later: (ms, deed) => {
        const timer = window.setTimeout(deed, ms)
        return () => window.clearTimeout(timer)
      },
      exclusively,
    },
  )

  const greet: Field['greet'] = async () => {
    const reply = await httpTransport.whoAmI()
    if (!reply.ok) return null
    const { session } = reply.value
    if (session) await takeSession(db, session)
    return reply.value
  }
  const download: Field['download'] = async (days) => {
    const session = await readMeta(db, 'session')
    const zone = session?.city.zone ?? 'Asia/Shanghai'
    const known = (await readMeta(db, 'offset_ms')) ?? 0
    const before = Date.now()
    const reply = await downloadDay(localDay(before + known, zone), days)
    if (!reply.ok) return reply.failure
    const offset = Date.parse(reply.value.server_time) - (before + Date.now()) / 2
    // With a clock that is days off the first question was for the wrong day: ask once more, now knowing the time.
    const today = localDay(Date.now() + offset, zone)
    let day = reply.value
    if (today !== localDay(before + known, zone)) {
      const again = await downloadDay(today, days)
      if (!again.ok) return again.failure
      day = again.value
    }
    if (session && day.account.id !== session.account.id) return { kind: 'stranger' }
    void askToKeep()
    if (!(await keepDay(db, day, today, days, offset))) return { kind: 'too_large' }
    void fetchCasePhotos(db, day)
    return null
  }

  const wake = (): void => {
    if (!document.hidden) void sync.run(true)
  }
  const online = (): void => void sync.run(true)
  const leaving = (event: BeforeUnloadEvent): void => {
    if (inMemory().photos.size + inMemory().drafts.size > 0) event.preventDefault()
  }
  window.addEventListener('online', online)
  window.addEventListener('beforeunload', leaving)
  document.addEventListener('visibilitychange', wake)
  const timer = window.setInterval(() => {
    if (inMemory().photos.size + inMemory().drafts.size > 0) void saveMemory(db)
  }, 5_000)
  void deviceId(db)
  return {
    db, sync, transport: httpTransport, greet, download,
    stop: () => {
      sync.stop()
      window.clearInterval(timer)
      window.removeEventListener('online', online)
      window.removeEventListener('beforeunload', leaving)
      document.removeEventListener('visibilitychange', wake)
    },
  }
}

/** From now on the phone shows this person's work; another's stays where it is, unseen, until that person signs in again. */
export const takeSession = async (db: FieldDb, session: HeldSession): Promise<void> => {
  const held = await readMeta(db, 'session')
  if (JSON.stringify(held) !== JSON.stringify(session)) await writeMeta(db, 'session', session)
}
