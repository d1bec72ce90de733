import type { LocalDate } from '#base/instants.ts'
import { compileMatrix, type Duty, type DutyMatrix, resolveDuty } from './duty.ts'
import { groupPaths, namedPaths, type PathGroup } from './duty-groups.ts'

export type DutyChange = {
  readonly category_group: number
  readonly area_group: number
  readonly combinations: number
  readonly before: Duty
  readonly after: Duty
}
export type MatrixDiff = {
  readonly combinations: number
  readonly changed: number
  readonly category_groups: readonly PathGroup[]
  readonly area_groups: readonly PathGroup[]
  readonly changes: readonly DutyChange[]
}

const outcome = (duty: Duty): string =>
  duty.kind === 'none' ? '-'
    : `${duty.kind}:${duty.lead_unit_id}:${[...duty.assisting_unit_ids].sort().join()}${duty.kind === 'fallback' ? `:${duty.limit.value}${duty.limit.unit}` : ''}`

/** Dry run: where another unit would answer, or other units assist, if `after` took the place of `before`. */
export const diffMatrices = (before: DutyMatrix, after: DutyMatrix, leaves: readonly string[], communities: readonly string[], on: LocalDate,
  areaName?: (path: string) => string): MatrixDiff => {
  const named = namedPaths(before, after)
  const categoryGroups = groupPaths(leaves, named.categories)
  const areaGroups = groupPaths(communities, named.areas)
  const [old, made] = [compileMatrix(before, areaName), compileMatrix(after, areaName)]
  const changes: DutyChange[] = []
  let changed = 0
  categoryGroups.forEach((categories, c) => {
    areaGroups.forEach((areas, a) => {
      const question = { category_path: categories.paths[0] as string, area_path: areas.paths[0] as string, on }
      const [was, is] = [resolveDuty(old, question), resolveDuty(made, question)]
      if (outcome(was) === outcome(is)) return
      const combinations = categories.paths.length * areas.paths.length
      changed += combinations
      changes.push({ category_group: c, area_group: a, combinations, before: was, after: is })
    })
  })
  return { combinations: leaves.length * communities.length, changed, category_groups: categoryGroups, area_groups: areaGroups, changes }
}
