import { crc32, createDeflateRaw } from 'node:zlib'

/** One file of an archive: its name and its text in portions. */
export type ZipPart = { readonly name: string; readonly text: AsyncIterable<string> | Iterable<string> }

const stamp = { time: 0, date: (1980 - 1980) << 9 | 1 << 5 | 1 }
const flags = 0x0808 // sizes follow the data; names are UTF-8

const header = (signature: number, size: number, fill: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32LE(signature, 0)
  fill(bytes)
  return bytes
}

type Written = { readonly name: Buffer; readonly crc: number; readonly packed: number; readonly size: number; readonly offset: number }
const max32 = 0xffff_ffff

/** Deflates portions of text; measures and checks as it goes. */
async function* deflated(text: ZipPart['text'], done: (crc: number, packed: number, size: number) => void): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6, chunkSize: 65_536 })
  let crc = 0, size = 0, packed = 0
  let failed: Error | null = null
  deflate.on('error', (error: Error) => (failed = error))
  const out: Buffer[] = []
  deflate.on('data', (bytes: Buffer) => void out.push(bytes))
  const drain = function* (): Generator<Buffer> {
    for (const bytes of out.splice(0)) {
      packed += bytes.length
      yield bytes
    }
  }
  for await (const portion of text) {
    const bytes = Buffer.from(portion, 'utf8')
    crc = crc32(bytes, crc)
    size += bytes.length
    await new Promise<void>((resolve) => deflate.write(bytes, () => resolve()))
    if (failed) throw failed
    yield* drain()
  }
  const finished = new Promise<void>((resolve) => deflate.once('end', resolve))
  deflate.end()
  await finished
  yield* drain()
  if (size > max32 || packed > max32) throw new RangeError('a part of the archive is above 4 GiB')
  done(crc, packed, size)
}

/**
 * A zip archive as a stream (APPNOTE 6.3.10, deflate, data descriptors, no zip64), one part after the other, in constant memory.
 * The same parts give the same bytes: the time stamps are fixed.
 */
export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  const passed = (bytes: Buffer): Buffer => {
    offset += bytes.length
    return bytes
  }
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const start = offset
    yield passed(header(0x04034b50, 30, (b) => {
      b.writeUInt16LE(20, 4)
      b.writeUInt16LE(flags, 6)
      b.writeUInt16LE(8, 8)
      b.writeUInt16LE(stamp.time, 10)
      b.writeUInt16LE(stamp.date, 12)
      b.writeUInt16LE(name.length, 26)
    }))
    yield passed(name)
    let entry: Written = { name, crc: 0, packed: 0, size: 0, offset: start }
    for await (const bytes of deflated(part.text, (crc, packed, size) => (entry = { ...entry, crc, packed, size }))) yield passed(bytes)
    yield passed(header(0x08074b50, 16, (b) => {
      b.writeUInt32LE(entry.crc, 4)
      b.writeUInt32LE(entry.packed, 8)
      b.writeUInt32LE(entry.size, 12)
    }))
    written.push(entry)
    if (offset > max32) throw new RangeError('the archive is above 4 GiB')
  }
  const directory = offset
  for (const { name, crc, packed, size, offset: at } of written) {
    yield passed(header(0x02014b50, 46, (b) => {
      b.writeUInt16LE(20, 4)
      b.writeUInt16LE(20, 6)
      b.writeUInt16LE(flags, 8)
      b.writeUInt16LE(8, 10)
      b.writeUInt16LE(stamp.time, 12)
      b.writeUInt16LE(stamp.date, 14)
      b.writeUInt32LE(crc, 16)
      b.writeUInt32LE(packed, 20)
      b.writeUInt32LE(size, 24)
      b.writeUInt16LE(name.length, 28)
      b.writeUInt32LE(at, 42)
    }))
    yield passed(name)
  }
  const length = offset - directory
  yield header(0x06054b50, 22, (b) => {
    b.writeUInt16LE(written.length, 8)
    b.writeUInt16LE(written.length, 10)
    b.writeUInt32LE(length, 12)
    b.writeUInt32LE(directory, 16)
  })
}
