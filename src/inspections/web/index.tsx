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
    { path: '/inspections/planner', frame: 'staff', title: 'inspections:section.planner.label', permission: 'inspections.read', load: () => import('./planner/planner-page.tsx'), section: inspectionSection(10, 'plan', 'planner') },
    { path: '/inspections/planner/$id', frame: 'staff', title: 'inspections:planner.programme', permission: 'inspections.read', load: () => import('./planner/programme-page.tsx') },
    { path: '/inspections/rounds/$id', frame: 'staff', title: 'inspections:planner.round', permission: 'inspections.read', load: () => import('./planner/round-page.tsx') },
    { path: '/inspections/draws', frame: 'staff', title: 'inspections:section.draws.label', permission: 'inspections.read', load: () => import('./draws/draws-page.tsx'), section: inspectionSection(20, 'plan', 'draws') },
    { path: '/inspections/draws/$id', frame: 'staff', title: 'inspections:draws.page', permission: 'inspections.read', load: () => import('./draws/draw-page.tsx') },
    { path: '/field', frame: 'staff', title: 'inspections:field.page', permission: 'inspections.visit', load: () => import('./field/page.tsx'), section: inspectionSection(5, 'field', 'field') },
    { path: '/inspections/checklists', frame: 'staff', title: 'inspections:checklists.title', permission: 'inspections.read', load: () => import('./checklists/checklists-page.tsx'), section: inspectionSection(60, 'plan', 'checklists') },
    { path: '/inspections/checklists/$id', frame: 'staff', title: 'inspections:checklists.title', permission: 'inspections.read', load: () => import('./checklists/checklist-page.tsx') },
    { path: '/places', frame: 'staff', title: 'inspections:section.places.label', permission: 'inspections.read', load: () => import('./places/places-page.tsx'), section: inspectionSection(50, 'results', 'places') },
    { path: '/places/$id', frame: 'staff', title: 'inspections:section.places.label', permission: 'inspections.read', load: () => import('./places/place-page.tsx') },
    { path: '/badges', frame: 'staff', title: 'inspections:section.badges.label', permission: 'inspections.read', load: () => import('./badges/page.tsx'), section: inspectionSection(80, 'results', 'badges') },
  ],
}
