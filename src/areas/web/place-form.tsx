import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, lazy, Suspense, useMemo, useState } from 'react'
import { Button, ErrorSummary, faultOf, Field, LoadingSkeleton, TextField, toast, useCity, useText, useToday } from '#platform/web-ui/index.ts'
import { ReasonDialog, SidePanel } from '#platform/web-ui/desk.ts'
import { areasApi, type PlaceRow, type PlaceType } from './api.ts'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

/** A place, new or changed: its point on the map or by numbers; the area follows from the point. */
export const PlaceForm = ({
  place,
  types,
  onClose,
}: {
  readonly place: PlaceRow | null
  readonly types: readonly PlaceType[]
  readonly onClose: () => void
}) => {
  const { t } = useText()
  const today = useToday()
  const city = useCity()
  const client = useQueryClient()
  const [name, setName] = useState(place?.name ?? '')
  const [type, setType] = useState<string | null>(place?.type_code ?? null)
  const [code, setCode] = useState(place?.code ?? '')
  const [lon, setLon] = useState(place ? String(place.lon) : '')
  const [lat, setLat] = useState(place ? String(place.lat) : '')
  const [closing, setClosing] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const at = isNumber(lon) && isNumber(lat) ? ([Number(lon), Number(lat)] as const) : null
  const around = at ? [at[0] - 0.02, at[1] - 0.02, at[0] + 0.02, at[1] + 0.02].map((n) => n.toFixed(2)).join(',') : ''
  const borders = useQuery({
    queryKey: ['borders', 'community', around],
    enabled: around !== '',
    staleTime: 600_000,
    queryFn: ({ signal }) => areasApi.boundariesIn('community', 14, around, signal),
  })
  const drawn = useMemo(
    () => (borders.data?.features ?? []).map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0 })),
    [borders.data],
  )
  const closed = place?.valid_to ? t('areas:page.areas.closed_why', { day: place.valid_to }) : undefined
  const done = (): void => {
    void client.invalidateQueries({ queryKey: ['places'] })
    onClose()
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!at || busy) return
    setBusy(true)
    setError(null)
    const moved = !place || place.lon !== at[0] || place.lat !== at[1]
    const body = { name: name.trim(), type_code: type ?? '', code: code.trim() || null, ...(moved ? { lon: at[0], lat: at[1] } : {}) }
    try {
      const saved = place ? await areasApi.changePlace(place.id, body) : await areasApi.createPlace(body)
      toast({ text: t('areas:page.places.saved', { name: saved.name, area: saved.area_name ?? '' }) })
      done()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing = name.trim() === '' || !type || !at ? t('areas:page.places.fill_first') : undefined
  return (
    <SidePanel open onClose={onClose} title={place ? place.name : t('areas:page.places.add')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <TextField
          label={t('areas:page.places.name')}
          value={name}
          maxLength={80}
          fault={faultOf(error, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        <Field label={t('areas:page.places.type')} fault={faultOf(error, 'type_code')}>
          {(id) => (
            <Select
              id={id}
              aria-label={t('areas:page.places.type')}
              style={{ width: '100%' }}
              value={type}
              placeholder={t('ui:form.choose')}
              onChange={setType}
              options={types.filter((each) => !each.retired || each.code === type).map((each) => ({ value: each.code, label: each.name }))}
            />
          )}
        </Field>
        <TextField
          label={t('areas:page.areas.code')}
          optional
          value={code}
          maxLength={40}
          fault={faultOf(error, 'code')}
          onChange={(event) => setCode(event.target.value)}
        />
        <Field label={t('areas:page.places.position')} hint={t('areas:page.places.position_hint')}>
          {() => (
            <div className="ar-place-map">
              <Suspense fallback={<LoadingSkeleton />}>
                <MapView
                  label={t('areas:page.places.position')}
                  bounds={at ? [at[0] - 0.01, at[1] - 0.008, at[0] + 0.01, at[1] + 0.008] : city.bounds}
                  tileUrl={city.tile_url}
                  pin={at}
                  areas={drawn}
                  onPlace={(x, y) => {
                    setLon(String(x))
                    setLat(String(y))
                  }}
                />
              </Suspense>
            </div>
          )}
        </Field>
        <div className="b-two">
          <TextField
            label={t('areas:page.places.lon')}
            inputMode="decimal"
            value={lon}
            fault={faultOf(error, 'lon')}
            onChange={(event) => setLon(event.target.value)}
          />
          <TextField
            label={t('areas:page.places.lat')}
            inputMode="decimal"
            value={lat}
            fault={faultOf(error, 'lat')}
            onChange={(event) => setLat(event.target.value)}
          />
        </div>
        <div className="b-side-foot">
          {place ? (
            <Button refusal={closed} onClick={() => setClosing(true)}>
              {t('areas:page.areas.close')}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={closed ?? missing}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
      {place ? (
        <ReasonDialog
          open={closing}
          onClose={() => setClosing(false)}
          title={t('areas:page.areas.close_title', { name: place.name })}
          action={t('areas:page.areas.close')}
          reasonLabel={t('areas:page.areas.close_reason')}
          day={{ label: t('areas:page.areas.close_from'), value: today }}
          run={async ({ reason, day }) => {
            await areasApi.changePlace(place.id, { valid_to: day, closed_reason: reason })
            toast({ text: t('areas:page.areas.closed_toast', { name: place.name }) })
            done()
          }}
        />
      ) : null}
    </SidePanel>
  )
}
