import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, useText } from '#platform/web-ui/index.ts'
import { type AreaName, type CategoryName, dutyApi } from './api.ts'

/** Names of categories by path, in the reader's language; '' is the whole catalogue. */
export const useCategoryNames = (): { readonly all: readonly CategoryName[]; readonly nameOf: (path: string) => string } => {
  const { t, language } = useText()
  const answer = useQuery({ queryKey: ['categories', 'all'], staleTime: 300_000, queryFn: ({ signal }) => dutyApi.categories(signal) })
  return useMemo(() => {
    const all = answer.data?.items ?? []
    const byPath = new Map(all.map((c) => [c.path, language === 'en' ? (c.name_en ?? c.name) : c.name]))
    return { all, nameOf: (path: string) => (path === '' ? t('organisations:whole_catalogue') : (byPath.get(path) ?? path)) }
  }, [answer.data, language, t])
}

/** The name of an area known by its path. */
export const useAreaName = (path: string): string => {
  const { t } = useText()
  const answer = useQuery({
    queryKey: ['areas', 'at', path], enabled: path !== '', staleTime: 300_000,
    queryFn: ({ signal }) => api.get<{ readonly items: readonly AreaName[] }>('/api/areas', { within: path, limit: 1 }, signal),
  })
  return path === '' ? t('organisations:page.duty.nowhere') : (answer.data?.items[0]?.name ?? path.split('.').at(-1) ?? path)
}
export const AreaNamed = ({ path }: { readonly path: string }) => <>{useAreaName(path)}</>
