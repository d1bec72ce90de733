import { Panel, useText } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type ChecklistItem, labelIn } from '../../rules/index.ts'

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

/** What a version is scored by. */
export const ChecklistItems = ({ items }: { readonly items: readonly ChecklistItem[] }) => {
  const { t, language } = useText()
  const standard = (item: ChecklistItem): string => {
    if (item.threshold) return `${item.threshold.at === '>=' ? '≥' : '≤'} ${item.threshold.pass}${item.threshold.partial === null ? '' : ` / ${item.threshold.partial}`} ${item.threshold.unit}`
    return item.incidence ? t('inspections:checklists.item.most', { p: percent(item.incidence.most) }) : ''
  }
  return (
    <Panel>
      <DataTable<ChecklistItem>
        label={t('inspections:checklists.view.items')}
        rows={items}
        rowKey={(item) => item.name}
        columns={[
          { key: 'name', title: t('inspections:checklists.item.name'), cell: (item) => labelIn(item.label, language) || item.name, wide: true },
          { key: 'kind', title: t('inspections:checklists.item.kind'), cell: (item) => t(`inspections:checklists.item.kinds.${item.kind}`) },
          { key: 'weight', title: t('inspections:checklists.item.weight'), number: true, cell: (item) => item.weight },
          { key: 'standard', title: t('inspections:checklists.item.standard'), cell: standard },
          { key: 'category', title: t('inspections:checklists.item.category'), cell: (item) => (item.category ? <span className="b-mono">{item.category}</span> : <span className="b-quiet">{t('inspections:checklists.item.none')}</span>) },
          { key: 'evidence', title: t('inspections:checklists.item.evidence'), cell: (item) => t(`inspections:checklists.item.evidences.${item.evidence}`) },
        ]}
      />
    </Panel>
  )
}
