import type { WebPart } from '#platform/web-ui/index.ts'
import { casesWeb } from '#cases/web/index.tsx'

/** What each capability puts on the screen, ground floor first. A new capability adds its door here. */
export const parts: readonly WebPart[] = [casesWeb]
export const pages = parts.flatMap((part) => part.pages)
export const sources = parts.flatMap((part) => part.sources ?? [])
export const panels = parts.flatMap((part) => part.panels ?? [])
