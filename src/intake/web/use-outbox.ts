import { useCallback, useEffect, useRef, useState } from 'react'
import { useOnline } from '#platform/web-ui/index.ts'
import type { Reported } from './api.ts'
import type { Draft } from './draft.ts'
import { outbox } from './outbox.ts'
import { isPassing, send } from './sending.ts'

export type Outbox = {
  readonly waiting: readonly Draft[]
  readonly sending: boolean
  readonly failed: { readonly draft: Draft; readonly error: unknown } | null
  readonly sent: readonly Reported[]
  readonly tryNow: () => void
}
const everyMs = 30_000

/** Reports waiting for the network: tried when it comes back and every half minute. What needs the person goes back to being written. */
export const useOutbox = (): Outbox => {
  const online = useOnline()
  const [waiting, setWaiting] = useState<readonly Draft[]>([])
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState<Outbox['failed']>(null)
  const [sent, setSent] = useState<readonly Reported[]>([])
  const busy = useRef(false)
  const tryNow = useCallback(async (): Promise<void> => {
    if (busy.current) return
    busy.current = true
    try {
      const drafts = (await outbox.all()).filter((d) => d.state === 'waiting')
      setWaiting(drafts)
      if (!navigator.onLine) return
      for (const draft of drafts) {
        setSending(true)
        try {
          const answer = await send(draft)
          setSent((before) => [...before, answer])
          setWaiting((before) => before.filter((d) => d.key !== draft.key))
        } catch (error) {
          if (isPassing(error)) return
          await outbox.save({ ...draft, state: 'writing' })
          setFailed({ draft, error })
          setWaiting((before) => before.filter((d) => d.key !== draft.key))
        }
      }
    } finally {
      setSending(false)
      busy.current = false
    }
  }, [])
  useEffect(() => {
    void tryNow()
    const timer = window.setInterval(() => void tryNow(), everyMs)
    return () => window.clearInterval(timer)
  }, [tryNow, online])
  return { waiting, sending, failed, sent, tryNow: () => void tryNow() }
}
