export type { InspectionsDeps } from './deps.ts'
export { inspectionsPermissions, inspectionsProblems } from './permissions.ts'
export { inspectionsRoutes } from './routes/index.ts'
export { placeResults } from './place-results.ts'
