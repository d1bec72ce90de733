import { Input, Select } from 'antd'
import { forwardRef, type ReactNode, useEffect, useState } from 'react'
import { Button, useText } from '#platform/web-ui/index.ts'
import { caseStates, sources, stageOf, type CaseStage } from '../rules/index.ts'
import { CategorySelect } from './category-select.tsx'
import { dueWords, type useFilters } from './filters.ts'

type Props = { readonly filters: ReturnType<typeof useFilters>; readonly extra?: ReactNode }

/** Search and narrowing, one row on a desk, folded behind a button on a phone. Every choice goes into the address bar. */
export const FilterBar = forwardRef<HTMLInputElement, Props>(function FilterBar({ filters: { filters, change, clear, narrowed }, extra }, searchBox) {
  const { t } = useText()
  const [typed, setTyped] = useState(filters['q'] ?? '')
  const [open, setOpen] = useState(false)
  const asked = filters['q'] ?? ''
  useEffect(() => setTyped(asked), [asked])
  /** What stands in the box becomes the filter: by Enter, by the button, and by going on to something else. */
  const search = (): void => {
    if (typed.trim() !== asked) change({ q: typed.trim() || null })
  }
  const stage = filters['stage']
  const states = caseStates.filter((state) => (!stage || stage === 'open' ? true : stageOf[state] === (stage as CaseStage)))
  const pick = (word: 'due' | 'state' | 'source' | 'category' | 'supervision') => (value: string | null | undefined) =>
    change({ [word]: value ?? null })
  const marks = ['supervision', 'returned', 'reworked'] as const
  return (
    <form
      className="c-filters b-no-print"
      role="search"
      data-open={open || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <span className="c-filters-search">
        <Input
          ref={(box) => {
            const input = box?.input ?? null
            if (typeof searchBox === 'function') searchBox(input)
            else if (searchBox) searchBox.current = input
          }}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            if (event.target.value === '' && filters['q']) change({ q: null })
          }}
          onBlur={search}
          allowClear
          placeholder={t('cases:page.filter.search')}
          aria-label={t('cases:page.filter.search')}
        />
        <Button type="submit" icon="search" aria-label={t('cases:page.filter.do_search')} />
        <Button className="c-filters-fold" icon="filter" aria-expanded={open} onClick={() => setOpen(!open)}>
          {narrowed.length > 0 ? t('cases:page.filter.on', { n: narrowed.length }) : t('cases:page.filter.title')}
        </Button>
        {extra}
      </span>
      <span className="c-filters-rest">
        <Select
          allowClear
          value={filters['due'] ?? null}
          placeholder={t('cases:page.filter.due')}
          aria-label={t('cases:page.filter.due')}
          onChange={pick('due')}
          popupMatchSelectWidth={false}
          options={dueWords.map((word) => ({ value: word, label: t(`cases:page.due.${word}`) }))}
        />
        <Select
          allowClear
          value={filters['state'] ?? null}
          placeholder={t('cases:page.filter.state')}
          aria-label={t('cases:page.filter.state')}
          onChange={pick('state')}
          popupMatchSelectWidth={false}
          options={states.map((state) => ({ value: state, label: t(`cases:states.${state}`) }))}
        />
        <CategorySelect
          width={150}
          by="code"
          value={filters['category'] ?? null}
          onChange={pick('category')}
          label={t('cases:page.filter.category')}
          placeholder={t('cases:page.filter.category')}
        />
        <Select
          allowClear
          value={filters['source'] ?? null}
          placeholder={t('cases:page.filter.source')}
          aria-label={t('cases:page.filter.source')}
          onChange={pick('source')}
          popupMatchSelectWidth={false}
          options={sources.map((source) => ({ value: source, label: t(`cases:sources.${source}`) }))}
        />
        {marks.map((mark) => (
          <Button key={mark} aria-pressed={Boolean(filters[mark])} onClick={() => change({ [mark]: filters[mark] ? null : 'true' })}>
            {t(`cases:page.filter.${mark}`)}
          </Button>
        ))}
        {narrowed.length > 0 ? (
          <Button kind="quiet" icon="close" onClick={clear}>
            {t('cases:page.filter.clear')}
          </Button>
        ) : null}
      </span>
    </form>
  )
})
