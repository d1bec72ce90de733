import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import type { PublishedDraw, Sha256 } from './model.ts'
import { exampleInput, examplePublished } from './testing.ts'
import { canonicalText, commitmentOf, frameHash, resultHash } from './text.ts'
import { type DrawFaultCode, verifyDraw } from './verify.ts'

const sha256: Sha256 = (text) => hash('sha256', text)
const good = examplePublished(exampleInput(), sha256), revealed = examplePublished(exampleInput(), sha256, 'commit_reveal')
type Loose = { [name: string]: Loose } & { [at: number]: Loose; splice: (at: number, count: number) => unknown; pop: () => unknown; push: (value: Loose) => unknown; reverse: () => unknown }
/** A copy with one thing changed; `mend` makes the hashes fit again, as a forger would. */
const altered = (file: PublishedDraw, change: (copy: Loose) => void, mend = true): PublishedDraw => {
  const copy = JSON.parse(JSON.stringify(file)) as PublishedDraw
  change(copy as unknown as Loose)
  return mend ? { ...copy, result_sha256: resultHash(copy.result, sha256) } : copy
}
const codes = (file: unknown): readonly DrawFaultCode[] => [...new Set(verifyDraw(file, sha256).map((f) => f.code))]
const set = (value: unknown): Loose => value as Loose

test('finds nothing wrong with an honest draw, by a public value or by two parties, whatever the order of its members', () => {
  for (const file of [good, revealed]) {
    assert.deepEqual(verifyDraw(file, sha256), [])
    assert.deepEqual(verifyDraw(JSON.parse(canonicalText(file)), sha256), [])
  }
  for (const sample of [{ spread: 'plain', probability: 'equal' }, { spread: 'plain' }, { take: 'all' }, { allocation: 'neyman' }] as const) {
    assert.deepEqual(verifyDraw(examplePublished(exampleInput({ places: 60, sample: { count: 20, ...sample } }), sha256), sha256), [], JSON.stringify(sample))
  }
})

const other = good.frame.places.find((p) => !good.result.selected.some((s) => s.place_id === p.id))!
const someone = (file: Loose): { visit: Loose; barred: string } => {
  const visit = file['result']!['selected']![0]!, place = good.frame.places.find((p) => p.id === (visit['place_id'] as unknown as string))!
  return { visit, barred: good.frame.inspectors.find((i) => i.barred.some((bar) => place.area_path.startsWith(`${bar}.`)))!.id }
}
const plants: readonly (readonly [name: string, change: (file: Loose) => void, expected: readonly DrawFaultCode[], file?: PublishedDraw])[] = [
  ['a place taken out of the frame', (f) => f['frame']!['places']!.splice(3, 1), ['frame_hash_wrong', 'strata_wrong']],
  ['a risk raised', (f) => { f['frame']!['places']![5]!['risk'] = set('9.000') }, ['frame_hash_wrong', 'probability_wrong']],
  ['a probability raised', (f) => { f['frame']!['places']![5]!['pi'] = set('0.900000000000') }, ['frame_hash_wrong', 'probability_wrong']],
  ['another public value', (f) => { f['seed_source']!['value'] = set('another value') }, ['seed_wrong']],
  ['another seed', (f) => { f['seed'] = set('0'.repeat(64)) }, ['seed_wrong', 'place_missing']],
  ['a place exchanged', (f) => { f['result']!['selected']![0]!['place_id'] = set(other.id) }, ['place_not_drawn', 'place_missing']],
  ['a place left out', (f) => f['result']!['selected']!.pop(), ['place_missing']],
  ['a place twice', (f) => f['result']!['selected']!.push(f['result']!['selected']![0]!), ['place_twice']],
  ['a ticket rewritten', (f) => { f['result']!['selected']![0]!['ticket'] = set('0'.repeat(64)) }, ['place_wrong']],
  ['a weight rewritten', (f) => { f['result']!['selected']![0]!['pi'] = set('0.500000000001') }, ['place_wrong']],
  ['somebody sent to their home district', (f) => { const { visit, barred } = someone(f); visit['inspector_ids']![0] = set(barred) }, ['recused', 'pairing_differs']],
  ['a stranger sent', (f) => { f['result']!['selected']![0]!['inspector_ids']![1] = set('i-99') }, ['inspector_unknown', 'pairing_differs']],
  ['one person instead of two', (f) => f['result']!['selected']![0]!['inspector_ids']!.pop(), ['inspectors_missing', 'pairing_differs']],
  ['the same person twice', (f) => { const ids = f['result']!['selected']![0]!['inspector_ids']!; ids[1] = ids[0]! }, ['inspector_twice', 'pairing_differs']],
  ['another day', (f) => { f['result']!['selected']![0]!['day'] = set('2026-03-08') }, ['day_wrong', 'pairing_differs']],
  ['too many on a day', (f) => { for (const s of f['result']!['selected'] as unknown as Loose[]) s['inspector_ids'] = set(['i-04', 'i-05']) }, ['too_many_visits']],
  ['reserves put in another order', (f) => f['result']!['reserves']![0]!['place_ids']!.reverse(), ['reserves_wrong']],
  ['an invented shortage', (f) => f['result']!['shortages']!.push(set({ place_id: 'p-00001', day: '2026-03-02', needed: 2, found: 1, barred: [], full: [] })), ['shortages_differ']],
  ['drawn before the frame was told', (f) => { f['committed_at'] = set('2026-03-02T00:00:00.000Z') }, ['times_wrong']],
  ['another secret', (f) => { f['seed_source']!['reveals']![0]!['secret'] = set('another secret of twenty') }, ['commitment_wrong', 'seed_wrong'], revealed],
  ['a secret told before the other had committed', (f) => { f['seed_source']!['reveals']![0]!['at'] = set('2026-03-01T02:30:00.000Z') }, ['commitment_late'], revealed],
  ['one party only', (f) => f['seed_source']!['commitments']!.pop(), ['commitment_wrong'], revealed],
  ['not a draw', (f) => { f['format'] = set('x') }, ['not_a_draw']],
]
for (const [name, change, expected, file = good] of plants) {
  test(`names ${name}`, () => {
    const found = codes(altered(file, change))
    for (const code of expected) assert.ok(found.includes(code), `${code} is not in ${found.join()}`)
  })
}

test('a result that was changed after its hash was told is named', () => {
  assert.ok(codes(altered(good, (f) => { f['result']!['log'] = set([]) }, false)).includes('result_hash_wrong'))
})

test('a commitment of one party says nothing for the other', () => {
  const forged = altered(revealed, (f) => {
    const [one, two] = f['seed_source']!['commitments'] as unknown as Loose[]
    two!['commitment'] = one!['commitment']!
    f['seed_source']!['reveals']![1]!['secret'] = f['seed_source']!['reveals']![0]!['secret']!
  })
  assert.ok(codes(forged).includes('commitment_wrong'))
  const hashed = frameHash(good.frame, sha256)
  assert.notEqual(commitmentOf(hashed, '文明办', 'x'.repeat(20), sha256), commitmentOf(hashed, '纪检监察室', 'x'.repeat(20), sha256))
})

test('whatever a file holds, it is a fault and not a crash', () => {
  for (const value of [null, 1, 'x', [], {}, { format: 'bihuan-draw/1' }, { ...good, frame: { ...good.frame, places: null } }, { ...good, result: { format: 'bihuan-result/1' } }]) {
    assert.ok(verifyDraw(value, sha256).length > 0)
  }
})
