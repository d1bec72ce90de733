import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button, EmptyState, ErrorState, LoadingSkeleton, Panel, toast, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { ReasonDialog, SearchBox, TreeList, type TreeNode } from '#platform/web-ui/desk.ts'
import { catalogueApi, categoryName, type CategoryRow, type Version } from './api.ts'
import { EntryForm } from './entry-form.tsx'
import { EntryView } from './entry-view.tsx'

const fits = (c: CategoryRow, q: string): boolean => [c.code, c.name, c.name_en ?? '', ...c.keywords].some((word) => word.toLowerCase().includes(q))

/** The tree of one version and the entry chosen in it; editable while it is a draft. */
export const Entries = ({ version }: { readonly version: Version }) => {
  const { t, language } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [search, set] = useUrlState()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [doing, setDoing] = useState<'edit' | 'add' | 'remove' | null>(null)
  const answer = useQuery({
    queryKey: ['catalogue', 'version', version.id],
    staleTime: 120_000,
    queryFn: ({ signal }) => catalogueApi.version(version.id, signal),
  })
  const items = useMemo(() => answer.data?.items ?? [], [answer.data])
  const q = (search['q'] ?? '').toLowerCase()
  const shown = useMemo(() => {
    if (q === '') return items
    const kept = new Set<string>()
    for (const c of items)
      if (fits(c, q)) for (let path = c.path; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) kept.add(path)
    return items.filter((c) => kept.has(c.path))
  }, [items, q])
  const below = useMemo(() => {
    const map = new Map<string, CategoryRow[]>()
    for (const c of shown) map.set(c.parent_code ?? '', [...(map.get(c.parent_code ?? '') ?? []), c])
    return map
  }, [shown])
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (answer.isPending) return <LoadingSkeleton lines={8} />
  const chosen = items.find((c) => c.code === search['code'])
  const edits = version.status === 'draft' && may('catalogue.manage')
  const nodeOf = (c: CategoryRow): TreeNode => {
    const children = below.get(c.code)?.length ?? 0
    return {
      id: c.code,
      label: categoryName(c, language),
      leaf: children === 0,
      note:
        children > 0
          ? String(children)
          : c.level === 'subcategory'
            ? t('catalogue:page.n_conditions', { n: c.condition_count })
            : t('catalogue:page.nothing_below'),
    }
  }
  const refresh = (code: string | null): void => {
    setDoing(null)
    set({ code })
    void client.invalidateQueries({ queryKey: ['catalogue'] })
  }
  return (
    <div className="b-split" data-chosen={chosen ? true : undefined}>
      <Panel>
        <div className="b-stack">
          <SearchBox label={t('catalogue:page.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
          {edits ? (
            <Button icon="plus" onClick={() => setDoing('add')}>
              {t('catalogue:page.add')}
            </Button>
          ) : null}
          {version.status !== 'draft' && may('catalogue.manage') ? <p className="b-small b-quiet">{t('catalogue:page.fixed')}</p> : null}
          {shown.length === 0 ? (
            <EmptyState title={q ? t('catalogue:page.none_found') : t('catalogue:page.no_entries')} />
          ) : (
            <TreeList
              label={t('catalogue:page.title')}
              roots={(below.get('') ?? []).map(nodeOf)}
              childrenOf={(code) => (below.get(code) ?? []).map(nodeOf)}
              open={q ? new Set(shown.map((c) => c.code)) : open}
              selected={search['code'] ?? null}
              onSelect={(code) => set({ code })}
              onOpen={(code, on) =>
                setOpen((before) => {
                  const next = new Set(before)
                  if (on) next.add(code)
                  else next.delete(code)
                  return next
                })
              }
            />
          )}
        </div>
      </Panel>
      {chosen ? (
        <EntryView
          entry={chosen}
          parents={items.filter((c) => chosen.path.startsWith(`${c.path}.`))}
          onBack={() => set({ code: null })}
          onSelect={(code) => set({ code })}
          actions={
            edits ? (
              <>
                <Button onClick={() => setDoing('edit')}>{t('ui:kit.edit')}</Button>
                <Button onClick={() => setDoing('remove')}>{t('ui:kit.remove')}</Button>
              </>
            ) : null
          }
        />
      ) : (
        <Panel>
          <EmptyState title={t('catalogue:page.choose')}>
            <p>{t('catalogue:page.choose_how')}</p>
          </EmptyState>
        </Panel>
      )}
      {doing === 'edit' && chosen ? (
        <EntryForm versionId={version.id} entry={chosen} items={items} parent={null} onClose={() => setDoing(null)} onDone={refresh} />
      ) : null}
      {doing === 'add' ? (
        <EntryForm
          versionId={version.id}
          entry={null}
          items={items}
          parent={chosen && chosen.level !== 'subcategory' ? chosen : null}
          onClose={() => setDoing(null)}
          onDone={refresh}
        />
      ) : null}
      <ReasonDialog
        open={doing === 'remove' && chosen !== undefined}
        onClose={() => setDoing(null)}
        reason="none"
        title={t('catalogue:page.remove_title', { name: chosen?.name ?? '' })}
        action={t('ui:kit.remove')}
        run={async () => {
          if (chosen) await catalogueApi.remove(version.id, chosen.code)
          toast({ text: t('catalogue:page.removed') })
          refresh(null)
        }}
      >
        <p className="b-quiet">{t('catalogue:page.remove_why')}</p>
      </ReasonDialog>
    </div>
  )
}
