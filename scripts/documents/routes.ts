import { type Endpoint, openApiOf } from '#platform/http/index.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { endpointsOf } from '../../src/app/program.ts'

/** The endpoints as they are declared; nothing they need to run is there, for they are only read. */
export const endpoints = (): readonly Endpoint[] => endpointsOf({ intake: {} } as never)

const accessOf = (access: Endpoint['access']): string => (access === 'public' ? 'everyone' : access === 'signed_in' ? 'signed in' : `\`${access.permission}\``)

export const routesDocument = (): string => {
  const rows = [...endpoints()].sort((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1))
    .map((e) => `| ${e.method} | \`${e.path}\` | ${accessOf(e.access)} | ${e.summary} |`)
  return `# Routes\n\nMade by \`npm run documents\` from the endpoints themselves; a test compares. The same as OpenAPI 3.1: [openapi.json](openapi.json).\n\n| method | path | open to | what |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

export const openApiDocument = (): string => `${JSON.stringify(openApiOf(endpoints(), { title: 'Bihuan', version: packageFile.version }), null, 1)}\n`
