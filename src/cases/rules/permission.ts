import type { Case } from './case.ts'
import type { CaseActor, CaseGrant } from './context.ts'
import type { Relation } from './workflow/move.ts'

/** Paths are codes joined by '.'; a node covers itself and what lies below. */
export const covers = (path: string, other: string | null): boolean => other !== null && (other === path || other.startsWith(`${path}.`))

type Placed = Pick<Case, 'area_path' | 'lead_unit_path' | 'assisting_unit_ids'>

/** A role on an area acts on what lies in it; a case nobody could place belongs to roles on the whole city (a path of one code). */
const overArea = (grant: CaseGrant, c: Placed): boolean => {
  if (grant.area_path === null) return grant.unit_path === null || covers(grant.unit_path, c.lead_unit_path)
  return c.area_path === null ? !grant.area_path.includes('.') : covers(grant.area_path, c.area_path)
}

/** The grant that gives the relation; `nobody` where it needs none. */
const nobody: CaseGrant = { role: 'resident', area_path: null, unit_path: null, unit_id: null }
const grantFor = ({ grants, is_reporter }: CaseActor, c: Placed, relation: Relation): CaseGrant | null => {
  switch (relation) {
    case 'anyone': return grants[0] ?? nobody
    case 'reporter': return is_reporter === true ? nobody : null
    case 'system': return grants.find((grant) => grant.role === 'system') ?? null
    case 'handler': return grants.find((grant) => grant.role === 'handler' && grant.unit_path !== null
      && covers(grant.unit_path, c.lead_unit_path)) ?? null
    case 'assistant': return grants.find((grant) => grant.role === 'handler' && grant.unit_id !== null
      && c.assisting_unit_ids.includes(grant.unit_id)) ?? null
    default: return grants.find((grant) => grant.role === relation && overArea(grant, c)) ?? null
  }
}

export type Standing = { readonly relation: Relation; readonly grant: CaseGrant }

/** The first relation of the list in which the actor stands to the case, and the grant behind it; null where none. */
export const standingOf = (actor: CaseActor, c: Placed, by: readonly Relation[]): Standing | null => {
  for (const relation of by) {
    const grant = grantFor(actor, c, relation)
    if (grant) return { relation, grant }
  }
  return null
}
