import { publicRoutes } from './public-routes.ts'
import { versionRoutes } from './version-routes.ts'

export const catalogueRoutes = [...publicRoutes, ...versionRoutes]
export { catalogueFaults, cataloguePermissions, catalogueProblems } from './permissions.ts'
export {
  type Actor as CatalogueActor, addMissingCategories, discardDraft, draftCatalogue, importCatalogue, publishCatalogue, putDraftCategory,
  removeDraftCategory, seedDefaultCatalogue,
} from './commands.ts'
export { type CatalogueModel, catalogueModel, catalogueModelOf, type StoredSuggestion } from './model.ts'
export type { StoredCategory, StoredCondition } from '../store/entries.ts'
export { catalogueEntries, type EntryDuty } from './catalogue-entries.ts'
