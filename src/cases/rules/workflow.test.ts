import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { commandTypes } from './commands.ts'
import { storyKeys } from './story.ts'
import { moveOf, refusalCodeOf, targetOf, workflow } from './workflow.ts'
import { workflowRefusalCodes, workflowTable } from './workflow-table.ts'
import { refusedMoves } from './workflow/refused-moves.ts'
import {
  applicationKinds, caseRoles, caseStages, caseStates, checkResults, closeReasons, declineReasons, finalStates, photoKinds, publicSteps,
  reminderKinds, sources,
  supervisionKinds, urgencies, verifyResults,
} from './words.ts'

type Texts = { readonly [key: string]: string | Texts }
const texts = (locale: string): Texts => JSON.parse(readFileSync(new URL(`../../platform/i18n/${locale}/cases.json`, import.meta.url),
  'utf8')) as Texts
const written = (locale: string, group: string, key: string): boolean => {
  const found = texts(locale)[group]
  return typeof found === 'object' && (typeof found[key] === 'string' || typeof found[`${key}_other`] === 'string')
}
const unwritten = (group: string, keys: readonly string[]): readonly string[] =>
  ['zh-CN', 'en'].flatMap((locale) => keys.filter((key) => !written(locale, group, key)).map((key) => `${locale} ${group}.${key}`))

/** Every `cases.…` code that stands in the rules. */
const codesInRules = (): readonly string[] => {
  const folder = new URL('./', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return [...new Set(files.flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/'cases\.([a-z_]+)'/g)].map(([, code]) =>
    code as string)))]
}

test('every state answers every command: a move, or a refusal with a code', () => {
  for (const state of caseStates) for (const command of commandTypes) assert.ok(moveOf(state, command)
    || refusalCodeOf(state, command).startsWith('cases.'))
})

test('nothing leads out of a final state but reopening', () => {
  for (const state of finalStates) {
    const out = commandTypes.filter((command) => {
      const move = moveOf(state, command)
      return move !== null && Object.values(typeof move.to === 'string' ? { to: move.to } : move.to).some((to) => to !== 'same' && to !== state)
    })
    assert.deepEqual(out, state === 'closed' || state === 'declined' ? ['reopen'] : [], state)
  }
})

test('every state can be reached from a report and, but for the final ones, left again', () => {
  const reached = new Set<string>(['reported'])
  for (let before = 0; before < reached.size;) {
    before = reached.size
    for (const move of workflow) for (const from of move.from) {
      if (!reached.has(from)) continue
      for (const outcome of typeof move.to === 'string' ? [undefined] : Object.keys(move.to)) reached.add(targetOf(move, from, outcome))
    }
  }
  assert.deepEqual(caseStates.filter((state) => !reached.has(state)), [])
})

test('no refusal of the table hides a move, and none is never met', () => {
  for (const refused of refusedMoves) {
    const met = refused.in.some((state) => refused.commands.some((command) => !moveOf(state, command)
      && refusalCodeOf(state, command) === refused.code))
    assert.ok(met, `${refused.code} in ${refused.in.join()}`)
  }
})

test('every row names its source and somebody who may', () => {
  for (const move of workflow) assert.ok(move.source.length > 2 && move.by.length > 0, move.command)
})

test('every word and every refusal has its text in both languages', () => {
  assert.deepEqual([
    ...unwritten('states', caseStates), ...unwritten('public_states', caseStates), ...unwritten('stages', caseStages),
      ...unwritten('steps', publicSteps),
    ...unwritten('commands', commandTypes), ...unwritten('events', storyKeys), ...unwritten('sources', sources),
      ...unwritten('photo_kinds', photoKinds),
    ...unwritten('urgencies', urgencies), ...unwritten('roles', [...caseRoles, 'assistant', 'reporter']), ...unwritten('close_reasons', closeReasons),
    ...unwritten('decline_reasons', declineReasons), ...unwritten('verify_results', verifyResults), ...unwritten('check_results', checkResults),
    ...unwritten('applications', applicationKinds), ...unwritten('supervision_kinds', supervisionKinds),
      ...unwritten('reminder_kinds', reminderKinds),
    ...unwritten('errors', [...new Set([...codesInRules(), ...workflowRefusalCodes().map((code) => code.slice(6)),
      ...photoKinds.map((kind) => `evidence_missing_${kind}`)])]),
  ], [])
})

test('the guide shows the table as it is', () => {
  const guide = readFileSync(new URL('../../../docs/guides/workflow.md', import.meta.url), 'utf8')
  const [, shown] = /<!-- workflow:begin -->\n([\s\S]*?)<!-- workflow:end -->/.exec(guide) ?? []
  assert.ok(shown === workflowTable(), 'docs/guides/workflow.md differs from workflowTable(): replace the part between the marks')
})
