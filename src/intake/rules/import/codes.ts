/** Faults of a file or a row; the code of a fault is `import.` and one of these, its sentence stands in import.json. */
export const importFaults = [
  'missing_column', 'missing_column_near', 'required', 'not_a_time', 'not_a_number', 'half_position', 'position_swapped', 'off_the_globe',
  'outside_bounds', 'unknown_value',
  'closed_before_opened', 'closed_without_date', 'open_with_closed_date', 'duplicate_key', 'reference_too_long',
] as const
export type ImportFault = (typeof importFaults)[number]

/** Faults of a mapping file: `import.mapping_` and one of these. */
export const mappingFaults = ['unknown_key', 'unknown_key_near', 'type', 'required', 'choice', 'zone', 'format', 'pattern'] as const
export type MappingFault = (typeof mappingFaults)[number]

/** What was changed or assumed on the way to a row; sentences under `remarks`. */
export const importRemarks = [
  'opened_at_is_closed_at', 'opened_at_is_import_time', 'due_before_opened', 'closed_before_opened', 'closing_time_set_aside', 'closed_by_date',
  'kept_open_without_date', 'status_by_date', 'position_placeholder', 'position_outside', 'title_cut',
] as const
export type ImportRemark = (typeof importRemarks)[number]
