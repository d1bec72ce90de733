/**
 * Columns of a catalogue as a table: one row per registration condition, the entry's own columns repeated; an entry without
 * conditions is one row. Chinese headings are read as well.
 */
export const entryColumns = [
  'level', 'code', 'parent_code', 'kind', 'name', 'name_en', 'lead_duty', 'legal_source', 'keywords', 'tags', 'same_time_of_day', 'hotline_only',
  'source',
] as const
export const conditionColumns = [
  'condition_code', 'condition', 'condition_en', 'limit_value', 'limit_unit', 'core_limit', 'main_limit', 'ordinary_limit', 'urgency',
  'closing_condition',
  'closing_condition_en', 'informed_closing', 'report_photos', 'after_photos', 'condition_source',
] as const
export const catalogueColumns: readonly string[] = [...entryColumns, ...conditionColumns]
export type CatalogueColumn = (typeof entryColumns)[number] | (typeof conditionColumns)[number]

const headings: Readonly<Record<string, CatalogueColumn>> = {
  层级: 'level', 级别: 'level', 编码: 'code', 代码: 'code', 上级编码: 'parent_code', 上级代码: 'parent_code', 类型: 'kind', 名称: 'name', 英文名称: 'name_en',
  主责: 'lead_duty', 主责类别: 'lead_duty', 法律依据: 'legal_source', 依据: 'legal_source', 关键词: 'keywords', 标签: 'tags', 同时段核查: 'same_time_of_day',
  仅热线: 'hotline_only', 来源: 'source', 条件编码: 'condition_code', 立案条件: 'condition', 立案条件英文: 'condition_en', 处置时限: 'limit_value', 时限: 'limit_value',
  时限单位: 'limit_unit', 核心区时限: 'core_limit', 重点区时限: 'main_limit', 一般区时限: 'ordinary_limit', 紧急程度: 'urgency', 结案条件: 'closing_condition',
  结案条件英文: 'closing_condition_en', 告知性结案: 'informed_closing', 上报照片: 'report_photos', 处置后照片数: 'after_photos', 条件来源: 'condition_source',
}

/** The column a heading stands for; null when it is none of the catalogue's. */
export const columnOf = (heading: string): CatalogueColumn | null => {
  const trimmed = heading.trim()
  return catalogueColumns.includes(trimmed) ? (trimmed as CatalogueColumn) : (headings[trimmed] ?? null)
}
