import assert from 'node:assert/strict'
import { test } from 'node:test'
import highsLoader from 'highs'
import { seededRandom } from '#base/seeded-random.ts'
import { type Arc, minCostFlow } from './min-cost-flow.ts'

/** Groups that each need `need` of the inspectors they are allowed, everyone with `seats` that cost more and more. */
const pairing = (name: string, groups: number, inspectors: number, need: number, seats: number, allowed: number): { arcs: Arc[]; source: number; sink: number } => {
  const random = seededRandom(name), source = groups + inspectors, sink = source + 1, arcs: Arc[] = []
  for (let g = 0; g < groups; g++) {
    arcs.push({ from: source, to: g, capacity: need, cost: 0 })
    for (let k = 0; k < inspectors; k++) if (random.next() < allowed) arcs.push({ from: g, to: groups + k, capacity: 1, cost: random.int(0, 1000) })
  }
  for (let k = 0; k < inspectors; k++) for (let s = 0; s < seats; s++) arcs.push({ from: groups + k, to: sink, capacity: 1, cost: s * 500 })
  return { arcs, source, sink }
}

test('is as cheap as the linear programme of HiGHS, and a flow', async () => {
  // A CommonJS module: Node gives the loader itself, its types say `default`.
  const highs = await (highsLoader as unknown as typeof highsLoader.default)()
  for (let n = 0; n < 12; n++) {
    const groups = 4 + n, inspectors = 5 + n, need = 1 + n % 3, { arcs, source, sink } = pairing(`lp ${n}`, groups, inspectors, need, 4, 0.7)
    const flow = minCostFlow(sink + 1, arcs, source, sink, groups * need)
    const at = (node: number, end: 'from' | 'to'): string[] => arcs.flatMap((a, i) => (a[end] === node ? [`x${i}`] : []))
    const balance = Array.from({ length: groups + inspectors }, (_, node) => ` b${node}: ${at(node, 'to').join(' + ')} - ${at(node, 'from').join(' - ')} = 0`)
      .filter((line) => !line.includes(':  -') && !line.endsWith('-  = 0'))
    const model = `Minimize\n obj: ${arcs.map((a, i) => `${a.cost} x${i}`).join(' + ')}\nSubject To\n${balance.join('\n')}\n v: ${at(source, 'from').join(' + ')} = ${flow.value}\nBounds\n${
      arcs.map((a, i) => ` 0 <= x${i} <= ${a.capacity}`).join('\n')}\nEnd`
    const solved = highs.solve(model)
    assert.equal(solved.Status, 'Optimal')
    assert.ok(Math.abs(solved.ObjectiveValue - flow.cost) < 1e-6, `${n}: ${flow.cost} instead of ${solved.ObjectiveValue}`)
    arcs.forEach((a, i) => assert.ok(flow.on[i]! >= 0 && flow.on[i]! <= a.capacity))
    for (let node = 0; node < source; node++) assert.equal(arcs.reduce((sum, a, i) => sum + (a.to === node ? flow.on[i]! : 0) - (a.from === node ? flow.on[i]! : 0), 0), 0)
  }
})

test('where not everybody can be served the cut shows who lacks whom', () => {
  // Two groups, one inspector with one seat.
  const arcs: Arc[] = [{ from: 3, to: 0, capacity: 1, cost: 0 }, { from: 3, to: 1, capacity: 1, cost: 0 }, { from: 0, to: 2, capacity: 1, cost: 5 }, { from: 1, to: 2, capacity: 1, cost: 3 }, { from: 2, to: 4, capacity: 1, cost: 0 }]
  const flow = minCostFlow(5, arcs, 3, 4, 2)
  assert.deepEqual([flow.value, flow.cost, flow.on[3]], [1, 3, 1])
  assert.deepEqual([flow.reached[0], flow.reached[2], flow.reached[4]], [true, true, false])
})

test('60 places with two of 24 inspectors each take milliseconds', () => {
  const { arcs, source, sink } = pairing('quick', 60, 24, 2, 6, 0.75)
  minCostFlow(sink + 1, arcs, source, sink, 120)
  const started = performance.now(), flow = minCostFlow(sink + 1, arcs, source, sink, 120)
  assert.equal(flow.value, 120)
  assert.ok(performance.now() - started < 500, `${performance.now() - started} ms`)
})
