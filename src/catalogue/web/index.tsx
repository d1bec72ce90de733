import type { WebPart } from '#platform/web-ui/index.ts'

export { catalogueApi, categoryName, type Suggested } from './api.ts'

/** Administration of the catalogue. */
export const catalogueWeb: WebPart = {
  pages: [{
    path: '/admin/catalogue', frame: 'staff', title: 'catalogue:page.title', permission: 'catalogue.read', load: () => import('./catalogue-page.tsx'),
    section: { of: '/admin', order: 50, group: 'organisations:page.group', label: 'catalogue:page.title', hint: 'catalogue:page.hint' },
  }],
}
