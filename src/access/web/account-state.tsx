import { Hint, StateTag, useNow, useText, useTime } from '#platform/web-ui/index.ts'
import type { Account } from './api.ts'

/** Active, disabled, locked or waiting for its own password, in a word. */
export const AccountState = ({ account }: { readonly account: Account }) => {
  const { t } = useText()
  const { when } = useTime()
  const now = useNow()
  if (account.disabled) return <StateTag tone="closed">{t('access:manage.accounts.disabled')}</StateTag>
  if (account.locked_until && Date.parse(account.locked_until) > now)
    return (
      <Hint content={t('access:manage.accounts.locked_until', { when: when(account.locked_until) })}>
        <span tabIndex={0}>
          <StateTag tone="today">{t('access:manage.accounts.locked')}</StateTag>
        </span>
      </Hint>
    )
  if (account.must_change_password) return <StateTag tone="paused">{t('access:manage.accounts.temporary')}</StateTag>
  return <>{t('access:manage.accounts.active')}</>
}
