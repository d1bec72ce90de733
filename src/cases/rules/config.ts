import { defaultClockConfig } from './clock/index.ts'
import type { CaseConfig } from './context.ts'

/**
 * The rules of a new city. What each default rests on is in `caseDefaultsBasis` and shown beside the setting:
 * Y = a working system's specification of 2026 (domain 1.5, 1.6), P = chosen here to begin with, nobody's rule.
 */
export const defaultCaseConfig: CaseConfig = {
  version: 'default-1',
  zone: 'Asia/Shanghai',
  clock: defaultClockConfig,
  verification_sources: ['resident_web', 'resident_app', 'open311', 'video', 'leader'],
  registrar_closes: true,
  separate_checker: true,
  reopen_days: 30,
  appeal_days: 30,
  time_bands: [
    { name: 'night', from: 22 * 60, to: 6 * 60 },
    { name: 'morning', from: 6 * 60, to: 10 * 60 },
    { name: 'daytime', from: 10 * 60, to: 17 * 60 },
    { name: 'evening', from: 17 * 60, to: 22 * 60 },
  ],
  supervision: [
    { level: 1, reply_limit: { value: 1, unit: 'work_day' } },
    { level: 2, reply_limit: { value: 4, unit: 'work_hour' } },
    { level: 3, reply_limit: { value: 2, unit: 'work_hour' } },
  ],
}

export const caseDefaultsBasis: Readonly<Record<Exclude<keyof CaseConfig, 'version' | 'zone' | 'clock'>, 'Y' | 'P'>> = {
  verification_sources: 'Y', registrar_closes: 'Y', separate_checker: 'P', reopen_days: 'P', appeal_days: 'P', time_bands: 'P', supervision: 'P',
}
