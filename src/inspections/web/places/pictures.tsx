import { useState } from 'react'
import { apiUrl, Button, Dialog, Icon, useText, useTime } from '#platform/web-ui/index.ts'
import type { StoryPhoto } from './api.ts'

/** Pictures of visits and cases in a row, wherever they are kept; any of them opens large, with arrow keys to move. */
export const Pictures = ({ photos, name }: { readonly photos: readonly StoryPhoto[]; readonly name: string }) => {
  const { t } = useText()
  const { when } = useTime()
  const [at, setAt] = useState<number | null>(null)
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set())
  const open = at === null ? undefined : photos[at]
  const move = (by: number): void => setAt((i) => (i === null ? i : (i + by + photos.length) % photos.length))
  const alt = (photo: StoryPhoto): string => `${name} · ${t(`cases:photo_kinds.${photo.kind}`)}`
  return (
    <div className="b-gallery">
      {photos.map((photo, i) => (
        <figure key={photo.id} className="b-photo">
          <button type="button" onClick={() => setAt(i)} aria-label={t('ui:photo.open', { name: alt(photo) })}>
            {broken.has(photo.id) ? (
              <span className="b-photo-broken">
                <Icon name="photo" size={24} />
                {t('ui:photo.broken')}
              </span>
            ) : (
              <img src={apiUrl(photo.url, { size: 'thumb' })} alt={alt(photo)} loading="lazy" decoding="async" onError={() => setBroken(new Set([...broken, photo.id]))} />
            )}
          </button>
          {photo.taken_at ? <figcaption>{when(photo.taken_at)}</figcaption> : null}
        </figure>
      ))}
      <Dialog
        open={open !== undefined}
        onClose={() => setAt(null)}
        title={open ? alt(open) : ''}
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
            <img src={apiUrl(open.url, { size: 'view' })} alt={alt(open)} />
          </div>
        ) : null}
      </Dialog>
    </div>
  )
}
