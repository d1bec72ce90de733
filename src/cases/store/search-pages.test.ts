import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, type Instant, instant } from '#base/instants.ts'
import { everyRow, sql } from '#platform/db/index.ts'
import { type TestCity, testCity } from '#platform/db/testing.ts'
import { type CaseCursor, type CaseSort, countCases, listCases } from './case-lists.ts'
import { type CaseFilter, everyCase } from './filters.ts'

const now = instant(Date.UTC(2026, 10, 20, 4))
const bounds = { now, today_end: instant(now + dayMs / 2), soon_end: instant(now + dayMs / 6) }
const count = 9_000
let t: TestCity

/** Words of different frequency: in every case, in 1 of 3, of 40, of 900; and one that only old cases have. */
const words = ['路口', '垃圾', '井盖', '喷泉', '旧事'] as const

before(async () => {
  t = await testCity()
  await t.database.asOwner(t.city.schema, async (tx) => {
    // Over two years, unevenly; one in seven is open.
    await tx.run(sql`insert into cases (id, number, seq, head_hash, state, stage, source, imported, title, urgency, address, area_path, opened_at, ended_at, stage_due_at, updated_at)
      select md5(n::text)::uuid, 'N' || n, 1, '\\x00', case when n % 7 = 0 then 'handling' else 'closed' end, case when n % 7 = 0 then 'handle' else 'done' end, case when n % 5 = 0 then 'hotline' else 'patrol' end,
        false, 't', 'ordinary', '', case when n % 11 = 0 then '99.01' else '99.02' end, opened, case when n % 7 = 0 then null else opened + interval '1 day' end,
        case when n % 7 = 0 then opened + interval '1 day' * (n % 13) end, opened + interval '1 hour' * (n % 97)
      from (select n, date_trunc('milliseconds', ${new Date(now)}::timestamptz - interval '730 days' * power(n / ${count}::float8, 2)) as opened from generate_series(1, ${count}) n) s`)
    await tx.run(sql`insert into case_texts (case_id, body, tokens, open)
      select c.id, w.body, array_to_tsvector(string_to_array(w.body, ' ') || array['~d' || floor(extract(epoch from c.opened_at) / 86400), '~m' || floor(extract(epoch from c.opened_at) / 2419200), '~a' || split_part(c.area_path, '.', 2)]), c.ended_at is null
      from cases c cross join lateral (select substr(c.number, 2)::integer as n) k cross join lateral (select concat_ws(' ', '路口', case when n % 3 = 0 then '垃圾' end, case when n % 40 = 0 then '井盖' end,
        case when n % 900 = 0 then '喷泉' end, case when n > 8200 and n % 2 = 0 then '旧事' end) as body) w`)
    await tx.run(sql`analyze`)
  })
})
after(() => t.close())

const oracle = (word: string, sort: CaseSort, more: string): Promise<readonly string[]> => {
  const order = { opened: 'c.opened_at desc, c.id desc', updated: 'c.updated_at desc, c.id desc', due: 'c.stage_due_at asc nulls last, c.id asc' }[sort]
  return t.database.asOwner(t.city.schema, async (tx) => (await tx.prepared<{ id: string }>(`oracle ${word} ${sort} ${more}`, `select c.id from cases c join case_texts x on x.case_id = c.id where strpos(x.body, $1) > 0 and ${more} order by ${order}`, [word])).map((row) => row.id))
}

/** The first pages one after the other, by their cursors. */
const pages = async (filter: CaseFilter, sort: CaseSort, most: number): Promise<readonly string[]> => {
  const ids: string[] = []
  let cursor: CaseCursor | null = null
  while (ids.length < most) {
    const rows = await t.city.read(everyRow, (tx) => listCases(tx, filter, bounds, everyRow, { sort, after: cursor, limit: 170 }))
    if (rows.length === 0) break
    ids.push(...rows.map((row) => row.id))
    const last = rows.at(-1) as { id: string; opened_at: Instant; updated_at: Instant; stage_due_at: Instant | null }
    cursor = { id: last.id, at: sort === 'opened' ? last.opened_at : sort === 'updated' ? last.updated_at : last.stage_due_at }
  }
  return ids
}

const filters: readonly (readonly [string, CaseFilter, string])[] = [
  ['all cases', everyCase, 'true'], ['finished cases of one source', { ...everyCase, stages: ['done'], sources: ['patrol'] }, `c.stage = 'done' and c.source = 'patrol'`],
  ['a large area', { ...everyCase, area: { path: '99.02', leaf: false } }, `c.area_path = '99.02'`], ['open cases', { ...everyCase, stages: ['handle'] }, `c.stage = 'handle'`], ['a small area', { ...everyCase, area: { path: '99.01', leaf: true } }, `c.area_path = '99.01'`],
]

for (const [name, filter, more] of filters) {
  test(`finds among ${name} exactly the cases that hold a word, in order, page by page`, async () => {
    for (const word of words) {
      for (const sort of ['opened', 'due', 'updated'] as const) {
        const right = await oracle(word, sort, more)
        const found = await pages({ ...filter, q: word }, sort, 700)
        assert.deepEqual(found, right.slice(0, found.length), `${word}, by ${sort}`)
        assert.ok(found.length >= Math.min(700, right.length), `${word}, by ${sort}: ${found.length} of ${right.length}`)
      }
    }
  })
}

test('counts the matches of open cases exactly, and says when it stopped counting the others', async () => {
  for (const word of words) {
    const open = (await oracle(word, 'opened', `c.stage <> 'done'`)).length, done = (await oracle(word, 'opened', `c.stage = 'done'`)).length
    const counts = await t.city.read(everyRow, (tx) => countCases(tx, { ...everyCase, q: word }, bounds, everyRow, 2_000))
    assert.equal(counts.find((c) => c.stage === 'handle')?.count ?? 0, open, word)
    const finished = counts.find((c) => c.stage === 'done')
    assert.equal(finished?.count, Math.min(2_000, done), word)
    assert.equal(finished?.cut, done >= 2_000, word)
  }
})

test('finds nothing where nothing can be searched for', async () => {
  assert.deepEqual(await pages({ ...everyCase, q: '，。！' }, 'opened', 10), [])
})
