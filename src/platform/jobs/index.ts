import type { Instant } from '#base/instants.ts'
import type { Log } from '#platform/http/index.ts'

/**
 * A deed done again and again. It must be safe to repeat and to cut short at any point: what is due stands in the
 * database, not in the schedule, so a missed turn is made up by the next and two processes may take turns.
 */
export type Recurring = {
  readonly name: string
  readonly everyMs: number
  readonly run: (now: Instant) => Promise<void>
}

export type Schedule = {
  /** Runs one deed now, beside its schedule; for tests and commands. */
  readonly runNow: (name: string) => Promise<void>
  /** Waits for what is at work and stops. */
  readonly stop: () => Promise<void>
}

/** Starts the deeds, each in a loop of its own; a failed turn is logged and the next one comes all the same. */
export const startSchedule = (deeds: readonly Recurring[], clock: () => Instant, log: Log): Schedule => {
  let stopped = false
  const timers = new Map<string, NodeJS.Timeout>()
  const atWork = new Map<string, Promise<void>>()
  const turn = (deed: Recurring): Promise<void> => {
    const known = atWork.get(deed.name)
    if (known) return known
    const work = deed.run(clock())
      .catch((error: Error) => log.warn({ err: error.message, job: deed.name }, 'a job failed; it will be tried again'))
      .finally(() => atWork.delete(deed.name))
    atWork.set(deed.name, work)
    return work
  }
  const loop = (deed: Recurring, wait: number): void => {
    timers.set(deed.name, setTimeout(() => void turn(deed).then(() => {
      if (!stopped) loop(deed, deed.everyMs)
    }), wait))
  }
  deeds.forEach((deed, i) => loop(deed, Math.min(deed.everyMs, 300 * (i + 1))))
  return {
    runNow: async (name) => {
      const deed = deeds.find((d) => d.name === name)
      if (!deed) throw new Error(`no job is called ${name}`)
      await turn(deed)
    },
    stop: async () => {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(atWork.values())
    },
  }
}
