import path from 'node:path'
import { instant } from '#base/instants.ts'
import { type CityDb, type Database, openDatabase, sql } from '#platform/db/index.ts'
import { demoSlug, ensureDemo } from '../../src/app/demo/index.ts'
import { fillTables } from '../../src/app/demo/load/bulk.ts'

/** Of so many copies of a case one has a history of its own: a case page reads one history, however many there are. */
const historyEvery = 5

const shifted = (column: string): string => `${column} + shift`
const times = ['opened_at', 'registered_at', 'dispatched_at', 'accepted_at', 'handled_at', 'checked_at', 'closed_at', 'ended_at', 'due_at', 'stage_due_at', 'overdue_at', 'suspended_until', 'next_alarm_at', 'updated_at']

/** Raised when what is made here changes. Later migrations reach a kept city as they reach any other. */
const edition = 1
/** Of a hundred cases so many are still open; the demo city has fewer. */
const openPercent = 5

const multiply = async (database: Database, city: CityDb, count: number, say: (text: string) => void): Promise<void> => {
  await fillTables(database, city.schema, ['cases', 'case_events', 'case_texts'], () => database.asOwner(city.schema, async (tx) => {
    await tx.run(sql`set local session_replication_role = 'replica'`)
    await tx.run(sql`set local work_mem = '256MB'`)
    const columns = (await tx.rows(sql<{ name: string }>`select attname as name from pg_attribute where attrelid = 'cases'::regclass and attnum > 0 and not attisdropped order by attnum`)).map((c) => c.name)
    const had = await tx.one(sql<{ done: number; open: number }>`select count(*) filter (where stage = 'done') as done, count(*) filter (where stage <> 'done') as open from cases`)
    const copies = Math.round((count * (100 - openPercent)) / 100 / had.done) - 1, openCopies = Math.round((count * openPercent) / 100 / had.open) - 1
    // A copy's id keeps the time of its original: ids and rows lie in the order of time, as they do in a city that grew.
    await tx.run(sql`create temporary table copies on commit drop as
      select id as original, (substr(id::text, 1, 15) || substr(gen_random_uuid()::text, 16))::uuid as id, k, row_number() over (partition by split_part(number, '-', 1)) + 100000 as n, opened_at,
        case when stage = 'done' then make_interval(secs => (random() - 0.5) * 86400 * 6) else make_interval(secs => (random() - 0.5) * 7200) end as shift
      from cases, generate_series(1, case when stage = 'done' then ${copies}::integer else ${openCopies}::integer end) k`)
    say(`${had.done} closed cases, ${copies} copies of each; ${had.open} open ones, ${openCopies} copies of each`)
    const values = columns.map((name) => {
      if (name === 'id') return 'm.id'
      if (name === 'number') return `split_part(c.number, '-', 1) || '-' || lpad(m.n::text, 6, '0')`
      return times.includes(name) ? shifted(`c.${name}`) : `c.${name}`
    })
    await tx.run(sql`insert into cases (${sql.raw(columns.join(', '))}) select ${sql.raw(values.join(', '))} from copies m join cases c on c.id = m.original order by m.opened_at + m.shift`)
    say('cases copied')
    await tx.run(sql`insert into case_texts (case_id, body, tokens, open) select m.id, t.body, t.tokens, t.open from copies m join case_texts t on t.case_id = m.original order by m.opened_at + m.shift`)
    say('texts copied')
    await tx.run(sql`insert into case_events (case_id, seq, type, at, recorded_at, account_id, role, unit_id, state, data, prev_hash, hash)
      select m.id, e.seq, e.type, e.at, e.recorded_at, e.account_id, e.role, e.unit_id, e.state, e.data, e.prev_hash, e.hash
      from copies m join case_events e on e.case_id = m.original where m.k % ${historyEvery} = 0 order by m.opened_at + m.shift, e.seq`)
    say('histories copied')
  }), (done, total) => say(`index ${done} of ${total}`))
  await database.asOwner(city.schema, (tx) => tx.prepared('analyze', 'analyze', []).then(() => undefined))
  await database.ownerPool.query(`vacuum (analyze) "${city.schema}".cases, "${city.schema}".case_texts, "${city.schema}".case_events`)
}

/**
 * A city of `count` cases on `data`: the demo city, each of its cases many times over with times and numbers of its own. Made once, kept for the next run.
 * The copies share the words and the sealed histories of their originals, so their ledger does not hold; nothing here asks for it.
 */
export const makeBigCity = async (data: string, count: number, say: (text: string) => void): Promise<void> => {
  const database = await openDatabase({ home: { data: path.resolve(data) } })
  try {
    const mark = `${count}/${edition}`
    const known = await database.city(demoSlug)
    if (known?.settings['bench'] === mark) return
    if (known) await database.dropCity(demoSlug)
    const began = performance.now()
    await ensureDemo(database, { seed: 'bench', data: path.resolve(data), now: instant(Date.now()), always: true, onProgress: ({ step, done, total }) => void (done === total && say(`demo city: ${step}`)) })
    say(`demo city made in ${Math.round((performance.now() - began) / 1000)} s`)
    await multiply(database, await database.city(demoSlug) as CityDb, count, say)
    await database.updateCity(demoSlug, { settings: { bench: mark } })
    say(`${count} cases made in ${Math.round((performance.now() - began) / 1000)} s`)
  } finally {
    await database.close()
  }
}
