import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '#base/seeded-random.ts'
import { openProof, type Proof } from './checks.ts'
import { type Answer, ask, makePhotos, postOpen311, reportBody, runClient, sendReport, type Sessions, signInAll, type Target } from './clients.ts'
import { makeLoadCity } from './load-city.ts'
import { databasePidOf, type Running, startProgram } from './program-process.ts'
import { openRecord, type Record } from './record.ts'

export const victims = ['program', 'database', 'both'] as const
export type Victim = (typeof victims)[number]

export type RoundResult = {
  readonly round: number
  readonly victim: Victim
  readonly killedAfterMs: number
  /** Killed once more while it was starting. */
  readonly killedInStart: boolean
  /** From the kill to the first report acknowledged again. */
  readonly outageMs: number
  readonly startMs: number | null
  readonly faults: readonly string[]
}

type Bench = { readonly data: string; readonly random: Random; readonly clients: number; readonly say: (text: string) => void }

const mostRetryMs = 60_000

/** Reports until one is acknowledged; how long that took from `since`. */
const untilItWorks = async (w: { target: Target; record: Record; random: Random }, mark: string, since: number): Promise<number> => {
  for (let n = 0; performance.now() - since < mostRetryMs; n++) {
    const answer = await sendReport(w, `key-${mark}-${n}`, reportBody(w.random, `${mark}-${n}`))
    if (answer?.status === 201) return Math.round(performance.now() - since)
    await sleep(20)
  }
  throw new Error('no report was taken within a minute of the kill')
}

export const runRounds = async (bench: Bench, plan: readonly Victim[]): Promise<{ readonly results: readonly RoundResult[]; readonly record: Record; readonly figures: Awaited<ReturnType<Proof['figures']>> }> => {
  const { data, random, say } = bench
  const { categories } = await makeLoadCity(data)
  const record = openRecord()
  let running = await startProgram({ data }) as Running
  const target: Target = { address: running.address, stopped: false }
  const sessions: Sessions = await signInAll(target)
  const proof = await openProof(data)
  const results: RoundResult[] = []
  let serviceCode = ''
  for (const { code } of categories) {
    if (await postOpen311({ target, record, random }, code, reportBody(random, `first-${code}`))) {
      serviceCode = code
      break
    }
  }
  try {
    for (const [round, victim] of plan.entries()) {
      const faults: string[] = []
      const photos = await makePhotos(random, 12)
      target.stopped = false
      const clients = Promise.all(Array.from({ length: bench.clients }, (_, i) => runClient({
        target, record, sessions, photos, serviceCode, categories: categories.map((c) => c.id), random: random.fork(`round ${round} client ${i}`), name: `r${round}c${i}`,
      })))
      const killedAfterMs = random.int(200, 2_500)
      await sleep(killedAfterMs)
      const databasePid = await databasePidOf(data)
      if (databasePid === null) throw new Error('the database has no process id')
      const since = performance.now()
      let startMs: number | null = null, killedInStart = false
      if (victim !== 'program') process.kill(databasePid, 'SIGKILL')
      if (victim === 'database') await Promise.all([untilItWorks({ target, record, random }, `probe${round}`, since).then((ms) => results.push({ round, victim, killedAfterMs, killedInStart, outageMs: ms, startMs, faults })), sleep(600)])
      else await running.killNow()
      target.stopped = true
      await clients
      if (victim === 'database') {
        if (!running.isAlive()) throw new Error('the program died with its database')
      } else {
        if (random.next() < 0.3) {
          killedInStart = true
          await startProgram({ data, killAfterMs: random.int(80, 1_200) })
        }
        running = await startProgram({ data }) as Running
        startMs = Math.round(running.startMs)
        target.address = running.address
        const outageMs = await untilItWorks({ target, record, random }, `probe${round}`, since)
        results.push({ round, victim, killedAfterMs, killedInStart, outageMs, startMs, faults })
      }
      faults.push(...await askAgain({ target, record, random }, sessions, round), ...await proof.check(record), ...record.unexpected.splice(0), ...(running.defects as string[]).splice(0).map((line) => `log: ${line.slice(0, 1_000)}`))
      say(`round ${round + 1}/${plan.length}: ${victim} killed after ${killedAfterMs} ms${killedInStart ? ' and once more while starting' : ''}, reports taken again after ${results.at(-1)?.outageMs} ms, ${faults.length} faults`)
      for (const fault of faults.slice(0, 10)) say(`  ${fault}`)
    }
    return { results, record, figures: await proof.figures() }
  } finally {
    target.stopped = true
    await proof.close()
    await running.stop()
  }
}

/** Kills very first starts on empty folders at any moment; the next start must bring up a city that works, with nobody's help. */
export const killFirstStarts = async (folder: (n: number) => string, count: number, random: Random, say: (text: string) => void): Promise<readonly string[]> => {
  const faults: string[] = []
  for (let n = 0; n < count; n++) {
    const data = folder(n), killAfterMs = random.int(100, 5_000)
    const whole = await startProgram({ data, killAfterMs }) !== null
    const running = await startProgram({ data }) as Running
    const target = { address: running.address, stopped: false }
    const catalogue = await patiently(() => ask(target, 'GET', '/open311/v2/services.json'))
    if (catalogue?.status !== 200 || catalogue.body.length === 0) faults.push(`a first start killed after ${killAfterMs} ms left a city without a catalogue: ${catalogue?.status}`)
    if (running.adminPassword !== null) {
      const signedIn = await patiently(() => ask(target, 'POST', '/api/session', { username: 'admin', password: running.adminPassword }))
      if (signedIn?.status !== 200) faults.push(`a first start killed after ${killAfterMs} ms left an account nobody can use: ${signedIn?.status}`)
    }
    say(`first start ${n + 1}/${count}: killed after ${killAfterMs} ms${whole ? ', when it was done' : ''}; the next one made ${running.adminPassword === null ? 'nothing new' : 'the city'}`)
    await running.stop()
  }
  return faults
}

/** Asks until there is an answer other than "try again later": a busy machine may say that, and clients are told to heed it. */
const patiently = async (ask: () => Promise<Answer | null>): Promise<Answer | null> => {
  const end = performance.now() + mostRetryMs
  for (;;) {
    const answer = await ask()
    if ((answer && answer.status !== 503) || performance.now() > end) return answer
    await sleep(500)
  }
}

/** What was sent without an answer is sent again under its key; what was acknowledged in this round is asked for again, and by its tracking code. */
const askAgain = async (w: { target: Target; record: Record; random: Random }, sessions: Sessions, round: number): Promise<readonly string[]> => {
  const faults: string[] = []
  for (const { key, body } of w.record.unanswered.values()) {
    const answer = await patiently(() => sendReport(w, key, body))
    if (answer?.status !== 201 && w.record.unanswered.has(key)) faults.push(`key ${key}, sent again, is answered ${answer?.status ?? 'nothing'} ${JSON.stringify(answer?.body)}`)
  }
  const mine = [...w.record.reports.values()].filter((r) => r.key.startsWith(`key-r${round}c`))
  for (const report of mine) {
    const answer = await patiently(() => sendReport(w, report.key, report.body))
    if (answer?.status !== 201 || answer.body.repeated !== true || answer.body.number !== report.number) faults.push(`key ${report.key} (${report.number}), sent again, is answered ${answer?.status} ${JSON.stringify(answer?.body)}`)
  }
  for (const report of mine.slice(-10)) {
    const tracked = await patiently(() => ask(w.target, 'GET', `/api/track/${report.code}`))
    if (tracked?.status !== 200 || tracked.body.number !== report.number) faults.push(`code ${report.code} of ${report.number} is answered ${tracked?.status} ${JSON.stringify(tracked?.body).slice(0, 200)}`)
    const seen = await patiently(() => ask(w.target, 'GET', `/api/cases/${report.number}`, undefined, sessions.get('supervisor')))
    if (seen?.status !== 200 || seen.body.case.number !== report.number) faults.push(`case ${report.number} is answered ${seen?.status}`)
  }
  return faults
}
