import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { sayNumber, StateTag, type Tone, useText } from '#platform/web-ui/index.ts'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'
import { areasApi, inLanguage, type PlaceRow, type PlaceType } from './api.ts'

/** Kinds of places and their names in the reader's language. */
export const usePlaceTypes = () => {
  const { language } = useText()
  const answer = useQuery({ queryKey: ['place-types'], staleTime: 300_000, queryFn: ({ signal }) => areasApi.placeTypes(signal) })
  const types = answer.data?.items
  return useMemo(() => {
    const all: readonly PlaceType[] = types ?? []
    const names = new Map(all.map((type) => [type.code, inLanguage(language, type.name, type.name_en)]))
    return { types: all, loaded: types !== undefined, nameOf: (code: string) => names.get(code) ?? code }
  }, [types, language])
}

/** Good from 85, middling from 70; what has no result is grey. */
export const scoreTone = (score: number | null): Tone => (score === null ? 'paused' : score >= 85 ? 'on_track' : score >= 70 ? 'today' : 'returned')

export const LastScore = ({ place }: { readonly place: Pick<PlaceRow, 'last_result'> }) => {
  const { t, language } = useText()
  const last = place.last_result
  if (!last) return <span className="b-quiet">{t('areas:page.places.last_none')}</span>
  return (
    <span className="ar-score">
      <StateTag tone={scoreTone(last.score)}>{last.score === null ? t('areas:page.places.last_none') : sayNumber(last.score, language, 1)}</StateTag>{' '}
      <span className="b-quiet b-small">{last.on}</span>
    </span>
  )
}

const readUnit = (row: Record<string, unknown>): RemoteOption => ({ value: String(row['id']), label: String(row['name']), note: String(row['code'] ?? '') })
/** Who answers for a place. Units are a floor above: asked for over the network, by their address alone. */
export const UnitPick = ({
  value,
  name,
  onChange,
  label,
  width,
  id,
}: {
  readonly value: string | null
  /** Name of the chosen one where it is known already. */
  readonly name?: string | null
  readonly onChange: (id: string | null) => void
  readonly label: string
  readonly width?: number
  readonly id?: string
}) => {
  const known = useQuery({
    queryKey: ['units', 'detail', value],
    enabled: Boolean(value) && !name,
    staleTime: 300_000,
    retry: false,
    queryFn: ({ signal }) => areasApi.unit(value as string, signal),
  })
  const said = name ?? known.data?.name
  return (
    <RemoteSelect
      path="/api/units"
      read={readUnit}
      label={label}
      placeholder={label}
      value={value}
      known={value && said ? { value, label: said } : null}
      onChange={(next) => onChange(next)}
      {...(width ? { width } : {})}
      {...(id ? { id } : {})}
    />
  )
}
