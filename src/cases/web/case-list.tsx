import { useEffect, useRef } from 'react'
import { Button, EmptyState, ErrorState, LoadingSkeleton, useText, type PagedList, type Search } from '#platform/web-ui/index.ts'
import type { CaseRow } from './api.ts'
import { CaseRowView } from './case-row.tsx'
import { useCategoryName } from './category-select.tsx'
import type { Selection } from './selection.ts'

export type CaseListProps = {
  readonly list: PagedList<CaseRow>
  readonly current: string | undefined
  readonly selection: Selection
  readonly wide: boolean
  readonly linkTo: (row: CaseRow) => { readonly to: string; readonly search: Search }
  readonly narrowed: boolean
  readonly onClear: () => void
}

/** Rows as far as they were read; more arrive when the end comes near. */
export const CaseList = ({ list, current, selection, wide, linkTo, narrowed, onClear }: CaseListProps) => {
  const { t } = useText()
  const nameOf = useCategoryName()
  const end = useRef<HTMLDivElement>(null)
  const { more, loadMore } = list
  const latest = useRef(loadMore)
  latest.current = loadMore
  useEffect(() => {
    if (!end.current || !more) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) latest.current()
      },
      { rootMargin: '600px' },
    )
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [more, list.rows.length])
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />
  if (list.loading) return <LoadingSkeleton lines={8} height={44} />
  if (list.rows.length === 0) {
    return (
      <EmptyState
        title={t(narrowed ? 'cases:page.list.none_narrowed' : 'cases:page.list.none')}
        action={narrowed ? <Button onClick={onClear}>{t('cases:page.filter.clear')}</Button> : undefined}
      >
        {t(narrowed ? 'cases:page.list.none_narrowed_why' : 'cases:page.list.none_why')}
      </EmptyState>
    )
  }
  return (
    <>
      {wide ? (
        <div className="c-row c-row-wide c-row-head" aria-hidden="true">
          {(['title', 'state', 'category', 'area', 'unit', 'opened', 'clock'] as const).map((name) => (
            <span key={name}>{t(`cases:page.columns.${name}`)}</span>
          ))}
        </div>
      ) : null}
      <ol className="c-list" aria-label={t('cases:page.list.label')}>
        {list.rows.map((row) => (
          <CaseRowView
            key={row.id}
            row={row}
            fetchedAt={list.fetchedAt}
            current={row.id === current}
            chosen={selection.chosen.has(row.id)}
            choosable={selection.possible}
            wide={wide}
            {...linkTo(row)}
            nameOf={nameOf}
            onChoose={selection.choose}
          />
        ))}
      </ol>
      <div ref={end}>
        {more ? <LoadingSkeleton lines={2} height={44} /> : <p className="c-list-end">{t('cases:page.list.end', { n: list.rows.length })}</p>}
      </div>
    </>
  )
}
