export {
  areaClasses, type AreaClass, type Catalogue, type Category, categoryKinds, type CategoryKind, categoryLevels, type CategoryLevel, type Condition,
  type Evidence,
  inSubtree, type Limit, limitFor, limitUnits, type LimitUnit, pathsUpward, photoKinds, type PhotoKind, urgencies, type Urgency, urgencyOf,
  versionStatuses,
  type VersionStatus,
} from './entries.ts'
export { limitText, parseLimit, parseLimitUnit } from './limits.ts'
export { type CatalogueCheck, checkCatalogue, codePattern, pathBelow } from './check.ts'
export { catalogueColumns } from './table-columns.ts'
export { catalogueRows } from './table-write.ts'
export { type CatalogueRead, type LineFault, readCatalogueTable, type TableLine } from './table-read.ts'
export { categorySearch, type CategorySearch, type SuggestOptions, type Suggestion } from './suggest.ts'
export { addMissing, type CategoryInput, putCategory, removeCategory } from './edit.ts'
export { type CatalogueChange, catalogueDiff } from './diff.ts'
export { defaultCatalogue } from './default/index.ts'
