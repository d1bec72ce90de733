import { setTimeout as sleep } from 'node:timers/promises'
import { formOf } from '../journeys/proving.ts'
import { flakyLink } from './flaky-link.ts'

export type Queued = { readonly submissions: readonly { readonly id: string; readonly visit_id: string }[]; readonly photos: readonly { readonly visit_id: string; readonly fields: Readonly<Record<string, unknown>>; readonly bytes: Buffer }[] }
export type Synced = { readonly requests: number; readonly failures: number; readonly seconds: number; readonly rounds: number; readonly faults: readonly string[] }

export type EmptyOptions = { readonly every: number; readonly lanes?: number; readonly most?: number; readonly onDone?: (done: readonly { readonly id: string; readonly photo: boolean }[]) => void }

/**
 * A phone's queue as the field app empties it: submissions in portions and photos a few at a time, in any order, each again until it was answered. Bounded: gives up
 * and says what is left when something was tried `most` times.
 */
export const emptyQueue = async (base: string, headers: Readonly<Record<string, string>>, queue: Queued, options: EmptyOptions): Promise<Synced> => {
  const { every, lanes = 4, most = 12, onDone = () => {} } = options
  const link = flakyLink(every)
  const faults: string[] = []
  const began = performance.now()
  let rounds = 0
  type Job = { readonly name: string; tries: number; readonly run: () => Promise<boolean> }
  const portions: (typeof queue.submissions)[] = []
  for (let i = 0; i < queue.submissions.length; i += 20) portions.push(queue.submissions.slice(i, i + 20))
  const jobs: Job[] = [
    ...portions.map((portion, i): Job => ({
      name: `portion ${i}`, tries: 0, run: async () => {
        const said = await link.send(`${base}/api/field/submissions`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ submissions: portion }) })
        if (said.status !== 200) throw new Error(`${said.status} ${JSON.stringify(said.body)}`)
        const refused = (said.body as { results: { id: string; error: { code: string } | null }[] }).results.filter((r) => r.error !== null)
        if (refused.some((r) => r.error?.code !== 'http.try_again')) faults.push(`${portion.length} sent, refused: ${JSON.stringify(refused[0])}`)
        onDone(portion.filter((s) => !refused.some((r) => r.id === s.id)).map((s) => ({ id: s.id, photo: false })))
        return !refused.some((r) => r.error?.code === 'http.try_again')
      },
    })),
    ...queue.photos.map((p, i): Job => ({
      name: `photo ${i}`, tries: 0, run: async () => {
        const { body, headers: type } = formOf([...Object.entries({ ...p.fields, visit_id: p.visit_id }).filter(([, v]) => v !== null).map(([name, v]) => ({ name, value: String(v) })), { name: 'file', value: p.bytes, filename: 'p.jpg', type: 'image/jpeg' }])
        const said = await link.send(`${base}/api/field/photos`, { method: 'POST', headers: { ...headers, ...type }, body })
        if (said.status === 503 || said.status === 429) return false
        if (said.status !== 200 && said.status !== 201) faults.push(`photo ${i}: ${said.status} ${JSON.stringify(said.body)}`)
        else onDone([{ id: String(p.fields['id']), photo: true }])
        return true
      },
    })),
  ]
  // Photos and visits mixed: nothing may depend on which comes first.
  let waiting = jobs.map((job, i) => ({ job, at: (i * 7919) % jobs.length })).sort((a, b) => a.at - b.at).map((x) => x.job)
  while (waiting.length > 0) {
    rounds++
    const again: Job[] = []
    const line = [...waiting]
    await Promise.all(Array.from({ length: lanes }, async () => {
      for (let job = line.shift(); job; job = line.shift()) {
        job.tries++
        const done = await job.run().catch(() => false)
        if (!done) again.push(job)
      }
    }))
    const lost = again.filter((job) => job.tries >= most)
    faults.push(...lost.map((job) => `${job.name} was tried ${job.tries} times in vain`))
    waiting = again.filter((job) => job.tries < most)
    if (waiting.length > 0) await sleep(50)
  }
  return { requests: link.requests(), failures: link.failures(), seconds: (performance.now() - began) / 1000, rounds, faults }
}
