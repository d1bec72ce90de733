import './access.css'
import { Select } from 'antd'
import { DayInput, EmptyState, hasText, PageHead, Panel, usePagedList, useText, useTime, useUrlState, Button } from '#platform/web-ui/index.ts'
import { DataTable, ExportMenu, RemoteSelect } from '#platform/web-ui/desk.ts'
import { useMay } from '#platform/web-ui/index.ts'
import type { AuditEntry } from './api.ts'
import { auditActions } from './audit-actions.ts'

const readAccount = (row: Record<string, unknown>) => ({
  value: String(row['id']),
  label: String(row['display_name']),
  note: String(row['username']),
})

/** Who signed in, changed permissions or looked at personal data. Entries are only ever added. */
const AuditPage = () => {
  const { t } = useText()
  const { when, exactly } = useTime()
  const may = useMay()
  const [search, set] = useUrlState()
  const query = { account: search['account'], action: search['action'], from: search['from'], to: search['to'] }
  const list = usePagedList<AuditEntry>(['audit'], '/api/audit', { ...query, limit: 50 })
  const action = (code: string): string => {
    const key = code.replace('.', ':audit.')
    return hasText(key) ? t(key) : code
  }
  const detail = (entry: AuditEntry): string =>
    Object.entries(entry.detail)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => {
        const label = hasText(`access:manage.details.${name}`) ? t(`access:manage.details.${name}`) : name
        const said =
          name === 'role'
            ? t(`access:roles.${String(value)}`)
            : typeof value === 'boolean'
              ? t(value ? 'ui:yes' : 'ui:no')
              : typeof value === 'object'
                ? JSON.stringify(value)
                : String(value)
        return `${label} ${said}`
      })
      .join(' · ')
  const day = (name: 'from' | 'to') => (
    <label className="ac-day">
      <span>{t(`access:manage.audit.${name}`)}</span>
      <DayInput value={search[name] ?? ''} onDay={(on) => set({ [name]: on || null })} />
    </label>
  )
  return (
    <div className="b-page">
      <PageHead title={t('access:manage.audit.title')} actions={<ExportMenu path="/api/audit/export" query={query} />}>
        <p className="b-quiet">{t('access:manage.audit.only_adds')}</p>
      </PageHead>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            {may('access.manage') ? (
              <RemoteSelect
                path="/api/accounts"
                read={readAccount}
                label={t('access:manage.audit.account')}
                placeholder={t('access:manage.audit.account')}
                width={200}
                value={search['account'] ?? null}
                onChange={(id) => set({ account: id })}
              />
            ) : null}
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              style={{ minWidth: 170 }}
              aria-label={t('access:manage.audit.what')}
              placeholder={t('access:manage.audit.any_action')}
              value={search['action'] ?? null}
              onChange={(value: string | null | undefined) => set({ action: value ?? null })}
              options={auditActions.map((code) => ({ value: code, label: action(code) }))}
            />
            {day('from')}
            {day('to')}
            {Object.values(query).some(Boolean) ? (
              <Button kind="quiet" icon="close" onClick={() => set({ account: null, action: null, from: null, to: null })}>
                {t('ui:kit.clear')}
              </Button>
            ) : null}
          </div>
          <DataTable<AuditEntry>
            label={t('access:manage.audit.title')}
            rows={list.rows}
            rowKey={(e) => e.id}
            loading={list.loading}
            error={list.error}
            onRetry={list.reload}
            more={list.more}
            fetching={list.fetching}
            onMore={list.loadMore}
            empty={<EmptyState title={t('access:manage.audit.empty')} />}
            columns={[
              { key: 'at', title: t('access:manage.audit.at'), cell: (e) => <span title={exactly(e.at)}>{when(e.at)}</span> },
              { key: 'who', title: t('access:manage.audit.who'), cell: (e) => e.account_name ?? t(e.action === 'access.sign_in_failed' ? 'access:manage.audit.nobody' : 'access:manage.audit.system') },
              { key: 'what', title: t('access:manage.audit.what'), cell: (e) => action(e.action) },
              {
                key: 'subject',
                title: t('access:manage.audit.subject'),
                cell: (e) => (
                  <span>
                    {hasText(`access:manage.subjects.${e.subject_kind}`) ? t(`access:manage.subjects.${e.subject_kind}`) : e.subject_kind}{' '}
                    {e.subject_name ? (
                      <span title={e.subject_id}>{e.subject_name}</span>
                    ) : (
                      <span className="b-mono b-quiet" title={e.subject_id}>
                        {e.subject_kind === 'account' && e.subject_id === '' ? t('access:manage.audit.unknown_name') : e.subject_id.slice(-8)}
                      </span>
                    )}
                  </span>
                ),
              },
              { key: 'detail', title: t('access:manage.audit.detail'), wide: true, cell: detail },
              { key: 'reason', title: t('access:manage.audit.reason'), cell: (e) => e.reason },
            ]}
          />
        </div>
      </Panel>
    </div>
  )
}
export default AuditPage
