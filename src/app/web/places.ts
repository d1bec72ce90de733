import type { PageRoute } from '#platform/web-ui/index.ts'
import { adminRoute } from './admin-route.ts'
import { inspectionsRoute } from './inspections-route.ts'
import { pages } from './parts.ts'

/** Places of the rail whose pages stand under them. */
export const sectionPlaces: readonly PageRoute[] = [inspectionsRoute, adminRoute]

/** Permissions with which somebody works on cases; others look at how things stand. */
const working = ['cases.accept', 'cases.dispatch', 'cases.handle', 'cases.check', 'cases.close']

/** Where somebody begins: at the work, or, with nothing to work on, at the overview. */
export const startOf = (permissions: readonly string[]): Place | undefined => {
  const places = placesFor(permissions)
  return (working.some((permission) => permissions.includes(permission)) ? undefined : places.find((place) => place.path === '/overview')) ?? places[0]
}

export type Place = PageRoute & { readonly nav: NonNullable<PageRoute['nav']> }
/** The places of the rail that the held permissions open, in their order. */
export const placesFor = (permissions: readonly string[]): readonly Place[] =>
  [...pages, ...sectionPlaces]
    .filter(
      (page): page is Place =>
        page.nav !== undefined &&
        page.frame === 'staff' &&
        (page.permission === undefined || permissions.includes(page.permission)) &&
        (page.anyOf === undefined || page.anyOf.some((permission) => permissions.includes(permission))),
    )
    .toSorted((a, b) => a.nav.order - b.nav.order)
