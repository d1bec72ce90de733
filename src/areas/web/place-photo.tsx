import { useRef, useState } from 'react'
import { Button, ErrorSummary, Field, toast, useText } from '#platform/web-ui/index.ts'
import { areasApi, placePhotoUrl, type PlaceRow } from './api.ts'

/** The one photo of a place, shown, exchanged or taken away; saved at once. */
export const PlacePhoto = ({ place, refusal, onChange }: { readonly place: PlaceRow; readonly refusal: string | undefined; readonly onChange: () => void }) => {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [photoAt, setPhotoAt] = useState(place.photo_at)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const url = placePhotoUrl({ id: place.id, photo_at: photoAt }, 'view')
  const run = async (deed: () => Promise<PlaceRow>): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      setPhotoAt((await deed()).photo_at)
      toast({ text: t('areas:page.places.photo_saved') })
      onChange()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Field label={t('areas:page.places.photo')} hint={t('areas:page.places.photo_hint')}>
      {(id) => (
        <div className="b-stack">
          <ErrorSummary error={error} />
          {url ? <img className="ar-photo" src={url} alt={t('areas:page.places.photo_of', { name: place.name })} /> : <p className="b-photo-none">{t('areas:page.places.photo_none')}</p>}
          <div className="b-row">
            <input
              ref={input}
              id={id}
              type="file"
              accept="image/jpeg,image/png,image/webp"
              className="b-unseen"
              tabIndex={-1}
              onChange={(event) => {
                const file = event.target.files?.[0]
                event.target.value = ''
                if (!file) return
                const form = new FormData()
                form.append('file', file)
                void run(() => areasApi.setPlacePhoto(place.id, form))
              }}
            />
            <Button icon="photo" busy={busy} refusal={refusal} onClick={() => input.current?.click()}>
              {t(url ? 'areas:page.places.photo_replace' : 'areas:page.places.photo_add')}
            </Button>
            {url ? (
              <Button kind="quiet" busy={busy} refusal={refusal} onClick={() => void run(() => areasApi.removePlacePhoto(place.id))}>
                {t('areas:page.places.photo_remove')}
              </Button>
            ) : null}
          </div>
        </div>
      )}
    </Field>
  )
}
