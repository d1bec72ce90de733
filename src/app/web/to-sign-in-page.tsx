import { useEffect } from 'react'
import { LoadingSkeleton, useGo } from '#platform/web-ui/index.ts'

/** What people type by habit: /login is /sign-in. */
const ToSignInPage = () => {
  const go = useGo()
  useEffect(() => go('/sign-in', Object.fromEntries(new URLSearchParams(location.search)), { replace: true }), [])
  return <LoadingSkeleton />
}
export default ToSignInPage
