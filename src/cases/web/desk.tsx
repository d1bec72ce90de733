import './cases.css'
import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  Button,
  download,
  EmptyState,
  keptSearch,
  showKeyboardHelp,
  type Query,
  useGo,
  useKeys,
  useMay,
  usePhone,
  useText,
  type Search,
} from '#platform/web-ui/index.ts'
import { Dropdown, Segmented, Select } from 'antd'
import { MapLoading } from '#platform/web-ui/map/index.ts'
import type { CaseRow } from './api.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CaseList } from './case-list.tsx'
import { CaseView } from './case-view.tsx'
import { FilterBar } from './filter-bar.tsx'
import { sorts, useFilters, views, type View } from './filters.ts'
import { useBoundaries, useCase, useCaseCounts, useCaseList, useCasePoints } from './queries.ts'
import { mayWork, myStages } from './my-stages.ts'
import { SavedFilters } from './saved-filters.tsx'
import { useSelection } from './selection.ts'
import { StageTabs } from './stage-tabs.tsx'

const DeskMap = lazy(() => import('./desk-map.tsx'))

/** The case beside the list; it keeps its own place and state while the list moves on. */
const Beside = ({ id, finished, onGone }: { readonly id: string | undefined; readonly finished: boolean; readonly onGone: () => void }) => {
  const { t } = useText()
  const answer = useCase(id)
  return (
    <section className="c-beside" aria-label={t('cases:page.desk.beside')}>
      {id ? (
        <CaseView key={id} answer={answer} beside onDone={onGone} />
      ) : (
        <EmptyState title={t(finished ? 'cases:page.desk.none_left' : 'cases:page.desk.choose_one')}>
          <p>{t('cases:page.desk.choose_one_how')}</p>
          <p>
            <Button kind="quiet" icon="keyboard" onClick={showKeyboardHelp}>
              {t('ui:keys.title')}
            </Button>
          </p>
        </EmptyState>
      )}
    </section>
  )
}

export const Desk = ({ title, stages }: { readonly title: string; readonly stages: readonly string[] }) => {
  const { t } = useText()
  const may = useMay()
  const phone = usePhone()
  const go = useGo()
  const filters = useFilters()
  const { search, set, query, change } = filters
  const list = useCaseList(query)
  const { stage: _stage, sort: _sort, ...rest } = query
  const counts = useCaseCounts(rest)
  const view: View = phone ? (search['view'] === 'map' ? 'map' : 'list') : (views.find((name) => name === search['view']) ?? 'split')
  // Asked for while the map's own code is still on its way.
  const { bbox: _bbox, ...everywhere } = query as Query
  useCasePoints(everywhere, view === 'map')
  useBoundaries(search['area'], view === 'map')
  const current = search['case']
  // What the server takes when nothing is said: what waits by due time, what has ended by age.
  const usualSort = search['stage'] && search['stage'] !== 'done' ? 'due' : 'opened'
  const selection = useSelection(list.rows, !phone && mayWork(may))
  const searchBox = useRef<HTMLInputElement>(null)
  const [saving, setSaving] = useState(false)

  const select = useCallback((id: string | null): void => set({ case: id }), [set])
  const at = list.rows.findIndex((row) => row.id === current)
  const move = (by: number): void => {
    const next = list.rows[at < 0 ? (by > 0 ? 0 : list.rows.length - 1) : Math.max(0, Math.min(list.rows.length - 1, at + by))]
    if (next) select(next.id)
    if (at + by > list.rows.length - 10 && list.more) list.loadMore()
  }
  const [finished, setFinished] = useState(false)
  /** After a case has moved on: the next one in which the reader can do something, or a word that there is none. */
  const goOn = (): void => {
    const mine = myStages(may)
    const next = [...list.rows.slice(at + 1), ...list.rows.slice(0, Math.max(0, at))].find((row) => row.id !== current && mine.includes(row.stage))
    setFinished(!next)
    select(next?.id ?? null)
  }
  // The address of a desk, sent to a telephone, opens the case it names.
  useEffect(() => {
    if (phone && view === 'list' && current) go(`/cases/${current}`, keptSearch(search), { replace: true })
  }, [phone, view, current])
  const open = (): void => {
    if (current) go(`/cases/${current}`, keptSearch(search))
  }
  const bindings = [
    { keys: 'j', label: t('cases:page.keys.down'), run: () => move(1) },
    { keys: 'k', label: t('cases:page.keys.up'), run: () => move(-1) },
    { keys: 'ArrowDown', label: t('cases:page.keys.down'), run: () => move(1) },
    { keys: 'ArrowUp', label: t('cases:page.keys.up'), run: () => move(-1) },
    {
      keys: 'x',
      label: t('cases:page.keys.choose'),
      run: () => {
        if (current) selection.choose(current, !selection.chosen.has(current))
      },
    },
    { keys: 'a', label: t('cases:page.keys.choose_all'), run: selection.chooseAll },
    { keys: 'Enter', label: t('cases:page.keys.open'), run: open },
    ...(current || !mayWork(may) ? [] : [{ keys: 'e', label: t('cases:page.keys.act'), run: () => move(1) }]),
    { keys: '/', label: t('cases:page.keys.search'), run: () => searchBox.current?.focus() },
    { keys: 'v', label: t('cases:page.keys.view'), run: () => set({ view: views[(views.indexOf(view) + 1) % views.length] ?? null }) },
    { keys: 's', label: t('cases:page.keys.save'), run: () => setSaving(true) },
    { keys: 'r', label: t('cases:page.keys.reload'), run: list.reload },
    {
      keys: 'Escape',
      label: t('cases:page.keys.leave'),
      run: () => {
        if (selection.chosen.size > 0) selection.clear()
        else select(null)
      },
    },
    ...stages
      .slice(0, 9)
      .map((stage, i) => ({
        keys: String(i + 1),
        label: t('cases:page.keys.stage', { name: t(`cases:page.stages.${stage || 'all'}`) }),
        run: () => change({ stage: stage || null }),
      })),
  ]
  useKeys(t('ui:keys.list'), bindings)

  const narrow = useMemo(() => filters.narrowed.length > 0, [filters.narrowed])
  const linkTo = useCallback(
    (row: CaseRow): { readonly to: string; readonly search: Search } =>
      view === 'list' ? { to: `/cases/${row.id}`, search: keptSearch(search) } : { to: '.', search: { ...search, case: row.id } },
    [view, search],
  )
  useEffect(() => {
    document.getElementById('main')?.scrollTo({ top: 0 })
  }, [query])

  const viewChoice = (
    <Segmented<string>
      value={view}
      onChange={(next) => set({ view: next === 'split' && !phone ? null : next })}
      aria-label={t('cases:page.views.label')}
      options={(phone ? (['list', 'map'] as const) : views).map((name) => ({ value: name, label: t(`cases:page.views.${name}`) }))}
    />
  )
  const rows = (
    <div className="c-rows" data-wide={view === 'list' && !phone ? true : undefined}>
      <CaseList
        list={list}
        current={current}
        selection={selection}
        wide={view === 'list' && !phone}
        linkTo={linkTo}
        narrowed={narrow}
        onClear={filters.clear}
      />
    </div>
  )
  return (
    <div className="c-desk" data-view={view}>
      <div className="c-desk-head">
        <h1 className="b-unseen">{title}</h1>
        <StageTabs stages={stages} chosen={search['stage'] ?? ''} counts={counts.data} onChoose={(stage) => change({ stage: stage || null })} />
        <div className="c-desk-tools b-no-print">
          <Select
            value={search['sort'] ?? usualSort}
            aria-label={t('cases:page.sort.label')}
            onChange={(sort: string) => set({ sort: sort === usualSort ? null : sort })}
            options={sorts.map((sort) => ({ value: sort, label: t(`cases:page.sort.${sort}`) }))}
            popupMatchSelectWidth={false}
          />
          {may('cases.export') ? (
            <Dropdown
              trigger={['click']}
              menu={{
                items: ['csv', 'xlsx'].map((format) => ({ key: format, label: t(`cases:page.export.${format}`) })),
                onClick: ({ key }) => download('/api/cases/export', { ...query, format: key }),
              }}
            >
              <Button icon="export" aria-haspopup="menu">
                {t('cases:page.export.do')}
              </Button>
            </Dropdown>
          ) : null}
          {phone ? null : viewChoice}
        </div>
      </div>
      <div className="c-desk-filters b-no-print">
        <FilterBar ref={searchBox} filters={filters} extra={phone ? viewChoice : null} />
        <SavedFilters filters={filters} saving={saving} onSaving={setSaving} />
      </div>
      {selection.chosen.size > 0 ? <BulkBar selection={selection} rows={list.rows} /> : null}
      <div className="c-desk-body">
        {view === 'map' ? (
          <Suspense fallback={<MapLoading />}>
            <DeskMap query={query} current={current} onPick={select} />
          </Suspense>
        ) : null}
        {view === 'map' && phone ? null : rows}
        {view === 'split' ? <Beside id={current} finished={finished} onGone={goOn} /> : null}
      </div>
    </div>
  )
}
