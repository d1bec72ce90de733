import { type Random, seededRandom } from '#base/seeded-random.ts'
import sharp from 'sharp'
import { height, rect, width } from './drawing.ts'
import { generatedLabel } from './label.ts'
import { paletteOf } from './palette.ts'
import { type PictureKey, scenes } from './pool.ts'
const dim: Readonly<Record<string, string>> = { dusk: rect(0, 0, width, height, '#3a2f4f', 'opacity=".16"'),
  night: rect(0, 0, width, height, '#0e1a36', 'opacity=".42"') }

/** The SVG of a picture: before and after are the same place in the same light, since each part has its own stream of chance. */
export const pictureSvg = (key: PictureKey): string => {
  const scene = scenes.find((s) => s.name === key.scene)
  if (!scene) throw new RangeError(`no scene ${key.scene}`)
  const stream = (label: string): Random => seededRandom(`picture/${key.scene}/${key.variant}/${label}`)
  const daytime = scene.daytimes[key.variant % scene.daytimes.length] ?? 'noon'
  const p = paletteOf(stream('palette'), daytime, key.variant % 2 === 1)
  const back = scene.backdrop({ random: stream('backdrop'), p })
  const front = scene.draw({ random: stream('scene'), p }, key.fixed)
  const w = width * 0.58, h = height * 0.58
  const x = Math.max(0, Math.min(width - w, scene.focus[0] - w / 2)), y = Math.max(0, Math.min(height - h, scene.focus[1] - h / 2))
  const view = key.near ? `${x} ${y} ${w} ${h}` : `0 0 ${width} ${height}`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
    + `<svg x="0" y="0" width="${width}" height="${height}" viewBox="${view}">${back}${front}${dim[daytime] ?? ''}</svg>${generatedLabel(width, height)}</svg>`
}

export type Rendered = { readonly picture: Buffer; readonly thumb: Buffer }
/** The picture as a JPEG of 960 x 720 and its small copy, both from one drawing. */
export const renderPicture = async (key: PictureKey): Promise<Rendered> => {
  const { data, info } = await sharp(Buffer.from(pictureSvg(key))).flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true })
  const drawing = { raw: { width: info.width, height: info.height, channels: info.channels } }
  const [picture, thumb] = await Promise.all([
    sharp(data, drawing).jpeg({ quality: 70 }).toBuffer(), sharp(data, drawing).resize({ width: 320 }).jpeg({ quality: 76 }).toBuffer(),
  ])
  return { picture, thumb }
}
