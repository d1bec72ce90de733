import './access.css'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { Fragment } from 'react'
import { ErrorState, Field, Icon, LoadingSkeleton, PageHead, Panel, hasText, usePhone, useText, useUrlState } from '#platform/web-ui/index.ts'
import { allPermissions, type Role } from '../rules/index.ts'
import { accessApi, type RoleRow } from './api.ts'

const groupsOf = (permissions: readonly string[]): readonly (readonly [string, readonly string[]])[] => {
  const groups = new Map<string, string[]>()
  for (const permission of permissions) {
    const [name = ''] = permission.split('.')
    groups.set(name, [...(groups.get(name) ?? []), permission])
  }
  return [...groups]
}

/** What each role may do: one table on a desk, one role at a time on a phone. */
const RolesPage = () => {
  const { t } = useText()
  const phone = usePhone()
  const [search, set] = useUrlState()
  const answer = useQuery({ queryKey: ['roles'], staleTime: 600_000, queryFn: ({ signal }) => accessApi.roles(signal) })
  const rows = answer.data?.items ?? []
  const name = (permission: string): string => (hasText(`access:permissions.${permission}`) ? t(`access:permissions.${permission}`) : permission)
  const shown: readonly RoleRow[] = phone ? rows.filter((row) => row.role === ((search['role'] as Role | undefined) ?? 'dispatcher')) : rows
  return (
    <div className="b-page">
      <PageHead title={t('access:manage.roles.title')}>
        <p className="b-quiet ac-note">{t('access:manage.roles.note')}</p>
      </PageHead>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingSkeleton lines={8} />
      ) : (
        <Panel>
          {phone ? (
            <Field label={t('access:manage.roles.choose')}>
              {(id) => (
                <Select
                  id={id}
                  aria-label={t('access:manage.roles.choose')}
                  style={{ width: '100%' }}
                  value={shown[0]?.role ?? null}
                  onChange={(role: string | null) => set({ role })}
                  options={rows.map((row) => ({ value: row.role, label: t(`access:roles.${row.role}`) }))}
                />
              )}
            </Field>
          ) : null}
          <div className="b-data-box" tabIndex={0} role="region" aria-label={t('access:manage.roles.title')}>
            <table className="b-table ac-roles">
              <thead>
                <tr>
                  <th scope="col">{t('access:manage.roles.permission')}</th>
                  {shown.map((row) => (
                    <th key={row.role} scope="col">
                      {t(`access:roles.${row.role}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {groupsOf(allPermissions).map(([group, permissions]) => (
                  <Fragment key={group}>
                    {permissions.map((permission) => (
                      <tr key={permission}>
                        <th scope="row">
                          {name(permission)}
                          <span className="b-mono b-quiet" translate="no">
                            {' '}
                            {permission}
                          </span>
                        </th>
                        {shown.map((row) => {
                          const has = row.permissions.includes(permission)
                          return (
                            <td key={row.role}>
                              {has ? (
                                <>
                                  <Icon name="check" />
                                  <span className="b-unseen">{t('access:manage.roles.yes')}</span>
                                </>
                              ) : (
                                <span className="b-unseen">{t('access:manage.roles.no')}</span>
                              )}
                            </td>
                          )
                        })}
                      </tr>
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      )}
    </div>
  )
}
export default RolesPage
