import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CityDb, Database, Tx } from '#platform/db/index.ts'

/** Live news: published inside the transaction that makes it true, heard after it committed, by every process on the database. */
export type Feed = {
  readonly publish: (tx: Tx, city: CityDb, news: readonly object[]) => Promise<void>
  readonly subscribe: (city: CityDb, hear: (news: Record<string, unknown>) => void) => () => void
  /**
   * Answers a request with server-sent events until the browser goes away. `pass` picks what this reader may hear; `still` says whether the reader is
   * who it was, asked whenever sessions change and at every heartbeat: a stream must not outlive its session or its roles.
   */
  readonly stream: (request: FastifyRequest, reply: FastifyReply, city: CityDb, pass: (news: Record<string, unknown>) => object | null, still: () => Promise<boolean>) => void
  readonly close: () => void
}

const channel = 'bihuan_news'
/** Told to every process when a session ends or what an account may do changes. */
export const sessionsChannel = 'bihuan_sessions'
/** A notification holds less than 8000 bytes (PostgreSQL, NOTIFY). */
const payloadBytes = 7_500
const heartbeatMs = 25_000

export const feedOf = (database: Database): Feed => {
  const readers = new Map<string, Set<(news: Record<string, unknown>) => void>>()
  const open = new Map<() => void, () => void>()
  const stopListening = database.listen(channel, (payload) => {
    const { city, news } = JSON.parse(payload) as { city: string; news: Record<string, unknown>[] }
    for (const item of news) readers.get(city)?.forEach((hear) => hear(item))
  })
  const stopHearingSessions = database.listen(sessionsChannel, () => {
    for (const recheck of open.values()) recheck()
  })
  const subscribe: Feed['subscribe'] = (city, hear) => {
    let set = readers.get(city.slug)
    if (!set) readers.set(city.slug, (set = new Set()))
    set.add(hear)
    return () => set.delete(hear)
  }
  return {
    publish: async (tx, city, news) => {
      let portion: object[] = []
      const send = async (): Promise<void> => {
        if (portion.length > 0) await tx.prepared('notify', 'select pg_notify($1, $2)', [channel, JSON.stringify({ city: city.slug, news: portion })])
        portion = []
      }
      let bytes = 0
      for (const item of news) {
        const size = Buffer.byteLength(JSON.stringify(item)) + 1
        if (bytes + size > payloadBytes) {
          await send()
          bytes = 0
        }
        portion.push(item)
        bytes += size
      }
      await send()
    },
    subscribe,
    stream: (request, reply, city, pass, still) => {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' })
      raw.write('retry: 2000\n\n')
      const stop = subscribe(city, (news) => {
        const item = pass(news)
        // A reader too slow to keep up is let go; it comes back and asks for the state anew.
        if (item && !raw.write(`data: ${JSON.stringify(item)}\n\n`) && raw.writableLength > 1_000_000) raw.destroy()
      })
      const recheck = (): void => {
        still().then((same) => { if (!same) end() }, () => end())
      }
      const beat = setInterval(() => {
        raw.write(': \n\n')
        recheck()
      }, heartbeatMs)
      const end = (): void => {
        clearInterval(beat)
        stop()
        open.delete(end)
        raw.end()
      }
      open.set(end, recheck)
      request.raw.on('close', end)
    },
    close: () => {
      stopListening()
      stopHearingSessions()
      for (const end of open.keys()) end()
    },
  }
}
