import { backOffMs } from './back-off.ts'
import { duePhotos, type Failure, nextBatch, settle, waiting } from './queue.ts'
import type { OutRow, PhotoRow } from './rows.ts'
import type { Transport } from './transport.ts'

/** The phone's store as the sender sees it. Changes are partial, so that nothing entered meanwhile is overwritten. */
export type SyncPort = {
  readonly account: () => Promise<string | null>
  readonly out: (account: string) => Promise<readonly OutRow[]>
  readonly photos: (account: string) => Promise<readonly PhotoRow[]>
  readonly changeOut: (id: string, changes: Partial<OutRow>) => Promise<void>
  readonly changePhoto: (id: string, changes: Partial<PhotoRow>) => Promise<void>
  readonly blob: (id: string) => Promise<Blob | null>
}
/** `monotonic` never jumps, whatever the phone's clock is set to. `later` runs something after so many milliseconds; the answer calls it off. */
export type SyncWorld = {
  readonly now: () => number
  readonly monotonic: () => number
  readonly random: () => number
  readonly online: () => boolean
  readonly later: (ms: number, deed: () => void) => () => void
  /** Runs it unless another page of the app is sending already; answers whether it ran. */
  readonly exclusively: (deed: () => Promise<void>) => Promise<boolean>
}
export type SyncPhase = 'idle' | 'sending' | 'pausing' | 'offline' | 'signed_out' | 'other_account'
export type SyncState = { readonly phase: SyncPhase; readonly sending: ReadonlySet<string>; readonly again_in_ms: number | null }
export type Sync = {
  readonly state: () => SyncState
  readonly subscribe: (changed: () => void) => () => void
  /** Sends what is due; pauses after failures are forgotten when `fresh`. */
  readonly run: (fresh?: boolean) => Promise<void>
  readonly stop: () => void
}

type Stop = 'link' | 'signed_out' | 'other_account'
const atOnce = 2
/** So many failures in a row mean the link and not the item. */
const strikesOut = 4

export const makeSync = (port: SyncPort, transport: Transport, world: SyncWorld): Sync => {
  let state: SyncState = { phase: 'idle', sending: new Set(), again_in_ms: null }
  const listeners = new Set<() => void>()
  const say = (next: Partial<SyncState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const mark = (ids: readonly string[], on: boolean): void => {
    const sending = new Set(state.sending)
    for (const id of ids) if (on) sending.add(id)
    else sending.delete(id)
    say({ sending })
  }
  /** Pauses are kept in memory: a fresh start tries everything at once. */
  const pauses = new Map<string, { readonly fails: number; readonly until: number }>()
  const ready = (id: string): boolean => (pauses.get(id)?.until ?? 0) <= world.monotonic()
  const pause = (id: string, failure: Failure): void => {
    const fails = (pauses.get(id)?.fails ?? 0) + 1
    const asked = failure.kind === 'busy' ? (failure.retryAfterMs ?? 0) : 0
    pauses.set(id, { fails, until: world.monotonic() + Math.max(asked, backOffMs(fails, world.random())) })
  }
  const alone = new Set<string>()
  let linkFails = 0
  let callOff: (() => void) | null = null
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const pass = async (): Promise<void> => {
    const account = await port.account()
    if (account === null) return say({ phase: 'idle', again_in_ms: null })
    if (waiting(await port.out(account)).length + waiting(await port.photos(account)).length === 0) return say({ phase: 'idle', again_in_ms: null })
    if (!world.online()) return say({ phase: 'offline', again_in_ms: null })
    say({ phase: 'sending', again_in_ms: null })
    let csrf: string | null = null
    let strikes = 0
    /** Nothing goes before it is certain under whose name. */
    const identify = async (): Promise<Stop | null> => {
      const who = await transport.whoAmI()
      if (!who.ok) return 'link'
      csrf = who.value.csrf
      if (who.value.session === null) return 'signed_out'
      return who.value.session.account.id === account ? null : 'other_account'
    }
    /** What a failure means for the pass; null goes on. */
    const weigh = async (failure: Failure): Promise<Stop | null> => {
      if (failure.kind === 'signed_out') return 'signed_out'
      if (failure.kind === 'unreachable' || failure.kind === 'busy') return ++strikes >= strikesOut ? 'link' : null
      strikes = 0
      return failure.kind === 'stranger' ? (++strangers > 2 ? 'signed_out' : identify()) : null
    }
    let strangers = 0
    let stop = await identify()

    while (stop === null) {
      const batch = nextBatch(await port.out(account), ready, alone)
      if (batch.length === 0) break
      const ids = batch.map((row) => row.id)
      mark(ids, true)
      const sent_at = new Date(world.now()).toISOString()
      const reply = await transport.submit(batch.map((row) => ({ ...row.body, sent_at })), csrf)
      if (reply.ok) {
        strikes = 0
        linkFails = 0
        for (const row of batch) {
          const settled = settle(row, reply.value, world.now())
          if (settled === row) pause(row.id, { kind: 'busy', retryAfterMs: null })
          else await port.changeOut(row.id, settled)
        }
      } else {
        const { failure } = reply
        const whole = failure.kind === 'refused' || failure.kind === 'too_large'
        for (const row of batch) {
          if (whole && batch.length > 1) alone.add(row.id)
          else if (whole) await port.changeOut(row.id, { state: 'refused', tries: row.tries + 1, reason: failure.kind === 'refused' ? failure.reason : { code: 'http.too_large', detail: null } })
          else if (failure.kind === 'unreachable' || failure.kind === 'busy') {
            pause(row.id, failure)
            await port.changeOut(row.id, { tries: row.tries + 1 })
          }
        }
        stop = await weigh(failure)
      }
      mark(ids, false)
    }

    const due = stop === null ? [...duePhotos(await port.photos(account), await port.out(account), ready)] : []
    const carry = async (): Promise<void> => {
      for (let photo = due.shift(); photo !== undefined && stop === null; photo = due.shift()) {
        mark([photo.id], true)
        const blob = await port.blob(photo.id)
        if (!blob) await port.changePhoto(photo.id, { state: 'refused', reason: { code: 'field.photo_lost', detail: null } })
        else {
          const reply = await transport.photo(photo, blob, csrf, world.now())
          if (reply.ok) {
            strikes = 0
            linkFails = 0
            await port.changePhoto(photo.id, { state: 'sent', tries: photo.tries + 1, sent_at: world.now(), reason: null })
          } else {
            const { failure } = reply
            if (failure.kind === 'refused') await port.changePhoto(photo.id, { state: 'refused', tries: photo.tries + 1, reason: failure.reason })
            else if (failure.kind === 'too_large') await port.changePhoto(photo.id, { state: 'refused', tries: photo.tries + 1, reason: { code: 'http.too_large', detail: null } })
            else if (failure.kind === 'unreachable' || failure.kind === 'busy') {
              pause(photo.id, failure)
              await port.changePhoto(photo.id, { tries: photo.tries + 1 })
            } else due.push(photo)
            stop = (await weigh(failure)) ?? stop
          }
        }
        mark([photo.id], false)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, carry))

    if (stop === 'signed_out' || stop === 'other_account') return say({ phase: stop, again_in_ms: null })
    const left = [...waiting(await port.out(account)), ...waiting(await port.photos(account))]
    if (left.length === 0) return say({ phase: 'idle', again_in_ms: null })
    if (stop === 'link') linkFails++
    const soonest = Math.min(...left.map((row) => pauses.get(row.id)?.until ?? 0)) - world.monotonic()
    const wait = Math.max(200, soonest, stop === 'link' ? backOffMs(linkFails, world.random()) : 0)
    say({ phase: 'pausing', again_in_ms: wait })
    callOff = world.later(wait, () => void run())
  }

  const run: Sync['run'] = async (fresh = false) => {
    if (stopped) return
    if (fresh) {
      pauses.clear()
      linkFails = 0
    }
    if (running) {
      again = true
      return running
    }
    callOff?.()
    callOff = null
    running = (async () => {
      do {
        again = false
        callOff?.()
        callOff = null
        try {
          if (!(await world.exclusively(pass))) callOff = world.later(15_000, () => void run())
        } catch {
          // The phone's own store failed: what waits still waits there, and is looked at again.
          say({ phase: 'pausing', sending: new Set(), again_in_ms: 30_000 })
          callOff = world.later(30_000, () => void run())
        }
      } while (again && !stopped)
    })().finally(() => {
      running = null
    })
    return running
  }

  return {
    state: () => state,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
      }
    },
    run,
    stop: () => {
      stopped = true
      callOff?.()
    },
  }
}
