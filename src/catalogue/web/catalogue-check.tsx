import { useQuery } from '@tanstack/react-query'
import { ErrorState, LoadingSkeleton, Panel, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { catalogueApi, type FaultRow, type Version } from './api.ts'

const Faults = ({ title, rows }: { readonly title: string; readonly rows: readonly FaultRow[] }) => {
  const { t } = useText()
  return rows.length === 0 ? null : (
    <Panel title={title}>
      <DataTable<FaultRow & { readonly i: number }>
        label={title}
        rows={rows.slice(0, 300).map((row, i) => ({ ...row, i }))}
        rowKey={(r) => String(r.i)}
        columns={[
          { key: 'message', title: t('ui:kit.why'), cell: (r) => r.message, wide: true },
          { key: 'value', title: t('ui:kit.value'), cell: (r) => r.value ?? '' },
        ]}
      />
    </Panel>
  )
}

/** What would stop a version from being published, and what somebody should look at. */
export const CatalogueCheck = ({ version }: { readonly version: Version }) => {
  const { t } = useText()
  const [, set] = useUrlState()
  const answer = useQuery({ queryKey: ['catalogue', 'check', version.id], queryFn: ({ signal }) => catalogueApi.check(version.id, signal) })
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <LoadingSkeleton lines={5} />
  const { publishable, errors, warnings } = answer.data
  return (
    <div className="b-stack">
      <div className="b-note" role="status" data-tone={publishable ? 'on_track' : 'today'}>
        <p>
          <strong>{t(publishable ? 'catalogue:page.ready' : 'catalogue:page.not_ready')}</strong>
        </p>
        <p>
          {t('catalogue:page.check_says', { errors: errors.length, warnings: warnings.length })}{' '}
          <button type="button" className="b-data-open" onClick={() => set({ view: null })}>
            {t('catalogue:page.to_entries')}
          </button>
        </p>
      </div>
      <Faults title={t('catalogue:page.errors', { n: errors.length })} rows={errors} />
      <Faults title={t('catalogue:page.warnings', { n: warnings.length })} rows={warnings} />
    </div>
  )
}
