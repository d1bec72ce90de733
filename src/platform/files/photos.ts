import type { AcceptedImage, ImageCopy } from './images.ts'
import type { FileStore, StoredFile } from './store.ts'

export type StoredCopy = StoredFile & Pick<ImageCopy, 'name' | 'mediaType' | 'width' | 'height'>

export type StoredPhoto = {
  /** Null when the original was not asked for. */
  readonly original: (StoredFile & { readonly mediaType: string }) | null
  readonly copies: readonly StoredCopy[]
}

/** Keeps a photo's copies, and its original where evidence needs it. */
export const storePhoto = async (store: FileStore, image: AcceptedImage, options: { readonly keepOriginal: boolean }): Promise<StoredPhoto> => {
  const original = options.keepOriginal ? { ...(await store.put(image.original.bytes)), mediaType: image.original.mediaType } : null
  const copies = []
  for (const { name, bytes, mediaType, width, height } of image.copies) copies.push({ ...(await store.put(bytes)), name, mediaType, width, height })
  return { original, copies }
}
