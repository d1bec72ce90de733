import './access.css'
import { Select } from 'antd'
import { useState } from 'react'
import { Button, EmptyState, PageHead, Panel, StateTag, usePagedList, useText, useTime, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable, ExportMenu, SearchBox } from '#platform/web-ui/desk.ts'
import { roles } from '../rules/index.ts'
import type { Account } from './api.ts'
import { AccountForm } from './account-form.tsx'
import { AccountPanel } from './account-panel.tsx'
import { AccountState } from './account-state.tsx'
import { OneTimePassword } from './one-time-password.tsx'

const states = ['active', 'disabled', 'locked', 'temporary'] as const

/** Accounts: who may sign in, holding what, where. */
const AccountsPage = () => {
  const { t } = useText()
  const { when, exactly } = useTime()
  const [search, set] = useUrlState()
  const [adding, setAdding] = useState(false)
  const [told, setTold] = useState<{ readonly name: string; readonly password: string } | null>(null)
  const query = { q: search['q'], role: search['role'], state: search['state'] }
  const list = usePagedList<Account>(['accounts'], '/api/accounts', { ...query, limit: 50 })
  const narrowed = Object.values(query).some(Boolean)
  return (
    <div className="b-page">
      <PageHead
        title={t('access:manage.accounts.title')}
        actions={
          <>
            <ExportMenu path="/api/accounts/export" query={query} />
            <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {t('access:manage.accounts.add')}
            </Button>
          </>
        }
      >
        <p className="b-quiet">{t('access:manage.accounts.hint')}</p>
      </PageHead>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            <SearchBox label={t('access:manage.accounts.search')} value={search['q'] ?? ''} onSearch={(q) => set({ q: q || null })} />
            <Select
              allowClear
              style={{ minWidth: 140 }}
              aria-label={t('access:manage.accounts.filter_role')}
              placeholder={t('access:manage.accounts.filter_role')}
              value={search['role'] ?? null}
              onChange={(role: string | null | undefined) => set({ role: role ?? null })}
              options={roles.map((role) => ({ value: role, label: t(`access:roles.${role}`) }))}
            />
            <Select
              allowClear
              style={{ minWidth: 130 }}
              aria-label={t('access:manage.accounts.filter_state')}
              placeholder={t('access:manage.accounts.filter_state')}
              value={search['state'] ?? null}
              onChange={(state: string | null | undefined) => set({ state: state ?? null })}
              options={states.map((state) => ({ value: state, label: t(`access:manage.accounts.${state}`) }))}
            />
            {narrowed ? (
              <Button kind="quiet" icon="close" onClick={() => set({ q: null, role: null, state: null })}>
                {t('ui:kit.clear')}
              </Button>
            ) : null}
          </div>
          <DataTable<Account>
            label={t('access:manage.accounts.title')}
            rows={list.rows}
            rowKey={(a) => a.id}
            loading={list.loading}
            error={list.error}
            onRetry={list.reload}
            more={list.more}
            fetching={list.fetching}
            onMore={list.loadMore}
            selected={search['id'] ?? null}
            onOpen={(a) => set({ id: a.id })}
            empty={
              <EmptyState title={search['q'] ? t('access:manage.accounts.none_found', { q: search['q'] }) : t('access:manage.accounts.empty')} />
            }
            columns={[
              { key: 'name', title: t('access:manage.accounts.name'), cell: (a) => a.display_name },
              { key: 'username', title: t('access:manage.accounts.username'), cell: (a) => <span className="b-mono">{a.username}</span> },
              {
                key: 'roles',
                title: t('access:manage.accounts.roles'),
                wide: true,
                cell: (a) => (
                  <span className="b-row">
                    {a.grants.map((g) => (
                      <StateTag key={g.id} tone={null}>
                        {[t(`access:roles.${g.role}`), g.unit_name ?? g.area_name].filter(Boolean).join(' · ')}
                      </StateTag>
                    ))}
                  </span>
                ),
              },
              { key: 'state', title: t('access:manage.accounts.state'), cell: (a) => <AccountState account={a} /> },
              {
                key: 'seen',
                title: t('access:manage.accounts.last_seen'),
                cell: (a) =>
                  a.last_signed_in_at ? (
                    <span title={exactly(a.last_signed_in_at)}>{when(a.last_signed_in_at)}</span>
                  ) : (
                    t('access:manage.accounts.never')
                  ),
              },
            ]}
          />
        </div>
      </Panel>
      {search['id'] ? <AccountPanel id={search['id']} onClose={() => set({ id: null })} onPassword={setTold} /> : null}
      {adding ? (
        <AccountForm
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false)
            list.reload()
            if (made.password) setTold({ name: made.name, password: made.password })
            set({ id: made.id })
          }}
        />
      ) : null}
      <OneTimePassword told={told} onClose={() => setTold(null)} />
    </div>
  )
}
export default AccountsPage
