import { type Instant, instant, minuteMs } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { Source } from '#cases/rules/index.ts'
import type { Stall } from './course.ts'
import type { DemoStep } from './types.ts'

/** Which of the newest cases wait where: how many, among which ranks (0 is the newest), and how long ago the last deed was, in minutes. */
const quotas: readonly (readonly [stall: Stall, count: number, from: number, to: number, least: number, most: number])[] = [
  ['reported', 15, 0, 17, 0, 0], ['verifying', 8, 18, 60, 3, 34], ['registered', 12, 18, 56, 1, 22], ['returned_to_acceptor', 3, 20, 90, 4, 40],
    ['returned', 9, 40, 180, 3, 60],
  ['objected', 5, 40, 220, 8, 150], ['dispatched', 24, 24, 160, 5, 240], ['handled', 12, 50, 200, 3, 90], ['checking', 14, 50, 220, 2, 40],
    ['checked', 14, 60, 240, 4, 200],
  ['rework', 12, 120, 520, 20, 600], ['extension', 14, 60, 420, 0, 0], ['handling', 40, 40, 620, 0, 0],
]

/** Ranks from the newest case to the desk it waits on. */
export const stallsOf = (random: Random): ReadonlyMap<number, Stall> => {
  const out = new Map<number, Stall>()
  for (const [stall, count, from, to] of quotas) {
    for (let placed = 0, tries = 0; placed < count && tries < 2_000; tries++) {
      const rank = random.int(from, to)
      if (out.has(rank)) continue
      out.set(rank, stall)
      placed++
    }
  }
  return out
}

/** Cases that wait to be verified come from where verifying is asked for. */
export const sourceForStall = (stall: Stall | null): Source | null => (stall === 'verifying' ? 'resident_web' : null)

/** Brings the deeds of a waiting case forward or back, so that the last one happened a little while ago. */
export const settleBefore = (steps: readonly DemoStep[], opened: Instant, stall: Stall, now: Instant, random: Random): readonly DemoStep[] => {
  const quota = quotas.find((row) => row[0] === stall)
  const last = steps.at(-1)
  if (!quota || !last || quota[5] === 0) return steps
  const ago = (quota[4] + random.next() * random.next() * (quota[5] - quota[4])) * minuteMs
  const target = Math.max(now - ago, opened + (now - opened) * 0.8)
  if (last.at > target) {
    const share = (target - opened) / (last.at - opened)
    return steps.map((step) => ({ ...step, at: instant(opened + (step.at - opened) * share) }))
  }
  return [...steps.slice(0, -1), { ...last, at: instant(target) }]
}
