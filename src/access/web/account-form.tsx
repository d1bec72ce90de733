import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, faultOf, TextField, toast, useText } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { accessApi } from './api.ts'
import { grantBody, type GrantDraft, GrantFields, grantGap, noGrant } from './grant-fields.tsx'

const usernamePattern = /^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$/

/** Opens an account with a first role; its password is made up and told once. */
export const AccountForm = ({
  onClose,
  onMade,
}: {
  readonly onClose: () => void
  readonly onMade: (made: { readonly id: string; readonly name: string; readonly password: string | null }) => void
}) => {
  const { t } = useText()
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [grant, setGrant] = useState<GrantDraft>(noGrant)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const gap = grant.role === null ? null : grantGap(grant)
  const faults = {
    username: usernamePattern.test(username.trim()) ? undefined : t('access:manage.accounts.username_bad'),
    name: name.trim() === '' ? t('access:manage.accounts.name_missing') : undefined,
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (busy || faults.username || faults.name || gap) return
    setBusy(true)
    setError(null)
    try {
      const made = await accessApi.create({ username: username.trim(), display_name: name.trim(), grants: grant.role ? [grantBody(grant)] : [] })
      toast({ text: t('access:manage.accounts.created_toast') })
      onMade({ ...made, name: name.trim() })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SidePanel open onClose={onClose} title={t('access:manage.accounts.add')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack" autoComplete="off">
        <ErrorSummary error={error} />
        <TextField
          label={t('access:manage.accounts.name')}
          hint={t('access:manage.accounts.name_hint')}
          value={name}
          maxLength={100}
          fault={(tried ? faults.name : undefined) ?? faultOf(error, 'display_name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('access:manage.accounts.username')}
          hint={t('access:manage.accounts.username_hint')}
          value={username}
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          fault={(tried ? faults.username : undefined) ?? faultOf(error, 'username')}
          onChange={(event) => setUsername(event.target.value)}
        />
        <h3>{t('access:manage.accounts.first_role')}</h3>
        <p className="b-field-hint">{t('access:manage.accounts.first_role_hint')}</p>
        <GrantFields value={grant} onChange={setGrant} />
        {tried && gap ? <p className="b-field-fault">{t(`access:manage.accounts.${gap}`)}</p> : null}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('access:manage.accounts.create')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
