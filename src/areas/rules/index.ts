export {
  type Area, type AreaId, type AreaLevel, areaLevels, childPath, depthOf, isAreaLevel, isValidOn, isWithin, type PlaceId, type ServiceClass, serviceClasses, type Validity,
} from './areas.ts'
export { type FeatureProperties, type Matched, matchFeatures, type MatchOptions, nameStem } from './boundary-matching.ts'
export { type CodeScheme, codeSchemes, extensionCode, type ParsedCode, parseCode, parseGbCode, schemeOfCityCode } from './codes.ts'
export { cleanName, decideClose, decideClosePlace, decideCreate, decidePlace, decideRename, longestName, type NewArea, type NewPlace } from './decisions.ts'
export { buildLocator, type Located, type Locator } from './locator.ts'
export { type AreaModel, type AreaModelInput, buildAreaModel } from './model.ts'
export { type AreaPlan, type AreaRecord, planAreas, type Rejected } from './planning.ts'
export { type DefaultPlaceType, defaultPlaceTypes } from './default/place-types.ts'
export { measureFaults, placeBounds, type PlaceRecord, placeTypeCode } from './places.ts'
export { type PlacePlan, type PlacePlanning, planPlaces } from './place-plan.ts'
export { type PlaceCells, type PlaceColumn, placeColumnOf, placeColumns, type PlaceLine, type PlaceLookup, readPlaceTable } from './place-table.ts'
