import type { CaseTerms } from './case.ts'
import type { Limit } from './clock/index.ts'
import type { PhotoKind } from './words.ts'

/** What a case keeps of the condition it is registered under; the catalogue's shapes, without depending on how it stores them. */
export type ConditionFacts = {
  /** Already that of the area's class. */
  readonly limit: Limit | null
  readonly closing_condition: string | null
  readonly after_photos: number
  /** 告知性结案 as the catalogue says it; left out, the closing condition's words decide. */
  readonly informed_closing?: boolean
  readonly same_time_of_day: boolean
  readonly catalogue_version: string | null
}

/** A closing condition that speaks of 告知 allows informing instead of repairing (domain 1.4: “设置或告知性结案”). */
const allowsInforming = (closing_condition: string | null): boolean => closing_condition !== null && closing_condition.includes('告知')

/** The terms a case is registered under and keeps. */
export const termsOf = ({ limit, closing_condition, after_photos, informed_closing, same_time_of_day, catalogue_version }: ConditionFacts): CaseTerms => ({
  limit, closing_condition, same_time_of_day, catalogue_version,
  evidence: after_photos > 0 ? { after: after_photos } satisfies Partial<Record<PhotoKind, number>> : {},
  informed_closing: informed_closing ?? allowsInforming(closing_condition),
})
