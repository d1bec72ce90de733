import { SaxesParser } from 'saxes'
import { TableProblem } from './table.ts'

export type Attributes = Readonly<Record<string, string>>
export type Handlers = {
  readonly open?: (name: string, attributes: Attributes, selfClosing: boolean) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const local = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name)

/** A pushed XML parser by local names. It knows no entities but the five of XML, so nothing in a file can grow by itself. */
export const xmlParser = ({ open, close, text }: Handlers): { readonly write: (portion: string) => void; readonly end: () => void } => {
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new TableProblem('documents.damaged_archive')
  })
  if (open) parser.on('opentag', (tag) => open(local(tag.name), tag.attributes, tag.isSelfClosing))
  if (close) parser.on('closetag', (tag) => close(local(tag.name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  return { write: (portion) => void parser.write(portion), end: () => void parser.close() }
}

export const parseXml = (xml: string, handlers: Handlers): void => {
  const parser = xmlParser(handlers)
  parser.write(xml.charCodeAt(0) === 0xfeff ? xml.slice(1) : xml)
  parser.end()
}

/** ECMA-376 22.9.2.19: `_x000D_` stands for the character with that code. */
export const unescapeText = (text: string): string =>
  text.includes('_x') ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text

export type Sheet = { readonly name: string; readonly relation: string; readonly hidden: boolean }

export const parseWorkbook = (xml: string): { readonly sheets: readonly Sheet[]; readonly date1904: boolean } => {
  const sheets: Sheet[] = []
  let date1904 = false
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true'
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => local(key) === 'id' && key !== 'id')?.[1] ?? ''
      sheets.push({ name: attributes['name'] ?? '', relation, hidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
  })
  return { sheets, date1904 }
}

/** Relation id -> path inside the archive, relative to `folder`. */
export const parseRelations = (xml: string, folder: string): ReadonlyMap<string, { readonly target: string; readonly type: string }> => {
  const relations = new Map<string, { target: string; type: string }>()
  parseXml(xml, {
    open: (name, { Id = '', Target = '', Type = '' }) => {
      if (name !== 'Relationship') return
      const path = Target.startsWith('/') ? Target.slice(1) : `${folder}${Target}`
      relations.set(Id, { target: path.replaceAll(/[^/]+\/\.\.\//g, '').replaceAll('./', ''), type: Type.slice(Type.lastIndexOf('/') + 1) })
    },
  })
  return relations
}

/** Texts by index; phonetic guides (rPh) are not part of a text. */
export const sharedTexts = (): Handlers & { readonly texts: string[] } => {
  const texts: string[] = []
  let current = ''
  let inText = false, phonetic = 0
  return {
    texts,
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') phonetic++
    },
    close: (name) => {
      if (name === 'si') texts.push(unescapeText(current))
      else if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
    },
    text: (text) => {
      if (inText && phonetic === 0) current += text
    },
  }
}

/** What a number's style makes of it. */
export type NumberKind = 'number' | 'date' | 'time'

type Range = readonly [number, number]
const timeFormats: readonly Range[] = [[18, 21], [32, 35], [45, 47]]
const dateFormats: readonly Range[] = [[14, 22], [27, 36], [50, 58]]
const within = (id: number, ranges: readonly Range[]): boolean => ranges.some(([low, high]) => id >= low && id <= high)
const builtInKind = (id: number): NumberKind =>
  within(id, timeFormats) ? 'time' : within(id, dateFormats) ? 'date' : 'number'

/** ECMA-376 18.8.30: a format with y or d (or m without h and s) shows a date, with h or s only a time. */
export const formatKind = (code: string): NumberKind => {
  const bare = (code.split(';')[0] ?? '').replaceAll(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*./gi, '').toLowerCase()
  if (/general|[0#?]/.test(bare) && !/[yd]/.test(bare) && !/[hs]/.test(bare)) return 'number'
  if (/[yd]/.test(bare) || (bare.includes('m') && !/[hs]/.test(bare))) return 'date'
  return /[hs]/.test(bare) ? 'time' : 'number'
}

/** Kind of number by cell style index. */
export const parseStyles = (xml: string): readonly NumberKind[] => {
  const own = new Map<number, NumberKind>()
  const kinds: NumberKind[] = []
  let inCells = false
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), formatKind(attributes['formatCode'] ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0)
        kinds.push(own.get(id) ?? builtInKind(id))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Days since 1899-12-30 (or 1904-01-01) as ISO text: a date, a time of day, or both. Excel believes 1900 was a leap year. */
export const serialText = (serial: number, kind: 'date' | 'time', date1904: boolean): string => {
  let seconds = Math.round(serial * 86_400)
  if (kind === 'time' && serial >= 0 && serial < 1) return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part)))
    .join(':')
  if (date1904) seconds += 1_462 * 86_400
  else if (serial < 60) seconds += 86_400
  const iso = new Date((seconds - 25_569 * 86_400) * 1000).toISOString()
  return seconds % 86_400 === 0 ? iso.slice(0, 10) : iso.slice(0, 19)
}

/** A number as people wrote it: 0.1 is stored as 0.10000000000000001, and large whole numbers must not become 1e+21. */
export const numberText = (stored: string): string => {
  if (/^-?\d{1,15}$/.test(stored)) return stored
  const value = Number(stored)
  if (!Number.isFinite(value)) return stored
  const rounded = Number(value.toPrecision(15))
  return Math.abs(rounded) < 1e21 && (Math.abs(rounded) >= 1e-6 || rounded === 0) ? String(rounded) : stored
}
