import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { EmptyState, ErrorState, hasText, LoadingSkeleton, Panel, StateTag, useText } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type ChecklistChange, labelIn } from '../../rules/index.ts'
import { type Checklist, checklistApi, type Version } from './api.ts'

const tones = { added: 'on_track', removed: 'closed', changed: 'today' } as const

/** What a version changes against another: questions, choices, weights. */
export const ChecklistDiffView = ({ checklist, version, against, onAgainst, name }: {
  readonly checklist: Checklist; readonly version: Version; readonly against: string | undefined; readonly onAgainst: (id: string) => void; readonly name: (v: Version) => string
}) => {
  const { t, language } = useText()
  const others = checklist.versions.filter((one) => one.id !== version.id)
  const chosen = others.find((one) => one.id === against) ?? others.find((one) => one.version < version.version) ?? others[0]
  const answer = useQuery({
    queryKey: ['checklists', 'diff', version.id, chosen?.id], enabled: chosen !== undefined, queryFn: ({ signal }) => checklistApi.diff(version.id, chosen?.id, signal),
  })
  if (!chosen) return <Panel><EmptyState title={t('inspections:checklists.diff.nothing')} /></Panel>
  const field = (word: string): string => {
    const key = `inspections:checklists.diff.field.${word.replace('::', '_')}`
    return hasText(key) ? t(key) : word
  }
  return (
    <Panel>
      <div className="b-stack">
        <div className="b-row">
          <span>{t('inspections:checklists.diff.against')}</span>
          <Select style={{ minWidth: 200 }} aria-label={t('inspections:checklists.diff.against')} value={chosen.id} onChange={onAgainst} options={others.map((v) => ({ value: v.id, label: name(v) }))} />
        </div>
        {answer.isError ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : !answer.data ? <LoadingSkeleton lines={4} /> : (
          <DataTable<ChecklistChange & { readonly i: number }>
            label={t('inspections:checklists.view.diff')}
            rows={answer.data.items.map((change, i) => ({ ...change, i }))}
            rowKey={(change) => String(change.i)}
            empty={<EmptyState title={t('inspections:checklists.diff.none')} />}
            columns={[
              { key: 'what', title: t('inspections:checklists.diff.what'), cell: (c) => labelIn(c.label, language) || c.name, wide: true },
              { key: 'of', title: t('inspections:checklists.diff.sort'), cell: (c) => t(`inspections:checklists.diff.of.${c.of}`) },
              { key: 'name', title: t('inspections:checklists.diff.word'), cell: (c) => <span className="b-mono">{c.name}</span> },
              { key: 'change', title: t('inspections:checklists.diff.change'), cell: (c) => <StateTag tone={tones[c.change]}>{t(`inspections:checklists.diff.changes.${c.change}`)}</StateTag> },
              { key: 'fields', title: t('inspections:checklists.diff.fields'), cell: (c) => c.fields.map(field).join(language === 'en' ? ', ' : '、'), wide: true },
            ]}
          />
        )}
      </div>
    </Panel>
  )
}
