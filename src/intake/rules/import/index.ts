export { type ImportFault, importFaults, type ImportRemark, importRemarks, type MappingFault, mappingFaults } from './codes.ts'
export { columnUse } from './column-use.ts'
export { type CompileOptions, compileProfile, mapRow, type RowMapper } from './compile.ts'
export { withoutDuplicates } from './duplicate-keys.ts'
export { profileFromMapping } from './mapping.ts'
export {
  type AreaRule, areaLevels, type Contradictions, type ImportStatus, importStatuses, type PathRule, type PositionRule, type Profile,
  type ProfileFields, satisfactionWords,
  solvedWords, type TextRule, type TimeRule,
} from './profile.ts'
export { builtInProfiles } from './profiles/index.ts'
export type { ImportArea, ImportAreas, ImportCallBack, ImportPath, ImportReporter, ImportRow } from './row.ts'
