import { Select } from 'antd'
import { AreaSelect } from '#areas/web/index.tsx'
import { UnitSelect } from '#organisations/web/index.tsx'
import { Button, type Search, useText } from '#platform/web-ui/index.ts'
import { RemoteSelect, type RemoteOption, SearchBox } from '#platform/web-ui/desk.ts'
import { useQuery } from '@tanstack/react-query'
import { readStory } from '../places/api.ts'
import { DayRange, ProgrammeSelect, type SetSearch } from '../visits/filters.tsx'
import { statuses } from './api.ts'

const readPlace = (row: Record<string, unknown>): RemoteOption => ({ value: String(row['id']), label: String(row['name']), note: typeof row['code'] === 'string' ? row['code'] : '' })

export const LedgerFilters = ({ search, set }: { readonly search: Search; readonly set: SetSearch }) => {
  const { t } = useText()
  const place = search['place'] ?? null
  const known = useQuery({ queryKey: ['places', 'story', place], enabled: place !== null, retry: false, staleTime: 60_000, queryFn: ({ signal }) => readStory(place as string, signal) })
  const words = ['q', 'status', 'programme', 'area', 'unit', 'place', 'from', 'to'] as const
  return (
    <div className="b-row b-no-print">
      <SearchBox label={t('inspections:ledger_page.search')} value={search['q'] ?? ''} onSearch={(q) => set({ q: q || null })} />
      <Select
        allowClear
        style={{ width: 150 }}
        aria-label={t('inspections:ledger.columns.status')}
        placeholder={t('inspections:ledger.columns.status')}
        value={statuses.find((s) => s === search['status']) ?? null}
        onChange={(status: string | null | undefined) => set({ status: status ?? null })}
        options={statuses.map((s) => ({ value: s, label: t(`inspections:ledger.status.${s}`) }))}
      />
      <UnitSelect width={180} label={t('inspections:ledger.columns.unit')} placeholder={t('inspections:ledger.columns.unit')} value={search['unit'] ?? null} onChange={(unit) => set({ unit })} />
      <AreaSelect width={150} label={t('inspections:ledger.columns.area')} placeholder={t('inspections:ledger.columns.area')} value={search['area'] ?? null} onChange={(area) => set({ area })} />
      <ProgrammeSelect value={search['programme'] ?? null} onChange={(programme) => set({ programme })} />
      <RemoteSelect
        path="/api/places"
        read={readPlace}
        width={180}
        label={t('inspections:ledger.columns.place')}
        placeholder={t('inspections:ledger.columns.place')}
        value={place}
        known={known.data ? { value: known.data.place.id, label: known.data.place.name } : null}
        onChange={(id) => set({ place: id })}
      />
      <DayRange search={search} set={set} />
      {words.some((word) => search[word]) ? (
        <Button kind="quiet" onClick={() => set(Object.fromEntries(words.map((word) => [word, null])))}>
          {t('ui:kit.clear')}
        </Button>
      ) : null}
    </div>
  )
}
