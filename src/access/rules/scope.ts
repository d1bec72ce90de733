import { type Role, permissionsOf } from './roles.ts'

/** A role held on an area (path) or a unit (path); on the whole city with neither, or with the city's own path. */
export type RoleHeld = { readonly role: Role; readonly area_path: string | null; readonly unit_path: string | null; readonly unit_id: string | null }

/**
 * The settings the row policies read. Areas and units are path lists; `*` is the whole city.
 * A path without a dot is the city itself.
 */
export const rowScopeOf = (accountId: string | null, held: readonly RoleHeld[]): Readonly<Record<string, string>> => {
  if (accountId === null) return { 'app.actor': 'anonymous' }
  const staff = held.filter((h) => h.role !== 'resident')
  const areas = staff.flatMap((h) => (h.area_path === null ? (h.unit_path === null ? ['*'] : []) : [h.area_path.includes('.') ? h.area_path : '*']))
  const units = staff.flatMap((h) => (h.unit_path === null ? [] : [h.unit_path]))
  const unitIds = staff.flatMap((h) => (h.unit_id === null ? [] : [h.unit_id]))
  const permissions = permissionsOf(held.map((h) => h.role))
  return {
    'app.actor': accountId, 'app.account': accountId, 'app.staff': staff.length > 0 ? 'on' : '', 'app.audit': permissions.has('access.audit') ? 'on' : '',
    'app.accounts': permissions.has('access.manage') ? 'on' : '',
    'app.areas': areas.includes('*') ? '*' : [...new Set(areas)].join(','), 'app.units': [...new Set(units)].join(','), 'app.unit_ids': [...new Set(unitIds)].join(','),
  }
}
