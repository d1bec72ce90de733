import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api, setCsrfToken } from './api.ts'

export type Account = { readonly id: string; readonly username: string; readonly display_name: string; readonly must_change_password: boolean }
export type HeldRole = {
  readonly role: string
  readonly area_path?: string | null
  readonly area_name?: string | null
  readonly unit_path?: string | null
  readonly unit_name?: string | null
}
export type CityInfo = {
  readonly slug: string
  readonly name: string
  readonly zone: string
  readonly demo: boolean
  readonly bounds: readonly [number, number, number, number] | null
  readonly tile_url: string | null
  /** Working windows of a working day, `[["09:00","12:00"],["13:30","18:00"]]`, when the server says them. */
  readonly windows?: readonly (readonly [string, string])[] | null
}
export type Session = {
  readonly account: Account | null
  readonly roles: readonly HeldRole[]
  readonly permissions: readonly string[]
  readonly csrf_token: string | null
  readonly city: CityInfo
}

export const sessionKey = ['session'] as const
export const loadSession = async (): Promise<Session> => {
  const session = await api.get<Session>('/api/session')
  setCsrfToken(session.csrf_token)
  return session
}
export const useSessionQuery = () => useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: 5 * 60_000, retry: 1 })

const fallbackCity: CityInfo = { slug: '', name: '', zone: 'Asia/Shanghai', demo: false, bounds: null, tile_url: null }
const nobody: Session = { account: null, roles: [], permissions: [], csrf_token: '', city: fallbackCity }

/** The session as last known; before the first answer, nobody. */
export const useSession = (): Session => useSessionQuery().data ?? nobody
export const useCity = (): CityInfo => useSession().city
/** Whether the signed-in account holds a permission anywhere. What it may touch is decided by the server, per row. */
export const useMay = (): ((permission: string | undefined) => boolean) => {
  const { permissions } = useSession()
  return (permission) => permission === undefined || permissions.includes(permission)
}

export const signIn = async (client: QueryClient, username: string, password: string): Promise<Session> => {
  const answer = await api.post<Partial<Session> | null>('/api/session', { username, password })
  if (answer?.csrf_token) setCsrfToken(answer.csrf_token)
  const session = await loadSession()
  client.setQueryData(sessionKey, session)
  await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  return session
}
export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient()
  return async () => {
    await api.remove('/api/session')
    client.clear()
    client.setQueryData(sessionKey, await loadSession())
  }
}
export const changePassword = (current: string, next: string): Promise<unknown> => api.post('/api/session/password', { current, next })
