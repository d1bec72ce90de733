import sharp from 'sharp'
import { everyRow, sql } from '#platform/db/index.ts'
import { type InspectionCity, inspectionCity, photoSaid, submission } from '../journeys/inspection-city.ts'
import { listening, sessionOn } from '../journeys/proving.ts'
import { type SmallCity, smallCity } from '../journeys/small-city.ts'
import { emptyQueue, type Queued, type Synced } from './field-queue.ts'

/** Photos that differ, as cameras' do; a few hundred kilobytes would only measure the camera. */
const pictures = (count: number): Promise<readonly Buffer[]> => Promise.all(Array.from({ length: count }, (_, i) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: { r: (i * 37) % 256, g: (i * 91) % 256, b: (i * 53) % 256 } } }).jpeg().toBuffer()))

/** A phone with so many visits and photos waiting, made weeks ago to today, some of them changed twice. */
export const queueOf = async (c: SmallCity, ic: InspectionCity, visits: number, photos: number): Promise<Queued> => {
  const shots = await pictures(16)
  const ids: string[] = []
  for (let i = 0; i < visits; i++) ids.push(await ic.visit({ place: i % ic.places.length }))
  const each = ids.map((_, i) => Array.from({ length: Math.floor(photos / visits) + (i < photos % visits ? 1 : 0) }, (__, n) => photoSaid({ item: n % 2 === 0 ? 'clean' : 'order', kind: n % 2 === 0 ? 'near' : 'far' })))
  return {
    submissions: ids.flatMap((id, i) => [...(i % 10 === 0 ? [submission(c, ic, id, { revision: 1, answers: { clean: 'pass' } })] : []),
      submission(c, ic, id, { revision: 2, answers: { clean: i % 3 === 0 ? 'fail' : 'pass', order: i % 5 === 0 ? 'fail' : 'pass', lights: 'pass' }, photos: each[i] ?? [] })]),
    photos: ids.flatMap((id, i) => (each[i] ?? []).map((fields, n) => ({ visit_id: id, fields, bytes: shots[(i + n) % shots.length] as Buffer }))),
  }
}

export type Counted = { readonly visits: number; readonly submitted: number; readonly current: number; readonly submissions: number; readonly photos: number; readonly answers: number; readonly awaited: number; readonly conflicts: number }
const countAll = (c: SmallCity): Promise<Counted> => c.t.city.read(everyRow, (tx) => tx.one(sql<Counted>`select (select count(*) from visits)::int as visits, (select count(*) from visits where state = 'submitted')::int as submitted,
  (select count(*) from visit_submissions where standing = 'current')::int as current, (select count(*) from visit_submissions)::int as submissions, (select count(*) from visit_files)::int as photos,
  (select count(*) from visit_answers)::int as answers, (select count(*) from visits where conflict)::int as conflicts,
  (select count(*) from visit_submissions s, jsonb_array_elements(s.body -> 'photos') p where s.standing = 'current' and not exists (select from visit_files f where f.id = (p ->> 'id')::uuid and f.visit_id = s.visit_id))::int as awaited`))

/** Empties such a queue over such a link against the program on a real socket, and counts what arrived. */
export const syncOver = async (options: { readonly visits: number; readonly photos: number; readonly every: number }): Promise<{ readonly queued: { readonly submissions: number; readonly photos: number }; readonly synced: Synced; readonly counted: Counted; readonly faults: readonly string[] }> => {
  const c = await smallCity()
  try {
    const ic = await inspectionCity(c, 40)
    const queue = await queueOf(c, ic, options.visits, options.photos)
    const port = await listening(c)
    const headers = await sessionOn(port, 'walker')
    const synced = await emptyQueue(`http://127.0.0.1:${port}`, headers, queue, { every: options.every })
    const counted = await countAll(c)
    const expected: Counted = {
      visits: options.visits, submitted: options.visits, current: options.visits, submissions: queue.submissions.length, photos: options.photos, answers: options.visits * ic.checklist.items.length, awaited: 0, conflicts: 0,
    }
    const faults = [...synced.faults, ...Object.entries(expected).filter(([name, n]) => counted[name as keyof Counted] !== n).map(([name, n]) => `${name}: ${counted[name as keyof Counted]} instead of ${n}`)]
    return { queued: { submissions: queue.submissions.length, photos: queue.photos.length }, synced, counted, faults }
  } finally {
    await c.close()
  }
}
