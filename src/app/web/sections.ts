import type { PageRoute } from '#platform/web-ui/index.ts'
import { pages } from './parts.ts'

export type SectionPage = PageRoute & { readonly section: NonNullable<PageRoute['section']> }
const opens = (page: PageRoute, may: (permission: string | undefined) => boolean): boolean =>
  may(page.permission) && (!page.anyOf || page.anyOf.some(may))

/** The pages of a place that the held permissions open, in their order. */
export const pagesOfSection = (of: string, may: (permission: string | undefined) => boolean): readonly SectionPage[] =>
  pages.filter((page): page is SectionPage => page.section?.of === of && opens(page, may)).toSorted((a, b) => a.section.order - b.section.order)
