import { type ReactNode, useState } from 'react'
import { apiUrl } from './api.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { useText } from './i18n.ts'

export type Photo = {
  readonly id: string
  /** Where it is kept, without a size; the photos of cases when left out. */
  readonly url?: string
  readonly alt: string
  readonly caption?: ReactNode
  readonly width?: number | null
  readonly height?: number | null
}
export const photoUrl = (id: string, size: 'thumb' | 'view'): string => apiUrl(`/api/files/${id}`, { size })
const addressOf = (photo: Photo, size: 'thumb' | 'view'): string => (photo.url === undefined ? photoUrl(photo.id, size) : apiUrl(photo.url, { size }))

/** A small picture; broken or absent ones leave a quiet frame of the same size. */
export const Thumb = ({ id, alt, size = 48 }: { readonly id: string | null; readonly alt: string; readonly size?: number }) => {
  const [broken, setBroken] = useState(false)
  return (
    <span className="b-thumb" style={{ width: size, height: size }}>
      {id && !broken ? (
        <img src={photoUrl(id, 'thumb')} alt={alt} width={size} height={size} loading="lazy" decoding="async" onError={() => setBroken(true)} />
      ) : (
        <Icon name="photo" />
      )}
    </span>
  )
}

const Picture = ({ photo, size, onOpen }: { readonly photo: Photo; readonly size: 'thumb' | 'view'; readonly onOpen: () => void }) => {
  const { t } = useText()
  const [broken, setBroken] = useState(false)
  return (
    <figure className="b-photo">
      <button type="button" onClick={onOpen} aria-label={t('ui:photo.open', { name: photo.alt })}>
        {broken ? (
          <span className="b-photo-broken">
            <Icon name="photo" size={24} />
            {t('ui:photo.broken')}
          </span>
        ) : (
          <img src={addressOf(photo, size)} alt={photo.alt} loading="lazy" decoding="async" onError={() => setBroken(true)} />
        )}
      </button>
      {photo.caption ? <figcaption>{photo.caption}</figcaption> : null}
    </figure>
  )
}

type GalleryProps = { readonly photos: readonly Photo[]; readonly size?: 'thumb' | 'view'; readonly className?: string }
/** Pictures in a row; any of them opens large, with arrow keys to move. `size`: of the pictures in the row. */
export const Gallery = ({ photos, size = 'view', className = 'b-gallery' }: GalleryProps) => {
  const { t } = useText()
  const [at, setAt] = useState<number | null>(null)
  const open = at === null ? undefined : photos[at]
  const move = (by: number): void => setAt((i) => (i === null ? i : (i + by + photos.length) % photos.length))
  return (
    <div className={className}>
      {photos.map((photo, i) => (
        <Picture key={photo.id} photo={photo} size={size} onOpen={() => setAt(i)} />
      ))}
      <Dialog
        open={open !== undefined}
        onClose={() => setAt(null)}
        title={open?.alt ?? ''}
        width={1100}
        footer={
          photos.length > 1 ? (
            <>
              <Button icon="left" onClick={() => move(-1)}>
                {t('ui:previous')}
              </Button>
              <Button icon="right" onClick={() => move(1)}>
                {t('ui:next')}
              </Button>
            </>
          ) : undefined
        }
      >
        {open ? (
          <div
            className="b-photo-large"
            onKeyDown={(event) => {
              if (event.key === 'ArrowLeft') move(-1)
              if (event.key === 'ArrowRight') move(1)
            }}
          >
            <img src={addressOf(open, 'view')} alt={open.alt} />
            {open.caption ? <p>{open.caption}</p> : null}
          </div>
        ) : null}
      </Dialog>
    </div>
  )
}

/** Before and after side by side; a missing side says so, because what is not there is also evidence. */
export const PhotoPair = ({ before, after }: { readonly before: readonly Photo[]; readonly after: readonly Photo[] }) => {
  const { t } = useText()
  const side = (title: string, photos: readonly Photo[], none: string) => (
    <section className="b-pair-side" aria-label={title}>
      <h3>{title}</h3>
      {photos.length > 0 ? <Gallery photos={photos} /> : <p className="b-photo-none">{none}</p>}
    </section>
  )
  return (
    <div className="b-pair">
      {side(t('ui:photo.before'), before, t('ui:photo.none_before'))}
      {side(t('ui:photo.after'), after, t('ui:photo.none_after'))}
    </div>
  )
}
