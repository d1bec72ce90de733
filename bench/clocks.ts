// Due computations per second on the calendar of China: random starts over ten years, working and continuous limits.
// Prints one JSON line per measure: {name, unit, median, runs}. `node bench/clocks.ts [--runs 7] [--count 200000]`
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { hourMs, type Instant, instant } from '../src/base/instants.ts'
import { seededRandom } from '../src/base/seeded-random.ts'
import { compileCalendar } from '../src/base/working-calendar.ts'
import { type DueInput, dueOf, explainDue, type LimitUnit } from '../src/cases/rules/clock/index.ts'
import { builtInCalendars } from '../src/cases/server/calendar-source.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' }, count: { type: 'string', default: '200000' }, help: { type: 'boolean', default: false } } })
if (values.help) {
  console.log('node bench/clocks.ts [--runs N] [--count N]   due computations per second, one JSON line a measure')
  process.exit(0)
}
const runs = Number(values.runs)
const count = Number(values.count)

const calendar = compileCalendar(builtInCalendars.cn)
const random = seededRandom('clocks')
const units: readonly LimitUnit[] = ['work_hour', 'work_day', 'urgent_hour', 'natural_day']
const someInstant = (): Instant => instant(random.int(Date.UTC(2015, 0, 1) / 60_000, Date.UTC(2025, 0, 1) / 60_000) * 60_000)
const inputs = (pauses: number, only?: LimitUnit): readonly DueInput[] => Array.from({ length: count }, () => {
  const start = someInstant()
  const unit = only ?? random.pick(units)
  return {
    start, calendar, limit: { unit, value: random.int(1, unit.endsWith('day') ? 15 : 16) }, extensions: random.int(0, 2),
    pauses: Array.from({ length: random.int(0, pauses) }, () => {
      const from = instant(start + random.int(0, 240) * hourMs)
      return { from, to: instant(from + random.int(1, 48) * hourMs) }
    }),
  }
})

const measure = (name: string, given: readonly DueInput[], once: (input: DueInput) => number): void => {
  let check = 0
  const rates: number[] = []
  for (let run = -1; run < runs; run++) {
    const began = performance.now()
    for (const input of given) check += once(input) % 7
    if (run >= 0) rates.push(Math.round(given.length / ((performance.now() - began) / 1000)))
  }
  if (Number.isNaN(check)) throw new Error('a due time was not computed')
  const median = [...rates].sort((a, b) => a - b)[Math.floor(rates.length / 2)]
  console.log(JSON.stringify({ name, unit: 'due/s', median, runs: rates }))
}

const due = (input: DueInput): number => dueOf(input).due_at ?? 0
measure('clocks.due.work_day', inputs(0, 'work_day'), due)
measure('clocks.due.mixed', inputs(0), due)
measure('clocks.due.mixed_with_pauses', inputs(4), due)
measure('clocks.due.explained', inputs(2).slice(0, Math.ceil(count / 20)), (input) => explainDue(input).length)
