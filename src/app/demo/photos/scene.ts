import type { Backdrop, Brush } from './backdrops.ts'
import type { Daytime } from './palette.ts'

export type Scene = {
  readonly name: string
  readonly backdrop: Backdrop
  /** Middle of the near view. */
  readonly focus: readonly [x: number, y: number]
  readonly daytimes: readonly Daytime[]
  /** What is wrong there, or the same place put right. */
  readonly draw: (brush: Brush, fixed: boolean) => string
}
