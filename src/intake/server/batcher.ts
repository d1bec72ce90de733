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

/** So many must wait before a further writer sets out: a batch of one or two is not worth its own begin and commit. */
const worthwhile = 4

/**
 * Collects what arrives while batches are being written and writes it with the next. Few writers at a time (`lanes`): on a busy server a transaction
 * then
 * carries many reports and its fixed costs (begin, commit, the disk) are shared, and while the database works on one batch this program can read and
 * answer
 * the other; on a quiet one a report waits for nobody.
 *
 * `write` answers one value per member, in order, after its transaction has committed. When it throws, each member is tried alone, so that one that
 * the
 * database refuses hurts no other. A lost connection is not tried again: the commit may have happened, and whoever sent an idempotency key may safely
 * ask again.
 */
export const openBatcher = <Asked, Answer>(
  write: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  options: { readonly most?: number; readonly mostWaiting?: number; readonly lanes?: number } = {},
): Batcher<Asked, Answer> => {
  const { most = 200, mostWaiting = 20_000, lanes = 1 } = options
  let queue: Waiting<Asked, Answer>[] = []
  let active = 0
  let turn = false
  const whenIdle: (() => void)[] = []

  const writeAll = async (batch: readonly Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await write(batch.map((one) => one.asked))
      batch.forEach((one, i) => one.resolve(answers[i] as Answer))
    } catch (error) {
      if (batch.length === 1 || isHopeless(error)) for (const one of batch) one.reject(error)
      else for (const one of batch) await writeAll([one])
    }
  }
  const next = (): void => {
    turn = false
    while (queue.length > 0 && active < lanes && (active === 0 || queue.length >= worthwhile)) {
      const batch = queue.slice(0, most)
      queue = queue.slice(most)
      active++
      void writeAll(batch).then(() => {
        active--
        soon()
      })
    }
    if (active === 0 && queue.length === 0) for (const tell of whenIdle.splice(0)) tell()
  }
  // What was read from the sockets in the same turn belongs into the same batch.
  const soon = (): void => {
    if (turn) return
    turn = true
    setImmediate(next)
  }
  return {
    submit: (asked) =>
      new Promise((resolve, reject) => {
        if (queue.length >= mostWaiting) return reject(new QueueFull())
        queue.push({ asked, resolve, reject })
        soon()
      }),
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve)
        soon()
      }),
  }
}
