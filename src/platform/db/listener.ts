import pg from 'pg'

export type Listener = {
  readonly on: (channel: string, hear: (payload: string) => void) => () => void
  /** Called after a lost connection was found again: notifications in between are gone. */
  readonly onGap: (hear: () => void) => void
  readonly close: () => Promise<void>
}

const retryMs = 500

/** One connection that hears notifications and comes back when it is cut. */
export const listenOn = (config: pg.ClientConfig, log: (message: string) => void): Listener => {
  const heard = new Map<string, Set<(payload: string) => void>>()
  const gaps: (() => void)[] = []
  let client: pg.Client | undefined
  let closed = false
  let first = true
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ ...config, application_name: 'bihuan listener', keepAlive: true })
    let lost = false
    const onLost = (): void => {
      if (lost) return
      lost = true
      client = undefined
      fresh.end().catch(() => {})
      if (!closed) retry = setTimeout(() => void connect(), retryMs)
    }
    fresh.on('error', onLost)
    fresh.on('end', onLost)
    fresh.on('notification', (message) => heard.get(message.channel)?.forEach((hear) => hear(message.payload ?? '')))
    try {
      await fresh.connect()
      client = fresh
      for (const channel of heard.keys()) await fresh.query(`listen ${channel}`)
      if (!first) gaps.forEach((hear) => hear())
      first = false
    } catch (error) {
      log(`listening for changes failed: ${(error as Error).message}`)
      onLost()
    }
  }
  const started = connect()
  return {
    on: (channel, hear) => {
      if (!/^[a-z_]+$/.test(channel)) throw new TypeError(`not a channel name: ${channel}`)
      let set = heard.get(channel)
      if (!set) {
        heard.set(channel, (set = new Set()))
        client?.query(`listen ${channel}`).catch(() => {})
      }
      set.add(hear)
      return () => set.delete(hear)
    },
    onGap: (hear) => gaps.push(hear),
    close: async () => {
      closed = true
      clearTimeout(retry)
      await started
      await client?.end().catch(() => {})
    },
  }
}
