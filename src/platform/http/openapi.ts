import type { TSchema } from 'typebox'
import type { Endpoint } from './endpoint.ts'

const problemSchema = {
  type: 'object', required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, code: { type: 'string' },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'code', 'message'], properties: { field: { type: 'string' }, value: { type: ['string', 'null'] }, code: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}

type ObjectSchema = TSchema & { properties?: Record<string, TSchema>; required?: string[] }

const parametersOf = (place: 'path' | 'query', schema: TSchema | undefined): object[] =>
  Object.entries((schema as ObjectSchema | undefined)?.properties ?? {}).map(([name, each]) => ({
    name, in: place, required: place === 'path' || ((schema as ObjectSchema).required ?? []).includes(name),
    ...('description' in each ? { description: each.description } : {}), schema: each,
  }))

const accessText = (access: Endpoint['access']): string =>
  access === 'public' ? 'Open to everyone.' : access === 'signed_in' ? 'For signed-in accounts.' : `Needs permission \`${access.permission}\`.`

/** OpenAPI 3.1 of all endpoints; the same routes in the same order give the same document. */
export const openApiOf = (endpoints: readonly Endpoint[], info: { readonly title: string; readonly version: string }): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const e of endpoints) {
    const path = e.path.replaceAll(/:([a-z_]+)/gi, '{$1}')
    const success = String(e.status ?? (e.response || e.produces ? 200 : 204))
    ;(paths[path] ??= {})[e.method.toLowerCase()] = {
      operationId: e.id, tags: [e.id.split('.')[0]], summary: e.summary, description: accessText(e.access),
      ...(e.access === 'public' ? { security: [] } : {}),
      parameters: [...parametersOf('path', e.params), ...parametersOf('query', e.query)],
      ...(e.body || e.consumes
        ? { requestBody: { required: true, content: Object.fromEntries((e.consumes ?? ['application/json']).map((type) => [type, { schema: e.body ?? {} }])) } }
        : {}),
      responses: {
        [success]: {
          description: 'Done.',
          ...(e.response || e.produces
            ? { content: Object.fromEntries((e.produces ?? ['application/json']).map((type) => [type, { schema: e.response ?? { type: 'string' } }])) }
            : {}),
        },
        default: { $ref: '#/components/responses/Problem' },
      },
    }
  }
  return {
    openapi: '3.1.0', info, servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'bihuan_session' } },
      schemas: { Problem: problemSchema },
      responses: { Problem: { description: 'A problem or a refusal (RFC 9457).', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  }
}
