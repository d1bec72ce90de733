import type { FastifyRequest } from 'fastify'
import { problem, ProblemError, tooLarge } from './problems.ts'

export type UploadedForm = {
  /** The one file, read whole; null where none was sent. */
  readonly file: { readonly name: string; readonly bytes: Buffer } | null
  readonly fields: ReadonlyMap<string, string>
}

/** A form of one file and a few fields. More files, a file above `fileSize` bytes, or what is no whole form is refused as soon as it shows. */
export const uploadedForm = async (request: FastifyRequest, limits: { readonly fileSize: number }): Promise<UploadedForm> => {
  if (!request.isMultipart()) throw problem('http.media_type', { status: 415 })
  const fields = new Map<string, string>()
  let file: UploadedForm['file'] = null
  let over = false
  try {
    for await (const part of request.parts({ limits: { files: 1, fileSize: limits.fileSize } })) {
      if (part.type === 'field') {
        if (part.valueTruncated) throw tooLarge(limits.fileSize)
        fields.set(part.fieldname, String(part.value))
        continue
      }
      const pieces: Buffer[] = []
      part.file.on('limit', () => { over = true })
      for await (const piece of part.file) {
        pieces.push(piece as Buffer)
        // Not waited for its end: nothing of what comes is wanted any more.
        if (over) break
      }
      if (over) throw tooLarge(limits.fileSize)
      file = { name: part.filename ?? '', bytes: Buffer.concat(pieces) }
    }
  } catch (error) {
    if (over) throw tooLarge(limits.fileSize)
    // The parser's own limits carry a status; whatever else it says means that the bytes are no form.
    if (error instanceof ProblemError || (error as { statusCode?: number }).statusCode === 413) throw error
    throw problem('http.malformed', { status: 400 })
  }
  return { file, fields }
}
