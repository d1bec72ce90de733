import { faultOfDatabase } from '#platform/db/index.ts'

/** Why a batch gave up on one of its members without trying again: its fate is not known, or there is no database. */
const isHopeless = (error: unknown): boolean => faultOfDatabase(error)?.kind === 'unavailable'

export class QueueFull extends Error {
  constructor() {
    super('too many reports are waiting')
    this.name = 'QueueFull'
  }
}

export type Batcher<Asked, Answer> = {
  /** Resolves when what was asked is committed. */
  readonly submit: (asked: Asked) => Promise<Answer>
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>
}

type Waiting<Asked, Answer> = { readonly asked: Asked; readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void }

/**
 * Collects what arrives while a batch is being written and writes it with the next. One writer at a time: on a busy server a transaction then carries
 * many
 * reports and its fixed costs (begin, commit, the disk) are shared; on a quiet one a report waits for nobody.
 *
 * `write` answers one value per member, in order, after its transaction has committed. When it throws, each member is tried alone, so that one that
 * the
 * database refuses hurts no other. A lost connection is not tried again: the commit may have happened, and whoever sent an idempotency key may safely
 * ask again.
 */
export const openBatcher = <Asked, Answer>(
  write: (asked: readonly Asked[]) => Promise<readonly Answer[]>, options: { readonly most?: number; readonly mostWaiting?: number } = {},
): Batcher<Asked, Answer> => {
  const { most = 200, mostWaiting = 20_000 } = options
  let queue: Waiting<Asked, Answer>[] = []
  let running: Promise<void> | null = null

  const writeAll = async (batch: readonly Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await write(batch.map((one) => one.asked))
      batch.forEach((one, i) => one.resolve(answers[i] as Answer))
    } catch (error) {
      if (batch.length === 1 || isHopeless(error)) for (const one of batch) one.reject(error)
      else for (const one of batch) await writeAll([one])
    }
  }
  const run = async (): Promise<void> => {
    // What was read from the sockets in the same turn belongs into the same batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const batch = queue.slice(0, most)
      queue = queue.slice(most)
      await writeAll(batch)
    }
    running = null
  }
  return {
    submit: (asked) =>
      new Promise((resolve, reject) => {
        if (queue.length >= mostWaiting) return reject(new QueueFull())
        queue.push({ asked, resolve, reject })
        running ??= run()
      }),
    idle: async () => {
      while (running) await running
    },
  }
}
