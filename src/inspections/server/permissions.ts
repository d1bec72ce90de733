/** Permissions of this capability; roles map to them in access/rules. */
export const inspectionsPermissions = [
  'inspections.read', 'inspections.plan', 'inspections.draw', 'inspections.review', 'inspections.feedback', 'inspections.visit', 'inspections.acknowledge',
] as const

/** Problems and refusals this capability can say, with their status. Texts: inspections.json, `errors.<name>`. */
export const inspectionsProblems: Readonly<Record<string, number>> = {
  'inspections.programme_not_found': 404, 'inspections.round_not_found': 404, 'inspections.draw_not_found': 404,
  'inspections.area_not_yours': 403, 'inspections.recusal_not_found': 404, 'inspections.recusal_not_yours': 403, 'inspections.verifier_missing': 404,
  'inspections.not_activate': 409, 'inspections.not_pause': 409, 'inspections.not_end': 409, 'inspections.not_active': 409,
  'inspections.reason_empty': 409, 'inspections.no_published_checklist': 409, 'inspections.frame_empty': 409, 'inspections.no_visit_days': 409,
  'inspections.programme_ended': 409, 'inspections.kind_stands': 409, 'inspections.span_bad': 409, 'inspections.span_past': 409,
  'inspections.round_fixed': 409, 'inspections.round_over': 409, 'inspections.draw_needed': 409, 'inspections.value_known_already': 409,
  'inspections.value_not_known_yet': 409, 'inspections.frame_drawn_already': 409, 'inspections.frame_unchanged': 409, 'inspections.draw_not_open': 409,
  'inspections.draw_other_source': 409, 'inspections.commitments_complete': 409, 'inspections.party_twice': 409, 'inspections.party_named_twice': 409,
  'inspections.commitment_copied': 409, 'inspections.not_a_party': 409, 'inspections.reveal_too_early': 409, 'inspections.revealed_already': 409,
  'inspections.reveal_differs': 409, 'inspections.reveals_missing': 409, 'inspections.draw_too_soon': 409, 'inspections.method_changed': 409,
  'inspections.visits_begun': 409, 'inspections.area_gone': 409, 'inspections.draw_not_public': 409, 'inspections.draw_not_made': 409,
  'inspections.team_too_small': 409, 'inspections.recusal_one_subject': 409, 'inspections.recusal_home_is_area': 409, 'inspections.recusal_ends_early': 409,
  'inspections.recusal_not_inspector': 409, 'inspections.recusal_subject_unknown': 409, 'inspections.recusal_there_already': 409, 'inspections.recusal_over': 409,
  'inspections.recusal_own': 409,
}
