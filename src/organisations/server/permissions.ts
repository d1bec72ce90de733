/** Reading is for all who are signed in with a role; whoever keeps units need not be the one who publishes the matrix. */
export const organisationsPermissions = ['organisations.read', 'organisations.manage', 'organisations.publish'] as const

/** Problems and refusals this capability can say, with their status. Texts: organisations.json, `errors.<name>`. */
export const organisationsProblems: Readonly<Record<string, number>> = {
  'organisations.no_such_unit': 404, 'organisations.no_such_category': 404, 'organisations.no_such_matrix': 404, 'organisations.no_such_rule': 404, 'organisations.no_such_fallback': 404,
  'organisations.no_such_area': 422,
  'organisations.code_used': 409, 'organisations.bad_code': 409, 'organisations.name_empty': 409, 'organisations.name_too_long': 409,
  'organisations.parent_missing': 409, 'organisations.parent_closed': 409,
  'organisations.circular_parent': 409, 'organisations.unit_closed': 409, 'organisations.reason_empty': 409, 'organisations.not_after_start': 409,
  'organisations.has_open_units': 409,
  'organisations.has_duties': 409, 'organisations.not_a_draft': 409, 'organisations.no_areas': 409, 'organisations.no_categories': 409,
  'organisations.matrix_not_ready': 409,
  'organisations.ends_before_it_begins': 409, 'organisations.lead_assists': 409, 'organisations.overlapping_rule': 409,
  'organisations.fallback_needed': 409,
}

/** Codes of faults in imported lines. */
export const organisationsFaults = [
  'organisations.missing_column', 'organisations.missing_value', 'organisations.bad_code', 'organisations.unknown_kind',
  'organisations.unknown_contact_role', 'organisations.not_a_date', 'organisations.not_an_email',
  'organisations.duplicate_code', 'organisations.unknown_area', 'organisations.unknown_parent', 'organisations.circular_parent',
  'organisations.parent_rejected', 'organisations.unknown_category',
  'organisations.unknown_unit', 'organisations.lead_assists', 'organisations.ends_before_it_begins', 'organisations.overlapping_rule',
] as const
