import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Button,
  ErrorState,
  ErrorSummary,
  Go,
  LoadingSkeleton,
  TextField,
  toast,
  useMay,
  useSession,
  useText,
  useTime,
} from '#platform/web-ui/index.ts'
import { ReasonDialog, SidePanel } from '#platform/web-ui/desk.ts'
import { type Account, accessApi, type Grant } from './api.ts'
import { AccountState } from './account-state.tsx'
import { sayAgent } from './agents.ts'
import { grantBody, type GrantDraft, GrantFields, grantGap, noGrant } from './grant-fields.tsx'

const GrantForm = ({ account, onDone, onCancel }: { readonly account: Account; readonly onDone: () => void; readonly onCancel: () => void }) => {
  const { t } = useText()
  const [grant, setGrant] = useState<GrantDraft>(noGrant)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const gap = grantGap(grant)
  const give = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await accessApi.grant(account.id, grantBody(grant))
      toast({ text: t('access:manage.accounts.granted') })
      onDone()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="ac-grant-form b-stack">
      <ErrorSummary error={error} />
      <GrantFields value={grant} onChange={setGrant} />
      <div className="b-side-foot">
        <Button onClick={onCancel}>{t('ui:cancel')}</Button>
        <Button kind="primary" busy={busy} refusal={gap ? t(`access:manage.accounts.${gap}`) : undefined} onClick={() => void give()}>
          {t('access:manage.accounts.grant')}
        </Button>
      </div>
    </div>
  )
}

const Sessions = ({ account }: { readonly account: Account }) => {
  const { t } = useText()
  const { when } = useTime()
  const client = useQueryClient()
  const [ending, setEnding] = useState(false)
  const answer = useQuery({ queryKey: ['accounts', 'sessions', account.id], queryFn: ({ signal }) => accessApi.sessions(account.id, signal) })
  const items = answer.data?.items ?? []
  return (
    <section className="b-stack">
      <h3>{t('access:manage.accounts.sessions')}</h3>
      {answer.isError ? (
        <ErrorState error={answer.error} />
      ) : items.length === 0 ? (
        <p className="b-quiet">{t('access:manage.accounts.no_sessions')}</p>
      ) : (
        <ul className="ac-list">
          {items.map((s) => (
            <li key={`${s.created_at}${s.user_agent}`}>
              <span>{sayAgent(s.user_agent) ?? t('access:manage.accounts.unknown_device')}</span>
              <span className="b-quiet b-small">
                {t('access:manage.accounts.session_started', { when: when(s.created_at) })} ·{' '}
                {t('access:manage.accounts.session_seen', { when: when(s.last_seen_at) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {items.length > 0 ? (
        <p>
          <Button size="small" onClick={() => setEnding(true)}>
            {t('access:manage.accounts.end_sessions')}
          </Button>
        </p>
      ) : null}
      <ReasonDialog
        open={ending}
        onClose={() => setEnding(false)}
        reason="none"
        title={t('access:manage.accounts.end_sessions')}
        action={t('access:manage.accounts.end_sessions')}
        run={async () => {
          const { ended } = await accessApi.endSessions(account.id)
          toast({ text: t('access:manage.accounts.ended', { n: ended }) })
          await client.invalidateQueries({ queryKey: ['accounts'] })
        }}
      >
        <p className="b-quiet">{t('access:manage.accounts.end_why')}</p>
      </ReasonDialog>
    </section>
  )
}

/** One account: its roles, its sessions, and what may be done with it. */
export const AccountPanel = ({
  id,
  onClose,
  onPassword,
}: {
  readonly id: string
  readonly onClose: () => void
  readonly onPassword: (told: { readonly name: string; readonly password: string }) => void
}) => {
  const { t } = useText()
  const { when } = useTime()
  const may = useMay()
  const session = useSession()
  const client = useQueryClient()
  const [doing, setDoing] = useState<'grant' | 'rename' | 'disable' | 'reset' | null>(null)
  const [revoking, setRevoking] = useState<Grant | null>(null)
  const [name, setName] = useState('')
  const answer = useQuery({ queryKey: ['accounts', 'one', id], queryFn: ({ signal }) => accessApi.account(id, signal) })
  const account = answer.data
  const refresh = (): void => {
    setDoing(null)
    void client.invalidateQueries({ queryKey: ['accounts'] })
  }
  const own = session.account?.id === id
  const change = async (body: object, said: string): Promise<void> => {
    await accessApi.change(id, body)
    toast({ text: t(said) })
    refresh()
  }
  return (
    <SidePanel open onClose={onClose} title={account ? account.display_name : t('access:manage.accounts.title')}>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : !account ? (
        <LoadingSkeleton lines={8} />
      ) : (
        <div className="ac-panel">
          <dl className="b-facts">
            <dt>{t('access:manage.accounts.username')}</dt>
            <dd className="b-mono">{account.username}</dd>
            <dt>{t('access:manage.accounts.state')}</dt>
            <dd>
              <AccountState account={account} />
            </dd>
            <dt>{t('access:manage.accounts.last_seen')}</dt>
            <dd>{account.last_signed_in_at ? when(account.last_signed_in_at) : t('access:manage.accounts.never')}</dd>
            <dt>{t('access:manage.accounts.created')}</dt>
            <dd>{when(account.created_at)}</dd>
          </dl>
          <div className="b-row">
            <Button
              onClick={() => {
                setName(account.display_name)
                setDoing('rename')
              }}
            >
              {t('access:manage.accounts.rename')}
            </Button>
            <Button onClick={() => setDoing('reset')}>{t('access:manage.accounts.reset')}</Button>
            {account.disabled ? (
              <Button onClick={() => void change({ disabled: false }, 'access:manage.accounts.enabled_toast')}>
                {t('access:manage.accounts.enable')}
              </Button>
            ) : (
              <Button refusal={own ? t('access:manage.accounts.yourself') : undefined} onClick={() => setDoing('disable')}>
                {t('access:manage.accounts.disable')}
              </Button>
            )}
          </div>
          <section className="b-stack">
            <h3>{t('access:manage.accounts.grants')}</h3>
            {account.grants.length === 0 ? (
              <p className="b-note" data-tone="today">
                {t('access:manage.accounts.no_grants')}
              </p>
            ) : (
              <ul className="ac-list">
                {account.grants.map((grant) => (
                  <li key={grant.id}>
                    <span>
                      <strong>{t(`access:roles.${grant.role}`)}</strong> {grant.unit_name ?? grant.area_name ?? ''}
                    </span>
                    <span className="b-quiet b-small">{t('access:manage.accounts.granted_at', { when: when(grant.granted_at) })}</span>
                    <Button
                      kind="quiet"
                      size="small"
                      aria-label={t('access:manage.accounts.revoke_title', { role: t(`access:roles.${grant.role}`) })}
                      onClick={() => setRevoking(grant)}
                    >
                      {t('access:manage.accounts.revoke')}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {doing === 'grant' ? (
              <GrantForm account={account} onDone={refresh} onCancel={() => setDoing(null)} />
            ) : (
              <p>
                <Button icon="plus" onClick={() => setDoing('grant')}>
                  {t('access:manage.accounts.grant')}
                </Button>
              </p>
            )}
          </section>
          <Sessions account={account} />
          {may('access.audit') ? (
            <p>
              <Go to="/admin/audit" search={{ account: account.id }}>
                {t('access:manage.accounts.audit')}
              </Go>
            </p>
          ) : null}
          <ReasonDialog
            open={doing === 'rename'}
            onClose={() => setDoing(null)}
            reason="none"
            title={t('access:manage.accounts.rename')}
            action={t('ui:kit.save')}
            run={() => change({ display_name: name.trim() }, 'ui:kit.save')}
          >
            <TextField label={t('access:manage.accounts.name')} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          </ReasonDialog>
          <ReasonDialog
            open={doing === 'disable'}
            onClose={() => setDoing(null)}
            reason="none"
            title={`${t('access:manage.accounts.disable')} ${account.display_name}`}
            action={t('access:manage.accounts.disable')}
            run={() => change({ disabled: true }, 'access:manage.accounts.disabled_toast')}
          >
            <p className="b-quiet">{t('access:manage.accounts.disable_why')}</p>
          </ReasonDialog>
          <ReasonDialog
            open={doing === 'reset'}
            onClose={() => setDoing(null)}
            reason="none"
            title={t('access:manage.accounts.reset')}
            action={t('access:manage.accounts.reset')}
            run={async () => {
              const { password } = await accessApi.reset(id)
              refresh()
              onPassword({ name: account.display_name, password })
            }}
          >
            <p className="b-quiet">{t('access:manage.accounts.reset_why')}</p>
          </ReasonDialog>
          <ReasonDialog
            open={revoking !== null}
            onClose={() => setRevoking(null)}
            reason="none"
            title={t('access:manage.accounts.revoke_title', { role: revoking ? t(`access:roles.${revoking.role}`) : '' })}
            action={t('access:manage.accounts.revoke')}
            run={async () => {
              if (revoking) await accessApi.revoke(id, revoking.id)
              toast({ text: t('access:manage.accounts.revoked') })
              refresh()
            }}
          >
            <p className="b-quiet">{t('access:manage.accounts.revoke_why', { name: account.display_name })}</p>
          </ReasonDialog>
        </div>
      )}
    </SidePanel>
  )
}
