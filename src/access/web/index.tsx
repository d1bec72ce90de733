import type { WebPart } from '#platform/web-ui/index.ts'

const section = (order: number, name: string) => ({
  of: '/admin',
  order,
  group: 'access:manage.group',
  label: `access:manage.${name}.title`,
  hint: `access:manage.${name}.hint`,
})
/** Administration of accounts, the audit list, and what each role may do. */
export const accessWeb: WebPart = {
  pages: [
    {
      path: '/admin/accounts',
      frame: 'staff',
      title: 'access:manage.accounts.title',
      permission: 'access.manage',
      section: section(70, 'accounts'),
      load: () => import('./accounts-page.tsx'),
    },
    {
      path: '/admin/roles',
      frame: 'staff',
      title: 'access:manage.roles.title',
      anyOf: ['access.manage', 'access.audit'],
      section: section(80, 'roles'),
      load: () => import('./roles-page.tsx'),
    },
    {
      path: '/admin/audit',
      frame: 'staff',
      title: 'access:manage.audit.title',
      permission: 'access.audit',
      section: section(90, 'audit'),
      load: () => import('./audit-page.tsx'),
    },
  ],
}
