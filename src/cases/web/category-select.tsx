import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useCallback, useMemo } from 'react'
import { api, useText } from '#platform/web-ui/index.ts'

export type CategoryRow = {
  readonly id: string
  readonly code: string
  readonly level: 'class' | 'category' | 'subcategory'
  readonly parent_code: string | null
  readonly path: string
  readonly name: string
  readonly name_en: string | null
  readonly keywords: readonly string[]
}
type Answer = { readonly items: readonly CategoryRow[] }

/** The whole catalogue in force: a few hundred rows, searched here as it is typed. */
export const useCategories = (enabled = true) =>
  useQuery({ queryKey: ['catalogue', 'list'], enabled, staleTime: 600_000, queryFn: ({ signal }) => api.get<Answer>('/api/categories', {}, signal) })

type Called = { readonly code: string; readonly name: string }
/** What a category is called in the reader's language; the answers about cases carry the city's own name. */
export const useCategoryName = (): ((category: Called) => string) => {
  const { language } = useText()
  const answer = useCategories(language === 'en')
  const names = useMemo(() => new Map((answer.data?.items ?? []).map((row) => [row.code, row.name_en])), [answer.data])
  return useCallback((category) => (language === 'en' ? names.get(category.code) : null) ?? category.name, [names, language])
}

type Props = {
  readonly id?: string
  readonly label: string
  /** Id or code, as `by` says. */
  readonly value: string | null
  readonly by: 'id' | 'code'
  /** Only sub-categories, which is what a case is registered under. */
  readonly leaves?: boolean
  readonly placeholder?: string
  readonly width?: number | string
  readonly onChange: (value: string | null) => void
}

export const CategorySelect = ({ id, label, value, by, leaves = false, placeholder, width = '100%', onChange }: Props) => {
  const { t, language } = useText()
  const answer = useCategories()
  const options = useMemo(() => {
    const rows = answer.data?.items ?? []
    const nameOf = (row: CategoryRow): string => (language === 'en' && row.name_en ? row.name_en : row.name)
    const names = new Map(rows.map((row) => [row.code, nameOf(row)]))
    return rows
      .filter((row) => !leaves || row.level === 'subcategory')
      .map((row) => ({
        value: row[by],
        label: nameOf(row),
        above: row.parent_code ? (names.get(row.parent_code) ?? '') : '',
        depth: leaves ? 0 : row.path.split('.').length - 1,
        words: [row.name, row.name_en ?? '', row.code, ...row.keywords].join(' ').toLowerCase(),
      }))
  }, [answer.data, by, leaves, language])
  return (
    <Select<string, (typeof options)[number]>
      {...(id ? { id } : {})}
      aria-label={label}
      value={value}
      allowClear
      style={{ width }}
      placeholder={placeholder ?? t('ui:form.choose')}
      loading={answer.isFetching}
      popupMatchSelectWidth={320}
      showSearch={{
        filterOption: (typed, option) =>
          typed
            .toLowerCase()
            .split(/\s+/)
            .every((word) => option?.words.includes(word)),
      }}
      options={options}
      notFoundContent={answer.isError ? t('ui:form.search_failed') : t('ui:form.nothing_found')}
      optionRender={(option) => (
        <span style={{ paddingInlineStart: 12 * option.data.depth }}>
          {option.label}
          {leaves && option.data.above ? <span className="b-quiet b-small"> {option.data.above}</span> : null}
        </span>
      )}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
