import './field.css'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useText } from '#platform/web-ui/i18n.ts'
import { LoadingSkeleton } from '#platform/web-ui/states.tsx'
import { Toasts } from '#platform/web-ui/toast.tsx'
import { Blocked } from './blocked-page.tsx'
import { readMeta } from './database.ts'
import { openField } from './field.ts'
import { FieldScope, type SignedIn, type Updates, useLive } from './hooks.ts'
import { Me } from './me-page.tsx'
import { useSpot } from './place-in-app.ts'
import { Problem } from './problem-page.tsx'
import { Queue } from './queue-page.tsx'
import { Review } from './review-page.tsx'
import { SignIn } from './sign-in.tsx'
import { Today } from './today-page.tsx'
import { Visit } from './visit-page.tsx'
import { useStop } from './use-stop.tsx'

const Screens = () => {
  const spot = useSpot()
  switch (spot.at) {
    case 'queue': return <Queue />
    case 'me': return <Me />
    case 'today': return <Today />
    default: return <OneVisit key={spot.id} id={spot.id} at={spot.at} />
  }
}
const OneVisit = ({ id, at }: { readonly id: string; readonly at: 'visit' | 'fill' | 'review' | 'problem' | 'blocked' }): ReactNode => {
  const found = useStop(id)
  if (!found.ready) return found.screen
  if (at === 'fill') return <Visit {...found.stop} fill />
  const Page = { visit: Visit, review: Review, problem: Problem, blocked: Blocked }[at]
  return <Page {...found.stop} />
}

/** The inspector's app. It starts from what the phone holds and never waits for the network. */
export const FieldApp = ({ updates }: { readonly updates: Updates }) => {
  const { t } = useText()
  const field = useMemo(openField, [])
  const held = useLive(async () => ({ session: await readMeta(field.db, 'session'), offset: (await readMeta(field.db, 'offset_ms')) ?? 0 }), [field])
  const [signedIn, setSignedIn] = useState<SignedIn>('unknown')
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    document.title = t('inspections:field.app')
  }, [t])
  useEffect(() => {
    const greet = (): void => void field.greet().then((who) => {
      if (!who) return
      setSignedIn(who.session === null ? 'no' : who.owes_password ? 'owes_password' : 'yes')
      void field.sync.run(true)
    })
    greet()
    window.addEventListener('online', greet)
    return () => window.removeEventListener('online', greet)
  }, [field])
  const phase = useLivePhase(field)
  useEffect(() => {
    if (phase === 'signed_out') setSignedIn('no')
  }, [phase])
  if (!held) return <main className="fd-page"><LoadingSkeleton lines={5} /></main>
  const done = (): void => {
    setAsking(false)
    setSignedIn('yes')
    void field.sync.run(true)
  }
  if (!held.session || asking) {
    return <SignIn field={field} username={held.session?.account.username ?? null} onDone={done} {...(held.session ? { onBack: () => setAsking(false) } : {})} />
  }
  return (
    <FieldScope value={{ field, session: held.session, account: held.session.account.id, offset: held.offset, signedIn, updates, askSignIn: () => setAsking(true), signedOut: () => setSignedIn('no') }}>
      <Screens key={held.session.account.id} />
      <Toasts />
    </FieldScope>
  )
}
const useLivePhase = (field: ReturnType<typeof openField>): string => {
  const [phase, setPhase] = useState(field.sync.state().phase)
  useEffect(() => field.sync.subscribe(() => setPhase(field.sync.state().phase)), [field])
  return phase
}
