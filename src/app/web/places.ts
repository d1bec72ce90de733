import type { PageRoute } from '#platform/web-ui/index.ts'
import { adminRoute } from './admin-route.ts'
import { pages } from './parts.ts'

export type Place = PageRoute & { readonly nav: NonNullable<PageRoute['nav']> }
/** The places of the rail that the held permissions open, in their order. */
export const placesFor = (permissions: readonly string[]): readonly Place[] =>
  [...pages, adminRoute]
    .filter(
      (page): page is Place =>
        page.nav !== undefined &&
        page.frame === 'staff' &&
        (page.permission === undefined || permissions.includes(page.permission)) &&
        (page.anyOf === undefined || page.anyOf.some((permission) => permissions.includes(permission))),
    )
    .toSorted((a, b) => a.nav.order - b.nav.order)
