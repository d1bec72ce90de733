// Lists, case pages, counts, maps and the overview of a city of a million cases, over HTTP from 8 connections: processor time a request (application and
// database together) and how long it took. Prints a JSON line a measure; exit code 1 when a promise is broken. `node bench/lists.ts --help`
import { chmod, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { demoSignIns } from '../src/app/demo/index.ts'
import { databasePidOf, startProgram } from '../tests/load/program-process.ts'
import { makeBigCity } from './support/big-city.ts'
import { cpuMsOf, ownCpuMsOf, percentile, round } from './support/cpu.ts'
import { callerOf, type Session, signIn } from './support/http-load.ts'

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' }, cases: { type: 'string', default: '1000000' }, requests: { type: 'string', default: '240' }, data: { type: 'string' }, only: { type: 'string', default: '' },
  },
})
if (values.help) {
  process.stdout.write(`node bench/lists.ts [options]
  --cases N      cases in the city (default 1000000; made once in about four minutes, then kept)
  --requests N   requests a measure (default 240)
  --data DIR     where the city is kept (default: a folder in the temporary directory)
  --only WORD    measures whose name holds this word\n`)
  process.exit(0)
}
const count = Number(values.cases), requests = Number(values.requests), connections = 8
/** Promised: processor time of one list of 50 with three filters, and of a case page. The others are reported. */
const limit = 10
const data = values.data ?? path.join(tmpdir(), `bihuan-bench-lists-${count}`)
await mkdir(data, { recursive: true })
await chmod(data, 0o755)
await makeBigCity(data, count, (text) => void process.stderr.write(`${text}\n`))

const running = await startProgram({ data, more: ['--no-jobs'] })
if (!running) throw new Error('the program did not start')
const databasePid = await databasePidOf(data) ?? 0
const caller = callerOf(running.address, connections)
const password = demoSignIns()[0]?.password ?? ''

/** Who asks: the whole city, one district, one street, one unit. */
const people = { city: 'supervisor', district: 'dispatcher-district', street: 'dispatcher-street', unit: 'handler-bureau' } as const
type Person = keyof typeof people
const sessions = new Map<Person, Session>()
for (const [person, username] of Object.entries(people)) sessions.set(person as Person, await signIn(caller, username, password))

const ask = async (person: Person, url: string): Promise<{ ms: number; body: string }> => {
  const answer = await caller.ask({ path: url, headers: sessions.get(person) as Session })
  if (answer.status !== 200) throw new Error(`${url} is answered ${answer.status} ${answer.body.slice(0, 300)}`)
  return answer
}
const json = async <T>(person: Person, url: string): Promise<T> => JSON.parse((await ask(person, url)).body) as T

type Row = { readonly id: string; readonly number: string; readonly opened_at: string; readonly category: { readonly code: string } | null; readonly area: { readonly id: string } | null; readonly lead_unit: { readonly id: string } | null }
type List = { readonly items: readonly Row[]; readonly next_cursor: string | null }
const list = (query: string): string => `/api/cases?limit=50&${query}`
const sample = await json<List>('city', '/api/cases?limit=200&stage=handle&sort=opened')
const closed = await json<List>('city', `/api/cases?limit=200&state=closed&opened_to=${new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10)}&sort=opened`)
const some = <T>(pick: (row: Row) => T | null | undefined, rows = sample.items): readonly T[] => [...new Set(rows.flatMap((row) => pick(row) ?? []))].slice(0, 12)
const categories = some((r) => r.category?.code), areas = some((r) => r.area?.id), units = some((r) => r.lead_unit?.id)
const overview = await json<{ by_area: readonly { id: string; path: string }[] }>('city', '/api/overview')
const districts = overview.by_area.map((a) => a.path).slice(0, 12)
const month = (back: number): string => new Date(Date.now() - back * 30 * 86_400_000).toISOString().slice(0, 10)
const cross = <A, B>(one: readonly A[], two: readonly B[], make: (a: A, b: B) => string): readonly string[] => Array.from({ length: 24 }, (_, i) => make(one[i % one.length] as A, two[(i * 7 + 3) % two.length] as B))
const deep = async (person: Person, query: string): Promise<readonly string[]> => {
  const urls: string[] = []
  let cursor = ''
  for (let page = 0; page < 12; page++) {
    const found = await json<List>(person, list(`${query}${cursor && `&cursor=${cursor}`}`))
    if (!found.next_cursor) break
    cursor = encodeURIComponent(found.next_cursor)
    urls.push(list(`${query}&cursor=${cursor}`))
  }
  return urls
}
const q = (word: string): string => `q=${encodeURIComponent(word)}`
const inWork = 'stage=accept,dispatch,handle,check,close'

type Measure = { readonly name: string; readonly person: Person; readonly urls: readonly string[]; readonly promised?: boolean }
const measures: readonly Measure[] = [
  { name: 'list: stage, district, category; by due time', person: 'city', promised: true, urls: cross(districts, categories, (a, k) => list(`stage=handle&area=${a}&category=${k}&sort=due`)) },
  { name: 'list: overdue in a district, by source', person: 'city', promised: true, urls: cross(districts, ['inspection', 'hotline', 'resident_web', 'open311'], (a, s) => list(`due=overdue&area=${a}&source=${s}&sort=due`)) },
  { name: 'list: closed late in a street, by category class', person: 'city', promised: true, urls: cross(areas, categories, (a, k) => list(`state=closed&on_time=false&area=${a}&category=${k}&sort=opened`)) },
  { name: 'list: unit, stage, three months; newest first', person: 'city', promised: true, urls: cross(units, [1, 3, 6], (u, m) => list(`unit=${u}&stage=done&opened_from=${month(m + 3)}&opened_to=${month(m)}&sort=opened`)) },
  { name: 'list: returned, category, source; last changed', person: 'city', promised: true, urls: cross(categories, ['inspection', 'hotline'], (k, s) => list(`returned=true&category=${k}&source=${s}&sort=updated`)) },
  { name: 'list: a district\'s own desk, stage, overdue, category', person: 'district', promised: true, urls: cross(['handle', 'dispatch', 'accept', inWork.slice(6)], categories, (s, k) => list(`stage=${s}&due=overdue&category=${k}&sort=due`)) },
  { name: 'list: a district\'s closed cases by category and month', person: 'district', promised: true, urls: cross(categories, [1, 4, 8], (k, m) => list(`stage=done&category=${k}&opened_from=${month(m + 1)}&opened_to=${month(m)}&sort=opened`)) },
  { name: 'list: a street\'s own desk, stage, due today, source', person: 'street', promised: true, urls: cross(['handle', 'dispatch'], ['inspection', 'hotline'], (s, k) => list(`stage=${s}&due=today&source=${k}&sort=due`)) },
  { name: 'list: a unit\'s own desk, stage, due, category', person: 'unit', promised: true, urls: cross(['overdue', 'today', 'soon'], categories, (d, k) => list(`stage=handle&due=${d}&category=${k}&sort=due`)) },
  { name: 'list: a unit\'s closed cases, late, by month', person: 'unit', promised: true, urls: cross([1, 3, 6, 9], [false, true], (m, late) => list(`stage=done&on_time=${!late}&opened_from=${month(m + 1)}&opened_to=${month(m)}&sort=opened`)) },
  { name: 'list: next pages of the city\'s newest', person: 'city', promised: true, urls: await deep('city', 'sort=opened&stage=done&source=hotline&on_time=true') },
  { name: 'list: next pages of a district\'s open cases by due time', person: 'district', promised: true, urls: await deep('district', `${inWork}&sort=due&due=overdue`) },
  { name: 'search: frequent Chinese word, district, closed', person: 'city', urls: cross(districts, ['垃圾', '路灯', '井盖', '违停'], (a, w) => list(`${q(w)}&area=${a}&stage=done&sort=opened`)) },
  { name: 'search: Chinese word on a district\'s open cases by due time', person: 'district', urls: cross(['垃圾', '路面破损', '井盖', '占道'], [inWork, `${inWork}&due=overdue`], (w, s) => list(`${q(w)}&${s}&sort=due`)) },
  { name: 'search: frequent Chinese word, whole city', person: 'city', urls: ['垃圾', '路灯', '井盖', '路', '破损'].map((w) => list(`${q(w)}&sort=opened&stage=done&source=hotline`)) },
  { name: 'search: rare Chinese phrase', person: 'city', promised: true, urls: closed.items.slice(0, 24).map((r) => list(`${q(r.number.slice(9, 13))}&sort=opened`)) },
  { name: 'search: nothing to be found', person: 'district', promised: true, urls: ['氢气球', '长颈鹿', 'zeppelin', '琵琶'].map((w) => list(`${q(w)}&sort=opened`)) },
  { name: 'search: Latin and digits', person: 'city', urls: ['led', 'wifi', '12', 'a'].map((w) => list(`${q(w)}&sort=opened&stage=done`)) },
  { name: 'search: beginning of a number', person: 'district', urls: closed.items.slice(0, 24).map((r) => list(`${q(r.number.slice(0, 8))}&sort=opened`)) },
  { name: 'case page', person: 'city', promised: true, urls: [...sample.items.slice(0, 40), ...closed.items.slice(0, 80)].map((r) => `/api/cases/${r.id}`) },
  { name: 'counts of a district\'s open cases', person: 'district', urls: [`/api/cases/counts?${inWork}`] },
  { name: 'counts of the city, everything', person: 'city', urls: ['/api/cases/counts'] },
  { name: 'map points of a district\'s open cases', person: 'city', urls: districts.map((a) => `/api/cases/points?area=${a}&${inWork}`) },
  { name: 'overview of the city', person: 'city', urls: ['/api/overview'] },
  { name: 'overview of a district', person: 'district', urls: ['/api/overview'] },
]

/** Copies have a history only now and then: pages that are there. */
const pagesThere = async (urls: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = []
  for (const url of urls) if ((await caller.ask({ path: url, headers: sessions.get('city') as Session })).status === 200) found.push(url)
  return found
}

let broken = 0
try {
  for (const measure of measures.filter((m) => m.name.includes(values.only))) {
    const urls = measure.name === 'case page' ? await pagesThere(measure.urls) : measure.urls
    if (urls.length === 0) throw new Error(`${measure.name}: nothing to ask`)
    let rows = 0
    for (const url of urls.slice(0, 24)) rows += (JSON.parse((await ask(measure.person, url)).body) as { items?: unknown[] }).items?.length ?? 0
    const total = measure.promised ? requests : Math.ceil(requests / 3)
    const appBefore = ownCpuMsOf(running.pid), databaseBefore = cpuMsOf(databasePid)
    const times: number[] = []
    let next = 0
    await Promise.all(Array.from({ length: connections }, async () => {
      while (next < total) times.push((await ask(measure.person, urls[next++ % urls.length] as string)).ms)
    }))
    const application = (ownCpuMsOf(running.pid) - appBefore) / times.length, database = (cpuMsOf(databasePid) - databaseBefore) / times.length
    const cpu = application + database
    if (measure.promised && cpu >= limit) broken++
    process.stdout.write(`${JSON.stringify({
      name: `${measure.name} (${count / 1e6} M cases)`, ours: round(cpu, 2), unit: 'CPU ms a request, application and database', ...(measure.promised ? { limit } : {}), at_most: true,
      application: round(application, 2), database: round(database, 2), p50_ms: round(percentile(times, 0.5)), p99_ms: round(percentile(times, 0.99)), rows: round(rows / Math.min(24, urls.length), 0), requests: times.length,
    })}\n`)
  }
} finally {
  caller.close()
  await running.stop()
}
process.exitCode = broken > 0 ? 1 : 0
