/**
 * Reports over HTTP from 16 connections, as JSON and as Open311, with number, history, clock, area, suggested unit, search words and ledger, each
 * answered
 * after its commit; against pgbench inserting the same rows in one transaction on the same server (fsync on), in turns. Prints JSON lines.
 * `node bench/report.ts [--seconds 6] [--rounds 3]`
 */
import { fork, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { instant } from '#base/instants.ts'
import { sessionsOn } from '#access/server/index.ts'
import { createArea, setBoundary } from '#areas/server/index.ts'
import { seedCaseSettings } from '#cases/server/index.ts'
import { catalogueModelOf, seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { intakeRoutes, openLimiter, openReporting, reporterKeysOf } from '#intake/server/index.ts'
import { createUnit, setFallbacks } from '#organisations/server/index.ts'
import { type CityDb, everyRow, openDatabase } from '#platform/db/index.ts'
import { testCity } from '#platform/db/testing.ts'
import { localFileStore } from '#platform/files/index.ts'
import { buildServer, feedOf } from '#platform/http/index.ts'

const connections = 16
const ratioAtLeast = 0.4, cpuAtMost = 2
const columns = 20
const square = (west: number, south: number, size: number): object =>
  ({ type: 'Polygon', coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]] })

/** The program's own server in a process of its own, so that its processor time can be told from that of the load. */
const serve = async (url: string, slug: string, folder: string): Promise<void> => {
  const database = await openDatabase({ home: { url, secrets: path.join(folder, 'secrets') } })
  if (!(await database.city(slug))) throw new Error(`no city ${slug}`)
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => console.error(facts) }
  const clock = () => instant(Date.now())
  const keys = reporterKeysOf(['bench'.repeat(13)])
  const feed = feedOf(database)
  const deps = { keys, feed, files: await localFileStore(path.join(folder, 'files')), limiter: openLimiter(),
    reporting: openReporting({ keys, feed, clock }) }
  const app = await buildServer({ endpoints: intakeRoutes(deps), services: { database }, log, clock, identify: sessionsOn(database).identify })
  await app.listen({ host: '127.0.0.1', port: 0 })
  process.send?.((app.server.address() as { port: number }).port)
  process.on('disconnect', () => process.exit(0))
}

const prepareCity = async (city: CityDb): Promise<void> => {
  const now = instant(Date.now())
  const root = await city.write(everyRow, async (tx) => {
    const work = { city, tx, actor: { id: null }, now }
    const made = async (code: string, level: 'city' | 'district' | 'street', geometry: object | null): Promise<string> => {
      const area = await createArea(work, { code, level, name: code, valid_from: '2020-01-01' })
      if (!area.ok) throw new Error(area.error.code)
      if (geometry) await setBoundary(work, area.value.id, { geometry, crs: 'wgs84', from: '2020-01-01' })
      return area.value.id
    }
    const root = await made('370100', 'city', null)
    await made('370102', 'district', square(117, 36, 0.02 * columns))
    for (let i = 0; i < columns * columns; i++) await made(`370102${String(i + 1).padStart(3, '0')}`, 'street',
      square(117 + (i % columns) * 0.02, 36 + Math.floor(i / columns) * 0.02, 0.02))
    await seedDefaultCatalogue(city, tx, now)
    await seedCaseSettings(tx, city.zone, now)
    await city.stale(tx, 'cases')
    return root
  })
  await city.write(everyRow, async (tx) => {
    const work = { city, tx, actor: { id: null }, now }
    const unit = await createUnit(work, { code: 'U1', name: '综合执法', kind: 'department' })
    if (!unit.ok) throw new Error(unit.error.code)
    await setFallbacks(work, [{ area_id: root, unit_id: unit.value.id, limit: { value: 15, unit: 'natural_day' } }], '2020-01-01')
  })
}

const words = ['路灯', '不亮', '垃圾', '堆放', '井盖', '破损', '占道', '经营', '小广告', '乱停', '单车', '污水', '外溢', '树枝', '遮挡', '栏杆', '倒伏', '三天', '门口', '夜里']
const sentence = (i: number): string => Array.from({ length: 12 }, (_, k) => words[(i * 7 + k * 13 + ((i >> 4) * k)) % words.length]).join('')
const point = (i: number): { lon: number; lat: number } => ({ lon: 117.0001 + ((i * 37) % 3999) / 10_000, lat: 36.0001 + ((i * 91) % 3999) / 10_000 })

const requests = (kind: 'json' | 'open311', codes: readonly string[]): readonly Buffer[] =>
  Array.from({ length: 2_000 }, (_, i) => {
    const { lon, lat } = point(i)
    const category = codes[i % codes.length] ?? ''
    const contact = i % 3 === 0
    const body = kind === 'json'
      ? JSON.stringify({ description: sentence(i), lon, lat, category, ...(contact ? { contact: { name: '李明', phone: '13800001234' } } : {}) })
      : new URLSearchParams({ service_code: category, lat: String(lat), long: String(lon), description: sentence(i),
        ...(contact ? { first_name: '明', last_name: '李', phone: '13800001234' } : {}) }).toString()
    const [target, type] = kind === 'json' ? ['/api/reports', 'application/json'] : ['/open311/v2/requests.json', 'application/x-www-form-urlencoded']
    return Buffer.from(`POST ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  })

/** Sends from 16 connections, each waiting for its answer, until the time is over. Answers how many were taken and how long each took. */
const load = async (port: number, asked: readonly Buffer[], expected: string,
  ms: number): Promise<{ readonly count: number; readonly seconds: number; readonly times: readonly number[] }> => {
  const began = performance.now()
  const times: number[] = []
  let next = 0
  await Promise.all(Array.from({ length: connections }, () => new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    let sent = 0, text = ''
    const send = (): void => {
      if (performance.now() - began >= ms) {
        socket.end()
        resolve()
        return
      }
      sent = performance.now()
      text = ''
      socket.write(asked[next++ % asked.length] as Buffer)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
      if (text.length < head + 4 + length) return
      if (!text.startsWith(expected)) return reject(new Error(text.slice(0, 400)))
      times.push(performance.now() - sent)
      send()
    })
  })))
  return { count: times.length, seconds: (performance.now() - began) / 1000, times }
}

const ticks = Number(spawnSync('getconf', ['CLK_TCK']).stdout.toString() || 100)
const statOf = (pid: number | string): { readonly parent: number; readonly ticks: number } | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return null
  }
}
/** Processor milliseconds of the server and all its processes; those that have ended are in the postmaster's account of its children. */
const databaseCpu = (postmaster: number): number => {
  const text = readFileSync(`/proc/${postmaster}/stat`, 'latin1')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  let sum = Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const stat = statOf(pid)
    if (stat?.parent === postmaster) sum += stat.ticks
  }
  return (sum * 1000) / ticks
}
const processCpu = (pid: number): number => ((statOf(pid)?.ticks ?? 0) * 1000) / ticks

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const percentile = (list: readonly number[], p: number): number => [...list].sort((a, b) => a - b)[Math.min(list.length - 1,
  Math.floor(list.length * p))] ?? 0
const round = (n: number, digits = 2): number => Math.round(n * 10 ** digits) / 10 ** digits

/** The same rows as a report makes, in one transaction, by literals of one report that was really made. */
const scriptOf = async (city: CityDb): Promise<string> => {
  const tables = ['cases', 'case_events', 'case_texts', 'reports'] as const
  const [sample] = await city.read(everyRow, (tx) => tx.prepared<{ case_id: string; report_id: string; number: string; code: string }>('sample', `select c.id as case_id, c.number, r.id as report_id, r.code
    from cases c join reports r on r.case_id = c.id where not r.has_contact order by c.opened_at desc limit 1`, []))
  if (!sample) throw new Error('no report to copy')
  const lines = ['begin;']
  for (const table of tables) {
    const key = table === 'cases' ? 'id' : 'case_id'
    const attributes = await city.read(everyRow, (tx) => tx.prepared<{ name: string }>('attributes',
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`, [table]))
    const texts = attributes.map(({ name }) => `"${name}"::text as "${name}"`).join(', ')
    const [row = {}] = await city.read(everyRow, (tx) => tx.prepared<Record<string,
      string | null>>(`texts_${table}`, `select ${texts} from ${table} where ${key} = $1`, [sample.case_id]))
    const names = attributes.map(({ name }) => ({ name, text: row[name] ?? null }))
    const values = names.map(({ name, text }) => {
      if (table === 'cases' && name === 'id') return ':case_id'
      if (name === 'case_id') return ':case_id'
      if (table === 'reports' && name === 'id') return 'gen_random_uuid()'
      if (table === 'cases' && name === 'number') return "'b' || gen_random_uuid()"
      if (table === 'reports' && name === 'code') return "translate(substr(upper(md5(random()::text)), 1, 10), 'ILOU', '0000')"
      if (text === null) return 'null'
      return `'${text.replaceAll("'", "''")}'`
    })
    lines.push(`insert into ${table} (${names.map(({ name }) => `"${name}"`).join(', ')}) values (${values.join(', ')});`)
  }
  return [String.raw`select gen_random_uuid() as id \gset`, ...lines.map((line) => line.replaceAll(':case_id', ':id')), 'commit;'].join('\n')
}

const pgbenchOf = (): string | null => ['/usr/bin/pgbench', '/usr/lib/postgresql/15/bin/pgbench', '/usr/lib/postgresql/16/bin/pgbench',
  '/usr/lib/postgresql/17/bin/pgbench'].find((file) => existsSync(file)) ?? null

const pgbench = (program: string, url: string, schema: string, script: string, seconds: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const at = new URL(url)
    const child = spawn(program, ['-n', '-M', 'prepared', '-c', String(connections), '-j', '2', '-T', String(seconds), '-f', script, '-h',
      at.searchParams.get('host') ?? at.hostname, '-p', at.searchParams.get('port') ?? (at.port || '5432'), '-U', decodeURIComponent(at.username),
      at.pathname.slice(1)], {
      env: { ...process.env, PGPASSWORD: decodeURIComponent(at.password), PGOPTIONS: `-c search_path=${schema},extensions,public` },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = '', faults = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (faults += data.toString()))
    child.on('close', () => {
      const found = /tps = ([\d.]+)/.exec(out)
      if (found) resolve(Number(found[1]))
      else reject(new Error(`pgbench: ${faults.slice(0, 800)}`))
    })
  })

const main = async (seconds: number, rounds: number): Promise<void> => {
  const t = await testCity()
  await t.database.updateCity(t.city.slug, { settings: { intake: { reports_per_minute: 1_000_000 } } })
  const city = (await t.database.city(t.city.slug)) as CityDb
  await prepareCity(city)
  const { leaves } = await catalogueModelOf(city)
  const codes = leaves.slice(0, 50).map((leaf) => leaf.code)
  const server = fork(new URL(import.meta.url), ['--serve', t.url, city.slug, t.folder], { execArgv: [] })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('message', (value) => resolve(value as number))
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const [{ pid: backend }] = (await t.database.ownerPool.query('select pg_backend_pid() as pid')).rows as [{ pid: number }]
  const postmaster = statOf(backend)?.parent ?? 0
  const asked = { json: requests('json', codes), open311: requests('open311', codes) }
  const expected = { json: 'HTTP/1.1 201', open311: 'HTTP/1.1 200' }
  for (const kind of ['json', 'open311'] as const) await load(port, asked[kind], expected[kind], 1_500)
  const program = pgbenchOf()
  const script = path.join(t.folder, 'report.sql')
  if (program) await writeFile(script, await scriptOf(city))
  else console.log(JSON.stringify({ name: 'report: pgbench', skipped: 'pgbench is not installed: apt-get install postgresql-contrib' }))
  const rates = { json: [] as number[], open311: [] as number[], pgbench: [] as number[] }
  const rivalCpu: number[] = []
  const cpu = { json: [] as number[], open311: [] as number[] }
  const app = { json: [] as number[], open311: [] as number[] }
  const times = { json: [] as number[], open311: [] as number[] }
  // What one part leaves for later (dirty pages, words not yet sorted in) must not be charged to the next.
  const settle = async (): Promise<void> => {
    await t.database.ownerPool.query(`vacuum analyze "${city.schema}".case_texts, "${city.schema}".cases`)
    await t.database.ownerPool.query('checkpoint')
  }
  for (let i = 0; i < rounds; i++) {
    await settle()
    if (program) {
      const before = databaseCpu(postmaster)
      const tps = await pgbench(program, t.url, city.schema, script, seconds)
      rates.pgbench.push(tps)
      rivalCpu.push((databaseCpu(postmaster) - before) / (tps * seconds))
    }
    for (const kind of i % 2 === 0 ? (['json', 'open311'] as const) : (['open311', 'json'] as const)) {
      await settle()
      const before = { app: processCpu(server.pid ?? 0), database: databaseCpu(postmaster) }
      const done = await load(port, asked[kind], expected[kind], seconds * 1000)
      const spent = { app: processCpu(server.pid ?? 0) - before.app, database: databaseCpu(postmaster) - before.database }
      rates[kind].push(done.count / done.seconds)
      app[kind].push(spent.app / done.count)
      cpu[kind].push((spent.app + spent.database) / done.count)
      times[kind].push(...done.times)
    }
  }
  const rival = median(rates.pgbench)
  let good = true
  for (const kind of ['json', 'open311'] as const) {
    const ours = median(rates[kind])
    const ratio = program ? ours / rival : null
    good &&= (ratio === null || ratio >= ratioAtLeast) && median(cpu[kind]) <= cpuAtMost
    console.log(JSON.stringify({
      name: `report over HTTP, ${kind}: reports/s against pgbench transactions/s`, ours: Math.round(ours), rival: program ? Math.round(rival) : null,
      ratio: ratio === null ? null : round(ratio), limit: ratioAtLeast,
      p50_ms: round(percentile(times[kind], 0.5), 1), p99_ms: round(percentile(times[kind], 0.99), 1),
    }))
    console.log(JSON.stringify({ name: `report over HTTP, ${kind}: CPU ms a report, application and database`, ours: round(median(cpu[kind])),
      application: round(median(app[kind])), pgbench_database: program ? round(median(rivalCpu)) : null, limit: cpuAtMost }))
  }
  server.disconnect()
  await t.close()
  process.exitCode = good ? 0 : 1
}

const { values, positionals } = parseArgs({ options: { seconds: { type: 'string', default: '6' }, rounds: { type: 'string', default: '3' },
  serve: { type: 'boolean', default: false } }, allowPositionals: true })
if (values.serve) await serve(positionals[0] ?? '', positionals[1] ?? '', positionals[2] ?? '')
else await main(Number(values.seconds), Number(values.rounds))
