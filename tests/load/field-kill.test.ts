import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { instant } from '#base/instants.ts'
import { everyRow, openDatabase, sql } from '#platform/db/index.ts'
import { type InspectionCity, inspectionCity } from '../journeys/inspection-city.ts'
import { sessionOn } from '../journeys/proving.ts'
import { fillSmallCity, type SmallCity } from '../journeys/small-city.ts'
import { queueOf } from './field-city.ts'
import { emptyQueue, type Queued } from './field-queue.ts'
import { startProgram } from './program-process.ts'

/** The small city with visits to make, on a data directory of its own, as `serve` finds it. */
const makeCity = async (data: string, visits: number, photos: number): Promise<Queued> => {
  const database = await openDatabase({ home: { data } })
  try {
    const now = instant(Date.now())
    const city = await database.createCity({ slug: 'field', name: '测试市', zone: 'Asia/Shanghai', now })
    const units = await fillSmallCity(city, now)
    const c = { t: { city, database }, units, now: () => instant(Date.now()) } as unknown as SmallCity
    const ic: InspectionCity = await inspectionCity(c, 8)
    return await queueOf(c, ic, visits, photos)
  } finally {
    await database.close()
  }
}

test('a program killed between visits and their photos loses nothing it acknowledged and keeps nothing half', { timeout: 240_000 }, async () => {
  const data = await mkdtemp(path.join(tmpdir(), 'bihuan-field-'))
  await chmod(data, 0o755)
  try {
    const queue = await makeCity(data, 30, 90)
    const acknowledged: { id: string; photo: boolean }[] = []
    // Twice it dies in the middle of the queue; the third time the phone goes on until nothing waits.
    for (const killAt of [12, 45, null]) {
      const running = await startProgram({ data })
      assert.ok(running)
      const headers = await sessionOn(Number(new URL(running.address).port), 'walker')
      if (killAt === null) {
        const synced = await emptyQueue(running.address, headers, queue, { every: 10 })
        assert.deepEqual(synced.faults, [])
        await running.stop()
        break
      }
      const emptying = emptyQueue(running.address, headers, queue, { every: 0, most: 1, onDone: (done) => acknowledged.push(...done) })
      for (let i = 0; i < 3_000 && acknowledged.length < killAt; i++) await sleep(5)
      assert.ok(acknowledged.length >= killAt, 'it was still working')
      await running.killNow()
      await emptying
    }
    const database = await openDatabase({ home: { data } })
    try {
      const city = await database.city('field')
      const counted = await city?.read(everyRow, (tx) => tx.one(sql<{ submitted: number; submissions: number; photos: number; answers: number; kept: number }>`select (select count(*) from visits where state = 'submitted')::int as submitted,
        (select count(*) from visit_submissions)::int as submissions, (select count(*) from visit_files)::int as photos, (select count(*) from visit_answers)::int as answers,
        (select count(*) from unnest(${[...new Set(acknowledged.map((a) => a.id))]}::uuid[]) a (id) where exists (select from visit_submissions s where s.id = a.id) or exists (select from visit_files f where f.id = a.id))::int as kept`))
      assert.deepEqual(counted, { submitted: 30, submissions: queue.submissions.length, photos: 90, answers: 120, kept: new Set(acknowledged.map((a) => a.id)).size })
    } finally {
      await database.close()
    }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})
