import type { Refusal, Result } from '#base/results.ts'
import type { Case } from '../case.ts'
import type { EffectFacts } from '../clock-effects.ts'
import type { CaseCommandType, CommandOf } from '../commands.ts'
import type { CaseContext } from '../context.ts'
import type { CaseEventData, CaseEventType } from '../events.ts'
import type { Relation } from '../workflow/move.ts'

/** An event before it has its place: no number, no clocks, no state. */
export type Draft = { readonly [T in CaseEventType]: { readonly type: T; readonly data: Omit<CaseEventData[T], 'clocks'> } }[CaseEventType]

export type Made = { readonly events: readonly Draft[]; readonly outcome?: string; readonly facts?: EffectFacts }

/**
 * What one command adds to its row of the workflow. `guard` needs no fields of the command, so it also says why a button is off;
 * `make` looks at the fields and says what happened.
 */
export type Handler<T extends CaseCommandType> = {
  readonly guard?: (c: Case, context: CaseContext, by: Relation) => Refusal | null
  readonly make: (c: Case, command: CommandOf<T>, context: CaseContext, by: Relation) => Result<Made, Refusal>
}
export type Handlers<T extends CaseCommandType> = { readonly [K in T]: Handler<K> }

/** True where both are known and the same person. */
export const samePerson = (a: string | null, b: string | null): boolean => a !== null && a === b
export const clean = (text: string | undefined | null): string | null => (text?.trim() ? text.trim() : null)
