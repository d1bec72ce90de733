import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { ok, refuse, type Refusal, type Result } from '#base/results.ts'
import { type PhotoFacts, photoFacts } from './exif.ts'
import { hidesAnotherFile, imageEnd, type ImageType } from './image-end.ts'

export type ImageLimits = {
  readonly maxBytes: number
  /** Width times height; a phone of today takes 12 to 50 million, a drawing of a bomb 900 million. */
  readonly maxPixels: number
  readonly minSide: number
}
export const imageLimits: ImageLimits = { maxBytes: 20 * 1024 ** 2, maxPixels: 64_000_000, minSide: 16 }

export type ImageCopy = {
  readonly name: 'full' | 'large' | 'small'
  readonly bytes: Buffer
  readonly sha256: string
  readonly mediaType: 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
}

/** A photo that was taken in: what it said about itself, and copies that say nothing but the picture. */
export type AcceptedImage = {
  readonly type: ImageType
  readonly facts: PhotoFacts
  /** As sent, with everything inside: never for the public. */
  readonly original: { readonly bytes: Buffer; readonly sha256: string; readonly mediaType: string }
  /** `full` at most 2560 pixels on its longer side, `large` 1280, `small` 320; upright, without any metadata. */
  readonly copies: readonly ImageCopy[]
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const accepted: Readonly<Record<string, ImageType>> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' }
const sizes = [['full', 2560], ['large', 1280], ['small', 320]] as const

/** Refusals by what the content is; its name and stated type are not asked. */
const refuseType = (mediaType: string | undefined, bytes: Buffer): { readonly ok: false; readonly error: Refusal } => {
  if (mediaType?.startsWith('video/')) return refuse('files.video_not_accepted')
  if (mediaType === 'application/pdf') return refuse('files.pdf_not_accepted')
  if (mediaType === 'image/heic' || mediaType === 'image/heif' || mediaType === 'image/heic-sequence') return refuse('files.heic_not_accepted')
  if (mediaType === 'image/apng' || mediaType === 'image/gif') return refuse('files.animated', { found: mediaType })
  if (/<svg[\s>]/i.test(bytes.toString('latin1', 0, 1024))) return refuse('files.svg_not_accepted')
  return refuse('files.not_a_photo', { found: mediaType ?? '?' })
}

const isAnimatedPng = (bytes: Buffer): boolean => {
  const control = bytes.indexOf('acTL', 8, 'latin1')
  const data = bytes.indexOf('IDAT', 8, 'latin1')
  return control !== -1 && (data === -1 || control < data)
}

/**
 * Takes in a photo: judged by its content, its place and time read, turned upright, drawn again without metadata in three sizes.
 * Everything that is not plainly one whole still picture is refused, with the reason.
 */
export const acceptImage = async (bytes: Uint8Array, limits: Partial<ImageLimits> = {},
  format: 'jpeg' | 'webp' = 'jpeg'): Promise<Result<AcceptedImage, Refusal>> => {
  const { maxBytes, maxPixels, minSide } = { ...imageLimits, ...limits }
  const original = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (original.length === 0) return refuse('files.empty')
  if (original.length > maxBytes) return refuse('files.too_large',
    { limit_mb: Math.floor(maxBytes / 1024 ** 2), found_mb: Math.ceil(original.length / 1024 ** 2) })
  const mediaType = (await fileTypeFromBuffer(original).catch(() => undefined))?.mime as string | undefined
  const type = accepted[mediaType ?? '']
  if (!type || mediaType === undefined) return refuseType(mediaType, original)

  let facts: { readonly width: number; readonly height: number; readonly pages?: number | undefined }
  try {
    facts = await sharp(original, { limitInputPixels: false, failOn: 'none' }).metadata()
  } catch {
    return refuse('files.damaged')
  }
  const { width, height, pages = 1 } = facts
  if (width * height > maxPixels) return refuse('files.too_many_pixels', { width, height, limit_million: Math.floor(maxPixels / 1e6) })
  if (Math.min(width, height) < minSide) return refuse('files.too_small', { width, height, limit: minSide })
  if (pages > 1 || (type === 'png' && isAnimatedPng(original))) return refuse('files.animated', { found: mediaType })
  const end = imageEnd(type, original)
  if (end === null) return refuse('files.damaged')
  if (hidesAnotherFile(type, original, end)) return refuse('files.polyglot')

  try {
    // 'warning' refuses truncated and corrupt data instead of drawing what is left of it in grey.
    const source = sharp(original, { limitInputPixels: maxPixels, failOn: 'warning', sequentialRead: true }).autoOrient()
      .flatten({ background: '#ffffff' })
    const drawn = await source.resize({ width: sizes[0][1], height: sizes[0][1], fit: 'inside', withoutEnlargement: true }).toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width: w, height: h, channels } = drawn.info
    const copies: ImageCopy[] = []
    for (const [name, side] of sizes) {
      const image = sharp(drawn.data, { raw: { width: w, height: h, channels } })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      const { data, info } = await (format === 'jpeg' ? image.jpeg({ quality: 82, mozjpeg: false, progressive: true }) : image.webp({ quality: 80 }))
        .toBuffer({ resolveWithObject: true })
      copies.push({ name, bytes: data, sha256: sha256Of(data), mediaType: `image/${format}`, width: info.width, height: info.height })
    }
    return ok({ type, facts: photoFacts(original), original: { bytes: original, sha256: sha256Of(original), mediaType }, copies })
  } catch {
    return refuse('files.damaged')
  }
}
