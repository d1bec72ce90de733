import type { LocalDate } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'

/** Takes `count` human numbers of a scope and day; answers the first. Unique whatever runs at the same time, and as quick for the millionth as for the first. */
export const takeNumbers = async (tx: Tx, scope: string, day: LocalDate, count: number): Promise<number> => {
  const [row] = await tx.prepared<{ last: number }>(
    'take_numbers',
    'insert into counters (scope, day, value) values ($1, $2, $3) on conflict (scope, day) do update set value = counters.value + excluded.value returning value as last',
    [scope, day, count],
  )
  return (row?.last ?? count) - count + 1
}

/** The same for many days at once, in order of the days, so that two takers cannot wait for each other. */
export const takeNumbersOfDays = async (tx: Tx, scope: string, wanted: ReadonlyMap<LocalDate, number>): Promise<ReadonlyMap<LocalDate, number>> => {
  const days = [...wanted.keys()].sort()
  const rows = await tx.prepared<{ day: LocalDate; last: number }>(
    'take_numbers_of_days',
    `insert into counters (scope, day, value) select $1, day, count from unnest($2::date[], $3::bigint[]) as rows (day, count) order by day
     on conflict (scope, day) do update set value = counters.value + excluded.value returning day, value as last`,
    [scope, days, days.map((day) => wanted.get(day) ?? 0)],
  )
  return new Map(rows.map((row) => [row.day, row.last - (wanted.get(row.day) ?? 0) + 1]))
}
