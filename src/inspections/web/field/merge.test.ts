import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finished, mergeDay } from './merge.ts'
import { anna, bert, dayOf, draftRow, outRow, photoRow, visitOf, visitRow } from './testing.ts'

const day = '2026-03-11'
const nothing = { visits: [], drafts: [], out: [], photos: [] }
const merge = (held: Partial<Parameters<typeof mergeDay>[0]>, visits: Parameters<typeof dayOf>[0]) => mergeDay({ ...nothing, ...held }, dayOf(visits), day, day, 5)

test('a download brings its visits and forgets those nobody began', () => {
  const { put, remove } = merge({ visits: [visitRow('old'), visitRow('kept')] }, [visitOf('kept', { state: 'started' }), visitOf('new')])
  assert.deepEqual(put.map((row) => [row.id, row.visit.state, row.listed]), [['kept', 'started', true], ['new', 'planned', true]])
  assert.deepEqual(remove, ['old'])
})

for (const [what, held] of [
  ['a draft', { drafts: [draftRow('gone')] }], ['a submission', { out: [outRow('s', 'gone')] }], ['a photo', { photos: [photoRow('p', 'gone')] }],
] as const) {
  test(`a visit that went from the list stays, marked, while ${what} hangs on it`, () => {
    const { put, remove } = merge({ visits: [visitRow('gone')], ...held }, [])
    assert.deepEqual([put.map((row) => [row.id, row.listed]), remove], [[['gone', false]], []])
    assert.deepEqual(merge({ visits: [visitRow('gone', { listed: false })], ...held }, []).put, [])
  })
}

test('days outside the download are left alone, days gone by are cleared when nothing hangs on them', () => {
  const { put, remove } = merge({ visits: [visitRow('tomorrow', { planned_on: '2026-03-12' }), visitRow('yesterday', { planned_on: '2026-03-10' }), visitRow('late', { planned_on: '2026-03-10' })], drafts: [draftRow('late')] }, [])
  assert.deepEqual([put, remove], [[], ['yesterday']])
})

test('one person\'s download never touches what another has on the phone', () => {
  const { put, remove } = merge({ visits: [visitRow('b', { account_id: bert })], drafts: [draftRow('b', { account_id: bert })] }, [visitOf('a')])
  assert.deepEqual([put.map((row) => [row.account_id, row.id]), remove], [[[anna, 'a']], []])
})

test('what has all arrived leaves the phone after a week, and nothing else', () => {
  const week = 7 * 86_400_000
  const done = draftRow('v', { open: false, submitted_revision: 1 })
  const sent = outRow('s', 'v', { state: 'sent', sent_at: 0, standing: 'current' })
  const at = (held: Partial<Parameters<typeof finished>[0]>, now: number) => finished({ ...nothing, drafts: [done], out: [sent], ...held }, now)
  assert.deepEqual(at({}, week + 1), ['v'])
  assert.deepEqual(at({}, week - 1), [])
  assert.deepEqual(at({ photos: [photoRow('p', 'v')] }, week + 1), [])
  assert.deepEqual(at({ drafts: [draftRow('v')] }, week + 1), [])
  assert.deepEqual(at({ out: [{ ...sent, standing: 'conflict' }] }, week + 1), [])
  assert.deepEqual(at({ out: [{ ...sent, state: 'refused' }] }, week + 1), [])
})
