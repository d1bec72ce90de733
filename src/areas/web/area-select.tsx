import { useQuery } from '@tanstack/react-query'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'
import type { AreaLevel } from '../rules/index.ts'
import { areasApi } from './api.ts'

const readRow = (row: Record<string, unknown>): RemoteOption => ({
  value: String(row['id']),
  label: String(row['name']),
  note: [row['path_names'], row['code']].filter(Boolean).join(' '),
})
export type AreaSelectProps = {
  readonly id?: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null, name: string | null) => void
  readonly placeholder?: string
  readonly level?: AreaLevel
  readonly invalid?: boolean
  readonly width?: number | string
  readonly allowClear?: boolean
}

/** One area out of all levels, found by name, pinyin or code; shows its name when only the id is known. */
const AreaSelect = ({ value, onChange, level, ...rest }: AreaSelectProps) => {
  const known = useQuery({
    queryKey: ['areas', 'detail', value],
    enabled: Boolean(value),
    staleTime: 300_000,
    queryFn: ({ signal }) => areasApi.detail(value as string, signal),
    retry: false,
  })
  return (
    <RemoteSelect
      path="/api/areas"
      {...(level ? { query: { level } } : {})}
      read={readRow}
      value={value}
      known={known.data ? { value: known.data.id, label: known.data.name } : null}
      onChange={(next, option) => onChange(next, option?.label ?? null)}
      {...rest}
    />
  )
}
export default AreaSelect
