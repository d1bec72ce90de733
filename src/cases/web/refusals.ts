import { codeText } from '#platform/web-ui/index.ts'
import type { SaidRefusal } from './api.ts'

/** A refusal in the reader's language: as the server said it, else by its code. */
export const sayRefusal = (refusal: SaidRefusal): string => refusal.text ?? codeText(refusal.code, refusal.params) ?? refusal.code
