/** The categories in force are public; drafts and versions are for those who keep the catalogue. */
export const cataloguePermissions = ['catalogue.read', 'catalogue.manage', 'catalogue.publish'] as const

/** Problems and refusals this capability can say, with their status. Texts: catalogue.json, `errors.<name>`. */
export const catalogueProblems: Readonly<Record<string, number>> = {
  'catalogue.no_such_category': 404, 'catalogue.no_such_version': 404, 'catalogue.not_a_draft': 409, 'catalogue.has_errors': 409,
  'catalogue.has_children': 409,
}

/** Codes of input faults: in a draft's check, inside `http.invalid_input`, or in an import's rejected lines. */
export const catalogueFaults = [
  'catalogue.missing_column', 'catalogue.empty_catalogue', 'catalogue.duplicate_code', 'catalogue.duplicate_condition', 'catalogue.bad_code',
  'catalogue.missing_name', 'catalogue.missing_value', 'catalogue.missing_parent',
  'catalogue.unknown_parent', 'catalogue.circular_parent', 'catalogue.parent_rejected', 'catalogue.class_with_parent',
  'catalogue.wrong_parent_level', 'catalogue.kind_differs', 'catalogue.wrong_path',
  'catalogue.conditions_above_subcategory', 'catalogue.missing_condition', 'catalogue.missing_closing_condition', 'catalogue.missing_limit',
  'catalogue.bad_limit', 'catalogue.unknown_limit_unit',
  'catalogue.unknown_level', 'catalogue.unknown_kind', 'catalogue.unknown_urgency', 'catalogue.unknown_photo_kind', 'catalogue.not_yes_or_no',
  'catalogue.not_a_count', 'catalogue.differs_from_first_line',
  'catalogue.no_condition', 'catalogue.no_lead_duty', 'catalogue.empty_branch',
] as const
