import './badges.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { AreaSelect, areasApi } from '#areas/web/index.tsx'
import { Button, Figure, PageHead, Panel, useMay, usePagedList, useText, useUrlState } from '#platform/web-ui/index.ts'
import { SearchBox } from '#platform/web-ui/desk.ts'
import { type Badge, badgesApi } from './api.ts'
import { BadgeList } from './badge-list.tsx'
import { BadgePanel } from './badge-panel.tsx'
import { GiveBadge } from './give-badge.tsx'
import { Kinds } from './kinds.tsx'
import { inLanguage } from './words.tsx'

const tabs = ['due', 'held', 'ended', 'kinds'] as const

/** Badges (示范牌子): who holds which, which are due for review, which were lost and why. */
const BadgesPage = () => {
  const { t, language } = useText()
  const may = useMay()
  const [search, set] = useUrlState()
  const [giving, setGiving] = useState(false)
  const show = tabs.find((tab) => tab === search['show']) ?? 'held'
  const listed = show === 'kinds' ? 'held' : show
  const query = { q: search['q'], kind: search['kind'], area: search['in'] }
  const list = usePagedList<Badge>(['badges', 'list'], '/api/badges', { ...query, show: listed, limit: 50 }, { enabled: show !== 'kinds' })
  const kinds = useQuery({ queryKey: ['badges', 'kinds'], queryFn: ({ signal }) => badgesApi.kinds(signal) })
  const figures = useQuery({ queryKey: ['badges', 'figures'], queryFn: ({ signal }) => badgesApi.figures(signal) })
  const types = useQuery({ queryKey: ['place-types'], staleTime: 300_000, queryFn: ({ signal }) => areasApi.placeTypes(signal) })
  const typeNames = useMemo(() => new Map((types.data?.items ?? []).map((type) => [type.code, inLanguage(language, type.name, type.name_en)])), [types.data, language])
  const all = kinds.data?.items ?? []
  const counts = figures.data?.figures
  return (
    <div className="b-page">
      <PageHead
        title={t('inspections:badges.title')}
        actions={
          may('inspections.review') ? (
            <Button kind="primary" icon="plus" onClick={() => setGiving(true)}>
              {t('inspections:badges.give')}
            </Button>
          ) : undefined
        }
      >
        <p className="b-quiet">{t('inspections:badges.hint')}</p>
      </PageHead>
      <div className="ib-figures">
        <Figure label={t('inspections:badges.figure.held')} value={counts?.held ?? null} to="/badges" search={{ show: 'held' }} />
        <Figure label={t('inspections:badges.figure.due')} value={counts?.due ?? null} denominator={counts?.held ?? null} tone="today" to="/badges" search={{ show: 'due' }} />
        <Figure label={t('inspections:badges.figure.revoked')} value={counts?.revoked ?? null} tone="returned" to="/badges" search={{ show: 'ended' }} />
        <Figure label={t('inspections:badges.figure.expired')} value={counts?.expired ?? null} tone="closed" to="/badges" search={{ show: 'ended' }} />
      </div>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            <div className="ib-tabs">
              <Segmented
                aria-label={t('inspections:badges.show')}
                value={show}
                onChange={(value) => set({ show: value })}
                options={tabs.map((tab) => ({ value: tab, label: t(`inspections:badges.tab.${tab}`) }))}
              />
            </div>
            {show === 'kinds' ? null : (
              <>
                <SearchBox label={t('inspections:badges.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
                <Select
                  allowClear
                  style={{ width: 170 }}
                  aria-label={t('inspections:badges.kind')}
                  placeholder={t('inspections:badges.kind')}
                  value={search['kind'] ?? null}
                  onChange={(value: string | null | undefined) => set({ kind: value ?? null })}
                  options={all.map((k) => ({ value: k.code, label: inLanguage(language, k.name, k.name_en) }))}
                />
                <AreaSelect width={170} label={t('inspections:badges.column.area')} placeholder={t('inspections:badges.column.area')} value={search['in'] ?? null} onChange={(id) => set({ in: id })} />
              </>
            )}
          </div>
          {show === 'kinds' ? (
            <Kinds kinds={all} typeName={(code) => typeNames.get(code) ?? code} />
          ) : (
            <BadgeList list={list} show={show} narrowed={Object.values(query).some(Boolean)} onOpen={(badge) => set({ open: badge.id })} />
          )}
        </div>
      </Panel>
      {giving ? <GiveBadge kinds={all} onClose={() => setGiving(false)} /> : null}
      {search['open'] ? <BadgePanel key={search['open']} id={search['open']} onClose={() => set({ open: null })} /> : null}
    </div>
  )
}
export default BadgesPage
