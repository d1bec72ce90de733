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
    { path: '/visits', frame: 'staff', title: 'inspections:section.visits.label', permission: 'inspections.read', load: () => import('./visits/visits-page.tsx'), section: inspectionSection(30, 'field', 'visits') },
    { path: '/visits/$id', frame: 'staff', title: 'inspections:visits_page.one', permission: 'inspections.read', load: () => import('./visits/visit-page.tsx') },
    { path: '/ledger', frame: 'staff', title: 'inspections:section.ledger.label', permission: 'inspections.read', load: () => import('./ledger/ledger-page.tsx'), section: inspectionSection(40, 'field', 'ledger') },
    { path: '/ledger/print', frame: 'staff', title: 'inspections:ledger_page.print', permission: 'inspections.read', load: () => import('./ledger/print-page.tsx') },
    { path: '/inspections/checklists', frame: 'staff', title: 'inspections:checklists.title', permission: 'inspections.read', load: () => import('./checklists/checklists-page.tsx'), section: inspectionSection(60, 'plan', 'checklists') },
    { path: '/inspections/checklists/$id', frame: 'staff', title: 'inspections:checklists.title', permission: 'inspections.read', load: () => import('./checklists/checklist-page.tsx') },
    { path: '/places', frame: 'staff', title: 'inspections:section.places.label', permission: 'inspections.read', load: () => import('./places/places-page.tsx'), section: inspectionSection(50, 'results', 'places') },
    { path: '/places/$id', frame: 'staff', title: 'inspections:section.places.label', permission: 'inspections.read', load: () => import('./places/place-page.tsx') },
    { path: '/inspections/feedback', frame: 'staff', title: 'inspections:section.feedback.label', permission: 'inspections.read', load: () => import('./feedback/letters-page.tsx'), section: inspectionSection(70, 'results', 'feedback') },
    { path: '/inspections/feedback/$id', frame: 'staff', title: 'inspections:feedback.heading', permission: 'inspections.read', load: () => import('./feedback/letter-page.tsx') },
    { path: '/inspections/outbox', frame: 'staff', title: 'inspections:feedback.outbox', permission: 'inspections.feedback', load: () => import('./feedback/outbox-page.tsx') },
    { path: '/inspections/results', frame: 'staff', title: 'inspections:section.results.label', permission: 'inspections.read', load: () => import('./results/results-page.tsx'), section: inspectionSection(90, 'results', 'results') },
    { path: '/badges', frame: 'staff', title: 'inspections:section.badges.label', permission: 'inspections.read', load: () => import('./badges/page.tsx'), section: inspectionSection(80, 'results', 'badges') },
  ],
}
