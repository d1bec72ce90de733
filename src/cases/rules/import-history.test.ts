import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { replay } from './evolve.ts'
import { caseFacts } from './facts.ts'
import { importHistory, type ImportedRow } from './import-history.ts'
import { verifyChain } from './ledger/chain.ts'
import { sealEvents } from './ledger/seal.ts'
import { dueActions } from './supervision.ts'
import { backWithPhoto, beijing, calendar, contextOf, refusalOf, report, tell, type Told, world } from './testing.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const opened = beijing('2011-07-01 08:00')
const row = (more: Partial<ImportedRow> = {}): ImportedRow => {
  const { type: _, ...said } = report()
  return {
    ...said, source: 'import', profile: 'boston-311', external_ref: '101000', opened_at: opened, due_at: beijing('2011-07-03 08:00'), closed_at: null,
    category_id: 'pothole', lead_unit_id: 'sanitation', lead_unit_path: 'city.sanitation', ...more,
  }
}
const now = beijing('2024-03-04 09:00')
const made = (more: Partial<ImportedRow> = {}): Told => {
  const result = importHistory(row(more), contextOf('system', now))
  if (!result.ok) throw new Error(result.error.code)
  return { c: result.value.next, events: result.value.events, now }
}

test('a closed row becomes a whole history with its own dates, written down today', () => {
  const { c, events } = made({ closed_at: beijing('2011-07-02 10:00'), close_text: 'Case Resolved' })
  assert.deepEqual(events.map((event) => [event.type, event.state, event.at]), [
    ['case.imported', 'reported', opened], ['case.registered', 'registered', opened], ['case.dispatched', 'dispatched', opened],
    ['case.closed', 'closed', beijing('2011-07-02 10:00')],
  ])
  assert.ok(events.every((event) => event.recorded_at === now))
  assert.deepEqual([c.imported, c.on_time, c.closed_at, c.due_at, c.clocks],
    [true, true, beijing('2011-07-02 10:00'), beijing('2011-07-03 08:00'), []])
  assert.deepEqual(replay(events), c)
  assert.deepEqual(verifyChain(sealEvents(events, null, sha256), sha256), [])
})

const rows: readonly (readonly [name: string, more: Partial<ImportedRow>, state: string, onTime: boolean | null])[] = [
  ['closed after its stated due time', { closed_at: beijing('2011-07-04 10:00') }, 'closed', false],
  ['closed at its stated due time to the minute', { closed_at: beijing('2011-07-03 08:00') }, 'closed', true],
  ['closed without a due time', { closed_at: beijing('2011-07-04 10:00'), due_at: null }, 'closed', null],
  ['closed before it was opened, as its source says', { closed_at: beijing('2011-06-30 10:00') }, 'closed', true],
  ['open and past its due time', {}, 'handling', false],
  ['open without a unit', { lead_unit_id: null }, 'registered', false],
  ['open without a category', { category_id: null }, 'reported', false],
  ['void in its source', { voided: true, closed_at: beijing('2011-07-02 10:00') }, 'void', null],
]
for (const [name, more, state, onTime] of rows) {
  test(`keeps a row ${name}`, () => {
    const { c, events } = made(more)
    assert.deepEqual([c.state, caseFacts.onTime(c, now)], [state, onTime])
    assert.deepEqual(replay(events), c)
  })
}

test('an open imported case is worked on like any other', () => {
  const told = made()
  assert.equal(refusalOf(told, 'unit', { type: 'request_extension', reason: '要开挖' })?.code, 'cases.no_limit_to_extend')
  const overdue = dueActions(told.c, world.config, calendar, now)
  assert.deepEqual(overdue.map((action) => action.command.type), ['mark_overdue'])
  const closed = tell([['system', overdue[0]?.command ?? { type: 'accept' }], ['unit', backWithPhoto],
    ['inspector', { type: 'check', result: 'pass' }], ['acceptor', { type: 'close', reason: 'done' }]], told)
  assert.deepEqual([closed.c.state, closed.c.on_time, closed.c.overdue_at], ['closed', false, beijing('2011-07-03 08:00')])
})

test('an imported case that is reopened gets a limit of its own', () => {
  const told = made({ closed_at: beijing('2024-03-01 10:00') })
  const { c } = tell([['supervisor', { type: 'reopen', reason: '又坏了' }, '2024-03-04 09:00']], told)
  assert.deepEqual([c.state, c.due_at], ['rework', beijing('2024-03-04 14:30')])
})
