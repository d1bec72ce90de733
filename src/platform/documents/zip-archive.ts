import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { TableProblem } from './table.ts'

export type ZipLimits = {
  readonly maxEntries: number
  /** Sum of the unpacked sizes. */
  readonly maxTotalBytes: number
  /** Unpacked to packed, asked of entries above `ratioFromBytes`. Deflate itself cannot exceed 1032. */
  readonly maxRatio: number
  readonly ratioFromBytes: number
}
export const zipLimits: ZipLimits = { maxEntries: 5_000, maxTotalBytes: 1024 ** 3, maxRatio: 250, ratioFromBytes: 4 * 1024 ** 2 }

export type ZipArchive = {
  readonly names: readonly string[]
  readonly sizeOf: (name: string) => number | null
  /** The unpacked entry; a size that differs from the one stated, or a wrong checksum, is a problem while reading. */
  readonly read: (name: string) => Promise<Readable | null>
  readonly readText: (name: string, maxBytes: number) => Promise<string | null>
  readonly close: () => void
}

/**
 * Opens a zip file and judges its directory before anything is unpacked: number of entries, unpacked sizes, ratio, overlapping
 * entries (yauzl refuses a size that turns out wrong, and names that leave the archive).
 */
export const openZip = async (source: string | Buffer, limits: ZipLimits = zipLimits): Promise<ZipArchive> => {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: false, validateEntrySize: true }
  const damaged = (): TableProblem => new TableProblem('documents.damaged_archive')
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: yauzl.ZipFile): void => (error ? reject(damaged()) : resolve(file))
    if (typeof source === 'string') yauzl.open(source, options, opened)
    else yauzl.fromBuffer(source, options, opened)
  })
  const entries = new Map<string, yauzl.Entry>()
  try {
    if (zip.entryCount > limits.maxEntries) throw new TableProblem('documents.zip_bomb', { entries: zip.entryCount })
    let total = 0
    const offsets = new Set<number>()
    const judge = (entry: yauzl.Entry): void => {
      total += entry.uncompressedSize
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      const shared = offsets.has(entry.relativeOffsetOfLocalHeader)
      if (total > limits.maxTotalBytes || shared || (entry.uncompressedSize > limits.ratioFromBytes && ratio > limits.maxRatio)) {
        throw new TableProblem('documents.zip_bomb', { unpacked_mb: Math.round(total / 1024 ** 2), ratio: Math.round(ratio) })
      }
      if (entry.isEncrypted()) throw new TableProblem('documents.encrypted')
      offsets.add(entry.relativeOffsetOfLocalHeader)
      entries.set(entry.fileName.replace(/^\//, ''), entry)
    }
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: yauzl.Entry) => {
        try {
          judge(entry)
          zip.readEntry()
        } catch (error) {
          reject(error as Error)
        }
      })
      zip.on('error', reject)
      zip.on('end', () => resolve())
      zip.readEntry()
    })
  } catch (error) {
    zip.close()
    throw error instanceof TableProblem ? error : damaged()
  }
  const read = async (name: string): Promise<Readable | null> => {
    const entry = entries.get(name)
    if (!entry) return null
    return await new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => (error ? reject(damaged()) : resolve(stream))))
  }
  return {
    names: [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null,
    read,
    readText: async (name, maxBytes) => {
      const size = entries.get(name)?.uncompressedSize
      if (size === undefined) return null
      if (size > maxBytes) throw new TableProblem('documents.too_large', { limit_mb: Math.floor(maxBytes / 1024 ** 2) })
      const pieces: Buffer[] = []
      try {
        for await (const piece of (await read(name)) as Readable) pieces.push(piece as Buffer)
      } catch {
        throw damaged()
      }
      return Buffer.concat(pieces).toString('utf8')
    },
    close: () => zip.close(),
  }
}
