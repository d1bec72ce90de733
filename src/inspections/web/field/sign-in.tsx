import { type FormEvent, useState } from 'react'
import { apiUrl } from '#platform/web-ui/api.ts'
import { Button } from '#platform/web-ui/button.tsx'
import { TextField } from '#platform/web-ui/fields.tsx'
import { codeText, useText } from '#platform/web-ui/i18n.ts'
import { type Field, takeSession } from './field.ts'
import type { Failure } from './queue.ts'
import { signInHere } from './transport.ts'

type Props = { readonly field: Field; readonly username: string | null; readonly onDone: () => void; readonly onBack?: () => void }

/** Signing in without leaving the app. Whoever signs in sees their own work; what another left on the phone stays shut. */
export const SignIn = ({ field, username, onDone, onBack }: Props) => {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Failure | 'owes_password' | 'missing' | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [name, password] = [String(form.get('username') ?? '').trim(), String(form.get('password') ?? '')]
    if (name === '' || password === '') return setFault('missing')
    setBusy(true)
    const reply = await signInHere(name, password)
    setBusy(false)
    if (!reply.ok) return setFault(reply.failure)
    if (reply.value.owes_password) return setFault('owes_password')
    if (reply.value.session) await takeSession(field.db, reply.value.session)
    onDone()
  }
  const said = (): string | null => {
    if (fault === null) return null
    if (fault === 'missing') return t('inspections:field.sign_in.missing')
    if (fault === 'owes_password') return t('inspections:field.sign_in.owes_password')
    if (fault.kind === 'unreachable' || fault.kind === 'busy') return t('inspections:field.sign_in.unreachable')
    if (fault.kind === 'refused') return codeText(fault.reason.code) ?? fault.reason.detail ?? t('inspections:field.sign_in.wrong')
    return t('inspections:field.sign_in.wrong')
  }
  const words = said()
  return (
    <main className="fd-page fd-alone">
      <h1>{t('inspections:field.sign_in.title')}</h1>
      <p className="b-quiet">{onBack ? t('inspections:field.sign_in.why_again') : t('inspections:field.sign_in.why')}</p>
      <form className="fd-form" onSubmit={(event) => void submit(event)} noValidate>
        {words ? (
          <div className="b-error-summary" role="alert">
            <p>{words}</p>
            {fault === 'owes_password' ? <p><a href={apiUrl('/password')}>{t('inspections:field.sign_in.to_password')}</a></p> : null}
          </div>
        ) : null}
        <TextField name="username" label={t('access:page.sign_in.username')} defaultValue={username ?? ''} autoComplete="username" autoCapitalize="none" spellCheck={false} />
        <TextField name="password" type="password" label={t('access:page.sign_in.password')} autoComplete="current-password" />
        <footer className="fd-bar">
          {onBack ? <Button size="large" onClick={onBack}>{t('inspections:field.back')}</Button> : null}
          <Button kind="primary" size="large" type="submit" busy={busy} className="fd-main-action">{t('access:page.sign_in.do')}</Button>
        </footer>
      </form>
    </main>
  )
}
