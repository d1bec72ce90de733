import type { Instant } from '#base/instants.ts'
import { at, type RawBuilder, sql, type Tx } from '#platform/db/index.ts'
import type { SearchQuery } from '../rules/index.ts'
import { found, type Subtree, type Way } from './filters.ts'
import { liesIn, openedWithin } from './text-rows.ts'

type Sort = 'due' | 'opened' | 'updated'
type Key = { readonly at: Instant | null; readonly id: string }
type Part = { readonly sort: Sort; readonly after: Key | null; readonly limit: number; readonly now: Instant; readonly order: RawBuilder<unknown> }

/** A list of so many cases is read as it is; of a word with so many matches all are read. */
const shortList = 3_000, fewMatches = 1_000
/** Above this many expected matches nobody counts whether they are few. */
const surelyMany = 20_000
const everything = 100_000_000
const lastId = '00000000-0000-0000-0000-000000000000'

const firstMatches = async (tx: Tx, words: SearchQuery, open: boolean): Promise<readonly string[]> =>
  (await tx.prepared<{ id: string }>(open ? 'find_open_case_texts' : 'find_case_texts', `select ${open ? 'find_open_case_texts' : 'find_case_texts'}($1::tsquery, $2, $3) as id`, [words.tsquery, words.phrase, fewMatches + 1])).map((row) => row.id)

/** How many rows the planner expects of a query: a glance, nothing is run. */
const expected = async (tx: Tx, query: RawBuilder<unknown>): Promise<number> => {
  const [plan] = await tx.rows(sql<{ 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[] }>`explain (format json) ${query}`)
  return plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}

/** A list that is searched: a part of it without the words, under a further condition on each way into it; and all of it, to be looked at by the planner. */
export type Searched = {
  readonly part: (part: Part, more?: (way: Way) => RawBuilder<unknown>) => RawBuilder<Key>
  readonly whole: RawBuilder<unknown>
  readonly area: Subtree | null
}

const both = (words: SearchQuery, ...more: readonly (string | null)[]): SearchQuery =>
  ({ ...words, tsquery: [words.tsquery, ...more].flatMap((each) => (each === null ? [] : [`(${each})`])).join(' & ') })
const inArea = (words: SearchQuery, area: Subtree | null): SearchQuery => both(words, area && liesIn(area.path))

/** The matches within a part of the list, and its last row, by which one goes on. */
const matching = async (tx: Tx, words: SearchQuery, part: RawBuilder<Key>, page: Part): Promise<{ readonly hits: readonly Key[]; readonly last: Key | null; readonly read: number }> => {
  const rows = await tx.rows(sql<Key & { readonly hit: boolean; readonly n: number; readonly total: number }>`with part as materialized (${part}),
    hits as materialized (select match_case_texts(array(select id from part), ${words.tsquery}::tsquery, ${words.phrase}) as hit)
    select * from (select id, at, h.hit is not null as hit, row_number() over (order by ${page.order}) as n, count(*) over () as total from part left join hits h on h.hit = part.id) r
    where r.hit or r.n = r.total order by r.n`)
  return { hits: rows.filter((row) => row.hit), last: rows.at(-1) ?? null, read: rows[0]?.total ?? 0 }
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
  const walk = async (portions: readonly number[]): Promise<'done' | 'more'> => {
    for (const limit of portions) {
      const found = await matching(tx, words, list.part({ ...page, after, limit }), page)
      hits.push(...found.hits)
      if (missing() <= 0 || found.read < limit) return 'done'
      after = found.last
    }
    return 'more'
  }
  const among = (way: Way, more: string | null): RawBuilder<unknown> => sql`c.id in (${found(both(inArea(words, list.area ?? way.area), more), open, everything)})`
  if (await expected(tx, list.whole) <= shortList) {
    if (await walk([200, shortList, shortList]) === 'done') return hits.slice(0, page.limit)
  } else {
    const asked = inArea(words, list.area)
    if (open || await expected(tx, sql`select from case_texts where tokens @@ ${asked.tsquery}::tsquery`) <= surelyMany) {
      const all = await firstMatches(tx, asked, open)
      if (all.length <= fewMatches) return tx.rows(list.part(page, () => sql`c.id = any(${all}::uuid[])`))
    }
    if (open || page.sort !== 'opened') {
      if (await walk([200, 1_500]) === 'done') return hits.slice(0, page.limit)
    } else {
      for (const { from, tokens } of openedWithin(after?.at ?? page.now)) {
        hits.push(...await tx.rows(list.part({ ...page, after, limit: missing() }, (way) => sql`c.opened_at >= ${at(from)} and ${among(way, tokens)}`)))
        if (missing() <= 0) return hits
        after = { at: from, id: lastId }
      }
    }
  }
  return [...hits, ...await tx.rows(list.part({ ...page, after, limit: missing() }, (way) => among(way, null)))]
}
