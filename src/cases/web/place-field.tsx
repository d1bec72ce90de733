import { lazy, Suspense } from 'react'
import { Field, TextField, useCity, useText } from '#platform/web-ui/index.ts'
import { MapLoading } from '#platform/web-ui/map/index.ts'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))
export type PlaceValue = { readonly lon?: number | null; readonly lat?: number | null; readonly address?: string | null }

/** A place by a click on the map or by its numbers. */
export const PlaceField = ({ value, onChange }: { readonly value: PlaceValue; readonly onChange: (value: PlaceValue) => void }) => {
  const { t } = useText()
  const city = useCity()
  const number = (name: 'lon' | 'lat') => (
    <TextField
      label={t(`cases:page.place.${name}`)}
      inputMode="decimal"
      value={value[name] === null || value[name] === undefined ? '' : String(value[name])}
      onChange={(event) => {
        const read = Number(event.target.value)
        onChange({ ...value, [name]: event.target.value === '' || Number.isNaN(read) ? null : read })
      }}
    />
  )
  const at = value.lon !== null && value.lon !== undefined && value.lat !== null && value.lat !== undefined ? ([value.lon, value.lat] as const) : null
  return (
    <>
      <Field label={t('cases:page.place.map')} hint={t('cases:page.place.map_hint')}>
        {() => (
          <div className="c-place-map">
            <Suspense fallback={<MapLoading />}>
              <MapView
                label={t('cases:page.place.map')}
                bounds={at ? [at[0] - 0.01, at[1] - 0.008, at[0] + 0.01, at[1] + 0.008] : city.bounds}
                tileUrl={city.tile_url}
                pin={at}
                onPlace={(lon, lat) => onChange({ ...value, lon, lat })}
              />
            </Suspense>
          </div>
        )}
      </Field>
      <div className="c-two">
        {number('lon')}
        {number('lat')}
      </div>
      <TextField
        label={t('cases:page.place.address')}
        value={value.address ?? ''}
        maxLength={500}
        onChange={(event) => onChange({ ...value, address: event.target.value })}
      />
    </>
  )
}
