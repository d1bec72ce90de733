import { commandTypes } from './commands.ts'
import { moveOf, refusalCodeOf, workflow } from './workflow.ts'
import type { Move } from './workflow/move.ts'
import { refusedMoves } from './workflow/refused-moves.ts'
import { caseStates, stageOf } from './words.ts'

const target = ({ to }: Move): string => (typeof to === 'string'
  ? to : Object.entries(to).map(([outcome, state]) => `${outcome}: ${state}`).join('<br>'))
const effects = ({ clock }: Move): string => {
  if (Array.isArray(clock)) return (clock as readonly string[]).join(', ') || '-'
  return Object.entries(clock as Readonly<Record<string,
    readonly string[]>>).map(([outcome, list]) => `${outcome}: ${list.join(', ') || '-'}`).join('<br>')
}
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const movesTable = (): string => table(
  ['from', 'command', 'to', 'by', 'requires', 'clock', 'source'],
  workflow.map((move) => [
    move.from.join(', '), `\`${move.command}\``, target(move), move.by.join(', '),
    [...move.requires, ...(move.only ? [`reason: ${move.only.reasons.join(' or ')}`] : [])].join(', ') || '-', effects(move), move.source,
  ]),
)

const refusedTable = (): string => table(
  ['in', 'commands', 'refusal', 'source'],
  refusedMoves.map((refused) => [refused.in.join(', '), refused.commands.map((command) => `\`${command}\``).join(', '), `\`${refused.code}\``,
    refused.source]),
)

/** State by command: where it leads (`=` stays), or `.` where it is refused. */
const gridTable = (): string => table(
  ['command', ...caseStates],
  commandTypes.filter((command) => command !== 'report').map((command) => [
    `\`${command}\``,
    ...caseStates.map((state) => {
      const move = moveOf(state, command)
      if (!move) return '.'
      const states = typeof move.to === 'string' ? [move.to] : [...new Set(Object.values(move.to))]
      return states.map((to) => (to === 'same' || to === state ? '=' : to)).join(' / ')
    }),
  ]),
)

/** The workflow as Markdown tables, made from the data; `docs/guides/workflow.md` holds it between its marks, and a test compares. */
export const workflowTable = (): string => [
  '### Moves', '', movesTable(), '', '### States and their stage on the desk', '',
  table(['state', 'stage'], caseStates.map((state) => [`\`${state}\``, stageOf[state]])),
  '', '### Every state against every command', '', gridTable(), '', '### Refusals with words of their own', '', refusedTable(), '',
].join('\n')

/** Every refusal code the table can answer. */
export const workflowRefusalCodes = (): readonly string[] => [...new Set([
  ...caseStates.flatMap((state) => commandTypes.filter((command) => !moveOf(state, command)).map((command) => refusalCodeOf(state, command))),
  ...workflow.flatMap((move) => [move.otherwise, ...(move.only ? [move.only.code] : [])]),
  ...workflow.flatMap((move) => move.requires.map((field) => `cases.${field}_required`)),
])].sort()
