import type { ProgrammeKind, ProgrammeSettings } from '../../rules/index.ts'
import type { Programme } from './api.ts'

export type Draft = {
  readonly name: string
  readonly kind: ProgrammeKind
  readonly checklist_id: string | null
  readonly area_id: string | null
  readonly settings: ProgrammeSettings
  readonly starts_on: string
  readonly ends_on: string | null
}

/** What a new programme begins with: what most weekly checks look like. */
export const newDraft = (today: string): Draft => ({
  name: '',
  kind: 'weekly_check',
  checklist_id: null,
  area_id: null,
  settings: {
    frame: { area_paths: [], place_types: [], excluded_place_ids: [], rest_days: 0 },
    sample: {
      take: 'sample',
      count: 60,
      stratify: 'district',
      allocation: 'proportional',
      least_per_stratum: 1,
      quotas: {},
      probability: 'equal',
      spread: 'balanced',
    },
    schedule: { every: 'week', interval: 1, days: 'working', weekdays: [] },
    team: { inspector_ids: [], per_visit: 2, most_per_day: 8, recuse_home_district: true },
    day: { from: '09:00', to: '17:00', minutes_per_visit: 20, speed_kmh: 15 },
    cases_at: 'acceptance',
  },
  starts_on: today,
  ends_on: null,
})
export const draftOf = ({ name, kind, checklist_id, area_id, settings, starts_on, ends_on }: Programme): Draft => ({
  name,
  kind,
  checklist_id,
  area_id,
  settings,
  starts_on,
  ends_on,
})
/** A part of the settings changed. */
export const withPart = <K extends Exclude<keyof ProgrammeSettings, 'cases_at'>>(draft: Draft, part: K, change: Partial<ProgrammeSettings[K]>): Draft => ({
  ...draft,
  settings: { ...draft.settings, [part]: { ...draft.settings[part], ...change } },
})
