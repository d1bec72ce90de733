import type { WebPart } from '#platform/web-ui/index.ts'
import { caseSource } from './case-source.ts'

/** The staff pages of cases: inbox, all cases, one case, overview, map. */
export const casesWeb: WebPart = {
  sources: [caseSource],
  pages: [
    {
      path: '/inbox',
      frame: 'staff',
      title: 'cases:page.inbox.title',
      permission: 'cases.read',
      scope: true,
      period: true,
      load: () => import('./inbox-page.tsx'),
      nav: { order: 10, icon: 'inbox', phone: true, key: 'i' },
    },
    {
      path: '/cases',
      frame: 'staff',
      title: 'cases:page.all.title',
      permission: 'cases.read',
      scope: true,
      period: true,
      load: () => import('./all-cases-page.tsx'),
      nav: { order: 20, icon: 'cases', phone: true, key: 'c' },
    },
    { path: '/cases/$id', frame: 'staff', title: 'cases:page.case.title', permission: 'cases.read', load: () => import('./case-page.tsx') },
    {
      path: '/overview',
      frame: 'staff',
      title: 'cases:page.overview.title',
      permission: 'cases.read',
      scope: true,
      load: () => import('./overview-page.tsx'),
      nav: { order: 30, icon: 'overview', phone: true, key: 'o' },
    },
    {
      path: '/map',
      frame: 'staff',
      title: 'cases:page.map.title',
      permission: 'cases.read',
      scope: true,
      period: true,
      load: () => import('./map-page.tsx'),
      nav: { order: 40, icon: 'map', phone: true, key: 'm' },
    },
    {
      path: '/admin/calendar',
      frame: 'staff',
      title: 'cases:settings.title',
      permission: 'cases.read',
      load: () => import('./settings/calendar-page.tsx'),
      section: { of: '/admin', order: 60, group: 'organisations:page.group', label: 'cases:settings.label', hint: 'cases:settings.hint' },
    },
  ],
}
