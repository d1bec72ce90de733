import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { ErrorState, Field, LoadingSkeleton, Panel, TextField, useText, useToday, useUrlState } from '#platform/web-ui/index.ts'
import { AreaSelect, areasApi } from '#areas/web/index.tsx'
import { dutyApi } from './api.ts'
import { categoryTree } from './category-tree.ts'
import { useCategoryNames } from './names.tsx'

/** Who answers for this, here, on that day, and why: the matrix in force speaking. */
export const DutyTester = () => {
  const { t } = useText()
  const today = useToday()
  const [search, set] = useUrlState()
  const { all, nameOf } = useCategoryNames()
  const tree = useMemo(() => categoryTree(all, nameOf), [all, nameOf])
  const areaId = search['in'] ?? null
  const category = search['cat'] ?? null
  const on = search['on'] ?? today
  const area = useQuery({
    queryKey: ['areas', 'detail', areaId],
    enabled: areaId !== null,
    queryFn: ({ signal }) => areasApi.detail(areaId as string, signal),
  })
  const path = area.data?.path
  const answer = useQuery({
    queryKey: ['duty', 'resolve', category, path, on],
    enabled: Boolean(category && path),
    queryFn: ({ signal }) => dutyApi.resolve(category ?? '', path ?? '', on, signal),
  })
  return (
    <Panel title={t('organisations:page.duty.who_title')}>
      <div className="b-stack or-narrow">
        <Field label={t('organisations:page.duty.what')}>
          {(id) => (
            <TreeSelect
              id={id}
              aria-label={t('organisations:page.duty.what')}
              showSearch
              allowClear
              treeNodeFilterProp="title"
              style={{ width: '100%' }}
              placeholder={t('ui:form.choose')}
              value={category}
              treeData={tree}
              onChange={(value: string | null | undefined) => set({ cat: value ?? null })}
            />
          )}
        </Field>
        <Field label={t('organisations:page.duty.where')}>
          {(id) => <AreaSelect id={id} label={t('organisations:page.duty.where')} value={areaId} onChange={(next) => set({ in: next })} />}
        </Field>
        <TextField
          type="date"
          label={t('organisations:page.duty.when')}
          value={on}
          onChange={(event) => set({ on: event.target.value === today ? null : event.target.value || null })}
        />
        {answer.isError ? (
          <ErrorState error={answer.error} />
        ) : answer.isFetching && !answer.data ? (
          <LoadingSkeleton lines={2} />
        ) : answer.data ? (
          <div
            className="b-note"
            role="status"
            data-tone={answer.data.kind === 'lead' ? 'on_track' : answer.data.kind === 'fallback' ? 'paused' : 'today'}
          >
            <p className="or-answer">{answer.data.lead_unit ? answer.data.lead_unit.name : t('organisations:check.gap')}</p>
            <p>{answer.data.text}</p>
            {answer.data.assisting_units.length > 0 ? (
              <p>
                {t('organisations:fields.assisting_units')}：{answer.data.assisting_units.map((u) => u.name).join('、')}
              </p>
            ) : null}
            {answer.data.limit ? (
              <p>
                {t('organisations:fields.limit')}：{answer.data.limit.value} {t(`clock:units.${answer.data.limit.unit}`)}
              </p>
            ) : null}
          </div>
        ) : (
          <p className="b-quiet">{t('organisations:page.duty.who_hint')}</p>
        )}
      </div>
    </Panel>
  )
}
