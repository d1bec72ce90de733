// Empties a phone's queue of weeks over a link that keeps failing, and counts what arrived. `node tests/load/field-sync.ts --help`
import { parseArgs } from 'node:util'
import { syncOver } from './field-city.ts'

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' }, visits: { type: 'string', default: '500' }, photos: { type: 'string', default: '2000' }, every: { type: 'string', default: '10' }, json: { type: 'boolean' },
  },
})
if (values.help) {
  process.stdout.write(`node tests/load/field-sync.ts [options]
  --visits N   visits waiting on the phone (default 500)
  --photos N   photos waiting with them (default 2000)
  --every N    every Nth request fails: unsent, cut off, or unanswered in turn (default 10; 0 never)
  --json       only the closing JSON line
A real PostgreSQL is started for it, and the program listens on 127.0.0.1 at a free port.
Exit code 0 when everything arrived once, 1 when not, 2 for a wrong call.\n`)
  process.exit(0)
}
const [visits, photos, every] = [values.visits, values.photos, values.every].map(Number) as [number, number, number]
if (![visits, photos, every].every((n) => Number.isInteger(n) && n >= 0) || visits < 1) {
  process.stderr.write('--visits, --photos and --every are whole numbers\n')
  process.exit(2)
}
const { queued, synced, counted, faults } = await syncOver({ visits, photos, every })
const { requests, failures, seconds, rounds } = synced
if (!values.json) {
  process.stderr.write(`${queued.submissions} submissions of ${visits} visits and ${queued.photos} photos in ${requests} requests, ${failures} of which failed, ${rounds} rounds and ${seconds.toFixed(1)} s: ${
    faults.length === 0 ? 'everything arrived once' : `${faults.length} faults`}\n`)
  for (const fault of faults.slice(0, 20)) process.stderr.write(`${fault}\n`)
}
process.stdout.write(`${JSON.stringify({ name: 'field-sync', visits, photos, every, queued, requests, failures, rounds, seconds: Math.round(seconds * 10) / 10, counted, faults: faults.length })}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
