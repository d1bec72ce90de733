import { type Random } from '#base/seeded-random.ts'
import type { ChecklistItem, Outcome, ProgrammeKind, ProgrammeSettings } from '#inspections/rules/index.ts'

export type DemoProgramme = {
  readonly name: string
  readonly kind: ProgrammeKind
  readonly checklist: string
  readonly settings: (inspectors: readonly string[]) => ProgrammeSettings
  /** Weeks before which a second attempt stands in its story: the round whose list was found wanting. */
  readonly voidedRound?: number
}

const settingsOf = (
  types: readonly string[], sample: Partial<ProgrammeSettings['sample']>, schedule: Partial<ProgrammeSettings['schedule']>, team: Partial<ProgrammeSettings['team']>,
) => (inspectors: readonly string[]): ProgrammeSettings => ({
  frame: { area_paths: [], place_types: types, excluded_place_ids: [], rest_days: 0 },
  sample: { take: 'sample', count: 100, stratify: 'district', allocation: 'proportional', least_per_stratum: 1, quotas: {}, probability: 'equal', spread: 'balanced', ...sample },
  schedule: { every: 'week', interval: 1, days: 'working', weekdays: [], ...schedule },
  team: { inspector_ids: inspectors, per_visit: 1, most_per_day: 6, recuse_home_district: false, ...team },
  day: { from: '09:00', to: '17:00', minutes_per_visit: 20, speed_kmh: 15 },
})

/** 日巡、周检查、月交叉检查、暗访: what the generated city looks at. */
export const demoProgrammes: readonly DemoProgramme[] = [
  { name: '主次干道日巡', kind: 'daily_patrol', checklist: 'main_road', settings: settingsOf(['main_road', 'crossing', 'shopping_street'], { count: 100 }, {}, {}) },
  { name: '居民小区周检查', kind: 'weekly_check', checklist: 'residential_compound', settings: settingsOf(['residential_compound'], { count: 48 }, { weekdays: [2, 4] }, { most_per_day: 4 }) },
  {
    name: '月度交叉检查', kind: 'monthly_cross_check', checklist: 'general', voidedRound: 2,
    settings: settingsOf([], { count: 160, probability: 'size_and_risk' }, { every: 'month' }, { per_visit: 2, most_per_day: 4, recuse_home_district: true }),
  },
  {
    name: '集贸市场暗访', kind: 'unannounced', checklist: 'market',
    settings: settingsOf(['market'], { count: 30, probability: 'size_and_risk' }, { every: 'month' }, { per_visit: 2, most_per_day: 3, recuse_home_district: true }),
  },
]

const notes = ['东侧围挡旁', '出入口两侧', '靠近公交站一段', '北门外', '转角处', '垃圾桶旁', '店铺门前', '停车位边', '楼栋之间', '台阶旁'] as const
const setAt = (answers: Record<string, unknown>, section: string, name: string, value: unknown): void => {
  let scope = answers
  for (const part of section === '' ? [] : section.split('/')) scope = (scope[part] ??= {}) as Record<string, unknown>
  scope[name] = value
}

/** Answers as a form gives them. `badness` is about the share of the items that fail; items in `known` fail because a case about them stands open there. */
export const answersFor = (items: readonly ChecklistItem[], badness: number, known: ReadonlySet<string>, random: Random): Record<string, unknown> => {
  const answers: Record<string, unknown> = {}
  for (const item of items) {
    if (item.in_repeat) continue
    if (item.incidence) {
      const observed = random.int(20, 120)
      setAt(answers, item.section, item.incidence.observed, observed)
      const violations = Math.min(observed, Math.round(observed * Math.max(0, badness * 0.35 + random.normal() * 0.02)))
      setAt(answers, item.section, item.incidence.violations, violations)
      setAt(answers, item.section, item.name, Math.round((violations / observed) * 10_000) / 10_000)
      continue
    }
    if (item.threshold) {
      const { at, pass } = item.threshold
      const share = item.threshold.unit.includes('%')
      if (share && random.next() < 0.4) continue
      const value = share ? Math.min(100, Math.round(pass + 4 - Math.max(0, random.normal() + badness * 12 - 1.2) * 4)) : Math.max(0, Math.round(pass * (at === '>=' ? 1.1 + random.next() * 0.4 - badness * 1.2 : 0.5 + badness + random.next() * 0.4)))
      setAt(answers, item.section, item.name, value)
      continue
    }
    const draw = random.next()
    const outcome: Outcome = known.has(item.name) ? 'fail' : draw < badness * 0.35 ? 'fail' : draw < badness * 1.5 ? 'partial' : draw > 0.985 ? 'not_observed' : draw > 0.955 ? 'not_applicable' : 'pass'
    setAt(answers, item.section, item.name, outcome)
    if (outcome === 'fail' || outcome === 'partial') setAt(answers, item.section, `${item.name}_note`, random.pick(notes))
  }
  return answers
}
