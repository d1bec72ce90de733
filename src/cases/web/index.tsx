import type { WebPart } from '#platform/web-ui/index.ts'

/** The staff pages of cases. */
export const casesWeb: WebPart = { pages: [] }
