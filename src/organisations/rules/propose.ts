import type { Unit } from './units.ts'

export type LeafDuty = { readonly path: string; readonly lead_duty: string | null }
/** A rule of a proposed draft, without its validity. */
export type ProposedRule = { readonly category_path: string; readonly area_path: string; readonly lead_unit_id: string | null;
  readonly assisting_unit_ids: readonly string[] }

/** Duties that belong to whoever is on the spot: the territorial unit leads and finds the owner. */
export const territorialDuties: ReadonlySet<string> = new Set(['street_office', 'property_manager', 'owner'])

/**
 * A first draft of the matrix from what the catalogue says of lead duty and what the units have as duties: for each category the units
 * with its duty lead in their areas; where none has it, and for territorial duties, the territorial unit leads (属地管理). A subtree
 * whose leaves all share a duty becomes one rule. A person reviews it before it is published.
 */
export const proposeRules = (leaves: readonly LeafDuty[], units: readonly Unit[], cityPath: string): readonly ProposedRule[] => {
  const holders = new Map<string, Unit[]>()
  for (const unit of units) for (const duty of unit.duties) holders.set(duty, [...(holders.get(duty) ?? []), unit])
  const dutyOf = ({ lead_duty: duty }: LeafDuty): string => (duty !== null && !territorialDuties.has(duty) && holders.has(duty) ? duty : '')
  const below = new Map<string, Set<string>>()
  for (const leaf of leaves) {
    for (let step = leaf.path; step !== ''; step = step.slice(0, Math.max(0, step.lastIndexOf('.')))) below.set(step,
      (below.get(step) ?? new Set()).add(dutyOf(leaf)))
  }
  const out: ProposedRule[] = [{ category_path: '', area_path: cityPath, lead_unit_id: null, assisting_unit_ids: [] }]
  for (const [path, duties] of [...below].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [duty] = duties
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')))
    const saidAbove = parent !== '' && below.get(parent)?.size === 1
    if (duties.size > 1 || !duty || saidAbove) continue
    const areas = new Set<string>()
    for (const unit of holders.get(duty) ?? []) {
      const area = unit.area_path ?? cityPath
      if (areas.has(area)) continue
      areas.add(area)
      out.push({ category_path: path, area_path: area, lead_unit_id: unit.id, assisting_unit_ids: [] })
    }
  }
  return out
}
