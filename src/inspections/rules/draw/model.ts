import type { LocalDate } from '#base/instants.ts'
import type { Sample, Team } from '../model.ts'

/** SHA-256 of the UTF-8 bytes of a text as 64 lower-case hex digits; handed in, because rules stay free of Node and browser. */
export type Sha256 = (text: string) => string

export const frameFormat = 'bihuan-frame/1'
export const resultFormat = 'bihuan-result/1'
export const publishedFormat = 'bihuan-draw/1'

/** What a frame is made from. `size` and `risk` are positive, rounded to thousandths; together they make the probability. */
export type FramePlaceInput = {
  readonly id: string
  readonly stratum: string
  readonly size: number
  readonly risk: number
  /** WGS-84 degrees; places without a point stand together in the frame's corner. */
  readonly lon: number | null
  readonly lat: number | null
  readonly area_path: string
  readonly unit_id: string | null
}
/** `barred`: place ids, unit ids or area paths (with all below them) that this person must not inspect. */
export type FrameInspectorInput = { readonly id: string; readonly barred: readonly string[] }
export type FrameInput = {
  readonly round: {
    readonly programme: string
    readonly number: number
    readonly starts_on: LocalDate
    readonly ends_on: LocalDate
    /** 1 for the first draw of a round; a further one names the frame of the void draw before it. */
    readonly attempt?: number
    readonly previous_frame_sha256?: string | null
  }
  readonly places: readonly FramePlaceInput[]
  readonly excluded?: readonly { readonly id: string; readonly reason: string }[]
  readonly inspectors: readonly FrameInspectorInput[]
  readonly settings: {
    readonly sample: Sample
    readonly team: Pick<Team, 'per_visit' | 'most_per_day'>
    /** The days on which visits are made, working days already listed. */
    readonly days: readonly LocalDate[]
  }
  /** Standard deviation of earlier scores by stratum, for Neyman allocation; a stratum not named counts as the mean of those named. */
  readonly deviations?: Readonly<Record<string, number>>
  readonly code_version: string
}

/** How the places of a stratum are chosen: smallest tickets, systematic with probability in ticket order, or local pivotal. */
export type DrawMethod = 'all' | 'smallest_tickets' | 'systematic' | 'local_pivotal'
export type FrameStratum = {
  readonly key: string
  readonly places: number
  readonly sample: number
  /** What the allocation is proportional to, a whole number as text: places, or places x deviation in thousandths. */
  readonly share: string
}
export type FramePlace = {
  readonly id: string
  readonly stratum: string
  /** Inclusion probability with 12 decimals; those of a stratum add up to its sample exactly. */
  readonly pi: string
  /** Three decimals. */
  readonly size: string
  readonly risk: string
  /** Whole metres east and north of the frame's south-western corner. */
  readonly x: number
  readonly y: number
  readonly area_path: string
  readonly unit_id: string | null
}
/** Everything a draw depends on but the seed. Only texts, whole numbers, lists and null: its canonical text is the same in every language. */
export type DrawFrame = {
  readonly format: typeof frameFormat
  readonly code_version: string
  readonly round: {
    readonly programme: string
    readonly number: number
    readonly starts_on: LocalDate
    readonly ends_on: LocalDate
    readonly attempt: number
    readonly previous_frame_sha256: string | null
  }
  readonly settings: {
    readonly method: DrawMethod
    readonly take: 'all' | 'sample'
    readonly count: number
    readonly allocation: 'proportional' | 'neyman' | 'fixed'
    readonly least_per_stratum: number
    readonly probability: 'equal' | 'size_and_risk'
    readonly per_visit: number
    readonly most_per_day: number
    readonly days: readonly LocalDate[]
  }
  readonly strata: readonly FrameStratum[]
  readonly places: readonly FramePlace[]
  readonly excluded: readonly { readonly id: string; readonly reason: string }[]
  readonly inspectors: readonly FrameInspectorInput[]
}

/** Where the seed comes from: a value nobody controls, named before it existed, or the secrets of two parties. */
export type SeedSource =
  | { readonly kind: 'public_value'; readonly value: string }
  | { readonly kind: 'commit_reveal'; readonly secrets: readonly [string, string] }

export type SelectedPlace = {
  readonly place_id: string
  readonly stratum: string
  readonly pi: string
  readonly ticket: string
  readonly day: LocalDate
  /** Who goes, the first leads. Fewer than asked only where `shortages` says so. */
  readonly inspector_ids: readonly string[]
  /** Order of the stops of a day, from 1, for everyone who leads visits that day. */
  readonly stop_order: number
}
/** A visit for which nobody, or not enough people, could be found. */
export type Shortage = {
  readonly place_id: string
  readonly day: LocalDate
  readonly needed: number
  readonly found: number
  /** Inspectors who may not go to this place. */
  readonly barred: readonly string[]
  /** Inspectors who may, but have as many visits on that day as they can make. */
  readonly full: readonly string[]
}
export type DrawResult = {
  readonly format: typeof resultFormat
  readonly frame_sha256: string
  readonly seed: string
  readonly strata: readonly { readonly key: string; readonly places: number; readonly drawn: number }[]
  /** By place id. */
  readonly selected: readonly SelectedPlace[]
  /** Places that come next in each stratum, for replacement or enlargement, in this order. */
  readonly reserves: readonly { readonly stratum: string; readonly place_ids: readonly string[] }[]
  readonly shortages: readonly Shortage[]
  /** What was done, step by step, with the texts that were hashed. */
  readonly log: readonly { readonly step: string; readonly detail: string }[]
}

/** A commitment is SHA-256 of frame hash | party | secret. */
export type PublishedSeed =
  | { readonly kind: 'public_value'; readonly name: string; readonly value: string }
  | {
    readonly kind: 'commit_reveal'
    readonly commitments: readonly { readonly party: string; readonly commitment: string; readonly at: string }[]
    readonly reveals: readonly { readonly party: string; readonly secret: string; readonly at: string }[]
  }
/** The published file of a draw (docs/guides/draws.md). Times are ISO 8601 in UTC. */
export type PublishedDraw = {
  readonly format: typeof publishedFormat
  readonly frame: DrawFrame
  readonly frame_sha256: string
  readonly committed_at: string
  readonly seed_source: PublishedSeed
  readonly seed: string
  readonly drawn_at: string
  readonly result: DrawResult
  readonly result_sha256: string
}
