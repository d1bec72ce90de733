/** Roles an account may hold, each on an area or a unit (resident: on nothing). */
export const roles = ['resident', 'inspector', 'acceptor', 'dispatcher', 'handler', 'supervisor', 'civility_office', 'leader', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

const everyone = ['cases.report', 'cases.track'] as const
const staff = [...everyone, 'cases.read', 'cases.export', 'cases.note', 'areas.read', 'organisations.read', 'catalogue.read', 'saved_filters.manage', 'inspections.read'] as const
const planning = ['inspections.plan', 'inspections.draw', 'inspections.review', 'inspections.feedback'] as const

/** What each role may do, as data. Where it may be done follows from the area or unit the role is held on. */
export const permissionsOfRole: Readonly<Record<Role, readonly string[]>> = {
  resident: everyone,
  inspector: [...staff, 'cases.check', 'cases.verify', 'inspections.visit'],
  acceptor: [...staff, 'cases.accept', 'cases.close', 'intake.enter', 'intake.reveal_reporter'],
  dispatcher: [...staff, 'cases.dispatch', 'intake.enter', 'inspections.acknowledge'],
  handler: [...staff, 'cases.handle', 'inspections.acknowledge'],
  supervisor: [...staff, 'cases.accept', 'cases.close', 'cases.dispatch', 'cases.supervise', 'cases.review', 'intake.enter', 'intake.reveal_reporter', 'inspections.review'],
  civility_office: [
    ...staff, ...planning, 'cases.supervise', 'cases.review', 'cases.check', 'overview.read', 'intake.enter', 'organisations.manage', 'catalogue.manage', 'areas.manage',
    'inspections.visit', 'inspections.acknowledge',
  ],
  leader: [...staff, 'overview.read'],
  auditor: [...staff, 'overview.read', 'access.audit', 'cases.ledger'],
  administrator: [
    ...staff, ...planning, 'overview.read', 'access.manage', 'access.audit', 'areas.manage', 'organisations.manage', 'organisations.publish', 'catalogue.manage',
    'catalogue.publish', 'calendar.manage', 'intake.import', 'cases.ledger', 'settings.manage',
  ],
}

/** The union of what several roles allow. */
export const permissionsOf = (held: readonly Role[]): ReadonlySet<string> => new Set(held.flatMap((role) => permissionsOfRole[role]))

/** Every permission some role gives. */
export const allPermissions: readonly string[] = [...new Set(Object.values(permissionsOfRole).flat())].sort()
