import type { Instant } from '#base/instants.ts'
import { at, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { SearchQuery } from '../rules/index.ts'
import { found } from './filters.ts'
import { openedWithin } from './text-rows.ts'

type Sort = 'due' | 'opened' | 'updated'
type Key = { readonly at: Instant | null; readonly id: string }
type Part = { readonly sort: Sort; readonly after: Key | null; readonly limit: number }

/** So many matches are simply all read; so many rows of the list are looked at before the index of words is asked again. */
const few = 1_000
const portions = [200, 1_500] as const
const lastId = '00000000-0000-0000-0000-000000000000'

const matching = async (tx: Tx, words: SearchQuery, keys: readonly Key[]): Promise<readonly Key[]> => {
  const ids = new Set((await tx.prepared<{ id: string }>('match_case_texts', 'select match_case_texts($1::uuid[], $2::tsquery, $3) as id', [keys.map((key) => key.id), words.tsquery, words.phrase])).map((row) => row.id))
  return keys.filter((key) => ids.has(key.id))
}

const fewMatches = async (tx: Tx, words: SearchQuery, open: boolean): Promise<readonly string[]> =>
  (await tx.prepared<{ id: string }>(open ? 'find_open_case_texts' : 'find_case_texts', `select ${open ? 'find_open_case_texts' : 'find_case_texts'}($1::tsquery, $2, $3) as id`, [words.tsquery, words.phrase, few + 1])).map((row) => row.id)

/**
 * One page of a list whose cases must hold some words. A frequent word is soon met by walking along the list; a rare one has few matches, and all are read;
 * for what is neither, the newest weeks are searched first, then more and more of the past. `list` gives a part of the list without the words, under a
 * further condition. Exact in every case: nothing is left out because there is too much of it.
 */
export const searchPage = async (tx: Tx, words: SearchQuery, open: boolean, page: Part, list: (part: Part, more?: RawBuilder<unknown>) => Promise<readonly Key[]>): Promise<readonly Key[]> => {
  const hits: Key[] = []
  let after = page.after
  const missing = (): number => page.limit - hits.length
  for (const portion of portions) {
    const part = await list({ ...page, after, limit: portion })
    hits.push(...await matching(tx, words, part))
    if (missing() <= 0 || part.length < portion) return hits.slice(0, page.limit)
    after = part.at(-1) ?? after
    if (portion !== portions[0]) continue
    const all = await fewMatches(tx, words, open)
    if (all.length <= few) return list(page, sql`c.id = any(${all}::uuid[])`)
  }
  if (page.sort === 'opened' && !open && after?.at != null) {
    for (const window of openedWithin(after.at)) {
      const part = await list({ ...page, after, limit: missing() }, sql`c.opened_at >= ${at(window.from)} and c.id in (${found({ ...words, tsquery: `(${words.tsquery}) & (${window.tokens})` }, false, 100_000_000)})`)
      hits.push(...part)
      if (missing() <= 0) return hits
      after = { at: window.from, id: lastId }
    }
  }
  return [...hits, ...await list({ ...page, after, limit: missing() }, sql`c.id in (${found(words, open, 100_000_000)})`)]
}
