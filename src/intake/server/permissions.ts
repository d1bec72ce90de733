/** Permissions of this capability; roles map to them in access/rules. */
export const intakePermissions = ['intake.enter', 'intake.reveal_reporter', 'intake.import'] as const

/** Problems of this capability: code to status. */
export const intakeProblems = {
  'intake.rejected': 422, 'intake.source_not_yours': 403, 'intake.key_of_another_request': 422, 'intake.key_invalid': 400, 'intake.code_unknown': 404,
  'intake.no_reporter': 404, 'intake.key_missing': 503, 'intake.reason_missing': 422, 'intake.key_name_taken': 409, 'intake.no_such_key': 404,
  'intake.import_file_changed': 409,
  'intake.open311_not_found': 404, 'intake.open311_service_code_missing': 400, 'intake.open311_service_code_unknown': 404,
  'intake.open311_jurisdiction_unknown': 404,
  'intake.open311_api_key': 403, 'intake.open311_location_missing': 400, 'intake.open311_lat_and_long': 400, 'intake.open311_lat_or_long': 400,
  'intake.open311_media_url': 400,
  'intake.open311_attribute_unknown': 400, 'intake.open311_attribute_single': 400, 'intake.open311_attribute_number': 400,
  'intake.open311_attribute_datetime': 400,
  'intake.open311_attribute_line': 400, 'intake.open311_attribute_long': 400, 'intake.open311_attribute_value': 400,
  'intake.open311_attribute_required': 400,
  'intake.open311_date': 400, 'intake.open311_status': 400, 'intake.open311_range_backwards': 400, 'intake.open311_range_long': 400,
  'intake.open311_request_unknown': 404,
  'intake.open311_token_unknown': 404, 'intake.open311_form': 400,
} as const satisfies Readonly<Record<string, number>>

/** Faults of single fields, listed inside a problem. */
export const intakeFaults = [
  'intake.text_damaged', 'intake.text_too_long', 'intake.phone_invalid', 'intake.email_invalid', 'intake.nothing_said', 'intake.nowhere',
  'intake.point_half', 'intake.point_invalid',
  'intake.observed_invalid', 'intake.observed_in_the_future', 'intake.too_many_files', 'intake.file_unknown', 'intake.not_an_id',
  'intake.place_unknown', 'intake.area_unknown',
  'intake.outside', 'intake.urgency_not_yours', 'intake.category_unknown', 'intake.condition_unknown', 'intake.key_of_another_request',
] as const
