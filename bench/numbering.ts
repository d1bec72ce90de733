// Case numbers under 16 reporters at once over HTTP: unique, without a gap, and the last thousand taken as quickly as the first.
// Prints JSON lines; exit code 1 when that does not hold. `node bench/numbering.ts [--seconds 20]`
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '#base/seeded-random.ts'
import { reportBody } from '../tests/load/clients.ts'
import { makeLoadCity } from '../tests/load/load-city.ts'
import { startProgram } from '../tests/load/program-process.ts'
import { median, percentile, round } from './support/cpu.ts'
import { callerOf } from './support/http-load.ts'

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, seconds: { type: 'string', default: '20' } } })
if (values.help) {
  process.stdout.write('node bench/numbering.ts [--seconds N]   numbers under 16 reporters at once, one JSON line a measure\n')
  process.exit(0)
}
const reporters = 16, portion = 1_000, warmUp = 500
/** The last thousand may take this much longer than the first: what a busy machine does to any two seconds. */
const mostRatio = 1.25

const data = await mkdtemp(path.join(tmpdir(), 'bihuan-bench-numbering-'))
await chmod(data, 0o755)
try {
  await makeLoadCity(data)
  const running = await startProgram({ data, more: ['--no-jobs'] })
  if (!running) throw new Error('the program did not start')
  const caller = callerOf(running.address, reporters)
  const taken: { readonly number: string; readonly ms: number }[] = []
  const end = performance.now() + Number(values.seconds) * 1000
  await Promise.all(Array.from({ length: reporters }, async (_, i) => {
    const random = seededRandom(`numbering ${i}`)
    for (let n = 0; performance.now() < end || taken.length < warmUp + 2 * portion; n++) {
      const answer = await caller.ask({ method: 'POST', path: '/api/reports', body: reportBody(random, `n${i}-${n}`), headers: { 'x-forwarded-for': `10.${i}.${n >> 4 & 255}.${n >> 12 & 255}` } })
      if (answer.status !== 201) throw new Error(`a report is answered ${answer.status} ${answer.body}`)
      taken.push({ number: (JSON.parse(answer.body) as { number: string }).number, ms: answer.ms })
    }
  }))
  caller.close()
  await running.stop()

  const days = new Map<string, number[]>()
  for (const { number } of taken) {
    const [day = '', n] = number.split('-')
    days.set(day, [...(days.get(day) ?? []), Number(n)])
  }
  let gaps = 0, doubled = 0
  for (const numbers of days.values()) {
    const sorted = numbers.sort((a, b) => a - b)
    sorted.forEach((n, i) => {
      if (i === 0) return
      const step = n - (sorted[i - 1] as number)
      if (step === 0) doubled++
      else gaps += step - 1
    })
  }
  const first = taken.slice(warmUp, warmUp + portion).map((t) => t.ms), last = taken.slice(-portion).map((t) => t.ms)
  const ratio = round(median(last) / median(first), 2)
  const ok = gaps === 0 && doubled === 0
  process.stdout.write(`${JSON.stringify({ name: 'numbering: numbers given twice or left out, 16 reporters at once', ours: gaps + doubled, unit: 'numbers', limit: 0, at_most: true, reports: taken.length, doubled, gaps })}\n`)
  process.stdout.write(`${JSON.stringify({
    name: 'numbering: last thousand against the first thousand', ours: ratio, unit: 'times the median time of a report', limit: mostRatio, at_most: true,
    first_p50_ms: round(median(first)), last_p50_ms: round(median(last)), first_p99_ms: round(percentile(first, 0.99)), last_p99_ms: round(percentile(last, 0.99)), reports: taken.length,
  })}\n`)
  process.exitCode = ok && ratio <= mostRatio ? 0 : 1
} finally {
  await rm(data, { recursive: true, force: true })
}
