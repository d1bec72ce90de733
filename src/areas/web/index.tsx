import { type ComponentProps, lazy, Suspense } from 'react'
import type { WebPart } from '#platform/web-ui/index.ts'

const Select = lazy(() => import('./area-select.tsx'))
/** Chooses one area by search; loaded where it stands, for it brings the component library of the desk. */
export const AreaSelect = (props: ComponentProps<typeof Select>) => (
  <Suspense fallback={<span className="b-input" />}>
    <Select {...props} />
  </Suspense>
)
const List = lazy(() => import('./places-list.tsx'))
/** Places with search, filters, paging and a map; what opens one is told by the page. */
export const PlacesList = (props: ComponentProps<typeof List>) => (
  <Suspense fallback={null}>
    <List {...props} />
  </Suspense>
)
export type { AreaLink, Boundaries, Located, PlaceRow, PlaceType } from './api.ts'
export { areasApi, inLanguage, placePhotoUrl } from './api.ts'

const section = (order: number, name: string) => ({
  of: '/admin',
  order,
  group: 'areas:page.group',
  label: `areas:page.${name}.title`,
  hint: `areas:page.${name}.hint`,
})
/** Administration of areas and places. */
export const areasWeb: WebPart = {
  pages: [
    {
      path: '/admin/areas',
      frame: 'staff',
      title: 'areas:page.areas.title',
      permission: 'areas.read',
      section: section(10, 'areas'),
      load: () => import('./areas-page.tsx'),
    },
    {
      path: '/admin/places',
      frame: 'staff',
      title: 'areas:page.places.title',
      permission: 'areas.read',
      section: section(20, 'places'),
      load: () => import('./places-page.tsx'),
    },
    {
      path: '/admin/place-types',
      frame: 'staff',
      title: 'areas:page.types.title',
      permission: 'areas.read',
      section: section(25, 'types'),
      load: () => import('./place-types-page.tsx'),
    },
  ],
}
