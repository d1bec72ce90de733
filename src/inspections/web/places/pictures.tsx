import { Gallery, useText, useTime } from '#platform/web-ui/index.ts'
import type { StoryPhoto } from './api.ts'

/** Pictures of visits and cases in a row, wherever they are kept, each with its time. */
export const Pictures = ({ photos, name }: { readonly photos: readonly StoryPhoto[]; readonly name: string }) => {
  const { t } = useText()
  const { when } = useTime()
  return (
    <Gallery
      size="thumb"
      photos={photos.map(({ id, url, kind, taken_at }) => ({ id, url, alt: `${name} · ${t(`cases:photo_kinds.${kind}`)}`, caption: taken_at ? when(taken_at) : null }))}
    />
  )
}
