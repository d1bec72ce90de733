import { Type } from 'typebox'
import { roles } from '../rules/index.ts'
import { accountStates } from '../store/accounts.ts'

const Nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()])
export const AccountState = Type.Union(accountStates.map((state) => Type.Literal(state)))
export const RoleName = Type.Union(roles.map((role) => Type.Literal(role)))

export const SessionWire = Type.Object({
  account: Nullable(Type.Object({ id: Type.String(), username: Type.String(), display_name: Type.String(), must_change_password: Type.Boolean() })),
  roles: Type.Array(Type.Object({ role: Type.String(), area_path: Nullable(Type.String()), area_name: Nullable(Type.String()), unit_path: Nullable(Type.String()), unit_name: Nullable(Type.String()) })),
  permissions: Type.Array(Type.String()),
  csrf_token: Nullable(Type.String()),
  city: Type.Object({
    slug: Type.String(), name: Type.String(), zone: Type.String(), demo: Type.Boolean(), bounds: Nullable(Type.Array(Type.Number())), tile_url: Nullable(Type.String()),
  }),
})

export const AccountWire = Type.Object({
  id: Type.String(), username: Type.String(), display_name: Type.String(), disabled: Type.Boolean(), locked_until: Nullable(Type.String()),
  must_change_password: Type.Boolean(), created_at: Type.String(), last_signed_in_at: Nullable(Type.String()),
  grants: Type.Array(Type.Object({
    id: Type.String(), role: Type.String(), area_path: Nullable(Type.String()), area_name: Nullable(Type.String()),
    unit_id: Nullable(Type.String()), unit_path: Nullable(Type.String()), unit_name: Nullable(Type.String()), granted_at: Type.String(),
  })),
})

export const GrantBody = Type.Object(
  { role: RoleName, area_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))), unit_id: Type.Optional(Nullable(Type.String({ format: 'uuid' }))) },
  { additionalProperties: false },
)

export const AccountBody = Type.Object(
  {
    username: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$' }), display_name: Type.String({ minLength: 1, maxLength: 100 }),
    password: Type.Optional(Type.String({ maxLength: 256, writeOnly: true })), grants: Type.Optional(Type.Array(GrantBody, { maxItems: 20 })),
  },
  { additionalProperties: false },
)

export const AuditWire = Type.Object({
  id: Type.String(), at: Type.String(), account_id: Nullable(Type.String()), account_name: Nullable(Type.String()), subject_name: Nullable(Type.String()), action: Type.String(),
  subject_kind: Type.String(), subject_id: Type.String(), reason: Type.String(), detail: Type.Record(Type.String(), Type.Unknown()),
})
