import type { WebPart } from '#platform/web-ui/index.ts'

/** What residents see: the start page, reporting a problem, tracking it; and on the case page, how the problem came in. */
export const intakeWeb: WebPart = {
  pages: [
    {
      path: '/',
      frame: 'public',
      title: 'intake:page.home.title',
      load: () => import('./home-page.tsx'),
      nav: { order: 10, icon: 'home', label: 'intake:page.home.short', phone: true },
    },
    {
      path: '/report',
      frame: 'public',
      title: 'intake:page.report.title',
      load: () => import('./report-page.tsx'),
      nav: { order: 20, icon: 'report', label: 'intake:page.report.short', phone: true },
    },
    { path: '/report/sent', frame: 'public', title: 'intake:page.sent.title', load: () => import('./sent-page.tsx') },
    {
      path: '/track',
      frame: 'public',
      title: 'intake:page.track.title',
      load: () => import('./track-page.tsx'),
      nav: { order: 30, icon: 'track', label: 'intake:page.track.short', phone: true },
    },
    { path: '/my-reports', frame: 'public', title: 'intake:page.mine.title', load: () => import('./my-reports-page.tsx') },
    { path: '/track/$code', frame: 'public', title: 'intake:page.track.title', load: () => import('./tracked-page.tsx') },
  ],
  panels: [{ place: 'cases.case', order: 10, permission: 'cases.read', load: () => import('./case-reports.tsx') }],
}
