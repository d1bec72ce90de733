import { readdirSync, readFileSync } from 'node:fs'

/** `getconf CLK_TCK`; 100 on every Linux there is. */
const ticksPerSecond = 100

type Stat = { readonly parent: number; readonly own: number; readonly ticks: number }

/** Fields 4 and 14 to 17 of /proc/<pid>/stat (proc(5)); the name in field 2 may hold spaces. Ended children count where they were waited for. */
const statOf = (pid: number): Stat | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number)
    const own = (fields[11] ?? 0) + (fields[12] ?? 0)
    return { parent: fields[1] ?? 0, own, ticks: own + (fields[13] ?? 0) + (fields[14] ?? 0) }
  } catch {
    return null
  }
}

/** Processor time in ms of one process with all its threads, without its children. */
export const ownCpuMsOf = (pid: number): number => ((statOf(pid)?.own ?? 0) * 1000) / ticksPerSecond

/** Processor time in ms a process has used so far, together with its children. */
export const cpuMsOf = (pid: number): number => {
  let ticks = statOf(pid)?.ticks ?? 0
  for (const name of readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (child?.parent === pid) ticks += child.ticks
  }
  return (ticks * 1000) / ticksPerSecond
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits
