/** Reading areas is open to whoever is signed in; the map's borders, search and locating to everyone. */
export const areasPermissions = ['areas.read', 'areas.manage'] as const

/** Problems and refusals this capability can say, with their status. Texts: areas.json, `errors.<name>`. */
export const areasProblems: Readonly<Record<string, number>> = {
  'areas.not_found': 404, 'areas.place_not_found': 404, 'areas.place_photo_missing': 404, 'areas.bad_box': 422,
  'areas.code_used': 409, 'areas.city_exists': 409, 'areas.parent_missing': 409, 'areas.parent_closed': 409, 'areas.parent_level': 409, 'areas.name_empty': 409, 'areas.name_too_long': 409,
  'areas.closed': 409, 'areas.same_name': 409, 'areas.before_start': 409, 'areas.reason_empty': 409, 'areas.not_after_start': 409, 'areas.has_open_children': 409, 'areas.has_open_places': 409,
  'areas.place_outside': 409, 'areas.area_closed': 409, 'areas.place_area_too_large': 409, 'areas.place_closed': 409, 'areas.place_type_unknown': 409, 'areas.place_type_retired': 409,
  'areas.place_code_used': 409, 'areas.place_type_name_used': 409,
  'areas.scheme_in_use': 409, 'areas.prefix_bad': 409, 'areas.prefix_unknown': 409, 'areas.prefix_spans_cities': 409,
}

/** Codes of input faults; they stand inside a problem `http.invalid_input` or in an import's rejects. */
export const areasFaults = [
  'areas.code_not_digits', 'areas.code_length', 'areas.code_region', 'areas.code_sequence', 'areas.code_level', 'areas.code_not_a_word', 'areas.level_missing', 'areas.code_twice',
  'areas.no_geometry', 'areas.not_an_area_geometry', 'areas.polygon_empty', 'areas.not_a_ring', 'areas.ring_too_short', 'areas.ring_not_closed', 'areas.not_a_position', 'areas.position_swapped',
  'areas.position_outside', 'areas.nothing_enclosed', 'areas.area_lost',
  'areas.feature_twice', 'areas.feature_ambiguous', 'areas.feature_unknown', 'areas.feature_nameless',
  'areas.file_missing', 'areas.file_too_large', 'areas.file_damaged', 'areas.not_json', 'areas.not_a_feature_collection', 'areas.column_missing', 'areas.not_a_number',
  'areas.value_missing', 'areas.place_code_bad', 'areas.crs_unknown', 'areas.size_range', 'areas.risk_range', 'areas.text_too_long', 'areas.unit_unknown', 'areas.unit_ambiguous', 'areas.area_unknown', 'areas.not_a_day',
  'areas.place_ambiguous', 'areas.place_twice', 'areas.list_closes', 'areas.not_a_point',
] as const
