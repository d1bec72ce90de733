import { err, type Fault, ok, type Result } from '#base/results.ts'
import { isZone } from '#base/zones.ts'
import { type Limit, readClockConfig, readLimit } from './clock/index.ts'
import { defaultCaseConfig } from './config.ts'
import type { CaseConfig, SupervisionRule, TimeBand } from './context.ts'
import { type Source, sources } from './words.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isMinute = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1440

/**
 * Reads a city's case configuration given as data; what is left out is the default. Faults name field, value and a code: those of
 * `readClockConfig` under `clock.`, and `cases.config_not_an_object`, `cases.config_text_missing`, `cases.config_zone_unknown`,
 * `cases.config_not_yes_or_no`, `cases.config_not_days` (0 to 3650), `cases.config_not_sources`, `cases.config_not_bands`, `cases.config_not_levels`.
 */
export const readCaseConfig = (data: unknown): Result<CaseConfig, readonly Fault[]> => {
  const faults: Fault[] = []
  const wrong = (field: string, value: unknown, code: string): void =>
    void faults.push({ field, value: value === undefined ? null : JSON.stringify(value).slice(0, 200), code: `cases.config_${code}` })
  if (!isRecord(data)) {
    wrong('', data, 'not_an_object')
    return err(faults)
  }
  const base = defaultCaseConfig
  const one = <T>(field: keyof CaseConfig, code: string, fits: (value: unknown) => value is T, otherwise: T): T => {
    const value = data[field]
    if (value === undefined) return otherwise
    if (fits(value)) return value
    wrong(field, value, code)
    return otherwise
  }
  const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
  const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
  const isDays = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 3650
  const isSources = (value: unknown): value is readonly Source[] => Array.isArray(value)
    && value.every((each) => (sources as readonly unknown[]).includes(each))
  const isBands = (value: unknown): value is readonly TimeBand[] => Array.isArray(value)
    && value.every((band: unknown) => isRecord(band) && isText(band['name']) && isMinute(band['from']) && isMinute(band['to'])
      && band['from'] !== band['to'])
    && new Set(value.map((band: TimeBand) => band.name)).size === value.length

  const levels = (value: unknown): readonly SupervisionRule[] => {
    if (value === undefined) return base.supervision
    const rules = Array.isArray(value) ? value : []
    const numbered = rules.length > 0 && rules.length <= 9 && rules.every((rule: unknown, i) => isRecord(rule) && rule['level'] === i + 1)
    if (!numbered) wrong('supervision', value, 'not_levels')
    return rules.flatMap((rule: unknown, i): SupervisionRule[] => {
      const read: Result<Limit, Fault> = readLimit(isRecord(rule) ? rule['reply_limit'] : undefined, `supervision[${i}].reply_limit`)
      if (read.ok) return [{ level: i + 1, reply_limit: read.value }]
      faults.push(read.error)
      return []
    })
  }
  const clock = readClockConfig(data['clock'] ?? {})
  if (!clock.ok) faults.push(...clock.error.map((fault) => ({ ...fault, field: `clock.${fault.field}` })))
  const config: CaseConfig = {
    version: one('version', 'text_missing', isText, base.version),
    zone: one('zone', 'zone_unknown', (value): value is string => isText(value) && isZone(value), base.zone),
    clock: clock.ok ? clock.value : base.clock,
    verification_sources: one('verification_sources', 'not_sources', isSources, base.verification_sources),
    registrar_closes: one('registrar_closes', 'not_yes_or_no', isFlag, base.registrar_closes),
    separate_checker: one('separate_checker', 'not_yes_or_no', isFlag, base.separate_checker),
    reopen_days: one('reopen_days', 'not_days', isDays, base.reopen_days),
    appeal_days: one('appeal_days', 'not_days', isDays, base.appeal_days),
    time_bands: one('time_bands', 'not_bands', isBands, base.time_bands),
    supervision: levels(data['supervision']),
  }
  return faults.length > 0 ? err(faults) : ok(config)
}
