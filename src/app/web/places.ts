import type { PageRoute } from '#platform/web-ui/index.ts'
import { pages } from './parts.ts'

export type Place = PageRoute & { readonly nav: NonNullable<PageRoute['nav']> }
/** The places of the rail that the held permissions open, in their order. */
export const placesFor = (permissions: readonly string[]): readonly Place[] =>
  pages.filter((page): page is Place => page.nav !== undefined && page.frame === 'staff' && (page.permission === undefined || permissions.includes(page.permission)))
    .toSorted((a, b) => a.nav.order - b.nav.order)
