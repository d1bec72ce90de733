// Every promise of the README measured: all files of this folder in turns, several times round, the median of each measure, and the table to put into the
// README. `npm run bench -- --help`
import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { median, round } from './support/cpu.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h' }, runs: { type: 'string', default: '3' }, json: { type: 'string' } } })
if (values.help) {
  process.stdout.write(`npm run bench -- [options] [names]
  names       files of this folder without .ts; all of them when left out
  --runs N    times round (default 3); what is told is the median
  --json FILE also write every measure of every round as JSON\n`)
  process.exit(0)
}

/** What a bench prints, a line a measure. `ratio` is held against `limit` where there is a rival, else `ours`. */
type Line = {
  readonly name: string
  readonly ours?: number
  readonly median?: number
  readonly rival?: number | null
  readonly ratio?: number | null
  readonly limit?: number
  readonly unit?: string
  readonly at_most?: boolean
  readonly p99_ms?: number
  readonly skipped?: string
}

const own = path.basename(import.meta.filename)
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && name !== own).map((name) => name.slice(0, -3))
  .filter((name) => positionals.length === 0 || positionals.includes(name)).sort()
const unknown = positionals.filter((name) => !files.includes(name))
if (files.length === 0 || unknown.length > 0) {
  process.stderr.write(`no bench is called ${unknown.join(', ') || '?'}\n`)
  process.exit(2)
}

const runOne = (name: string): Promise<readonly Line[]> => new Promise((resolve) => {
  const lines: Line[] = []
  const child = spawn(process.execPath, [path.join(import.meta.dirname, `${name}.ts`)], { stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return
    process.stderr.write(`${line}\n`)
    lines.push(JSON.parse(line) as Line)
  })
  child.on('close', () => resolve(lines))
})

const runs = Math.max(1, Number(values.runs) || 1)
const found = new Map<string, Line[]>()
// In turns, so that a slow quarter of an hour of the machine does not fall on one measure alone.
for (let i = 0; i < runs; i++) {
  for (const name of files) {
    for (const line of await runOne(name)) found.set(line.name, [...(found.get(line.name) ?? []), line])
  }
}

const middle = (lines: readonly Line[], pick: (line: Line) => number | null | undefined): number | null => {
  const known = lines.flatMap((line) => pick(line) ?? [])
  return known.length === 0 ? null : median(known)
}
const shown = (value: number | null): string => (value === null ? '' : value >= 1000 ? Math.round(value).toLocaleString('en') : String(round(value, value < 10 ? 2 : 1)))
let broken = 0
const rows = [...found].map(([name, lines]) => {
  const first = lines[0] as Line
  if (first.skipped) return `| ${name} | not measured: ${first.skipped} | | | |`
  const ours = middle(lines, (l) => l.ours ?? l.median), rival = middle(lines, (l) => l.rival), ratio = middle(lines, (l) => l.ratio), p99 = middle(lines, (l) => l.p99_ms)
  const atMost = first.at_most ?? /CPU ms|memory/.test(name)
  const held = ratio ?? ours
  const kept = first.limit === undefined || held === null ? null : atMost && ratio === null ? held <= first.limit : held >= first.limit
  if (kept === false) broken++
  const measured = `${shown(ours)}${first.unit ? ` ${first.unit}` : ''}${p99 === null ? '' : `; p99 ${shown(p99)} ms`}`
  const against = rival === null ? '' : `${shown(rival)}, ratio ${shown(ratio)}`
  const promised = first.limit === undefined ? 'told only' : `${atMost && ratio === null ? 'at most' : 'at least'} ${shown(first.limit)}`
  return `| ${name} | ${measured} | ${against} | ${promised} | ${kept === null ? '' : kept ? 'kept' : '**broken**'} |`
})
if (values.json) writeFileSync(values.json, JSON.stringify(Object.fromEntries(found), null, 1))
process.stdout.write(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}, median of ${runs}\n\n`)
process.stdout.write(`| what | measured | the other | promised | |\n|---|---|---|---|---|\n${rows.join('\n')}\n`)
process.exitCode = broken > 0 ? 1 : 0
