import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { audit } from '#access/server/index.ts'
import { type Asked, endpoint, problem } from '#platform/http/index.ts'
import { randomCode } from '#platform/random/index.ts'
import { attributeTypes, type Open311Settings, readIntakeSettings, readOpen311Settings } from '../rules/index.ts'

const manage = { permission: 'settings.manage' } as const
const closed = { additionalProperties: false } as const
const Text = Type.String({ maxLength: 500 })

const IntakeWire = Type.Object({
  outside: Type.Enum(['refuse', 'unplaced']), reports_per_minute: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }),
  nearby_m: Type.Number({ exclusiveMinimum: 0, maximum: 2_000 }),
  nearby_hours: Type.Number({ exclusiveMinimum: 0, maximum: 2_160 }), idempotency_days: Type.Number({ exclusiveMinimum: 0, maximum: 90 }),
}, closed)
const Attribute = Type.Object({
  code: Type.String({ pattern: '^[\\w-]{1,60}$' }), datatype: Type.Enum([...attributeTypes]), required: Type.Optional(Type.Boolean()),
  variable: Type.Optional(Type.Boolean()),
  description: Type.Optional(Text), datatype_description: Type.Optional(Text),
  values: Type.Optional(Type.Array(Type.Object({ key: Type.String({ minLength: 1, maxLength: 100 }), name: Type.String({ maxLength: 200 }) }, closed),
    { maxItems: 200 })),
}, closed)
const open311Fields = {
  jurisdiction_id: Text, contact: Text, key_service: Text, require_key: Type.Boolean(), publish_descriptions: Type.Boolean(),
  publish_addresses: Type.Boolean(),
  publish_positions: Type.Enum(['exact', 'rounded', 'none']), public_url: Text,
}
const Open311Wire = Type.Object({ ...open311Fields, attributes: Type.Record(Type.String(), Type.Array(Type.Unknown())),
  api_keys: Type.Array(Type.Object({ name: Type.String() })) })
const SettingsWire = Type.Object({ intake: IntakeWire, open311: Open311Wire })

type Here = Pick<Asked<never, never, never>, 'city' | 'services' | 'actor' | 'now' | 'scope'>

/** The city as it is now: what a request holds may be a moment old. */
const current = async (r: Here): Promise<{ readonly intake: ReturnType<typeof readIntakeSettings>; readonly open311: Open311Settings;
  readonly stored: Readonly<Record<string, unknown>> }> => {
  const city = (await r.services.database.city(r.city.slug)) ?? r.city
  return { intake: readIntakeSettings(city.settings['intake']), open311: readOpen311Settings(city.settings['open311']),
    stored: (city.settings['open311'] ?? {}) as Record<string, unknown> }
}

const wire = ({ intake, open311 }: Awaited<ReturnType<typeof current>>) => ({
  intake: { ...intake },
  open311: {
    ...open311, api_keys: open311.api_keys.map(({ name }) => ({ name })),
    attributes: Object.fromEntries(Object.entries(open311.attributes).map(([code, list]) => [code, [...list]])),
  },
})

const save = async (r: Here, settings: Readonly<Record<string, unknown>>, noted: object): Promise<void> => {
  await r.services.database.updateCity(r.city.slug, { settings })
  await r.city.write(r.scope, (tx) => audit(tx, r.actor, r.now, { action: 'intake.settings_changed', subject_kind: 'city', subject_id: r.city.slug,
    detail: { ...noted } }))
}

/** How the city takes reports, what it publishes through Open311, and who holds a key. Every change is audited. */
export const settingsRoutes = [
  endpoint({
    id: 'intake.settings', method: 'GET', path: '/api/settings/intake', summary: 'How the city takes reports and answers Open311; keys by name only',
    access: manage, response: SettingsWire,
    handler: async (r) => wire(await current(r)) as never,
  }),
  endpoint({
    id: 'intake.change_settings', method: 'PATCH', path: '/api/settings/intake',
    summary: 'Change how the city takes reports and answers Open311; what is left out stays', access: manage,
    body: Type.Object({ intake: Type.Optional(Type.Partial(IntakeWire, closed)),
      open311: Type.Optional(Type.Partial(Type.Object({ ...open311Fields,
        attributes: Type.Record(Type.String({ maxLength: 64 }), Type.Array(Attribute, { maxItems: 50 })) }), closed)) }, closed),
    response: SettingsWire,
    handler: async (r) => {
      const { intake, stored } = await current(r)
      await save(r, { intake: { ...intake, ...r.body.intake }, open311: { ...stored, ...r.body.open311 } }, r.body)
      return wire(await current(r)) as never
    },
  }),
  endpoint({
    id: 'intake.give_key', method: 'POST', path: '/api/settings/open311-keys',
    summary: 'Give an Open311 client a key; it is told once, and only its hash is kept', access: manage, status: 201,
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) }, closed),
    response: Type.Object({ name: Type.String(), key: Type.String() }), problems: ['intake.key_name_taken'],
    handler: async (r) => {
      const { open311, stored } = await current(r)
      const name = r.body.name.trim()
      if (open311.api_keys.some((each) => each.name === name)) throw problem('intake.key_name_taken', { status: 409, params: { name } })
      const key = randomCode(32)
      const given = { name, sha256: createHash('sha256').update(key).digest('hex') }
      await save(r, { open311: { ...stored, api_keys: [...open311.api_keys, given] } }, { key_given: name })
      return { name, key }
    },
  }),
  endpoint({
    id: 'intake.take_key', method: 'DELETE', path: '/api/settings/open311-keys/:name', summary: 'Take an Open311 client\'s key away', access: manage,
    params: Type.Object({ name: Type.String({ maxLength: 60 }) }),
    problems: ['intake.no_such_key'],
    handler: async (r) => {
      const { open311, stored } = await current(r)
      const left = open311.api_keys.filter((each) => each.name !== r.params.name)
      if (left.length === open311.api_keys.length) throw problem('intake.no_such_key', { status: 404, params: { name: r.params.name } })
      // Without any key left everybody could report: a city that asked for keys goes on asking.
      await save(r, { open311: { ...stored, api_keys: left, require_key: open311.require_key } }, { key_taken: r.params.name })
    },
  }),
] as const
