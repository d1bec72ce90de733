import type { Instant } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { DemoAreas } from '../areas.ts'
import type { Duties } from '../duty.ts'
import type { DemoPlace } from '../places.ts'
import type { DemoUnit } from '../units.ts'
import type { Slots } from '../texts/compose.ts'
import type { Pace, Quality } from './pace.ts'
import type { DemoCase, DemoIds } from './types.ts'

/** A case of the last hours that a second report may turn out to be about. */
export type Recent = { readonly case: DemoCase; readonly values: Slots; readonly point: readonly [number,
  number]; readonly openedAt: Instant; readonly endsAt: Instant; readonly address: string }

/** Everything the courses of cases are drawn from. */
export type World = {
  readonly areas: DemoAreas
  readonly units: ReadonlyMap<string, DemoUnit>
  readonly duties: Duties
  readonly handlerOf: ReadonlyMap<string, string>
  readonly placesOf: ReadonlyMap<number, readonly DemoPlace[]>
  readonly qualities: ReadonlyMap<string, Quality>
  readonly pace: Pace
  readonly calendar: CompiledCalendar
  readonly ids: DemoIds
  readonly now: Instant
  readonly seed: string
  readonly numberOf: (day: string, n: number) => string
  readonly randomOf: (label: string) => Random
}
