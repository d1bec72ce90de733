import type { AttributeSetting } from './attributes.ts'
import { attributeTypes } from './attributes.ts'

/** How a city answers Open311; from `settings.open311`. */
export type Open311Settings = {
  /** The jurisdiction's own name, by custom its web address without www; the city's short name is always understood too. */
  readonly jurisdiction_id: string
  readonly contact: string
  readonly key_service: string
  /** Keys by name of their owner; only hashes are kept. */
  readonly api_keys: readonly { readonly name: string; readonly sha256: string }[]
  /** Whether a report needs a key. Without any key given out, everybody may report, as on the web form. */
  readonly require_key: boolean
  /** Texts and exact places of residents go out only where the city decided so: people write names, numbers and flats into them (peers 2.4). */
  readonly publish_descriptions: boolean
  readonly publish_addresses: boolean
  readonly publish_positions: 'exact' | 'rounded' | 'none'
  /** Questions of the city's own, by category code. */
  readonly attributes: Readonly<Record<string, readonly AttributeSetting[]>>
  /** Address of this server as clients see it, where the request's own is not to be trusted. */
  readonly public_url: string
}

type Loose = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const attributeSettings = (value: unknown): readonly AttributeSetting[] =>
  list(value).flatMap((each): AttributeSetting[] => {
    if (!isRecord(each) || !/^[\w-]{1,60}$/.test(text(each['code'])) || !(attributeTypes as readonly unknown[]).includes(each['datatype'])) return []
    const values = list(each['values']).flatMap((v) => (isRecord(v) && text(v['key']) !== '' ? [{ key: text(v['key']),
      name: text(v['name']) || text(v['key']) }] : []))
    const isList = each['datatype'] === 'singlevaluelist' || each['datatype'] === 'multivaluelist'
    if (isList && values.length === 0) return []
    return [{
      code: text(each['code']), datatype: each['datatype'] as AttributeSetting['datatype'], values: isList ? values : [],
      variable: each['variable'] !== false, required: each['required'] === true, description: text(each['description']) || text(each['code']),
      datatype_description: text(each['datatype_description']),
    }]
  })

/** Reads the settings; what makes no sense is left at its careful default. */
export const readOpen311Settings = (given: unknown): Open311Settings => {
  const s = isRecord(given) ? given : {}
  const keys = list(s['api_keys']).flatMap((key) => (isRecord(key) && /^[0-9a-f]{64}$/.test(text(key['sha256']))
    ? [{ name: text(key['name']) || 'client', sha256: text(key['sha256']) }] : []))
  const positions = s['publish_positions']
  return {
    jurisdiction_id: text(s['jurisdiction_id']), contact: text(s['contact']), key_service: text(s['key_service']), api_keys: keys,
    require_key: typeof s['require_key'] === 'boolean' ? s['require_key'] : keys.length > 0,
    publish_descriptions: s['publish_descriptions'] === true, publish_addresses: s['publish_addresses'] === true,
    publish_positions: positions === 'exact' || positions === 'none' ? positions : 'rounded',
    attributes: isRecord(s['attributes']) ? Object.fromEntries(Object.entries(s['attributes']).map(([code, each]) => [code,
      attributeSettings(each)])) : {},
    public_url: text(s['public_url']).replace(/\/+$/, ''),
  }
}
