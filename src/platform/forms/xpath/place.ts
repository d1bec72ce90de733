import type { XNode } from './values.ts'

/** What an expression can ask of the form it stands in. */
export type Surroundings = {
  readonly root: XNode
  readonly zone: string
  readonly language: () => string
  readonly now: () => number
  readonly random: () => number
  /** Elements a `${name}` means for a node: its own repeat's, or all of them. */
  readonly named: (name: string, from: XNode) => readonly XNode[]
  /** Every element of that name in the form. */
  readonly everywhere: (name: string) => readonly XNode[]
  readonly list: (id: string) => XNode | null
  /** Label of a choice of the question with that name. */
  readonly choiceLabel: (value: string, question: string) => string
}
export type Place = { readonly node: XNode; readonly current: XNode; readonly position: number; readonly size: number; readonly form: Surroundings }
