export {
  type Area, type AreaId, type AreaLevel, areaLevels, childPath, depthOf, isAreaLevel, isValidOn, isWithin, type PlaceId, type ServiceClass, serviceClasses, type Validity,
} from './areas.ts'
export { type FeatureProperties, type Matched, matchFeatures, type MatchOptions, nameStem } from './boundary-matching.ts'
export { type CodeScheme, codeSchemes, extensionCode, type ParsedCode, parseCode, parseGbCode, schemeOfCityCode } from './codes.ts'
export { cleanName, decideClose, decideClosePlace, decideCreate, decidePlace, decideRename, longestName, type NewArea, type NewPlace } from './decisions.ts'
export { buildLocator, type Located, type Locator } from './locator.ts'
export { type AreaModel, type AreaModelInput, buildAreaModel } from './model.ts'
export { type AreaPlan, type AreaRecord, planAreas, type Rejected } from './planning.ts'
