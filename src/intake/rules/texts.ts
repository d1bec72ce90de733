import { err, type Fault, ok, type Result } from '#base/results.ts'

/** Longest texts taken, in characters (UTF-16 units). 4,000 for a description: Open311 GeoReport v2, POST Service Request. */
export const textLimits = { title: 100, description: 4_000, address: 300, name: 60, phone: 30, email: 254, answer: 1_000, reason: 1_000,
  reference: 200 } as const

/** Controls but tab and line feed, and the marks that turn the direction of a text round so that it reads otherwise than it is written. */
const unwanted = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * A text as it is kept: composed (NFC), line ends as one line feed, without control characters, trimmed. U+0000 and halves of characters are a
 * fault, not cleaned away: they say that the text was damaged on its way, and PostgreSQL keeps neither.
 * Faults: `intake.text_damaged`, `intake.text_too_long` (with `limit` and `length`).
 */
export const cleanText = (field: string, given: string, limit: number): Result<string, Fault> => {
  if (given.includes('\0') || !given.isWellFormed() || given.includes('\ufffd')) {
    return err({ field, value: given.toWellFormed().replaceAll('\0', '\u2400').slice(0, 80), code: 'intake.text_damaged' })
  }
  const text = given.normalize('NFC').replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(unwanted, '').trim()
  if (text.length > limit) return err({ field, value: text.slice(0, 80), code: 'intake.text_too_long', params: { limit, length: text.length } })
  return ok(text)
}

/** The same on one line: for names, titles, addresses. */
export const cleanLine = (field: string, given: string, limit: number): Result<string,
Fault> => cleanText(field, given.replaceAll(/\s+/g, ' '), limit)

const titleLength = 30

/**
 * A title out of a description: its first sentence, or its beginning up to thirty characters (sixty of Latin script), cut at a space where it has
 * any.
 * Empty for an empty description.
 */
export const titleOf = (description: string): string => {
  const line = (description.split('\n').find((each) => each.trim() !== '') ?? '').trim()
  const most = /[\p{Script=Han}]/u.test(line) ? titleLength : titleLength * 2
  const sentence = /^.*?(?:[。！？；]|[.!?;](?=\s|$))/u.exec(line)?.[0].replace(/[。；.;]$/u, '') ?? line
  if (sentence.length <= most && sentence.length > 3) return sentence
  if (line.length <= most) return line
  const head = line.slice(0, most).toWellFormed().replace(/\ufffd$/, '')
  const space = head.lastIndexOf(' ')
  return `${(space > most / 2 ? head.slice(0, space) : head).trimEnd()}…`
}
