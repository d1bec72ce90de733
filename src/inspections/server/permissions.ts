/** Permissions of this capability; roles map to them in access/rules. */
export const inspectionsPermissions = [
  'inspections.read', 'inspections.plan', 'inspections.draw', 'inspections.review', 'inspections.feedback', 'inspections.visit', 'inspections.acknowledge',
] as const

/** Problems and refusals this capability can say, with their status. Texts: inspections.json, `errors.<name>`. */
export const inspectionsProblems: Readonly<Record<string, number>> = {
  'inspections.programme_not_found': 404, 'inspections.round_not_found': 404, 'inspections.draw_not_found': 404,
}
