import { seededRandom } from '#base/seeded-random.ts'
import type { DemoPlace } from './places.ts'
import { sure } from './sure.ts'

/** A badge of the demo city; days are counted back from the day it is made (negative: still to come). */
export type DemoBadge = {
  readonly kind: string
  readonly place: string
  readonly state: 'accepted' | 'kept' | 'revoked' | 'expired'
  readonly acceptedAgo: number
  readonly reviewedAgo: number | null
  readonly dueAgo: number
  readonly endedAgo: number | null
  readonly reason: string
  readonly basis: Readonly<Record<string, string | number>>
}

const kinds: readonly (readonly [kind: string, type: string, count: number])[] = [
  ['model_crossing', 'crossing', 14], ['model_compound', 'residential_compound', 16], ['model_market', 'market', 10], ['model_lane', 'back_lane', 10], ['model_window', 'service_hall', 5], ['model_window', 'community_office', 5],
]
const reviewDays = 180

/** Badges at sixty places: new ones, kept ones, some due for review, some lost on relapse, a few that nobody reviewed. */
export const demoBadges = (places: readonly DemoPlace[]): readonly DemoBadge[] => {
  const random = seededRandom('lanchuan/badges')
  return kinds.flatMap(([kind, type, count]): readonly DemoBadge[] => {
    const own = places.filter((place) => place.type === type)
    const first = random.int(0, own.length - 1)
    return Array.from({ length: Math.min(count, own.length) }, (_, i): DemoBadge => {
      const place = sure(own[(first + i * 3) % own.length]).code
      const worth = { visits: 3, least: 90 + random.int(0, 8), open_cases: 0 }
      const draw = random.next()
      if (draw < 0.3) {
        const ago = random.int(5, 140)
        return { kind, place, state: 'accepted', acceptedAgo: ago, reviewedAgo: null, dueAgo: ago - reviewDays, endedAgo: null, reason: '验收小组现场验收通过', basis: { rule: 'earned', ...worth } }
      }
      if (draw < 0.55) {
        const ago = random.int(5, 120)
        return { kind, place, state: 'kept', acceptedAgo: ago + reviewDays + random.int(0, 20), reviewedAgo: ago, dueAgo: ago - reviewDays, endedAgo: null, reason: '', basis: { rule: 'kept', visits: random.int(1, 3), least: 86 + random.int(0, 10), open_cases: 0 } }
      }
      if (draw < 0.75) {
        const late = random.int(-12, 18)
        return { kind, place, state: 'accepted', acceptedAgo: late + reviewDays, reviewedAgo: null, dueAgo: late, endedAgo: null, reason: '', basis: { rule: 'earned', ...worth } }
      }
      const ended = random.int(10, 200)
      const accepted = ended + random.int(40, 170)
      if (draw < 0.9) {
        const basis: Readonly<Record<string, string | number>> = random.next() < 0.5 ? { rule: 'cases', count: 4 + random.int(0, 3), at_least: 4, window_days: 30 } : { rule: 'by_hand' }
        return { kind, place, state: 'revoked', acceptedAgo: accepted, reviewedAgo: null, dueAgo: accepted - reviewDays, endedAgo: ended, reason: basis['rule'] === 'by_hand' ? '抽查发现占道经营反弹，约谈后摘牌' : '', basis }
      }
      return { kind, place, state: 'expired', acceptedAgo: ended + 31 + reviewDays, reviewedAgo: null, dueAgo: ended + 31, endedAgo: ended, reason: '', basis: { rule: 'not_reviewed', expire_days: 30 } }
    })
  })
}
