// Kills the program, its database or both in the middle of work, again and again, and proves after each kill that nothing acknowledged was lost and nothing
// happened twice. `node tests/load/kill.ts --help`
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '#base/seeded-random.ts'
import { killFirstStarts, runRounds, type Victim, victims } from './rounds.ts'

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' }, rounds: { type: 'string', default: '50' }, target: { type: 'string', default: 'all' }, seed: { type: 'string', default: 'kill' },
    clients: { type: 'string', default: '16' }, 'first-starts': { type: 'string', default: '5' }, data: { type: 'string' }, json: { type: 'boolean' },
  },
})
if (values.help) {
  process.stdout.write(`node tests/load/kill.ts [options]
  --rounds N     how often to kill (default 50)
  --target WHAT  program, database, both (at once), or all: 20 : 15 : 15 in turn (default)
  --clients N    clients at work at the same time (default 16)
  --seed TEXT    the same seed kills at the same moments
  --first-starts N  kill the very first start on an empty folder this often beforehand (default 5)
  --data DIR     work here and leave it behind; else a temporary folder that is removed
  --json         only the closing JSON line
Everything happens on this machine: the program listens on 127.0.0.1 at a free port.
Exit code 0 when nothing was lost and nothing doubled, 1 when something was, 2 for a wrong call.\n`)
  process.exit(0)
}
const rounds = Number(values.rounds), clients = Number(values.clients)
const target = values.target as Victim | 'all'
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(clients) || clients < 1 || (target !== 'all' && !victims.includes(target))) {
  process.stderr.write('--rounds and --clients are whole numbers from 1; --target is program, database, both or all\n')
  process.exit(2)
}

/** 20 : 15 : 15, well mixed. */
const turns: readonly Victim[] = ['program', 'database', 'both', 'program', 'database', 'both', 'program', 'database', 'both', 'program']
const plan = Array.from({ length: rounds }, (_, i): Victim => (target === 'all' ? (turns[i % turns.length] as Victim) : target))
const say = (text: string): void => void (values.json || process.stderr.write(`${text}\n`))

const firstStarts = Number(values['first-starts'])
const data = values.data ?? await mkdtemp(path.join(tmpdir(), 'bihuan-kill-'))
if (!values.data) await chmod(data, 0o755)
const began = performance.now()
try {
  const random = seededRandom(values.seed)
  const homes = await Promise.all(Array.from({ length: firstStarts }, (_, n) => mkdir(path.join(data, `first-${n}`), { recursive: true }).then(() => path.join(data, `first-${n}`))))
  const early = await killFirstStarts((n) => homes[n] as string, firstStarts, random.fork('first'), say)
  const home = path.join(data, 'home')
  await mkdir(home, { recursive: true })
  const { results, record, figures } = await runRounds({ data: home, clients, random, say }, plan)
  const middle = (list: readonly number[]): number | null => [...list].sort((a, b) => a - b)[list.length >> 1] ?? null
  const faults = [...early, ...results.flatMap((r) => r.faults)]
  const outages = (victim: Victim): object => {
    const found = results.filter((r) => r.victim === victim)
    return { rounds: found.length, outage_ms: { median: middle(found.map((r) => r.outageMs)), longest: Math.max(0, ...found.map((r) => r.outageMs)) } }
  }
  const summary = {
    name: 'kill', rounds: results.length, first_starts: firstStarts, killed: Object.fromEntries(victims.map((v) => [v, outages(v)])), killed_while_starting: results.filter((r) => r.killedInStart).length,
    acknowledged: { reports: record.reports.size, open311: record.open311.size, commands: record.events.length, uploads: record.uploads.length },
    start_ms: { median: middle(results.flatMap((r) => r.startMs ?? [])), longest: Math.max(0, ...results.flatMap((r) => r.startMs ?? [])) },
    statuses: Object.fromEntries([...record.statuses].sort(([a], [b]) => a - b)), kept: figures, faults: faults.length, seconds: Math.round((performance.now() - began) / 1000),
  }
  const { reports, open311, commands, uploads } = summary.acknowledged
  say(`${rounds} kills: ${reports + open311} reports, ${commands} commands and ${uploads} photos were acknowledged; ${figures.alarms} alarms fired, ${figures.digests} days were closed; ${faults.length === 0 ? 'nothing was lost, nothing happened twice' : `${faults.length} faults`}`)
  for (const fault of early) say(fault)
  process.stdout.write(`${JSON.stringify(summary)}\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
} finally {
  if (!values.data) await rm(data, { recursive: true, force: true })
}
