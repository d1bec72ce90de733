import { type CatalogueEntries, dutyRoutes } from './duty-routes.ts'
import { unitRoutes } from './unit-routes.ts'

/** Routes of units and duty. `entries` reads the catalogue in force, a floor above: `catalogueEntries` of the catalogue's door. */
export const organisationsRoutes = (entries: CatalogueEntries) => [...unitRoutes, ...dutyRoutes(entries)]
export type { CatalogueEntries } from './duty-routes.ts'
export { dutyTableRows } from './duty-routes.ts'
export { organisationsFaults, organisationsPermissions, organisationsProblems } from './permissions.ts'
export { dutyModel, dutyModelOf, matrixOf, type UnitModel, unitModel, unitModelOf, type UnitSearch } from './models.ts'
export {
  addMissingUnits, changeUnit, closeUnit, createUnit, importUnits, setContacts, type UnitChangeInput, type UnitInput,
} from './unit-commands.ts'
export {
  checkStored, discardMatrix, draftMatrix, endFallback, type FallbackInput, importRules, leafAreas, type MatrixStart, publishMatrix, putRule,
  removeRule, type RuleInput, setFallbacks,
} from './duty-commands.ts'
export type { UnitWork } from './work.ts'
export type { Contact, StoredUnit } from '../store/units.ts'
/** Whom to reach at a unit. */
export { contactsOf } from '../store/units.ts'
