import type { Instant, LocalDate } from '#base/instants.ts'
import type { CaseCommand, CaseId, PhotoKind } from '#cases/rules/index.ts'
import type { DemoCategory, DemoCondition } from '../catalogue.ts'
import type { Theme } from './themes.ts'

/** A photo of a case: which drawn picture, and the row it becomes. */
export type DemoFile = { readonly file_id: string; readonly kind: PhotoKind; readonly picture: string; readonly taken_at: Instant }

/** One deed. `actor` is a username, `reporter` for the resident who reported, or `system`. */
export type DemoStep = { readonly at: Instant; readonly actor: string; readonly command: CaseCommand }

export type DemoCase = {
  readonly id: CaseId
  readonly number: string
  readonly day: LocalDate
  readonly theme: Theme
  readonly category: DemoCategory
  readonly condition: DemoCondition
  readonly community: number
  /** Unit the duty matrix names for it. */
  readonly unit: string
  /** Username of the demo resident where the case is theirs. */
  readonly reportedBy: string | null
  readonly mergeInto: CaseId | null
  readonly steps: readonly DemoStep[]
  readonly files: readonly DemoFile[]
}

/** Ids of rows by the codes of this demo; in tests the code itself may stand for the id. */
export type DemoIds = {
  readonly area: (code: string) => string
  readonly unit: (code: string) => string
  readonly account: (username: string) => string
  readonly place: (code: string) => string
}
