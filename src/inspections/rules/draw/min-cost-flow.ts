/** An arc that carries up to `capacity` at `cost` each. Whole numbers, costs not negative. */
export type Arc = { readonly from: number; readonly to: number; readonly capacity: number; readonly cost: number }
export type Flow = { readonly value: number; readonly cost: number; readonly on: readonly number[]; /** Nodes that more flow could still reach. */ readonly reached: readonly boolean[] }

/**
 * Cheapest flow of at most `wanted` from `source` to `sink`: successive shortest paths with potentials (Ahuja, Magnanti, Orlin 1993, 9.7), Dijkstra
 * with a binary heap. Exact in whole numbers and the same everywhere: of equally cheap paths the one over lower node numbers and earlier arcs.
 * `reached` marks the source's side of a minimum cut when the flow stays below `wanted`: it shows who lacks whom.
 */
export const minCostFlow = (nodes: number, arcs: readonly Arc[], source: number, sink: number, wanted: number): Flow => {
  const m = arcs.length
  const head = new Int32Array(nodes).fill(-1), next = new Int32Array(2 * m), to = new Int32Array(2 * m)
  const room = new Float64Array(2 * m), cost = new Float64Array(2 * m)
  for (let a = m - 1; a >= 0; a--) {
    const arc = arcs[a] as Arc
    for (const [e, from, end, capacity, price] of [[2 * a, arc.from, arc.to, arc.capacity, arc.cost], [2 * a + 1, arc.to, arc.from, 0, -arc.cost]] as const) {
      to[e] = end
      room[e] = capacity
      cost[e] = price
      next[e] = head[from] as number
      head[from] = e
    }
  }
  const potential = new Float64Array(nodes), distance = new Float64Array(nodes), via = new Int32Array(nodes), done = new Uint8Array(nodes)
  const heap: number[] = [], keys: number[] = []
  const before = (ka: number, a: number, kb: number, b: number): boolean => ka < kb || (ka === kb && a < b)
  const push = (node: number, key: number): void => {
    let i = heap.push(node) - 1
    keys.push(key)
    while (i > 0) {
      const up = (i - 1) >> 1
      if (!before(key, node, keys[up] as number, heap[up] as number)) break
      heap[i] = heap[up] as number
      keys[i] = keys[up] as number
      i = up
    }
    heap[i] = node
    keys[i] = key
  }
  const pop = (): number => {
    const top = heap[0] as number, node = heap.pop() as number, key = keys.pop() as number, size = heap.length
    if (size === 0) return top
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && before(keys[child + 1] as number, heap[child + 1] as number, keys[child] as number, heap[child] as number)) child++
      if (!before(keys[child] as number, heap[child] as number, key, node)) break
      heap[i] = heap[child] as number
      keys[i] = keys[child] as number
      i = child
    }
    heap[i] = node
    keys[i] = key
    return top
  }
  let value = 0, total = 0
  for (;;) {
    distance.fill(Infinity)
    done.fill(0)
    heap.length = 0
    keys.length = 0
    distance[source] = 0
    push(source, 0)
    while (heap.length > 0) {
      const node = pop()
      if (done[node]) continue
      done[node] = 1
      // Once the sink is settled the rest need not be; their potentials grow by the sink's distance.
      if (node === sink && value < wanted) break
      for (let e = head[node] as number; e !== -1; e = next[e] as number) {
        const end = to[e] as number
        if (!(room[e] as number) || done[end]) continue
        const through = (distance[node] as number) + (cost[e] as number) + (potential[node] as number) - (potential[end] as number)
        if (through < (distance[end] as number)) {
          distance[end] = through
          via[end] = e
          push(end, through)
        }
      }
    }
    if (value >= wanted || distance[sink] === Infinity) break
    const limit = distance[sink] as number
    for (let v = 0; v < nodes; v++) potential[v] = (potential[v] as number) + Math.min(distance[v] as number, limit)
    let push1 = wanted - value
    for (let v = sink; v !== source; v = to[(via[v] as number) ^ 1] as number) push1 = Math.min(push1, room[via[v] as number] as number)
    for (let v = sink; v !== source; v = to[(via[v] as number) ^ 1] as number) {
      const e = via[v] as number
      room[e] = (room[e] as number) - push1
      room[e ^ 1] = (room[e ^ 1] as number) + push1
      total += push1 * (cost[e] as number)
    }
    value += push1
  }
  return { value, cost: total, on: arcs.map((_, a) => room[2 * a + 1] as number), reached: Array.from(distance, (d) => d < Infinity) }
}
