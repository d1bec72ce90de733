import './checklists.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { EmptyState, ErrorState, Go, LoadingSkeleton, PageHead, StateTag, usePhone, useText, useTime, useTitle, useUrlState } from '#platform/web-ui/index.ts'
import { checklistApi, mainVersion, titleOf, type Version } from './api.ts'
import { ChecklistActions } from './checklist-actions.tsx'
import { ChecklistDiffView } from './checklist-diff.tsx'
import { ChecklistItems } from './checklist-items.tsx'
import { ChecklistPreview } from './checklist-preview.tsx'
import { ChecklistVersions } from './checklist-versions.tsx'

const views = ['preview', 'items', 'history', 'diff'] as const
type View = (typeof views)[number]
export const versionTone = { published: 'on_track', draft: 'paused', retired: 'closed' } as const

/** One checklist: try it, see what it is scored by, its versions and what they changed. */
const ChecklistPage = () => {
  const { t, language } = useText()
  const { when } = useTime()
  const phone = usePhone()
  const { id } = useParams({ strict: false }) as { readonly id?: string }
  const [search, set] = useUrlState()
  const all = useQuery({ queryKey: ['checklists'], queryFn: ({ signal }) => checklistApi.all(signal) })
  const checklist = all.data?.items.find((one) => one.id === id)
  const version = checklist?.versions.find((one) => one.id === search['version']) ?? (checklist && mainVersion(checklist))
  const content = useQuery({ queryKey: ['checklists', 'version', version?.id], enabled: version !== undefined, queryFn: ({ signal }) => checklistApi.version(version?.id ?? '', signal) })
  const view: View = views.find((one) => one === search['view']) ?? 'preview'
  const title = version ? titleOf(version, language) : t('inspections:checklists.title')
  useTitle(title)
  const name = (v: Version): string => `${t('inspections:checklists.version', { n: v.version })} · ${t(`inspections:checklists.state.${v.state}`)}`
  if (all.isError) return <div className="b-page"><ErrorState error={all.error} onRetry={() => void all.refetch()} /></div>
  if (all.isPending) return <div className="b-page"><LoadingSkeleton lines={8} /></div>
  if (!checklist || !version) return <div className="b-page"><EmptyState title={t('inspections:checklists.unknown')}><Go to="/inspections/checklists">{t('inspections:checklists.back')}</Go></EmptyState></div>
  const who = (given: string | null): string => given ?? t('inspections:checklists.system')
  return (
    <div className="b-page">
      <PageHead title={title} actions={<ChecklistActions checklist={checklist} version={version} all={all.data.items} />}>
        <p className="b-small"><Go to="/inspections/checklists">{t('inspections:checklists.back')}</Go> · <span className="b-mono b-quiet">{checklist.code}</span></p>
      </PageHead>
      <div className="ck-version">
        <Select style={{ minWidth: phone ? '100%' : 220 }} aria-label={t('inspections:checklists.which')} value={version.id} onChange={(next: string) => set({ version: next, against: null })}
          options={checklist.versions.map((v) => ({ value: v.id, label: name(v) }))} />
        <StateTag tone={checklist.retired_at ? 'closed' : versionTone[version.state]}>{t(checklist.retired_at ? 'inspections:checklists.list_state.retired' : `inspections:checklists.state.${version.state}`)}</StateTag>
        <span className="b-quiet b-small">
          {t('inspections:checklists.size', { questions: version.questions, items: version.items })}
          {' · '}
          {version.published_at ? t('inspections:checklists.published_by', { who: who(version.published_by_name), when: when(version.published_at) })
            : t('inspections:checklists.drafted_by', { who: who(version.created_by_name), when: when(version.created_at) })}
          {version.source_name ? ` · ${t('inspections:checklists.file', { name: version.source_name })}` : ''}
        </span>
      </div>
      <div className="ck-views">
        <Segmented<View> aria-label={t('inspections:checklists.views')} value={view} onChange={(next) => set({ view: next })} options={views.map((v) => ({ value: v, label: t(`inspections:checklists.view.${v}`) }))} />
      </div>
      {content.isError ? <ErrorState error={content.error} onRetry={() => void content.refetch()} /> : !content.data ? <LoadingSkeleton lines={8} />
        : view === 'preview' ? <ChecklistPreview key={content.data.version.id} content={content.data} />
          : view === 'items' ? <ChecklistItems items={content.data.items} />
            : view === 'history' ? <ChecklistVersions checklist={checklist} chosen={version.id} onChoose={(next) => set({ version: next, view: 'preview' })} />
              : <ChecklistDiffView checklist={checklist} version={version} against={search['against']} onAgainst={(next) => set({ against: next })} name={name} />}
    </div>
  )
}
export default ChecklistPage
