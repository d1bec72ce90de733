import { Panel, StateTag, useText, useTime } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type Checklist, titleOf, type Version } from './api.ts'

const tones = { published: 'on_track', draft: 'paused', retired: 'closed' } as const

/** The story of a checklist: every version, who made it and when. */
export const ChecklistVersions = ({ checklist, chosen, onChoose }: { readonly checklist: Checklist; readonly chosen: string; readonly onChoose: (id: string) => void }) => {
  const { t, language } = useText()
  const { when } = useTime()
  const who = (name: string | null): string => name ?? t('inspections:checklists.system')
  return (
    <Panel>
      <DataTable<Version>
        label={t('inspections:checklists.view.history')}
        rows={checklist.versions}
        rowKey={(v) => v.id}
        selected={chosen}
        onOpen={(v) => onChoose(v.id)}
        columns={[
          { key: 'version', title: t('inspections:checklists.col.version'), cell: (v) => t('inspections:checklists.version', { n: v.version }) },
          { key: 'state', title: t('inspections:checklists.col.state'), cell: (v) => <StateTag tone={tones[v.state]}>{t(`inspections:checklists.state.${v.state}`)}</StateTag> },
          { key: 'title', title: t('inspections:checklists.col.name'), cell: (v) => titleOf(v, language) },
          { key: 'size', title: t('inspections:checklists.col.items'), cell: (v) => t('inspections:checklists.size', { questions: v.questions, items: v.items }) },
          {
            key: 'when', title: t('inspections:checklists.col.story'), wide: true,
            cell: (v) => [
              t('inspections:checklists.drafted_by', { who: who(v.created_by_name), when: when(v.created_at) }),
              v.published_at ? t('inspections:checklists.published_by', { who: who(v.published_by_name), when: when(v.published_at) }) : '',
              v.source_name ? t('inspections:checklists.file', { name: v.source_name }) : '',
            ].filter(Boolean).join(language === 'en' ? '; ' : '；'),
          },
        ]}
      />
    </Panel>
  )
}
