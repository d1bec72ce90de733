import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { TableProblem } from './table.ts'

export type Decoded = { readonly text: string; readonly damaged: boolean }
export type TextDecoding = {
  readonly write: (bytes: Buffer) => Decoded
  readonly end: () => Decoded
  readonly encoding: () => string
}

const replacement = Buffer.from('\uFFFD')
/** How many bytes after the first one beyond ASCII are looked at before the encoding is decided. */
const window = 65_536

/** Length without a UTF-8 sequence that is begun at the very end and not finished. */
const wholeLength = (bytes: Buffer): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length
    if (byte < 0x80) break
  }
  return bytes.length
}

/** UTF-16 without a mark: text in Latin letters, digits and delimiters has its zero bytes all on one side. */
const utf16Without = (bytes: Buffer): 'utf-16le' | 'utf-16be' | null => {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 8) return null
  let even = 0, odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const some = length / 2 * 0.2
  if (odd > some && even === 0) return 'utf-16le'
  return even > some && odd === 0 ? 'utf-16be' : null
}

const decoderOf = (encoding: string): TextDecoding => {
  const decoder = iconv.getDecoder(encoding)
  const utf8 = encoding === 'utf-8'
  return {
    write: (bytes) => {
      const text = decoder.write(bytes)
      return { text, damaged: text.includes('\uFFFD') && !(utf8 && bytes.includes(replacement)) }
    },
    end: () => {
      const text = decoder.end() ?? ''
      return { text, damaged: text.includes('\uFFFD') }
    },
    encoding: () => encoding,
  }
}

/** `final`: nothing follows these bytes, so a sequence unfinished at their end is wrong. */
const decide = (bytes: Buffer, final: boolean): string => {
  if (isUtf8(final ? bytes : bytes.subarray(0, wholeLength(bytes)))) return 'utf-8'
  const cut = final ? bytes : bytes.subarray(0, Math.max(0, bytes.length - 4))
  const wrong = iconv.decode(cut, 'gb18030').split('\uFFFD').length - 1
  // A byte or two that are wrong are faults of their lines; a text full of them is in another encoding.
  if (wrong <= 1 + cut.length / 500 && !cut.includes(0)) return 'gb18030'
  const utf8Wrong = bytes.toString('utf8').split('\uFFFD').length - 1
  if (utf8Wrong <= 1 + cut.length / 500) return 'utf-8'
  throw new TableProblem('documents.unknown_encoding')
}

/**
 * Bytes to text. A byte order mark decides (UTF-8, UTF-16); else UTF-16 by its zero bytes; else, as the first bytes
 * beyond ASCII arrive, UTF-8 when they are valid UTF-8 and GB18030 (which holds GBK and GB2312) otherwise. The decision waits
 * for those bytes: a file whose first Chinese word comes after megabytes of digits is read right too.
 */
export const textDecoding = (encoding: string | undefined): TextDecoding => {
  if (encoding !== undefined) {
    if (!iconv.encodingExists(encoding)) throw new TableProblem('documents.no_such_encoding', { encoding })
    return decoderOf(encoding.toLowerCase())
  }
  let chosen: TextDecoding | null = null
  let started = false
  let held: Buffer[] = []
  let heldBytes = 0
  const choose = (name: string, bytes: Buffer): Decoded => {
    chosen = decoderOf(name)
    held = []
    return chosen.write(bytes)
  }
  const settle = (final: boolean): Decoded => {
    const bytes = Buffer.concat(held)
    return choose(decide(bytes, final), bytes)
  }
  return {
    write: (bytes) => {
      if (chosen) return chosen.write(bytes)
      if (!started) {
        started = true
        if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return choose('utf-8', bytes.subarray(3))
        if (bytes[0] === 0xff && bytes[1] === 0xfe) return choose('utf-16le', bytes.subarray(2))
        if (bytes[0] === 0xfe && bytes[1] === 0xff) return choose('utf-16be', bytes.subarray(2))
        const wide = utf16Without(bytes)
        if (wide) return choose(wide, bytes)
      }
      if (held.length === 0 && isAscii(bytes)) return { text: bytes.toString('latin1'), damaged: false }
      held.push(bytes)
      heldBytes += bytes.length
      return heldBytes >= window ? settle(false) : { text: '', damaged: false }
    },
    end: () => {
      if (chosen) return chosen.end()
      if (held.length === 0) return { text: '', damaged: false }
      const first = settle(true)
      const last = (chosen as TextDecoding | null)?.end() ?? { text: '', damaged: false }
      return { text: first.text + last.text, damaged: first.damaged || last.damaged }
    },
    encoding: () => chosen?.encoding() ?? 'utf-8',
  }
}
