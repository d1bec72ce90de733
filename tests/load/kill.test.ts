import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { seededRandom } from '#base/seeded-random.ts'
import { runRounds } from './rounds.ts'

test('loses nothing that was acknowledged and does nothing twice when the program and its database are killed in the middle of work', { timeout: 240_000 }, async () => {
  const data = await mkdtemp(path.join(tmpdir(), 'bihuan-kill-'))
  await chmod(data, 0o755)
  try {
    const { results, record } = await runRounds({ data, clients: 8, random: seededRandom('kill test'), say: () => {} }, ['database', 'both'])
    assert.deepEqual(results.flatMap((round) => round.faults), [])
    assert.ok(record.reports.size > 5 && record.events.length > 0, `only ${record.reports.size} reports and ${record.events.length} commands were acknowledged`)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})
