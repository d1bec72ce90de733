import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select } from 'antd'
import { AreaSelect } from '#areas/web/index.tsx'
import { UnitSelect } from '#organisations/web/index.tsx'
import { Button, DayInput, type Search, useText } from '#platform/web-ui/index.ts'
import { SearchBox } from '#platform/web-ui/desk.ts'
import { plannerApi } from '../planner/api.ts'

export type SetSearch = (patch: Readonly<Record<string, string | null | undefined>>) => void
type Props = { readonly search: Search; readonly set: SetSearch }

/** One programme out of all there are. */
export const ProgrammeSelect = ({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string | null) => void }) => {
  const { t } = useText()
  const all = useQuery({ queryKey: ['inspections', 'programmes'], staleTime: 60_000, queryFn: ({ signal }) => plannerApi.programmes(signal) })
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 190 }}
      aria-label={t('inspections:ledger.columns.programme')}
      placeholder={t('inspections:ledger.columns.programme')}
      value={value}
      onChange={(id: string | null | undefined) => onChange(id ?? null)}
      options={(all.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))}
    />
  )
}

/** From and to, both included. */
export const DayRange = ({ search, set }: Props) => {
  const { t } = useText()
  return (
    <span className="iv-days">
      <DayInput aria-label={t('inspections:visits_page.from')} title={t('inspections:visits_page.from')} value={search['from'] ?? ''} onDay={(from) => set({ from: from || null })} />
      <span aria-hidden="true">–</span>
      <DayInput aria-label={t('inspections:visits_page.to')} title={t('inspections:visits_page.to')} value={search['to'] ?? ''} onDay={(to) => set({ to: to || null })} />
    </span>
  )
}

export const VisitFilters = ({ search, set }: Props) => {
  const { t } = useText()
  const choices = useQuery({ queryKey: ['inspections', 'choices'], staleTime: 300_000, queryFn: ({ signal }) => plannerApi.choices(signal) })
  const words = ['q', 'programme', 'area', 'unit', 'inspector', 'from', 'to', 'conflict', 'late'] as const
  return (
    <div className="b-row b-no-print">
      <SearchBox label={t('inspections:visits_page.search')} value={search['q'] ?? ''} onSearch={(q) => set({ q: q || null })} />
      <ProgrammeSelect value={search['programme'] ?? null} onChange={(programme) => set({ programme })} />
      <AreaSelect width={150} label={t('inspections:ledger.columns.area')} placeholder={t('inspections:ledger.columns.area')} value={search['area'] ?? null} onChange={(area) => set({ area })} />
      <UnitSelect width={170} label={t('inspections:ledger.columns.unit')} placeholder={t('inspections:ledger.columns.unit')} value={search['unit'] ?? null} onChange={(unit) => set({ unit })} />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 150 }}
        aria-label={t('inspections:visits_page.who')}
        placeholder={t('inspections:visits_page.who')}
        value={search['inspector'] ?? null}
        onChange={(inspector: string | null | undefined) => set({ inspector: inspector ?? null })}
        options={(choices.data?.inspectors ?? []).map((i) => ({ value: i.id, label: i.display_name }))}
      />
      <DayRange search={search} set={set} />
      <Checkbox checked={Boolean(search['conflict'])} onChange={(event) => set({ conflict: event.target.checked ? '1' : null })}>
        {t('inspections:visits_page.only_conflict')}
      </Checkbox>
      <Checkbox checked={Boolean(search['late'])} onChange={(event) => set({ late: event.target.checked ? '1' : null })}>
        {t('inspections:visits_page.only_late')}
      </Checkbox>
      {words.some((word) => search[word]) ? (
        <Button kind="quiet" onClick={() => set(Object.fromEntries(words.map((word) => [word, null])))}>
          {t('ui:kit.clear')}
        </Button>
      ) : null}
    </div>
  )
}
