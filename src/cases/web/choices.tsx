import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { api, Button, useText } from '#platform/web-ui/index.ts'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'
import type { Condition, Named } from './api.ts'
import { type CategoryRow, CategorySelect } from './category-select.tsx'
import { sayLimit } from './words.ts'

type One = { readonly id: string; readonly label: string; readonly value: string | null; readonly onChange: (value: string | null) => void }
const named = (thing: Named | null): RemoteOption | null => (thing ? { value: thing.id, label: thing.name } : null)
const readNamed = (row: Record<string, unknown>): RemoteOption => ({
  value: String(row['id']),
  label: String(row['name'] ?? row['display_name']),
  ...(Array.isArray(row['parents']) ? { note: row['parents'].join(' ') } : {}),
})
const readCase = (row: Record<string, unknown>): RemoteOption => ({
  value: String(row['id']),
  label: `${String(row['number'])} ${String(row['title'])}`,
})

export const UnitChoice = ({ known, ...rest }: One & { readonly known: Named | null }) => (
  <RemoteSelect path="/api/units" read={readNamed} known={named(known)} {...rest} />
)

export const UnitsChoice = ({
  value,
  known,
  onChange,
  label,
  id,
}: {
  readonly id: string
  readonly label: string
  readonly value: readonly string[]
  readonly known: readonly Named[]
  readonly onChange: (ids: readonly string[]) => void
}) => {
  const [names, setNames] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(known.map((unit) => [unit.id, unit.name])))
  const { t } = useText()
  return (
    <div className="c-units">
      {value.map((unit) => (
        <span key={unit} className="c-unit">
          {names[unit] ?? unit}
          <Button
            kind="quiet"
            size="small"
            icon="close"
            aria-label={t('cases:page.form.take_away', { name: names[unit] ?? unit })}
            onClick={() => onChange(value.filter((one) => one !== unit))}
          />
        </span>
      ))}
      <RemoteSelect
        id={id}
        path="/api/units"
        read={readNamed}
        label={label}
        value={null}
        placeholder={t('cases:page.form.add_unit')}
        onChange={(unit, option) => {
          if (unit && !value.includes(unit)) {
            setNames((before) => ({ ...before, [unit]: option?.label ?? unit }))
            onChange([...value, unit])
          }
        }}
      />
    </div>
  )
}

const readPerson = (row: Record<string, unknown>): RemoteOption => ({
  value: String(row['id']),
  label: String(row['name']),
  note: String(row['unit_name'] ?? ''),
})
/** One of the people of the unit that handles the case. */
export const HandlerChoice = ({ unitId, ...rest }: One & { readonly unitId: string | null }) => {
  const { t } = useText()
  return unitId ? (
    <RemoteSelect path="/api/handlers" query={{ unit: unitId }} read={readPerson} {...rest} />
  ) : (
    <p className="b-quiet">{t('cases:page.form.unit_first')}</p>
  )
}

type Suggested = { readonly items: readonly CategoryRow[] }
/** The category by search; what the text sounds like is offered first. */
export const CategoryChoice = ({ id, label, value, words, onChange }: One & { readonly words: string }) => {
  const { t, language } = useText()
  const suggested = useQuery({
    queryKey: ['catalogue', 'suggest', words],
    enabled: words.trim().length > 1,
    staleTime: 300_000,
    retry: false,
    queryFn: ({ signal }) => api.get<Suggested>('/api/categories/suggest', { q: words.slice(0, 400), limit: 4 }, signal),
  })
  const offers = (suggested.data?.items ?? []).filter((item) => item.id !== value).slice(0, 3)
  return (
    <div className="c-units">
      <CategorySelect id={id} label={label} by="id" leaves value={value} onChange={onChange} />
      {offers.length > 0 ? (
        <span className="c-offers">
          <span className="b-quiet b-small">{t('cases:page.form.sounds_like')}</span>
          {offers.map((item) => (
            <Button key={item.id} size="small" onClick={() => onChange(item.id)}>
              {language === 'en' && item.name_en ? item.name_en : item.name}
            </Button>
          ))}
        </span>
      ) : null}
    </div>
  )
}

type WithConditions = { readonly conditions?: readonly Condition[] }
export const ConditionChoice = ({ categoryId, id, label, value, onChange }: One & { readonly categoryId: string | null }) => {
  const { t, language } = useText()
  const answer = useQuery({
    queryKey: ['categories', 'detail', categoryId],
    enabled: Boolean(categoryId),
    staleTime: 300_000,
    queryFn: ({ signal }) => api.get<WithConditions>(`/api/categories/${categoryId}`, {}, signal),
  })
  const conditions = answer.data?.conditions ?? []
  return (
    <Select
      id={id}
      aria-label={label}
      style={{ width: '100%' }}
      allowClear
      value={value}
      loading={answer.isFetching}
      disabled={!categoryId}
      placeholder={t(categoryId ? 'ui:form.choose' : 'cases:page.form.category_first')}
      onChange={(next: string | undefined) => onChange(next ?? null)}
      options={conditions.map((c) => ({
        value: c.id,
        label: `${language === 'en' && c.text_en ? c.text_en : c.text} · ${sayLimit(c.limit.value, c.limit.unit, t)}`,
      }))}
      notFoundContent={t('cases:page.form.no_conditions')}
    />
  )
}

export const CaseChoice = (rest: One) => <RemoteSelect path="/api/cases" query={{ sort: 'updated' }} read={readCase} {...rest} />
