import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api.ts'

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        retry: (count, error) => (error instanceof ApiProblem && error.status >= 400 && error.status < 500 ? false : count < 2),
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
