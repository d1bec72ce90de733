import { Go, useGo, useSessionQuery, useText, useUrlState, LoadingSkeleton, ErrorState } from '#platform/web-ui/index.ts'
import { Alone } from './alone.tsx'
import { placesFor } from './places.ts'
import { SignInForm } from './sign-in-form.tsx'
import { useEffect } from 'react'

/** Only paths inside the product are followed after signing in. */
const safeNext = (next: string | undefined): string | null => (next && /^\/(?![/\\])/.test(next) ? next : null)

const SignInPage = () => {
  const { t } = useText()
  const session = useSessionQuery()
  const [search] = useUrlState()
  const go = useGo()
  const signedIn = session.data?.account
  const next = safeNext(search['next'])
  useEffect(() => {
    if (!session.data || !signedIn) return
    if (signedIn.must_change_password) return go('/password', next ? { next } : {}, { replace: true })
    const [path = '/', words = ''] = (next ?? placesFor(session.data.permissions)[0]?.path ?? '/').split('?')
    go(path, Object.fromEntries(new URLSearchParams(words)), { replace: true })
  }, [session.data, signedIn, next, go])
  return (
    <Alone
      title={t('access:page.sign_in.title')}
      foot={
        <p className="f-alone-foot">
          <Go to="/">{t('access:page.sign_in.resident')}</Go>
          <span>{t('access:page.sign_in.forgotten')}</span>
        </p>
      }
    >
      {session.isPending ? (
        <LoadingSkeleton lines={3} />
      ) : session.isError ? (
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      ) : signedIn ? (
        <LoadingSkeleton lines={3} />
      ) : (
        <SignInForm onDone={() => {}} />
      )}
    </Alone>
  )
}
export default SignInPage
