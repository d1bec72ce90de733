import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import {
  Button,
  changePassword,
  ErrorSummary,
  faultOf,
  Go,
  loadSession,
  sessionKey,
  TextField,
  toast,
  useGo,
  useSessionQuery,
  useText,
  useUrlState,
} from '#platform/web-ui/index.ts'
import { passwordRule } from '#access/rules/index.ts'
import { Alone } from './alone.tsx'
import { readNext } from './next-place.ts'

type Faults = { readonly current?: string; readonly next?: string; readonly again?: string }

const PasswordPage = () => {
  const { t } = useText()
  const client = useQueryClient()
  const session = useSessionQuery()
  const [search] = useUrlState()
  const go = useGo()
  const [error, setError] = useState<unknown>(null)
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const account = session.data?.account
  useEffect(() => {
    if (session.data && !session.data.account) go('/sign-in', { next: '/password' }, { replace: true })
  }, [session.data, go])

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const word = (name: string): string => String(form.get(name) ?? '')
    const found: Faults = {
      ...(word('current') ? {} : { current: t('access:page.password.current_missing') }),
      ...([...word('next')].length >= passwordRule.shortest ? {} : { next: t('access:page.password.too_short', { n: passwordRule.shortest }) }),
      ...(word('next') === word('again') ? {} : { again: t('access:page.password.not_same') }),
    }
    setFaults(found)
    if (Object.keys(found).length > 0 || busy) return
    setBusy(true)
    setError(null)
    try {
      await changePassword(word('current'), word('next'))
      client.setQueryData(sessionKey, await loadSession())
      toast({ text: t('access:page.password.done') })
      const next = readNext(search['next'])
      go(next?.path ?? '/', next?.search)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Alone
      title={t('access:page.password.title')}
      foot={
        account && !account.must_change_password ? (
          <p className="f-alone-foot">
            <Go to="/">{t('ui:back')}</Go>
          </p>
        ) : null
      }
    >
      {account?.must_change_password ? <p className="b-quiet">{t('access:page.password.must')}</p> : null}
      <form onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary error={error} />
        <input type="text" name="username" autoComplete="username" value={account?.username ?? ''} readOnly hidden />
        <TextField
          name="current"
          type="password"
          label={t('access:page.password.current')}
          autoComplete="current-password"
          fault={faults.current ?? faultOf(error, 'current')}
        />
        <TextField
          name="next"
          type="password"
          label={t('access:page.password.next')}
          hint={t('access:page.password.hint', { n: passwordRule.shortest })}
          autoComplete="new-password"
          fault={faults.next ?? faultOf(error, 'next') ?? faultOf(error, 'password')}
        />
        <TextField name="again" type="password" label={t('access:page.password.again')} autoComplete="new-password" fault={faults.again} />
        <Button kind="primary" size="large" type="submit" busy={busy} className="f-wide">
          {t('access:page.password.do')}
        </Button>
      </form>
    </Alone>
  )
}
export default PasswordPage
