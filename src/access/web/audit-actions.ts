/** What is audited, for the filter; the words stand at `audit` of each capability's texts. */
export const auditActions = [
  'access.signed_in',
  'access.sign_in_failed',
  'access.account_created',
  'access.accounts_created',
  'access.account_changed',
  'access.password_changed',
  'access.password_change_failed',
  'access.password_reset',
  'access.role_granted',
  'access.role_revoked',
  'access.sessions_ended',
  'intake.reporter_revealed',
] as const
