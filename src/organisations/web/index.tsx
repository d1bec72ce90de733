import { type ComponentProps, lazy, Suspense } from 'react'
import type { WebPart } from '#platform/web-ui/index.ts'

export { DutyWords, useDutyWord } from './duty-words.tsx'
export { knownDuties } from './known-duties.ts'

const Select = lazy(() => import('./unit-select.tsx'))
/** Chooses one unit by search; loaded where it stands, for it brings the component library of the desk. */
export const UnitSelect = (props: ComponentProps<typeof Select>) => (
  <Suspense fallback={<span className="b-input" />}>
    <Select {...props} />
  </Suspense>
)

const section = (order: number, name: string) => ({
  of: '/admin',
  order,
  group: 'organisations:page.group',
  label: `organisations:page.${name}.title`,
  hint: `organisations:page.${name}.hint`,
})
/** Administration of units and of who answers for what. */
export const organisationsWeb: WebPart = {
  pages: [
    {
      path: '/admin/units',
      frame: 'staff',
      title: 'organisations:page.units.title',
      permission: 'organisations.read',
      section: { ...section(30, 'units'), group: 'areas:page.group' },
      load: () => import('./units-page.tsx'),
    },
    {
      path: '/admin/duty',
      frame: 'staff',
      title: 'organisations:page.duty.title',
      permission: 'organisations.read',
      section: section(40, 'duty'),
      load: () => import('./duty-page.tsx'),
    },
  ],
}
