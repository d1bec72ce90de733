import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, EmptyState, ErrorState, LoadingSkeleton, usePagedList, useText } from '#platform/web-ui/index.ts'
import { TreeList, type TreeNode } from '#platform/web-ui/desk.ts'
import { type UnitRow, unitsApi } from './api.ts'

type Chosen = { readonly closed: string; readonly selected: string | null; readonly onSelect: (id: string) => void }

const Found = ({ q, kind, closed, selected, onSelect }: Chosen & { readonly q: string; readonly kind: string }) => {
  const { t } = useText()
  const list = usePagedList<UnitRow>(['units', 'found'], '/api/units', { q, kind, closed, limit: 60 })
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />
  if (list.loading) return <LoadingSkeleton />
  if (list.rows.length === 0) return <EmptyState title={t('organisations:page.units.none_found')} />
  const nodes = list.rows.map((unit): TreeNode => ({
    id: unit.id,
    leaf: true,
    label: unit.name,
    note: unit.parents.at(-1) ?? t(`organisations:page.kinds_short.${unit.kind}`),
    quiet: unit.valid_to !== null,
  }))
  return (
    <>
      <TreeList
        label={t('organisations:page.units.title')}
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

const Tree = ({ closed, selected, onSelect }: Chosen) => {
  const { t } = useText()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const below = (parent: string) => ({
    queryKey: ['units', 'below', parent, closed],
    staleTime: 30_000,
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => unitsApi.list({ parent, closed, limit: 500 }, signal),
  })
  const top = useQuery(below('top'))
  const asked = [...open]
  const answers = useQueries({ queries: asked.map(below) })
  const found = new Map(asked.map((id, i) => [id, answers[i]?.data?.items]))
  const nodeOf = (unit: UnitRow): TreeNode => ({
    id: unit.id,
    label: unit.name,
    leaf: unit.children === 0,
    note: unit.children > 0 ? String(unit.children) : t(`organisations:page.kinds_short.${unit.kind}`),
    quiet: unit.valid_to !== null,
  })
  if (top.isError) return <ErrorState error={top.error} onRetry={() => void top.refetch()} />
  if (top.isPending) return <LoadingSkeleton lines={8} />
  if (top.data.items.length === 0)
    return (
      <EmptyState title={t('organisations:page.units.empty')}>
        <p>{t('organisations:page.units.empty_how')}</p>
      </EmptyState>
    )
  return (
    <TreeList
      label={t('organisations:page.units.title')}
      roots={top.data.items.map(nodeOf)}
      childrenOf={(id) => found.get(id)?.map(nodeOf)}
      open={open}
      selected={selected}
      onSelect={onSelect}
      onOpen={(id, on) =>
        setOpen((before) => {
          const next = new Set(before)
          if (on) next.add(id)
          else next.delete(id)
          return next
        })
      }
    />
  )
}

export const UnitTree = ({ q, kind, ...rest }: Chosen & { readonly q: string; readonly kind: string }) =>
  q || kind ? <Found q={q} kind={kind} {...rest} /> : <Tree {...rest} />
