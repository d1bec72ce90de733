import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Action, availableActions } from './actions.ts'
import { checkedNow, contextOf, handledNow, handlingNow, people, registered, type Step, tell, type Who } from './testing.ts'

const actions = (steps: readonly Step[], who: Who): ReadonlyMap<string, Action> => {
  const told = tell(steps)
  return new Map(availableActions(told.c, contextOf(who, told.now)).map((action) => [action.command, action]))
}
const allowed = (steps: readonly Step[], who: Who): readonly string[] =>
  [...actions(steps, who)].filter(([, action]) => action.allowed).map(([command]) => command)

const table: readonly (readonly [steps: readonly Step[], who: Who, allowed: readonly string[]])[] = [
  [registered, 'dispatcher', ['dispatch', 'return_to_acceptor', 'merge', 'split', 'remind', 'change_category', 'change_place', 'add_note',
    'add_file']],
  [handlingNow, 'unit', ['return', 'object', 'assign', 'report_back', 'request_extension', 'request_suspension', 'add_note', 'add_file']],
  [handlingNow, 'roads', []],
  [handledNow, 'inspector', ['check', 'add_note', 'add_file']],
  [checkedNow, 'acceptor', ['order_rework', 'close', 'remind', 'add_note', 'add_file']],
  [checkedNow, 'auditor', []],
  [checkedNow, 'stranger', []],
]
for (const [steps, who, expected] of table) {
  const { c } = tell(steps)
  test(`in ${c.state}, ${who} may ${expected.join(', ') || 'do nothing'}`, () => assert.deepEqual(allowed(steps, who), expected))
}

test('every action is either allowed or says why not', () => {
  for (const who of Object.keys(people) as Who[]) for (const [, action] of actions(handlingNow, who)) assert.equal(action.allowed,
    action.refusal === null)
})

test('says what it will ask for, and which reasons a close may have', () => {
  assert.deepEqual(actions(handlingNow, 'unit').get('return')?.requires, ['reason'])
  assert.deepEqual(actions(checkedNow, 'acceptor').get('close')?.reasons, ['done'])
  assert.deepEqual(actions(checkedNow, 'supervisor').get('close')?.reasons, ['done', 'informed', 'forced'])
  assert.deepEqual(actions(handledNow, 'supervisor').get('close')?.reasons, ['informed', 'forced'])
  assert.deepEqual(actions(handledNow, 'acceptor').get('close')?.refusal?.code, 'cases.not_checked')
})
