import { useEffect } from 'react'
import { LoadingSkeleton, useGo, useSessionQuery } from '#platform/web-ui/index.ts'
import { startOf } from './places.ts'

/** The address without a path: staff go to the first place they may use, everybody else to signing in. */
export const Home = () => {
  const session = useSessionQuery()
  const go = useGo()
  useEffect(() => {
    if (!session.data) return
    const first = startOf(session.data.permissions)
    go(session.data.account ? (first?.path ?? '/password') : '/sign-in', {}, { replace: true })
  }, [session.data, go])
  return <LoadingSkeleton />
}
