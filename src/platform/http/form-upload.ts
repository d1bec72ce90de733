import type { FastifyRequest } from 'fastify'
import { problem, ProblemError } from './problems.ts'

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
  let tooLarge = false
  try {
    for await (const part of request.parts({ limits: { files: 1, fileSize: limits.fileSize } })) {
      if (part.type === 'field') {
        if (part.valueTruncated) throw problem('http.too_large', { status: 413 })
        fields.set(part.fieldname, String(part.value))
        continue
      }
      const pieces: Buffer[] = []
      part.file.on('limit', () => { tooLarge = true })
      for await (const piece of part.file) {
        pieces.push(piece as Buffer)
        // Not waited for its end: nothing of what comes is wanted any more.
        if (tooLarge) break
      }
      if (tooLarge) throw problem('http.too_large', { status: 413 })
      file = { name: part.filename ?? '', bytes: Buffer.concat(pieces) }
    }
  } catch (error) {
    if (tooLarge) throw problem('http.too_large', { status: 413 })
    // The parser's own limits carry a status; whatever else it says means that the bytes are no form.
    if (error instanceof ProblemError || (error as { statusCode?: number }).statusCode === 413) throw error
    throw problem('http.malformed', { status: 400 })
  }
  return { file, fields }
}
