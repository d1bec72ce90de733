import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useMemo, useState } from 'react'
import { Button, EmptyState, Panel, StateTag, sayNumber, toast, usePagedList, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { AreaSelect, areasApi } from '#areas/web/index.tsx'
import { dutyApi, type Matrix, type Rule } from './api.ts'
import { categoryTree } from './category-tree.ts'
import { useCategoryNames } from './names.tsx'
import { RuleForm } from './rule-form.tsx'
import UnitSelect from './unit-select.tsx'

/** The rules of one version, narrowed by category, area or unit; editable while it is a draft. */
export const DutyRules = ({ matrix }: { readonly matrix: Matrix }) => {
  const { t, language } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [search, set] = useUrlState()
  const [editing, setEditing] = useState<Rule | 'new' | null>(null)
  const { all, nameOf } = useCategoryNames()
  const tree = useMemo(() => categoryTree(all, nameOf), [all, nameOf])
  const areaId = search['in']
  const area = useQuery({
    queryKey: ['areas', 'detail', areaId],
    enabled: Boolean(areaId),
    queryFn: ({ signal }) => areasApi.detail(areaId as string, signal),
  })
  const query = { category: search['cat'], area: areaId ? area.data?.path : undefined, unit: search['by'], limit: 100 }
  const list = usePagedList<Rule>(['duty', 'rules', matrix.id], `/api/duty/matrices/${matrix.id}/rules`, query, {
    enabled: !areaId || Boolean(area.data),
  })
  const edits = matrix.status === 'draft' && may('organisations.manage')
  const narrowed = Boolean(search['cat'] || areaId || search['by'])
  const refresh = (): void => {
    setEditing(null)
    void client.invalidateQueries({ queryKey: ['duty'] })
  }
  const remove = async (rule: Rule): Promise<void> => {
    await dutyApi.removeRule(matrix.id, rule.id)
    const body = {
      category_path: rule.category_path,
      area_path: rule.area_path,
      lead_unit_id: rule.lead_unit?.id ?? null,
      assisting_unit_ids: rule.assisting_units.map((u) => u.id),
      valid_from: rule.valid_from,
      valid_to: rule.valid_to,
      note: rule.note,
    }
    toast({ text: t('organisations:page.duty.rule_removed'), undo: () => void dutyApi.addRule(matrix.id, body).then(refresh) })
    refresh()
  }
  return (
    <Panel>
      <div className="b-stack">
        <div className="b-row b-no-print">
          <TreeSelect
            allowClear
            showSearch
            treeNodeFilterProp="title"
            style={{ width: 240 }}
            aria-label={t('organisations:fields.category')}
            placeholder={t('organisations:page.duty.by_category')}
            value={search['cat'] ?? null}
            treeData={tree}
            onChange={(value: string | null | undefined) => set({ cat: value ?? null })}
            popupMatchSelectWidth={360}
          />
          <AreaSelect
            width={200}
            label={t('organisations:fields.area')}
            placeholder={t('organisations:page.duty.by_area')}
            value={areaId ?? null}
            onChange={(id) => set({ in: id })}
          />
          <UnitSelect
            width={200}
            label={t('organisations:page.duty.by_unit')}
            placeholder={t('organisations:page.duty.by_unit')}
            value={search['by'] ?? null}
            onChange={(id) => set({ by: id })}
          />
          {narrowed ? (
            <Button kind="quiet" icon="close" onClick={() => set({ cat: null, in: null, by: null })}>
              {t('ui:kit.clear')}
            </Button>
          ) : null}
          {edits ? (
            <Button kind="primary" icon="plus" onClick={() => setEditing('new')}>
              {t('organisations:page.duty.add_rule')}
            </Button>
          ) : null}
        </div>
        {matrix.status === 'draft' ? null : <p className="b-note">{t('organisations:page.duty.fixed')}</p>}
        <DataTable<Rule>
          label={t('organisations:page.duty.view.rules')}
          rows={list.rows}
          rowKey={(r) => r.id}
          loading={list.loading}
          error={list.error}
          onRetry={list.reload}
          more={list.more}
          fetching={list.fetching}
          onMore={list.loadMore}
          {...(edits ? { onOpen: (r: Rule) => setEditing(r) } : {})}
          empty={<EmptyState title={t(narrowed ? 'organisations:page.duty.no_rules_here' : 'organisations:page.duty.no_rules')} />}
          foot={t('organisations:page.duty.shown', { n: sayNumber(list.rows.length, language), all: sayNumber(matrix.rules, language) })}
          columns={[
            { key: 'category', title: t('organisations:fields.category'), cell: (r) => nameOf(r.category_path) },
            { key: 'area', title: t('organisations:page.duty.area'), cell: (r) => r.area_name },
            {
              key: 'lead',
              title: t('organisations:fields.lead_unit'),
              cell: (r) => (r.lead_unit ? r.lead_unit.name : <StateTag tone={null}>{t('organisations:territorial')}</StateTag>),
            },
            {
              key: 'assisting',
              title: t('organisations:fields.assisting_units'),
              cell: (r) => r.assisting_units.map((u) => u.name).join(language === 'en' ? ', ' : '、'),
            },
            {
              key: 'valid',
              title: t('organisations:page.duty.valid'),
              cell: (r) =>
                r.valid_to
                  ? t('organisations:page.duty.valid_span', { from: r.valid_from, to: r.valid_to })
                  : t('organisations:page.duty.valid_open', { from: r.valid_from }),
            },
            { key: 'note', title: t('organisations:fields.note'), cell: (r) => r.note },
            ...(edits
              ? [
                  {
                    key: 'do',
                    title: t('ui:kit.remove'),
                    cell: (r: Rule) => (
                      <Button
                        kind="quiet"
                        size="small"
                        icon="close"
                        aria-label={t('organisations:page.duty.remove_rule', { category: nameOf(r.category_path), area: r.area_name })}
                        onClick={() => void remove(r)}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {editing ? (
        <RuleForm matrix={matrix} rule={editing === 'new' ? null : editing} tree={tree} onClose={() => setEditing(null)} onDone={refresh} />
      ) : null}
    </Panel>
  )
}
