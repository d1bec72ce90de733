import { useInfiniteQuery } from '@tanstack/react-query'
import { api, type Query } from './api.ts'

export type Page<Row> = { readonly items: readonly Row[]; readonly next_cursor: string | null; readonly total?: number }
export type PagedList<Row> = {
  readonly rows: readonly Row[]
  /** How many there are in all, where the list tells it. */
  readonly total: number | null
  /** When the newest page was fetched, for badges that count down from it. */
  readonly fetchedAt: number
  readonly error: unknown
  readonly loading: boolean
  readonly fetching: boolean
  readonly more: boolean
  readonly loadMore: () => void
  readonly reload: () => void
}

/** A keyset-paged list: `{items, next_cursor}` answers, more rows on demand, kept on the page while it reloads. */
export const usePagedList = <Row>(
  key: readonly unknown[],
  path: string,
  query: Query,
  options: { readonly live?: boolean; readonly enabled?: boolean; readonly everyMs?: number } = {},
): PagedList<Row> => {
  const answer = useInfiniteQuery({
    queryKey: [...key, query],
    enabled: options.enabled ?? true,
    meta: { live: options.live ?? false },
    queryFn: ({ pageParam, signal }) => api.get<Page<Row>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: (before) => before,
    ...(options.everyMs ? { refetchInterval: options.everyMs } : {}),
  })
  return {
    rows: answer.data?.pages.flatMap((page) => page.items) ?? [],
    total: answer.data?.pages[0]?.total ?? null,
    fetchedAt: answer.dataUpdatedAt,
    error: answer.data ? null : answer.error,
    loading: answer.isPending && (options.enabled ?? true),
    fetching: answer.isFetching,
    more: answer.hasNextPage,
    loadMore: () => {
      if (!answer.isFetchingNextPage) void answer.fetchNextPage()
    },
    reload: () => void answer.refetch(),
  }
}
