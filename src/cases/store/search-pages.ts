import type { Instant } from '#base/instants.ts'
import { at, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { SearchQuery } from '../rules/index.ts'
import { found } from './filters.ts'
import { openedWithin } from './text-rows.ts'

type Sort = 'due' | 'opened' | 'updated'
type Key = { readonly at: Instant | null; readonly id: string }
type Part = { readonly sort: Sort; readonly after: Key | null; readonly limit: number; readonly now: Instant }

/** A list of so many cases is read as it is; of a word with so many matches all are read. */
const shortList = 3_000, fewMatches = 1_000
/** Above this many expected matches nobody counts whether they are few. */
const surelyMany = 20_000
const portion = 1_000
const everything = 100_000_000
const lastId = '00000000-0000-0000-0000-000000000000'

const matching = async (tx: Tx, words: SearchQuery, keys: readonly Key[]): Promise<readonly Key[]> => {
  const ids = new Set((await tx.prepared<{ id: string }>('match_case_texts', 'select match_case_texts($1::uuid[], $2::tsquery, $3) as id', [keys.map((key) => key.id), words.tsquery, words.phrase])).map((row) => row.id))
  return keys.filter((key) => ids.has(key.id))
}

const firstMatches = async (tx: Tx, words: SearchQuery, open: boolean): Promise<readonly string[]> =>
  (await tx.prepared<{ id: string }>(open ? 'find_open_case_texts' : 'find_case_texts', `select ${open ? 'find_open_case_texts' : 'find_case_texts'}($1::tsquery, $2, $3) as id`, [words.tsquery, words.phrase, fewMatches + 1])).map((row) => row.id)

/** How many rows the planner expects of a query: a glance, nothing is run. */
const expected = async (tx: Tx, query: RawBuilder<unknown>): Promise<number> => {
  const [plan] = await tx.rows(sql<{ 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[] }>`explain (format json) ${query}`)
  return plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}

/** A list that is searched: a part of it without the words, under a further condition; and all of it, to be looked at by the planner. */
export type Searched = {
  readonly part: (part: Part, more?: RawBuilder<unknown>) => Promise<readonly Key[]>
  readonly whole: RawBuilder<unknown>
}

/**
 * One page of a list whose cases must hold some words. A short list is read along, and its texts are looked at; the matches of a rare word are few, and all
 * are read; what is neither is searched day by day and then month by month into the past, or along the list where that has another order. Exact in every
 * case: nothing is left out because there is too much of it.
 */
export const searchPage = async (tx: Tx, words: SearchQuery, open: boolean, page: Part, list: Searched): Promise<readonly Key[]> => {
  const hits: Key[] = []
  let after = page.after
  const missing = (): number => page.limit - hits.length
  const walk = async (most: number): Promise<'done' | 'more'> => {
    for (let walked = 0; walked < most; walked += portion) {
      const part = await list.part({ ...page, after, limit: portion })
      hits.push(...await matching(tx, words, part))
      if (missing() <= 0 || part.length < portion) return 'done'
      after = part.at(-1) ?? after
    }
    return 'more'
  }
  if (await expected(tx, list.whole) <= shortList) {
    if (await walk(2 * shortList) === 'done') return hits.slice(0, page.limit)
  } else {
    if (open || await expected(tx, sql`select from case_texts where tokens @@ ${words.tsquery}::tsquery`) <= surelyMany) {
      const all = await firstMatches(tx, words, open)
      if (all.length <= fewMatches) return list.part(page, sql`c.id = any(${all}::uuid[])`)
    }
    if (open || page.sort !== 'opened') {
      if (await walk(2 * portion) === 'done') return hits.slice(0, page.limit)
    } else {
      for (const { from, tokens } of openedWithin(after?.at ?? page.now)) {
        const part = await list.part({ ...page, after, limit: missing() }, sql`c.opened_at >= ${at(from)} and c.id in (${found({ ...words, tsquery: `(${words.tsquery}) & (${tokens})` }, false, everything)})`)
        hits.push(...part)
        if (missing() <= 0) return hits
        after = { at: from, id: lastId }
      }
    }
  }
  return [...hits, ...await list.part({ ...page, after, limit: missing() }, sql`c.id in (${found(words, open, everything)})`)]
}
