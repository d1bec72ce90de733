import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, lazy, Suspense, useMemo, useState } from 'react'
import { Button, ErrorSummary, faultOf, Field, LoadingSkeleton, TextArea, TextField, toast, useCity, useText, useToday } from '#platform/web-ui/index.ts'
import { ReasonDialog, SidePanel } from '#platform/web-ui/desk.ts'
import { areasApi, inLanguage, type PlaceRow, type PlaceType } from './api.ts'
import { PlacePhoto } from './place-photo.tsx'
import { UnitPick } from './place-words.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

/** A place, new or changed: its point on the map or by numbers; the area follows from the point. */
export const PlaceForm = ({
  place,
  types,
  onClose,
  onMade,
}: {
  readonly place: PlaceRow | null
  readonly types: readonly PlaceType[]
  readonly onClose: () => void
  /** Told the id of a new place, which can then have a photo. */
  readonly onMade?: (id: string) => void
}) => {
  const { t, language } = useText()
  const today = useToday()
  const city = useCity()
  const client = useQueryClient()
  const [name, setName] = useState(place?.name ?? '')
  const [type, setType] = useState<string | null>(place?.type_code ?? null)
  const [code, setCode] = useState(place?.code ?? '')
  const [lon, setLon] = useState(place ? String(place.lon) : '')
  const [lat, setLat] = useState(place ? String(place.lat) : '')
  const [address, setAddress] = useState(place?.address ?? '')
  const [unit, setUnit] = useState<string | null>(place?.unit_id ?? null)
  const [size, setSize] = useState(String(place?.size ?? 1))
  const [risk, setRisk] = useState(String(place?.risk ?? 1))
  const [standard, setStandard] = useState(place?.standard ?? '')
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
    const body = {
      name: name.trim(), type_code: type ?? '', code: code.trim() || null, address: address.trim(), unit_id: unit, size: Number(size), risk: Number(risk), standard: standard.trim(),
      ...(moved ? { lon: at[0], lat: at[1] } : {}),
    }
    try {
      const saved = place ? await areasApi.changePlace(place.id, body) : await areasApi.createPlace(body)
      toast({ text: t('areas:page.places.saved', { name: saved.name, area: saved.area_name ?? '' }) })
      done()
      if (!place) onMade?.(saved.id)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing = name.trim() === '' || !type || !at ? t('areas:page.places.fill_first') : !isNumber(size) || !isNumber(risk) ? t('areas:page.places.numbers') : undefined
  const kind = types.find((each) => each.code === type)
  const kindStandard = kind ? inLanguage(language, kind.standard, kind.standard_en) : ''
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
              options={types.filter((each) => !each.retired || each.code === type).map((each) => ({ value: each.code, label: inLanguage(language, each.name, each.name_en) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          )}
        </Field>
        <TextField
          label={t('areas:page.places.number')}
          optional
          value={code}
          maxLength={40}
          fault={faultOf(error, 'code')}
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label={t('areas:page.places.address')}
          optional
          value={address}
          maxLength={200}
          fault={faultOf(error, 'address')}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Field label={t('areas:page.places.unit')} optional fault={faultOf(error, 'unit_id')}>
          {(id) => <UnitPick id={id} label={t('areas:page.places.unit')} value={unit} name={unit === place?.unit_id ? (place?.unit_name ?? null) : null} onChange={setUnit} />}
        </Field>
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
        <div className="b-two">
          <TextField
            label={t('areas:page.places.size')}
            hint={t('areas:page.places.size_hint')}
            inputMode="decimal"
            value={size}
            fault={faultOf(error, 'size')}
            onChange={(event) => setSize(event.target.value)}
          />
          <TextField
            label={t('areas:page.places.risk')}
            hint={t('areas:page.places.risk_hint')}
            inputMode="decimal"
            value={risk}
            fault={faultOf(error, 'risk')}
            onChange={(event) => setRisk(event.target.value)}
          />
        </div>
        <TextArea
          label={t('areas:page.places.standard_own')}
          optional
          rows={3}
          maxLength={2000}
          hint={kindStandard === '' ? t('areas:page.places.standard_hint') : `${t('areas:page.places.standard_hint')}${language === 'en' ? ': ' : '：'}${kindStandard}`}
          value={standard}
          fault={faultOf(error, 'standard')}
          onChange={(event) => setStandard(event.target.value)}
        />
        {place ? (
          <PlacePhoto place={place} refusal={closed} onChange={() => void client.invalidateQueries({ queryKey: ['places'] })} />
        ) : (
          <p className="b-field-hint">{t('areas:page.places.photo_after')}</p>
        )}
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
