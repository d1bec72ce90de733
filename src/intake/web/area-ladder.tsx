import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field, useText } from '#platform/web-ui/index.ts'
import { areasApi } from '#areas/web/index.tsx'

type Named = { readonly id: string; readonly name: string }
const levels = ['district', 'street', 'community'] as const

const Rung = ({
  level,
  parent,
  value,
  onChange,
}: {
  readonly level: (typeof levels)[number]
  readonly parent: string
  readonly value: Named | null
  readonly onChange: (area: Named | null) => void
}) => {
  const { t } = useText()
  const answer = useQuery({ queryKey: ['areas', 'below', parent], staleTime: 3_600_000, queryFn: ({ signal }) => areasApi.below(parent, signal) })
  const items = answer.data?.items ?? []
  if (answer.isSuccess && items.length === 0) return null
  return (
    <Field label={t(`areas:levels.${level}`)} optional={level === 'community'}>
      {(id) => (
        <select
          id={id}
          className="b-input"
          value={value?.id ?? ''}
          onChange={(event) => {
            const found = items.find((a) => a.id === event.target.value)
            onChange(found ? { id: found.id, name: found.name } : null)
          }}
        >
          <option value="">{answer.isPending ? t('ui:states.loading') : t('ui:form.choose')}</option>
          {items.map((area) => (
            <option key={area.id} value={area.id}>
              {area.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The way to a place without a map: district, street, community. */
export const AreaLadder = ({ value, onChange }: { readonly value: Named | null; readonly onChange: (area: Named | null) => void }) => {
  const [chosen, setChosen] = useState<readonly (Named | null)[]>([])
  const top = useQuery({ queryKey: ['areas', 'below', 'top'], staleTime: 3_600_000, queryFn: ({ signal }) => areasApi.below('top', signal) })
  const city = top.data?.items[0]
  if (!city) return null
  const pick =
    (i: number) =>
    (area: Named | null): void => {
      const next = [...chosen.slice(0, i), area]
      setChosen(next)
      const path = next.filter((a): a is Named => a !== null)
      const last = path.at(-1)
      onChange(last ? { id: last.id, name: path.map((a) => a.name).join(' ') } : null)
    }
  return (
    <>
      {levels.map((level, i) => {
        const parent = i === 0 ? city.id : chosen[i - 1]?.id
        return parent ? (
          <Rung
            key={`${level}${parent}`}
            level={level}
            parent={parent}
            value={chosen[i] ?? (i === 0 && chosen.length === 0 ? value : null)}
            onChange={pick(i)}
          />
        ) : null
      })}
    </>
  )
}
