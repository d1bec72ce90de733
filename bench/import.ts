/**
 * Import of Boston 2011 as full histories against COPY of the very rows that result, into the same tables with the same indexes and keys, on the same
 * server (README, speed). Prints JSON lines. `node bench/import.ts [file] [profile]`
 */
import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { instant } from '#base/instants.ts'
import { seedCaseSettings } from '#cases/server/index.ts'
import { seedDefaultCatalogue } from '#catalogue/server/index.ts'
import { builtInProfiles } from '#intake/rules/index.ts'
import { importCases, reporterKeysOf } from '#intake/server/index.ts'
import { testCity } from '#platform/db/testing.ts'

const file = process.argv[2] ?? fileURLToPath(new URL('../../shared/data/311/boston-2011.csv.gz', import.meta.url))
const profileName = process.argv[3] ?? 'boston-311'
const atLeast = 0.3, mostMegabytes = 500

if (!existsSync(file)) {
  console.log(JSON.stringify({ name: 'import', skipped: `${file} is not here` }))
  process.exit(0)
}
const profile = builtInProfiles[profileName]
if (!profile) throw new Error(`no profile ${profileName}`)

const t = await testCity({ slug: 'boston', zone: profile.zone })
const now = instant(Date.now())
await t.city.write(t.systemScope, async (tx) => {
  await seedDefaultCatalogue(t.city, tx, now)
  await seedCaseSettings(tx, t.city.zone, now)
  await t.city.stale(tx, 'cases')
})
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

let rows = 0
const cpuBefore = process.cpuUsage()
const ours = await seconds(async () => {
  const result = await importCases(t.database, t.city, { profile, source: file, keys: reporterKeysOf(['x'.repeat(64)]), now, createMissing: true,
    keepGood: profileName !== 'boston-311' })
  rows = result.created
  process.stderr.write(`${JSON.stringify(result)}\n`)
})
const cpu = process.cpuUsage(cpuBefore)
const megabytes = process.resourceUsage().maxRSS / 1024

const tables = ['cases', 'case_events', 'case_texts', 'reports', 'reporters'] as const
const copied: number[] = []
const client = await t.database.ownerPool.connect()
try {
  await client.query(`set search_path = "${t.city.schema}", extensions, public`)
  const dumps = new Map<string, readonly Buffer[]>()
  for (const table of tables) {
    const pieces: Buffer[] = []
    for await (const piece of client.query(copyTo(`copy ${table} to stdout`))) pieces.push(piece as Buffer)
    dumps.set(table, pieces)
  }
  for (let round = 0; round < 3; round++) {
    await client.query('truncate reporters, reports, idempotency_keys, case_texts, case_events, case_files, cases cascade')
    copied.push(await seconds(async () => {
      await client.query('begin')
      for (const table of tables) await pipeline(Readable.from(dumps.get(table) ?? []), client.query(copyFrom(`copy ${table} from stdin`)))
      await client.query('commit')
    }))
  }
} finally {
  client.release()
}
const rival = copied.sort((a, b) => a - b)[1] ?? 1
const round = (n: number): number => Math.round(n * 1000) / 1000
console.log(JSON.stringify({
  name: `import ${profileName}: rows/s against COPY of the resulting rows`, rows, ours: Math.round(rows / ours), rival: Math.round(rows / rival),
  ratio: round(rival / ours), limit: atLeast,
  ours_s: round(ours), copy_s: copied.map(round), cpu_s: round((cpu.user + cpu.system) / 1e6),
}))
console.log(JSON.stringify({ name: `import ${profileName}: peak memory, MB`, ours: Math.round(megabytes), limit: mostMegabytes }))
await t.close()
process.exitCode = rival / ours >= atLeast && megabytes < mostMegabytes ? 0 : 1
