import type { PageRoute, WebPart } from '#platform/web-ui/index.ts'

/** Where a page stands in the row of the section: its order, and `inspections:section.<name>.label` and `.hint`. */
export const inspectionSection = (order: number, group: 'plan' | 'field' | 'results', name: string): NonNullable<PageRoute['section']> => ({
  of: '/inspections',
  order,
  group: `inspections:section.group.${group}`,
  label: `inspections:section.${name}.label`,
  hint: `inspections:section.${name}.hint`,
})

/** The pages of inspections. Orders: 10 planner, 20 draws, 30 visits, 40 ledger, 50 places, 60 checklists, 70 feedback, 80 badges, 90 results. */
export const inspectionsWeb: WebPart = {
  pages: [
    { path: '/field', frame: 'staff', title: 'inspections:field.page', permission: 'inspections.visit', load: () => import('./field/page.tsx'), section: inspectionSection(5, 'field', 'field') },
  ],
}
