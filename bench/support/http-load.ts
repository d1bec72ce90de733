import { Agent, request } from 'node:http'

export type Asked = { readonly method?: 'GET' | 'POST'; readonly path: string; readonly body?: object; readonly headers?: Readonly<Record<string, string>> }
export type Answered = { readonly status: number; readonly body: string; readonly ms: number; readonly setCookie: string }

export type Caller = { readonly ask: (asked: Asked) => Promise<Answered>; readonly close: () => void }

/** Kept-alive connections to one address; each waits for its answer before it asks again. */
export const callerOf = (address: string, connections: number): Caller => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const { hostname, port } = new URL(address)
  return {
    close: () => agent.destroy(),
    ask: ({ method = 'GET', path, body, headers = {} }) => new Promise((resolve, reject) => {
      const began = performance.now()
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }) } }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), ms: performance.now() - began, setCookie: String(answer.headers['set-cookie'] ?? '') }))
        answer.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(payload)
    }),
  }
}

export type Session = Readonly<Record<'cookie' | 'x-csrf-token', string>>

export const signIn = async (caller: Caller, username: string, password: string): Promise<Session> => {
  const answer = await caller.ask({ method: 'POST', path: '/api/session', body: { username, password } })
  if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.body}`)
  return { 'cookie': answer.setCookie.split(';')[0] ?? '', 'x-csrf-token': (JSON.parse(answer.body) as { csrf_token: string }).csrf_token }
}
