// Locating points in the street polygons of a city: our locator against PostGIS ST_Contains with a GiST index, in bulk, on one core each.
// Prints one JSON line. Skips with a line on standard error where the polygons or PostGIS are not found.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, chownSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { parseBoundary } from '#base/geometry/geojson.ts'
import { repairShape } from '#base/geometry/repair.ts'
import { boxOf, countPositions, type MultiPolygon, toGeometry } from '#base/geometry/shapes.ts'
import { seededRandom } from '#base/seeded-random.ts'
import { type Area, type AreaId, buildLocator } from '#areas/rules/index.ts'

const file = path.resolve(import.meta.dirname, '../../shared/data/beijing/streets-331.wgs84.geojson.gz')
const limit = 10
const rounds = 5
const points = Number(process.env['BENCH_POINTS'] ?? 200_000)
const oursRepeats = 10

const skip = (why: string): never => {
  process.stderr.write(`locate: skipped: ${why}\n`)
  process.exit(0)
}

/** Directory of the newest installed PostgreSQL that has PostGIS (Debian: postgresql-15-postgis-3). */
const postgisBin = (): string | null => {
  const roots = ['/usr/lib/postgresql', '/usr/local/lib/postgresql'].filter(existsSync)
  const found = roots.flatMap((root) => readdirSync(root).filter((v) => /^\d+$/.test(v)).map((v) => ({ v: Number(v), bin: path.join(root, v, 'bin') })))
    .filter(({ v, bin }) => existsSync(path.join(bin, 'initdb')) && existsSync(`/usr/share/postgresql/${v}/extension/postgis.control`))
  return found.sort((one, two) => two.v - one.v)[0]?.bin ?? null
}

/** PostgreSQL refuses to run as root: then the files and the processes belong to its own system user. */
const otherUser = (): { readonly uid: number; readonly gid: number } | object => {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})

const startPostgis = async (bin: string): Promise<{ readonly client: pg.Client; readonly stop: () => Promise<void> }> => {
  const user = otherUser()
  const folder = path.join(tmpdir(), `bench-locate-${process.pid}`)
  mkdirSync(folder, { mode: 0o755 })
  if ('uid' in user) chownSync(folder, user.uid as number, (user as { gid: number }).gid)
  const data = path.join(folder, 'data')
  execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'], { ...user, stdio: 'ignore', cwd: folder })
  const port = await freePort()
  const settings = ['fsync=off', 'shared_buffers=512MB', 'work_mem=256MB', 'jit=off', 'max_parallel_workers_per_gather=0', 'autovacuum=off'].flatMap((s) => ['-c', s])
  const child: ChildProcess = spawn(path.join(bin, 'postgres'), ['-D', data, '-h', '127.0.0.1', '-k', folder, '-p', String(port), ...settings], { ...user, stdio: 'ignore', cwd: folder })
  for (let i = 0; i < 100; i++) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'bench', database: 'postgres' })
    try {
      await client.connect()
      await client.query('create extension postgis')
      const stop = async (): Promise<void> => {
        await client.end().catch(() => undefined)
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGINT')
        await ended
        rmSync(folder, { recursive: true, force: true })
      }
      return { client, stop }
    } catch (error) {
      if (i === 99) throw error
      await client.end().catch(() => undefined)
      await sleep(100)
    }
  }
  throw new Error('unreachable')
}

const median = (values: readonly number[]): number => [...values].sort((one, two) => one - two)[values.length >> 1] ?? 0

const readShapes = (): readonly MultiPolygon[] =>
  (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { features: { geometry: unknown }[] }).features.map(({ geometry }) => {
    const read = parseBoundary(geometry)
    const mended = read.ok ? repairShape(read.value) : null
    if (!mended) throw new Error('a polygon of the file cannot be read')
    return mended.shape
  })

if (!existsSync(file)) skip('no ../shared/data/beijing/streets-331.wgs84.geojson.gz')
const bin = postgisBin() ?? skip('no PostGIS here (Debian: apt-get install postgresql-15-postgis-3)')

const shapes = readShapes()
const areas = shapes.map((_, i): Area => ({ id: String(i) as AreaId, code: String(i), level: 'street', name: String(i), nameKey: '', parentId: null, path: String(i), validFrom: '2020-01-01', validTo: null }))
const random = seededRandom('locate')
// As problems lie: as many in a small street of the centre as in a large one of the hills, some just outside.
const xs = new Float64Array(points), ys = new Float64Array(points)
for (let i = 0; i < points; i++) {
  const [west, south, east, north] = boxOf(random.pick(shapes))
  xs[i] = west + random.next() * (east - west)
  ys[i] = south + random.next() * (north - south)
}

const began = performance.now()
const locator = buildLocator(areas, new Map(areas.map((area, i) => [area.id, shapes[i] as MultiPolygon])), 0)
const buildMs = performance.now() - began
const runOurs = (): { readonly inside: number; readonly perSecond: number } => {
  const from = performance.now()
  let inside = 0
  for (let k = 0; k < oursRepeats; k++) {
    inside = 0
    for (let i = 0; i < points; i++) if (locator.find(xs[i] as number, ys[i] as number)) inside++
  }
  return { inside, perSecond: points * oursRepeats / ((performance.now() - from) / 1000) }
}

const { client, stop } = await startPostgis(bin)
try {
  await client.query('create table streets (id int primary key, geom geometry(Geometry, 4326) not null); create table points (id int primary key, geom geometry(Point, 4326) not null)')
  for (const [i, shape] of shapes.entries()) await client.query('insert into streets values ($1, ST_SetSRID(ST_GeomFromGeoJSON($2), 4326))', [i, JSON.stringify(toGeometry(shape))])
  await client.query('insert into points select ord, ST_SetSRID(ST_MakePoint(x, y), 4326) from unnest($1::float8[], $2::float8[]) with ordinality as p (x, y, ord)', [[...xs], [...ys]])
  for (const table of ['streets', 'points']) {
    await client.query(`create index on ${table} using gist (geom)`)
    await client.query(`vacuum analyze ${table}`)
  }
  // Both ways round: a street looked up for each point, and the points looked up for each street. The faster one is the rival.
  const queries = {
    'streets index': 'select count(*)::int as n from points p cross join lateral (select s.id from streets s where ST_Contains(s.geom, p.geom) limit 1) s',
    'points index': 'select count(distinct p.id)::int as n from streets s join points p on ST_Contains(s.geom, p.geom)',
  } as const
  const runRival = async (query: string): Promise<{ readonly inside: number; readonly perSecond: number }> => {
    const from = performance.now()
    const { n } = (await client.query<{ n: number }>(query)).rows[0] as { n: number }
    return { inside: n, perSecond: points / ((performance.now() - from) / 1000) }
  }
  runOurs()
  const speeds = new Map<string, number>()
  for (const [name, query] of Object.entries(queries)) speeds.set(name, (await runRival(query)).perSecond)
  const [plan, query] = Object.entries(queries).sort(([one], [two]) => (speeds.get(two) ?? 0) - (speeds.get(one) ?? 0))[0] as [string, string]
  const ours: number[] = [], rival: number[] = [], ratios: number[] = []
  let agreed = true
  for (let k = 0; k < rounds; k++) {
    const mine = runOurs(), theirs = await runRival(query)
    ours.push(mine.perSecond)
    rival.push(theirs.perSecond)
    ratios.push(mine.perSecond / theirs.perSecond)
    agreed &&= Math.abs(mine.inside - theirs.inside) <= 2
  }
  if (!agreed) throw new Error('the two answers differ')
  process.stdout.write(`${JSON.stringify({
    name: 'locate', ours: Math.round(median(ours)), rival: Math.round(median(rival)), ratio: Math.round(median(ratios) * 10) / 10, limit, unit: 'points/s/core', rival_is: `PostGIS ST_Contains, ${plan}`,
    points, polygons: shapes.length, vertices: shapes.reduce((sum, shape) => sum + countPositions(shape), 0), index_ms: Math.round(buildMs), rounds,
  })}\n`)
} finally {
  await stop()
}
