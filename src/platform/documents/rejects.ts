import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Fault, MessageParams } from '#base/results.ts'
import { csvLine } from './csv-writer.ts'

export type RejectsFile = {
  /** One line per fault of a row. */
  readonly write: (line: number, faults: readonly Fault[]) => Promise<void>
  readonly close: () => Promise<{ readonly rows: number; readonly faults: number }>
}

/**
 * The file that says what was not taken in and why: line, column, value, reason, code. UTF-8 with a byte order mark, because
 * people open it in a spreadsheet. `reasonOf` turns a code and its facts into a sentence.
 */
export const rejectsFile = (path: string, reasonOf: (code: string, params: MessageParams) => string): RejectsFile => {
  const file = createWriteStream(path)
  const failed = once(file, 'error').then(([error]) => {
    throw error as Error
  })
  failed.catch(() => undefined)
  let rows = 0, count = 0
  file.write(`\uFEFF${csvLine(['line', 'column', 'value', 'reason', 'code'])}`)
  return {
    write: async (line, faults) => {
      rows++
      let text = ''
      for (const { field, value, code, params } of faults) {
        text += csvLine([line, field, value, reasonOf(code, { field, value, ...params }), code])
        count++
      }
      if (!file.write(text)) await Promise.race([once(file, 'drain'), failed])
    },
    close: async () => {
      await Promise.race([new Promise<void>((resolve) => file.end(resolve)), failed])
      return { rows, faults: count }
    },
  }
}
