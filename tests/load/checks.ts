import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { checkCases, verifyLedger } from '#cases/server/index.ts'
import type { CityDb } from '#platform/db/index.ts'
import { inTransaction } from '#platform/db/transactions.ts'
import { valueTypes } from '#platform/db/values.ts'
import { type FileStore, localFileStore } from '#platform/files/index.ts'
import { citySlug } from './load-city.ts'
import type { Record } from './record.ts'

/** The database beside the running program, read as its owner sees it: no row policy hides anything from the proof. */
export type Proof = {
  /** Everything that is wrong, in words; empty when all is as acknowledged. */
  readonly check: (record: Record) => Promise<readonly string[]>
  readonly figures: () => Promise<{ readonly cases: number; readonly events: number; readonly alarms: number; readonly digests: number; readonly files: number }>
  readonly close: () => Promise<void>
}

const schema = `city_${citySlug}`

export const openProof = async (data: string): Promise<Proof> => {
  const home = path.resolve(data)
  const password = (await readFile(path.join(home, 'secrets', 'database-owner'), 'utf8')).trim()
  const pool = new pg.Pool({
    host: path.join(tmpdir(), `bihuan-pg-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`), port: 5432, user: 'bihuan_owner', password, database: 'postgres', max: 3, types: valueTypes,
    options: '-c TimeZone=UTC',
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const store: FileStore = await localFileStore(path.join(home, 'files'))
  const sound = new Set<string>()
  const rows = async <R>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> => {
    const client = await pool.connect()
    try {
      await client.query(`set search_path = "${schema}"`)
      return (await client.query(text, values as unknown[])).rows as R[]
    } finally {
      client.release()
    }
  }
  const city = {
    slug: citySlug, schema, zone: 'Asia/Shanghai',
    read: (scope, work) => inTransaction(pool, { schema, scope, mode: 'read', citus: false }, work),
  } as Pick<CityDb, 'slug' | 'schema' | 'zone' | 'read'> as CityDb

  const none = async (what: string, text: string, values: readonly unknown[] = []): Promise<readonly string[]> =>
    (await rows<object>(text, values)).slice(0, 5).map((row) => `${what}: ${JSON.stringify(row)}`)

  const files = async (record: Record): Promise<readonly string[]> => {
    const faults: string[] = []
    for (const row of await rows<{ id: string; hashes: string[] }>('select id, array[original_sha256, view_sha256, thumb_sha256] as hashes from case_files')) {
      for (const sha of row.hashes) {
        if (sound.has(sha)) continue
        const state = await store.verify(sha)
        if (state === 'sound') sound.add(sha)
        else faults.push(`file ${row.id}: its bytes are ${state}`)
      }
    }
    faults.push(
      ...await none('an event names a photo the case does not have', `select e.case_id, e.seq, f ->> 'file_id' as file from case_events e, jsonb_array_elements(e.data -> 'files') f
        where jsonb_typeof(e.data -> 'files') = 'array' and not exists (select from case_files k where k.id = (f ->> 'file_id')::uuid and k.case_id = e.case_id)`),
      ...await none('a photo of a case no event tells of', `select id, case_id from case_files k where case_id is not null and not exists (select from case_events e, jsonb_array_elements(e.data -> 'files') f
        where e.case_id = k.case_id and jsonb_typeof(e.data -> 'files') = 'array' and f ->> 'file_id' = k.id::text)`),
      ...await none('an acknowledged upload is gone', 'select id from unnest($1::uuid[]) as u (id) where not exists (select from case_files k where k.id = u.id)', [record.uploads.map((u) => u.file_id)]),
    )
    return faults
  }

  const kept = async (record: Record): Promise<readonly string[]> => {
    const reports = [...record.reports.values()], posts = [...record.open311]
    return [
      ...await none('an acknowledged report is gone', `select number from unnest($1::uuid[], $2::text[], $3::text[]) as a (case_id, number, code)
        where not exists (select from cases c join reports r on r.case_id = c.id where c.id = a.case_id and c.number = a.number and r.code = replace(a.code, '-', ''))`,
      [reports.map((r) => r.case_id), reports.map((r) => r.number), reports.map((r) => r.code)]),
      ...await none('an acknowledged Open311 report is gone', `select number from unnest($1::text[], $2::text[]) as a (said, number)
        where not exists (select from cases c join case_events e on e.case_id = c.id and e.seq = 1 where c.number = a.number and e.data ->> 'description' = a.said)`, [posts.map((p) => p[0]), posts.map((p) => p[1])]),
      ...await none('a report was kept twice', `select data ->> 'description' as said, count(*) from case_events where seq = 1 and data ->> 'description' <> '' group by 1 having count(*) > 1`),
      ...await none('an acknowledged event is gone', `select case_id, seq, command from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[]) as a (case_id, seq, hash, command)
        where not exists (select from case_events e where e.case_id = a.case_id and e.seq = a.seq and encode(e.hash, 'hex') = a.hash)`,
      [record.events.map((e) => e.case_id), record.events.map((e) => e.seq), record.events.map((e) => e.hash), record.events.map((e) => e.command)]),
    ]
  }

  const whole = async (): Promise<readonly string[]> => [
    ...await none('an alarm fired twice', `select case_id, data ->> 'alarm_key' as key, count(*) from case_events where data ? 'alarm_key' and data ->> 'alarm_key' is not null group by 1, 2 having count(*) > 1`),
    ...await none('a number was given twice', 'select number from cases group by 1 having count(*) > 1'),
    ...await none('a number beyond the counter', `select number from cases c where not exists (select from counters k where k.scope = 'case' and to_char(k.day, 'YYYYMMDD') = split_part(c.number, '-', 1) and k.value >= split_part(c.number, '-', 2)::bigint)`),
    ...await none('a case without a report', `select number from cases c where source <> 'inspection' and parent_id is null and not exists (select from reports r where r.case_id = c.id)`),
    ...await none('a case that cannot be found by its words', 'select number from cases c where not exists (select from case_texts t where t.case_id = c.id)'),
    ...await none('a contact that was said and not kept', 'select id from reports r where has_contact and not exists (select from reporters p where p.report_id = r.id)'),
    ...(await checkCases(city)).faults.map((fault) => `case ${fault.number}: ${fault.what}`),
  ]

  const ledger = async (): Promise<readonly string[]> => {
    const keys = await rows<{ key_id: string; public_key_pem: string }>('select key_id, public_key_pem from platform.signing_keys')
    const report = await verifyLedger(city, new Map(keys.map((k) => [k.key_id, k.public_key_pem])))
    return [...report.chain_faults.map((f) => `ledger, case ${f.number}, event ${f.seq}: ${f.kind}`), ...report.digest_faults.map((f) => `ledger, digest ${f.day}: ${f.kind}`)]
  }
  return {
    check: async (record) => [...await kept(record), ...await files(record), ...await whole(), ...await ledger()],
    figures: async () => (await rows<{ cases: number; events: number; alarms: number; digests: number; files: number }>(`select (select count(*) from cases) as cases, (select count(*) from case_events) as events,
      (select count(*) from case_events where data ? 'alarm_key') as alarms, (select count(*) from ledger_digests) as digests, (select count(*) from case_files) as files`))[0] as never,
    close: () => pool.end(),
  }
}
