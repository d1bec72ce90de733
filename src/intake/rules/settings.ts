/** How a city takes reports; what is left out of its settings is the default here. */
export type IntakeSettings = {
  /** A point outside every area: refused, or taken without an area for a desk to place. */
  readonly outside: 'refuse' | 'unplaced'
  /** Reports a minute from one address; a resident seldom has more than one. */
  readonly reports_per_minute: number
  /** What counts as the same problem nearby: 50 m and 24 h (domain 1.5, 相似案件 [F:Y]). */
  readonly nearby_m: number
  readonly nearby_hours: number
  /** Days an idempotency key is remembered. */
  readonly idempotency_days: number
}
export const defaultIntakeSettings: IntakeSettings = { outside: 'refuse', reports_per_minute: 20, nearby_m: 50, nearby_hours: 24,
  idempotency_days: 7 }

const within = (value: unknown, otherwise: number,
  most: number): number => (typeof value === 'number' && value > 0 && value <= most ? value : otherwise)

/** Reads `settings.intake` of a city; a value that makes no sense is the default. */
export const readIntakeSettings = (given: unknown): IntakeSettings => {
  const s = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>
  const base = defaultIntakeSettings
  return {
    outside: s['outside'] === 'unplaced' ? 'unplaced' : base.outside,
    reports_per_minute: within(s['reports_per_minute'], base.reports_per_minute, 1_000_000),
    nearby_m: within(s['nearby_m'], base.nearby_m, 2_000),
    nearby_hours: within(s['nearby_hours'], base.nearby_hours, 24 * 90),
    idempotency_days: within(s['idempotency_days'], base.idempotency_days, 90),
  }
}
