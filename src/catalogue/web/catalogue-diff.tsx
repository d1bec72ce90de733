import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { EmptyState, ErrorState, hasText, LoadingSkeleton, Panel, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { catalogueApi, type Change, type Version } from './api.ts'

/** What a version changes against another, entry by entry. */
export const CatalogueDiff = ({
  version,
  versions,
  name,
}: {
  readonly version: Version
  readonly versions: readonly Version[]
  readonly name: (v: Version) => string
}) => {
  const { t, language } = useText()
  const [search, set] = useUrlState()
  const others = versions.filter((v) => v.id !== version.id)
  const against = others.find((v) => v.id === search['against'])?.id ?? others.find((v) => v.status === 'published')?.id ?? others[0]?.id
  const answer = useQuery({
    queryKey: ['catalogue', 'diff', version.id, against],
    enabled: against !== undefined,
    queryFn: ({ signal }) => catalogueApi.diff(version.id, against, signal),
  })
  if (others.length === 0)
    return (
      <Panel>
        <EmptyState title={t('catalogue:page.nothing_to_compare')} />
      </Panel>
    )
  const field = (code: string): string => {
    const [word, of] = code.split(' ')
    return of ? t('catalogue:page.condition_of', { code: of }) : hasText(`catalogue:page.fields.${word}`) ? t(`catalogue:page.fields.${word}`) : code
  }
  return (
    <Panel>
      <div className="b-stack">
        <div className="b-row">
          <span>{t('catalogue:page.against')}</span>
          <Select
            style={{ minWidth: 240 }}
            aria-label={t('catalogue:page.against')}
            value={against ?? null}
            onChange={(id: string | null) => set({ against: id })}
            options={others.map((v) => ({ value: v.id, label: name(v) }))}
          />
        </div>
        {answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : !answer.data ? (
          <LoadingSkeleton lines={4} />
        ) : (
          <DataTable<Change>
            label={t('catalogue:page.view.diff')}
            rows={answer.data.items}
            rowKey={(c) => c.code}
            empty={<EmptyState title={t('catalogue:page.unchanged')} />}
            columns={[
              { key: 'name', title: t('catalogue:page.fields.name'), cell: (c) => c.name },
              { key: 'code', title: t('catalogue:page.fields.code'), cell: (c) => <span className="b-mono">{c.code}</span> },
              { key: 'change', title: t('catalogue:page.change'), cell: (c) => t(`catalogue:page.changes.${c.change}`) },
              {
                key: 'fields',
                title: t('catalogue:page.what_changed'),
                cell: (c) => c.fields.map(field).join(language === 'en' ? ', ' : '、'),
                wide: true,
              },
            ]}
          />
        )}
      </div>
    </Panel>
  )
}
