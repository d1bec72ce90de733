import type { PageRoute } from '#platform/web-ui/index.ts'

/** Inspections: one place in the rail, its pages stand under it (`section`). */
export const inspectionsRoute: PageRoute = {
  path: '/inspections',
  frame: 'staff',
  title: 'inspections:section.title',
  load: () => import('./inspections-page.tsx'),
  nav: { order: 35, icon: 'checklist', label: 'inspections:section.short', phone: true, key: 'v' },
  permission: 'inspections.read',
}
