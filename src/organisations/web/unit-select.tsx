import { useQuery } from '@tanstack/react-query'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'
import { unitsApi } from './api.ts'

const readRow = (row: Record<string, unknown>): RemoteOption => ({
  value: String(row['id']),
  label: String(row['name']),
  note: [...((row['parents'] as readonly string[] | undefined) ?? []).slice(-1), row['code']].filter(Boolean).join(' '),
})
export type UnitSelectProps = {
  readonly id?: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null, name: string | null) => void
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly width?: number | string
  readonly allowClear?: boolean
}

/** One unit, found by name, pinyin or code; shows its name when only the id is known. */
const UnitSelect = ({ value, onChange, ...rest }: UnitSelectProps) => {
  const known = useQuery({
    queryKey: ['units', 'detail', value],
    enabled: Boolean(value),
    staleTime: 300_000,
    retry: false,
    queryFn: ({ signal }) => unitsApi.detail(value as string, signal),
  })
  return (
    <RemoteSelect
      path="/api/units"
      read={readRow}
      value={value}
      known={known.data ? { value: known.data.id, label: known.data.name } : null}
      onChange={(next, option) => onChange(next, option?.label ?? null)}
      {...rest}
    />
  )
}
export default UnitSelect
