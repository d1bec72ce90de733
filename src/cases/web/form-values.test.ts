import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandFields } from './command-fields.ts'
import { isMissing, isRequired, outgoing } from './form-values.ts'

const zone = 'Asia/Shanghai'

test('what was left blank is not sent, what was typed is trimmed', () => {
  assert.deepEqual(outgoing(commandFields.report_back ?? [], { text: ' done ', files: [] }, zone), { text: 'done' })
})
test('a suspension ends when its last day ends in the city', () => {
  assert.deepEqual(outgoing(commandFields.request_suspension ?? [], { until: '2026-12-31', reason: 'frost' }, zone), {
    until: '2026-12-31T16:00:00.000Z',
    reason: 'frost',
  })
})
test('photos go by id and secret, without the name they had on the phone', () => {
  const files = [{ file_id: 'f', secret: 's', kind: 'after', name: 'IMG_1.jpg' }]
  assert.deepEqual(outgoing(commandFields.report_back ?? [], { text: 'x', files }, zone), {
    text: 'x',
    files: [{ file_id: 'f', secret: 's', kind: 'after' }],
  })
})
test('a split needs two lines, each becomes a case', () => {
  const [children] = commandFields.split ?? []
  assert.ok(children && isMissing(children, { children: 'one\n\n' }))
  assert.ok(children && !isMissing(children, { children: 'one\ntwo' }))
  assert.deepEqual(outgoing(commandFields.split ?? [], { children: ' one \n\ntwo', reason: 'r' }, zone), {
    children: [{ title: 'one' }, { title: 'two' }],
    reason: 'r',
  })
})
test('one case needs a unit, many may leave it to the duty matrix', () => {
  const unit = commandFields.dispatch?.find((field) => field.name === 'lead_unit_id')
  assert.ok(unit && isRequired(unit, undefined, false) && !isRequired(unit, undefined, true))
})
