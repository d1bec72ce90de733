import type { PageRoute } from '#platform/web-ui/index.ts'

/** Administration: one place in the rail, its pages come from the capabilities (`section`). */
export const adminRoute: PageRoute = {
  path: '/admin',
  frame: 'staff',
  title: 'admin:title',
  load: () => import('./admin-page.tsx'),
  nav: { order: 90, icon: 'admin', label: 'admin:short', phone: true, key: 'a' },
  anyOf: ['areas.manage', 'organisations.manage', 'catalogue.manage', 'calendar.manage', 'settings.manage', 'access.manage', 'access.audit'],
}
