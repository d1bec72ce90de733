import { Go, useGo, useSessionQuery, useText, useUrlState, LoadingSkeleton, ErrorState } from '#platform/web-ui/index.ts'
import { Alone } from './alone.tsx'
import { readNext } from './next-place.ts'
import { startOf } from './places.ts'
import { SignInForm } from './sign-in-form.tsx'
import { useEffect, useState } from 'react'

const SignInPage = () => {
  const { t } = useText()
  const session = useSessionQuery()
  const go = useGo()
  const signedIn = session.data?.account
  const [search] = useUrlState()
  // As the page was opened: on the way to the next place the address already says something else.
  const [next] = useState(() => readNext(search['next']))
  useEffect(() => {
    if (!session.data || !signedIn) return
    if (signedIn.must_change_password) return go('/password', next ? { next: next.word } : {}, { replace: true })
    if (next) go(next.path, next.search, { replace: true })
    else go(startOf(session.data.permissions)?.path ?? '/my-reports', {}, { replace: true })
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
