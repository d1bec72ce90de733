import type { LocalDate } from '#base/instants.ts'
import type { Fault } from '#base/results.ts'

/** department 委办局, street_office 街道办/乡镇政府, property_firm 物业, enterprise 企业 (utilities, cleaning firms), centre 指挥/监督中心. */
export const unitKinds = ['department', 'street_office', 'property_firm', 'enterprise', 'centre'] as const
export type UnitKind = (typeof unitKinds)[number]

/** leader 主要负责人, in_charge 分管负责人, liaison 联络人, duty_desk 值班电话. */
export const contactRoles = ['leader', 'in_charge', 'liaison', 'duty_desk'] as const
export type ContactRole = (typeof contactRoles)[number]

/** A unit that can be given work. Its code is never used again; a closed unit keeps its row and the day it closed. */
export type Unit = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parent_id: string | null
  /** Unit codes from the top down, joined by '.'. */
  readonly path: string
  /** Area the unit answers for; null for one without territory. */
  readonly area_path: string | null
  /** Lead duties it has by its founding rules: `sanitation`, `greening` … (the catalogue's words). */
  readonly duties: readonly string[]
  readonly valid_from: LocalDate
  /** First day on which it no longer exists. */
  readonly valid_to: LocalDate | null
}

export const unitCodePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/

type Span = { readonly valid_from: LocalDate; readonly valid_to: LocalDate | null }
/** Whether something with validity holds on a day (`valid_to` is the first day it does not). */
export const holdsOn = ({ valid_from: from, valid_to: to }: Span, on: LocalDate): boolean => from <= on && (to === null || on < to)

/** Path of a unit below its parent. */
export const unitPathBelow = (parent: Pick<Unit, 'path'> | null, code: string): string => (parent ? `${parent.path}.${code}` : code)

/** Whether `path` lies in the subtree of `root`. */
export const inUnitSubtree = (path: string, root: string): boolean => path === root || (path.startsWith(root) && path[root.length] === '.')

/** Why a unit may not hang below another: itself, or one of its own descendants. */
export const parentFault = (unit: Pick<Unit, 'path'>, parent: Pick<Unit, 'path' | 'code'> | null): Fault | null =>
  parent && inUnitSubtree(parent.path, unit.path) ? { field: 'parent_id', value: parent.code, code: 'organisations.circular_parent' } : null
