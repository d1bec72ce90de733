import './checklists.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, EmptyState, PageHead, Panel, StateTag, useGo, useMay, useText, useTime } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type Checklist, checklistApi, mainVersion, titleOf } from './api.ts'
import { UploadDialog } from './upload-dialog.tsx'

const stateOf = (checklist: Checklist): 'published' | 'draft' | 'retired' =>
  checklist.retired_at !== null ? 'retired' : checklist.versions.some((version) => version.state === 'published') ? 'published' : 'draft'
const toneOf = { published: 'on_track', draft: 'paused', retired: 'closed' } as const

/** All checklists of the city. */
const ChecklistsPage = () => {
  const { t, language } = useText()
  const { when } = useTime()
  const may = useMay()
  const go = useGo()
  const [uploading, setUploading] = useState(false)
  const answer = useQuery({ queryKey: ['checklists'], queryFn: ({ signal }) => checklistApi.all(signal) })
  return (
    <div className="b-page">
      <PageHead
        title={t('inspections:checklists.title')}
        actions={may('inspections.plan') ? <Button icon="plus" kind="primary" onClick={() => setUploading(true)}>{t('inspections:checklists.new')}</Button> : null}
      >
        <p className="b-quiet">{t('inspections:checklists.lead')}</p>
      </PageHead>
      <Panel>
        <DataTable<Checklist>
          label={t('inspections:checklists.title')}
          rows={answer.data?.items ?? []}
          rowKey={(c) => c.id}
          loading={answer.isPending}
          error={answer.error}
          onRetry={() => void answer.refetch()}
          onOpen={(c) => go(`/inspections/checklists/${c.id}`)}
          empty={<EmptyState title={t('inspections:checklists.none')}><p>{t('inspections:checklists.none_how')}</p></EmptyState>}
          columns={[
            { key: 'name', title: t('inspections:checklists.col.name'), cell: (c) => titleOf(mainVersion(c) ?? { title: c.code, title_en: null }, language), wide: true },
            {
              key: 'state', title: t('inspections:checklists.col.state'),
              cell: (c) => <StateTag tone={toneOf[stateOf(c)]}>{t(`inspections:checklists.list_state.${stateOf(c)}`)}</StateTag>,
            },
            {
              key: 'version', title: t('inspections:checklists.col.version'),
              cell: (c) => {
                const [main, draft] = [mainVersion(c), c.versions.find((version) => version.state === 'draft')]
                return (
                  <>
                    {main ? t('inspections:checklists.version', { n: main.version }) : ''}
                    {main?.published_at ? <span className="b-quiet b-small"> · {when(main.published_at)}</span> : null}
                    {draft && draft.id !== main?.id ? <><br /><span className="b-small">{t('inspections:checklists.draft_waiting', { n: draft.version })}</span></> : null}
                  </>
                )
              },
            },
            { key: 'questions', title: t('inspections:checklists.col.questions'), number: true, cell: (c) => mainVersion(c)?.questions ?? 0 },
            { key: 'items', title: t('inspections:checklists.col.items'), number: true, cell: (c) => mainVersion(c)?.items ?? 0 },
            { key: 'programmes', title: t('inspections:checklists.col.programmes'), number: true, cell: (c) => c.programmes },
            { key: 'visits', title: t('inspections:checklists.col.visits'), number: true, cell: (c) => c.visits },
            { key: 'code', title: t('inspections:checklists.col.code'), cell: (c) => <span className="b-mono">{c.code}</span> },
          ]}
        />
      </Panel>
      {uploading ? <UploadDialog checklist={null} versions={answer.data?.items ?? []} onClose={() => setUploading(false)} /> : null}
    </div>
  )
}
export default ChecklistsPage
