/**
 * Where the picture itself ends. What follows is either something cameras really append (a second picture, the film of a
 * moving photo, the maker's trailer) or a second file hidden behind the first.
 */
const jpegEnd = (bytes: Buffer): number | null => {
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) return at + 2
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    if (at + 3 >= bytes.length) return null
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker !== 0xda) continue
    // Entropy-coded data: a marker is an FF that neither 00 nor a restart follows (ITU-T T.81 B.1.1.5).
    for (;;) {
      at = bytes.indexOf(0xff, at)
      if (at === -1 || at + 1 >= bytes.length) return null
      const next = bytes[at + 1] as number
      if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) break
      at += 2
    }
  }
  return null
}

const pngEnd = (bytes: Buffer): number | null => {
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    at += 12 + length
    if (type === 'IEND') return at <= bytes.length ? at : null
  }
  return null
}

const webpEnd = (bytes: Buffer): number | null => {
  if (bytes.length < 12) return null
  const end = 8 + bytes.readUInt32LE(4)
  return end <= bytes.length ? end : end === bytes.length + 1 ? bytes.length : null
}

export type ImageType = 'jpeg' | 'png' | 'webp'

/** Byte after the picture's last one; null when the file stops before that. */
export const imageEnd = (type: ImageType, bytes: Buffer): number | null => (type === 'jpeg' ? jpegEnd(bytes) : type === 'png' ? pngEnd(bytes)
  : webpEnd(bytes))

const zipDirectoryEnd = Buffer.from([0x50, 0x4b, 5, 6])
const pdf = Buffer.from('%PDF-')
const scripts = ['<?php', '<script', '<html', '<!doctype', '<svg', '#!/']

/** Whether the bytes are a picture and at the same time, for another program, something else. */
export const hidesAnotherFile = (type: ImageType, bytes: Buffer, end: number): boolean => {
  // A zip is found from its end: its directory stands in the last 65,557 bytes (APPNOTE 4.3.16).
  if (bytes.subarray(Math.max(0, bytes.length - 65_557)).includes(zipDirectoryEnd)) return true
  if (bytes.subarray(0, 1024).includes(pdf)) return true
  const rest = bytes.subarray(end)
  if (rest.every((byte) => byte === 0)) return false
  const text = rest.toString('latin1').toLowerCase()
  if (scripts.some((script) => text.includes(script))) return true
  if (type !== 'jpeg') return true
  const secondPicture = rest[0] === 0xff && rest[1] === 0xd8
  const film = text.slice(0, 4096).includes('ftyp')
  const makersTrailer = text.trimEnd().endsWith('seft') || text.includes('motionphoto_data')
  return !(secondPicture || film || makersTrailer)
}
