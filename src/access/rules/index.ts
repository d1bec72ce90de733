export { allPermissions, isRole, permissionsOf, permissionsOfRole, type Role, roles } from './roles.ts'
export { checkPassword, passwordRule } from './passwords.ts'
export { lockedUntil, lockoutRule } from './lockout.ts'
export { type RoleHeld, rowScopeOf } from './scope.ts'
