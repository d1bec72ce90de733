import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { TableProblem } from './table.ts'

/** A path, the bytes themselves, or a stream of bytes. */
export type TableSource = string | Buffer | AsyncIterable<Uint8Array>

export type Opened = { readonly head: Buffer; readonly bytes: AsyncIterable<Buffer>; readonly total: number | null; readonly read: () => number }

const headBytes = 8_192
const portion = 65_536

async function* inPortions(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    for (let at = 0; at < bytes.length; at += portion) yield bytes.subarray(at, at + portion)
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield* inPortions({ async* [Symbol.asyncIterator]() { yield bytes } })
}

/** Puts the first portion back in front of a stream that has been looked into. */
async function* rejoined(first: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** Opens a source and looks at its first bytes without losing them. */
export const openSource = async (source: TableSource): Promise<Opened> => {
  let total: number | null = null
  let raw: AsyncIterable<Buffer>
  if (typeof source === 'string') {
    const info = await stat(source).catch(() => null)
    if (info?.isDirectory()) throw new TableProblem('documents.is_a_folder', { path: source })
    if (!info?.isFile()) throw new TableProblem('documents.no_such_file', { path: source })
    total = info.size
    raw = createReadStream(source, { highWaterMark: portion })
  } else if (Buffer.isBuffer(source)) {
    total = source.length
    raw = once(source)
  } else raw = inPortions(source)

  let read = 0
  const iterator = raw[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let known = 0
  while (known < headBytes) {
    const next = await iterator.next()
    if (next.done) break
    first.push(next.value)
    known += next.value.length
  }
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const bytes of rejoined(first, iterator)) {
      read += bytes.length
      yield bytes
    }
  }
  return { head: Buffer.concat(first).subarray(0, headBytes), bytes: counted(), total, read: () => read }
}

/** Unpacks a gzip stream; more than `maxBytes` or damaged data is a problem. */
export async function* gunzipped(bytes: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  const packed = Readable.from(bytes, { objectMode: false })
  const gunzip = createGunzip({ chunkSize: portion })
  packed.on('error', (error) => gunzip.destroy(error))
  packed.pipe(gunzip)
  try {
    yield* limited(gunzip, maxBytes)
  } catch (error) {
    if (error instanceof TableProblem) throw error
    throw new TableProblem('documents.damaged_archive')
  } finally {
    packed.destroy()
    gunzip.destroy()
  }
}

export async function* limited(bytes: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let total = 0
  for await (const piece of bytes) {
    total += piece.length
    if (total > maxBytes) throw new TableProblem('documents.too_large', { limit_mb: Math.floor(maxBytes / 1024 ** 2) })
    yield piece
  }
}

/** All bytes of a source that must be read at random (a zip file). A path is read as needed, so its name comes back. */
export const wholeSource = async (source: TableSource, opened: Opened, maxBytes: number): Promise<string | Buffer> => {
  if (typeof source === 'string') return source
  if (Buffer.isBuffer(source)) return source
  const pieces: Buffer[] = []
  for await (const piece of limited(opened.bytes, maxBytes)) pieces.push(piece)
  return Buffer.concat(pieces)
}

