import './catalogue.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { EmptyState, ErrorState, LoadingSkeleton, PageHead, StateTag, usePhone, useText, useTime, useUrlState } from '#platform/web-ui/index.ts'
import { ExportMenu } from '#platform/web-ui/desk.ts'
import { catalogueApi, type Version } from './api.ts'
import { CatalogueActions } from './catalogue-actions.tsx'
import { CatalogueCheck } from './catalogue-check.tsx'
import { CatalogueDiff } from './catalogue-diff.tsx'
import { Entries } from './entries.tsx'

const views = ['entries', 'check', 'diff'] as const
type View = (typeof views)[number]

/** The catalogue: versions, the tree of categories with their conditions and limits, its check, what a draft changes. */
const CataloguePage = () => {
  const { t } = useText()
  const { when } = useTime()
  const phone = usePhone()
  const [search, set] = useUrlState()
  const view: View = views.find((v) => v === search['view']) ?? 'entries'
  const answer = useQuery({ queryKey: ['catalogue', 'versions'], queryFn: ({ signal }) => catalogueApi.versions(signal) })
  const versions = answer.data?.items ?? []
  const chosen = versions.find((v) => v.id === search['version']) ?? versions.find((v) => v.status === 'published') ?? versions[0]
  const name = (v: Version): string =>
    v.number === null ? t('catalogue:page.draft_named', { when: when(v.created_at), note: v.note }) : t('catalogue:page.version', { n: v.number })
  return (
    <div className="b-page">
      <PageHead title={t('catalogue:page.title')} actions={chosen ? <ExportMenu path={`/api/catalogue/versions/${chosen.id}/export`} /> : null}>
        <p className="b-quiet">{t('catalogue:page.hint')}</p>
      </PageHead>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingSkeleton lines={6} />
      ) : (
        <>
          <div className="ca-version">
            {chosen ? (
              <>
                <Select
                  style={{ minWidth: phone ? '100%' : 280 }}
                  aria-label={t('catalogue:page.which')}
                  value={chosen.id}
                  onChange={(id: string) => set({ version: id, code: null })}
                  options={versions.map((v) => ({ value: v.id, label: `${name(v)} · ${t(`catalogue:page.statuses.${v.status}`)}` }))}
                />
                <StateTag tone={chosen.status === 'published' ? 'on_track' : chosen.status === 'draft' ? 'paused' : 'closed'}>
                  {t(`catalogue:page.statuses.${chosen.status}`)}
                </StateTag>
                <span className="b-quiet b-small">
                  {t('catalogue:page.size', { n: chosen.subcategories, m: chosen.conditions })}
                  {chosen.published_at ? ` · ${t('catalogue:page.published_at', { when: when(chosen.published_at) })}` : ''}
                  {chosen.note ? ` · ${chosen.note}` : ''}
                </span>
              </>
            ) : null}
            <CatalogueActions version={chosen ?? null} onChosen={(id) => set({ version: id, code: null, view: null })} />
          </div>
          {chosen ? (
            <>
              <div className="ca-views">
                <Segmented<View>
                  aria-label={t('catalogue:page.views')}
                  value={view}
                  onChange={(next) => set({ view: next })}
                  options={views.map((v) => ({ value: v, label: t(`catalogue:page.view.${v}`) }))}
                />
              </div>
              {view === 'entries' ? (
                <Entries version={chosen} />
              ) : view === 'check' ? (
                <CatalogueCheck version={chosen} />
              ) : (
                <CatalogueDiff version={chosen} versions={versions} name={name} />
              )}
            </>
          ) : (
            <EmptyState title={t('catalogue:page.empty')}>
              <p>{t('catalogue:page.empty_how')}</p>
            </EmptyState>
          )}
        </>
      )}
    </div>
  )
}
export default CataloguePage
