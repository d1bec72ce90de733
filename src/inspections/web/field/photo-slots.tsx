import { useEffect, useId, useState } from 'react'
import { useText } from '#platform/web-ui/i18n.ts'
import { Icon } from '#platform/web-ui/icon.tsx'
import { useField, useFieldTime, useLive, useMemory } from './hooks.ts'
import type { Located } from './location.ts'
import type { PhotoRow } from './rows.ts'
import { addPhoto, blobOf, type PhotoSlot, removePhoto } from './work.ts'

type Slot = Pick<PhotoSlot, 'item' | 'instance' | 'finding_key'>
type Props = { readonly visitId: string; readonly slot: Slot; readonly kinds: readonly PhotoRow['kind'][]; readonly photos: readonly PhotoRow[]; readonly name: string; readonly onAdded?: (id: string) => void; readonly onRemoved?: (id: string) => void }

/** Where the phone was, or why that is not known: told once per photo of this sitting. */
const whyNoPlace = new Map<string, Located['why']>()

/** Photos of one thing: what was taken, and a button for each kind that opens the camera. */
export const PhotoSlots = ({ visitId, slot, kinds, photos, name, onAdded, onRemoved }: Props) => {
  const { t } = useText()
  const { field, account } = useField()
  const [busy, setBusy] = useState(0)
  const [fault, setFault] = useState<string | null>(null)
  const [, setPlaced] = useState(0)
  const mine = photos.filter((p) => p.item === slot.item && p.finding_key === slot.finding_key && (slot.item === null || p.instance === slot.instance))
  const take = async (kind: PhotoRow['kind'], files: readonly File[]): Promise<void> => {
    setFault(null)
    for (const file of files) {
      setBusy((n) => n + 1)
      try {
        const { id, located } = await addPhoto(field.db, account, visitId, { ...slot, kind }, file)
        onAdded?.(id)
        void located.then(({ why }) => {
          whyNoPlace.set(id, why)
          setPlaced((n) => n + 1)
        })
      } catch {
        setFault(t('inspections:field.photos.unreadable'))
      } finally {
        setBusy((n) => n - 1)
      }
    }
  }
  return (
    <div className="fd-photos">
      {mine.length > 0 ? (
        <ul className="fd-thumbs">
          {mine.map((photo) => (
            <PhotoCard key={photo.id} photo={photo} onRemove={photo.state === 'kept' ? () => void removePhoto(field.db, photo).then(() => onRemoved?.(photo.id)) : null} />
          ))}
        </ul>
      ) : null}
      <div className="fd-shots">
        {kinds.map((kind) => <Shot key={kind} kind={kind} name={name} onFiles={(files) => void take(kind, files)} />)}
      </div>
      {busy > 0 ? <p role="status" aria-busy="true">{t('inspections:field.photos.saving')}</p> : null}
      {fault ? <p role="alert" className="b-field-fault">{fault}</p> : null}
    </div>
  )
}

const Shot = ({ kind, name, onFiles }: { readonly kind: PhotoRow['kind']; readonly name: string; readonly onFiles: (files: readonly File[]) => void }) => {
  const { t } = useText()
  const id = useId()
  return (
    <span className="fd-shot">
      <input
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        className="b-unseen"
        aria-label={t('inspections:field.photos.take_of', { kind: t(`inspections:field.photos.kind.${kind}`), name })}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <label htmlFor={id}><Icon name="photo" size={22} /><span>{t(`inspections:field.photos.kind.${kind}`)}</span></label>
    </span>
  )
}

export const useBlobUrl = (id: string): string | null => {
  const { field } = useField()
  const memory = useMemory()
  const blob = useLive(() => blobOf(field.db, id), [field, id, memory])
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return setUrl(null)
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}

const PhotoCard = ({ photo, onRemove }: { readonly photo: PhotoRow; readonly onRemove: (() => void) | null }) => {
  const { t } = useText()
  const time = useFieldTime()
  const url = useBlobUrl(photo.id)
  const kind = t(`inspections:field.photos.kind.${photo.kind}`)
  const why = whyNoPlace.get(photo.id)
  const place = photo.accuracy_m !== null ? t('inspections:field.photos.accuracy', { n: Math.round(photo.accuracy_m) }) : t(`inspections:field.photos.no_place.${why && why !== 'found' ? why : 'unknown'}`)
  return (
    <li>
      {url ? <img src={url} alt={t('inspections:field.photos.of', { kind, when: time.when(photo.taken_at) })} /> : <span className="fd-no-image"><Icon name="photo" size={24} /></span>}
      <span className="b-small"><b>{kind}</b> {time.when(photo.taken_at)}<br />{place}</span>
      {onRemove ? <button type="button" className="fd-remove" aria-label={t('inspections:field.photos.remove', { kind })} onClick={onRemove}><Icon name="close" size={20} /></button> : null}
    </li>
  )
}
