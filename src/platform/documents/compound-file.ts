import { TableProblem } from './table.ts'

const free = 0xffff_fffa
const damaged = (): TableProblem => new TableProblem('documents.damaged_archive')

/** One stream of a compound file (MS-CFB 2), the file system inside old Office documents; the first of the names that is there. */
export const compoundStream = (file: Buffer, names: readonly string[]): Buffer | null => {
  if (file.length < 1536) throw damaged()
  const size = 1 << file.readUInt16LE(30), smallSize = 1 << file.readUInt16LE(32)
  if (size < 512 || size > 4096 || smallSize !== 64) throw damaged()
  const sector = (n: number): Buffer => {
    const at = (n + 1) * size
    if (at >= file.length) throw damaged()
    return file.subarray(at, at + size)
  }
  const numbers = (bytes: Buffer): readonly number[] => Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4))
  const tables: number[] = numbers(file.subarray(76, 512)).filter((n) => n < free)
  for (let next = file.readUInt32LE(68), seen = 0; next < free; seen++) {
    if (seen > 1_000) throw damaged()
    const list = numbers(sector(next))
    tables.push(...list.slice(0, -1).filter((n) => n < free))
    next = list.at(-1) ?? free
  }
  const table = tables.flatMap((n) => numbers(sector(n)))
  const chain = (start: number, follow: readonly number[], piece: (n: number) => Buffer): Buffer => {
    const pieces: Buffer[] = []
    for (let n = start; n < free; n = follow[n] ?? free) {
      pieces.push(piece(n))
      if (pieces.length > follow.length) throw damaged()
    }
    return Buffer.concat(pieces)
  }
  const directory = chain(file.readUInt32LE(48), table, sector)
  const entries = Array.from({ length: Math.floor(directory.length / 128) }, (_, i) => directory.subarray(i * 128, i * 128 + 128)).map((entry) => ({
    name: entry.subarray(0, Math.max(0, entry.readUInt16LE(64) - 2)).toString('utf16le'), start: entry.readUInt32LE(116), size: entry.readUInt32LE(120),
  }))
  const root = entries[0]
  const found = names.map((name) => entries.find((entry) => entry.name === name)).find((entry) => entry !== undefined)
  if (!root || !found) return null
  if (found.size >= file.readUInt32LE(56)) return chain(found.start, table, sector).subarray(0, found.size)
  const small = chain(root.start, table, sector)
  const smallTable = numbers(chain(file.readUInt32LE(60), table, sector))
  return chain(found.start, smallTable, (n) => small.subarray(n * 64, n * 64 + 64)).subarray(0, found.size)
}
