import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { sayNumber, useText } from '#platform/web-ui/index.ts'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'
import type { MapScale } from '#platform/web-ui/map/index.ts'
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

/** Where a score stands on the map's scale: below 60 the faintest, from 90 the strongest; a ring where there is none. A score is a size and no state. */
export const scoreStep = (score: number | null): MapScale =>
  score === null ? 'scale-0' : score < 60 ? 'scale-1' : score < 70 ? 'scale-2' : score < 80 ? 'scale-3' : score < 90 ? 'scale-4' : 'scale-5'

/** How full a score is, in ink; the number stands beside it. */
const ScoreBar = ({ score }: { readonly score: number }) => (
  <svg className="ar-score-bar" width={32} height={10} viewBox="0 0 32 10" aria-hidden="true" focusable="false">
    <rect x="0.5" y="0.5" width="31" height="9" rx="2" fill="none" stroke="currentColor" />
    <rect x="2" y="2" width={(28 * Math.max(0, Math.min(100, score))) / 100} height="6" fill="currentColor" />
  </svg>
)

export const LastScore = ({ place }: { readonly place: Pick<PlaceRow, 'last_result'> }) => {
  const { t, language } = useText()
  const last = place.last_result
  if (!last) return <span className="b-quiet">{t('areas:page.places.last_none')}</span>
  return (
    <span className="ar-score">
      {last.score === null ? t('areas:page.places.last_none') : (
        <>
          <ScoreBar score={last.score} /> {sayNumber(last.score, language, 1)}
        </>
      )}{' '}
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
