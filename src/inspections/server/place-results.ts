import type { PlaceResults } from '#areas/server/index.ts'
import { lastResults, visitedPlaces } from '../store/place-results.ts'

/** What the lists of places, a floor below, show of visits: handed to them by the program. */
export const placeResults: PlaceResults = {
  visited: visitedPlaces,
  lastOf: async (tx, ids) => new Map((await lastResults(tx, ids)).map(({ place_id, visit_id, on, score }) => [place_id, { visit_id, on, score }])),
}
