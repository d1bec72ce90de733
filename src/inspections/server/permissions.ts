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
  'inspections.round_fixed': 409, 'inspections.round_over': 409, 'inspections.re_inspection_not_drawn': 409, 'inspections.draw_needed': 409, 'inspections.value_known_already': 409,
  'inspections.value_not_known_yet': 409, 'inspections.frame_drawn_already': 409, 'inspections.frame_unchanged': 409, 'inspections.draw_not_open': 409,
  'inspections.draw_other_source': 409, 'inspections.commitments_complete': 409, 'inspections.party_twice': 409, 'inspections.party_named_twice': 409,
  'inspections.commitment_copied': 409, 'inspections.not_a_party': 409, 'inspections.reveal_too_early': 409, 'inspections.revealed_already': 409,
  'inspections.reveal_differs': 409, 'inspections.reveals_missing': 409, 'inspections.draw_too_soon': 409, 'inspections.method_changed': 409,
  'inspections.visits_begun': 409, 'inspections.area_gone': 409, 'inspections.draw_not_public': 409, 'inspections.draw_not_made': 409,
  'inspections.team_too_small': 409, 'inspections.recusal_one_subject': 409, 'inspections.recusal_home_is_area': 409, 'inspections.recusal_ends_early': 409,
  'inspections.recusal_not_inspector': 409, 'inspections.recusal_subject_unknown': 409, 'inspections.recusal_there_already': 409, 'inspections.recusal_over': 409,
  'inspections.recusal_own': 409,
  'inspections.badge_not_found': 404, 'inspections.badge_kind_not_found': 404, 'inspections.badge_name_empty': 409, 'inspections.badge_name_used': 409, 'inspections.badge_kind_retired': 409,
  'inspections.badge_place_closed': 409, 'inspections.badge_wrong_type': 409, 'inspections.badge_held': 409, 'inspections.badge_wait': 409, 'inspections.badge_few_visits': 409, 'inspections.badge_low_score': 409,
  'inspections.badge_open_cases': 409, 'inspections.badge_ended': 409, 'inspections.badge_too_early': 409, 'inspections.badge_reason_empty': 409,
  'inspections.visit_not_found': 404, 'inspections.not_your_visit': 403, 'inspections.visit_state': 409, 'inspections.visit_in_conflict': 409, 'inspections.nothing_to_resolve': 409,
  'inspections.submission_not_waiting': 409, 'inspections.reason_missing': 409, 'inspections.finding_not_found': 404, 'inspections.finding_decided': 409,
  'inspections.finding_without_category': 409, 'inspections.case_not_open': 409, 'inspections.photo_missing': 422, 'inspections.photo_unknown': 404,
  'inspections.photo_of_another_visit': 409,
  'inspections.letter_not_found': 404, 'inspections.letter_state': 409, 'inspections.letter_not_yours': 409, 'inspections.week_not_over': 409, 'inspections.mail_not_configured': 409,
  'inspections.mail_not_waiting': 409,
  'inspections.checklist_not_found': 404, 'inspections.checklist_not_draft': 409,
}

/** Codes of input faults; they stand inside a problem `http.invalid_input`. */
export const inspectionsFaults = [
  'inspections.bad_threshold', 'inspections.threshold_on_no_number', 'inspections.bad_incidence', 'inspections.incidence_without_count', 'inspections.bad_weight', 'inspections.bad_partial',
  'inspections.bad_evidence', 'inspections.unknown_category', 'inspections.not_an_item', 'inspections.item_twice', 'inspections.no_items',
  'inspections.badge_rule_range', 'inspections.badge_lose_above_keep',
] as const
