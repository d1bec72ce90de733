import { distanceMetres } from '#base/geometry/measure.ts'
import { Gallery, sayNumber, useText, useTime } from '#platform/web-ui/index.ts'
import type { Shot } from './api.ts'

type Point = { readonly lon: number | null; readonly lat: number | null }
type Props = { readonly shots: readonly Shot[]; readonly name: string; readonly place?: Point | null }

/** Near, far and what stands by: what an inspector is asked to take, in this order. */
const order = ['near', 'far', 'reference', 'before', 'after', 'other']
export const sortShots = (shots: readonly Shot[]): readonly Shot[] => shots.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))

/** How well a place is known and how far it lies from where it should be. */
export const useWhere = () => {
  const { t, language } = useText()
  return (at: Point & { readonly accuracy_m: number | null }, place: Point | null | undefined): string => {
    if (at.lon === null || at.lat === null) return t('inspections:visits_page.no_position')
    const metres = place && place.lon !== null && place.lat !== null ? distanceMetres([at.lon, at.lat], [place.lon, place.lat]) : null
    return [
      metres === null ? null : t('inspections:visits_page.from_place', { n: sayNumber(Math.round(metres), language) }),
      at.accuracy_m === null ? null : t('inspections:visits_page.accuracy', { n: sayNumber(Math.round(at.accuracy_m), language) }),
    ].filter(Boolean).join(' · ')
  }
}

/** Pictures of a visit, large enough to judge by, each with its kind, its time and where it was taken; any of them fills the window. */
export const Shots = ({ shots, name, place }: Props) => {
  const { t } = useText()
  const { when } = useTime()
  const where = useWhere()
  const said = (shot: Shot): string => [t(`inspections:field.photos.kind.${shot.kind}`), shot.taken_at ? when(shot.taken_at) : null, shot.lon === null ? null : where(shot, place)].filter(Boolean).join(' · ')
  return (
    <Gallery
      className="iv-shots"
      photos={sortShots(shots).map((shot) => ({ id: shot.id, url: shot.url, alt: `${name} · ${t(`inspections:field.photos.kind.${shot.kind}`)}`, caption: said(shot) }))}
    />
  )
}
