import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { EmptyState, ErrorState, LoadingSkeleton, sayNumber, usePagedList, useText, Button } from '#platform/web-ui/index.ts'
import { TreeList, type TreeNode } from '#platform/web-ui/desk.ts'
import { type AreaLevel, areaLevels } from '../rules/index.ts'
import { type AreaRow, areasApi, levelBelow } from './api.ts'

type Props = { readonly q: string; readonly selected: string | null; readonly onSelect: (id: string) => void }

/** 21 街道 · 130 社区: the two levels next below. */
const useCounts = (): ((area: AreaRow) => string) => {
  const { t, language } = useText()
  return (area) =>
    areaLevels
      .flatMap((level: AreaLevel) => (area.counts?.[level] ? [t(`areas:page.counts.${level}`, { n: sayNumber(area.counts[level], language) })] : []))
      .slice(0, 2)
      .join(' · ')
}

const Found = ({ q, selected, onSelect }: Props) => {
  const { t } = useText()
  const list = usePagedList<AreaRow>(['areas', 'found'], '/api/areas', { q, limit: 50 })
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />
  if (list.loading) return <LoadingSkeleton />
  if (list.rows.length === 0) return <EmptyState title={t('areas:page.areas.none_found', { q })} />
  const nodes = list.rows.map((area): TreeNode => ({
    id: area.id,
    leaf: true,
    label: area.name,
    note: area.path_names || t(`areas:levels.${area.level}`),
  }))
  return (
    <>
      <TreeList
        label={t('areas:page.areas.found')}
        roots={nodes}
        childrenOf={() => []}
        open={new Set()}
        onOpen={() => {}}
        selected={selected}
        onSelect={onSelect}
      />
      {list.more ? (
        <Button size="small" busy={list.fetching} onClick={list.loadMore}>
          {t('ui:kit.more')}
        </Button>
      ) : null}
    </>
  )
}

const Tree = ({ selected, onSelect }: Omit<Props, 'q'>) => {
  const { t } = useText()
  const counts = useCounts()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const top = useQuery({ queryKey: ['areas', 'below', 'top'], queryFn: ({ signal }) => areasApi.below('top', signal) })
  const city = top.data?.items[0]
  const asked = useMemo(() => [...new Set([...(city ? [city.id] : []), ...open])].filter((id) => !id.startsWith('-')), [city, open])
  const answers = useQueries({
    queries: asked.map((id) => ({
      queryKey: ['areas', 'below', id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => areasApi.below(id, signal),
      staleTime: 60_000,
    })),
  })
  const below = new Map(asked.map((id, i) => [id, answers[i]?.data?.items]))
  const nodeOf = (area: AreaRow): TreeNode => ({
    id: area.id,
    label: area.name,
    note: counts(area),
    leaf: levelBelow[area.level] === null || !Object.values(area.counts ?? {}).some((n) => (n ?? 0) > 0),
  })
  if (top.isError) return <ErrorState error={top.error} onRetry={() => void top.refetch()} />
  if (top.isPending) return <LoadingSkeleton lines={8} />
  if (!city)
    return (
      <EmptyState title={t('areas:page.areas.empty')}>
        <p>{t('areas:page.areas.empty_how')}</p>
      </EmptyState>
    )
  const shown = new Set([city.id, ...open])
  return (
    <TreeList
      label={t('areas:page.areas.title')}
      roots={top.data.items.map(nodeOf)}
      childrenOf={(id) => below.get(id)?.map(nodeOf)}
      open={open.has(`-${city.id}`) ? open : shown}
      selected={selected}
      onSelect={onSelect}
      onOpen={(id, on) =>
        setOpen((before) => {
          const next = new Set(before)
          if (on) {
            next.add(id)
            next.delete(`-${id}`)
          } else {
            next.delete(id)
            if (id === city.id) next.add(`-${id}`)
          }
          return next
        })
      }
    />
  )
}

export const AreaTree = ({ q, ...rest }: Props) => (q ? <Found q={q} {...rest} /> : <Tree {...rest} />)
