import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { api, type Query } from './api.ts'
import { useText } from './i18n.ts'

export type RemoteOption = { readonly value: string; readonly label: string; readonly note?: string }
export type RemoteSelectProps = {
  readonly path: string
  readonly query?: Query
  /** Asked for in addition while nothing is typed: where a list begins. */
  readonly first?: Query
  /** Turns one row of `{items: […]}` into an option. */
  readonly read: (row: Record<string, unknown>) => RemoteOption
  readonly value: string | null
  readonly onChange: (value: string | null, option: RemoteOption | null) => void
  /** What to show for a value whose row has not been fetched. */
  readonly known?: RemoteOption | null
  readonly placeholder?: string
  readonly label: string
  readonly id?: string
  readonly allowClear?: boolean
  readonly invalid?: boolean
  readonly width?: number | string
  readonly autoFocus?: boolean
}

type Rows = { readonly items: readonly Record<string, unknown>[] }

/** Chooses one thing out of many thousands: the server searches, the keyboard picks. */
export const RemoteSelect = ({
  path,
  query,
  first,
  read,
  value,
  onChange,
  known,
  placeholder,
  label,
  id,
  allowClear = true,
  invalid,
  width,
  autoFocus,
}: RemoteSelectProps) => {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed), 180)
    return () => window.clearTimeout(timer)
  }, [typed])
  const answer = useQuery<Rows>({
    queryKey: ['remote', path, query ?? {}, asked],
    staleTime: 60_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => api.get<Rows>(path, { ...query, ...(asked ? { q: asked } : first), limit: 30 }, signal),
  })
  const options = useMemo(() => {
    const found = (answer.data?.items ?? []).map(read)
    return known && known.value === value && !found.some((o) => o.value === known.value) ? [known, ...found] : found
  }, [answer.data, known, value, read])
  return (
    <Select<string>
      {...(id ? { id } : {})}
      aria-label={label}
      value={value ?? (undefined as never)}
      placeholder={placeholder ?? t('ui:form.choose')}
      allowClear={allowClear}
      autoFocus={autoFocus ?? false}
      style={{ width: width ?? '100%' }}
      {...(invalid ? { status: 'error' as const } : {})}
      loading={answer.isFetching}
      popupMatchSelectWidth={280}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      notFoundContent={answer.isError ? t('ui:form.search_failed') : t('ui:form.nothing_found')}
      options={options.map((o) => ({ value: o.value, label: o.label, note: o.note }))}
      optionRender={(option) => (
        <span>
          {option.label}
          {option.data.note ? <span className="b-quiet b-small"> {option.data.note}</span> : null}
        </span>
      )}
      onChange={(next: string | undefined) => {
        setTyped('')
        onChange(next ?? null, options.find((o) => o.value === next) ?? null)
      }}
    />
  )
}
