import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, signIn, TextField, useText, type Session } from '#platform/web-ui/index.ts'

export const SignInForm = ({ username: known, onDone }: { readonly username?: string; readonly onDone: (session: Session) => void }) => {
  const { t } = useText()
  const client = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState<readonly string[]>([])

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const username = String(form.get('username') ?? '').trim()
    const password = String(form.get('password') ?? '')
    const absent = [...(username ? [] : ['username']), ...(password ? [] : ['password'])]
    setMissing(absent)
    if (absent.length > 0 || busy) return
    setBusy(true)
    setError(null)
    try {
      onDone(await signIn(client, username, password))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary error={error} />
      <TextField
        name="username"
        label={t('access:page.sign_in.username')}
        defaultValue={known ?? ''}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={!known}
        readOnly={known !== undefined}
        fault={missing.includes('username') ? t('access:page.sign_in.username_missing') : undefined}
      />
      <TextField
        name="password"
        type="password"
        label={t('access:page.sign_in.password')}
        autoComplete="current-password"
        autoFocus={Boolean(known)}
        fault={missing.includes('password') ? t('access:page.sign_in.password_missing') : undefined}
      />
      <Button kind="primary" size="large" type="submit" busy={busy} className="f-wide">
        {t('access:page.sign_in.do')}
      </Button>
    </form>
  )
}
