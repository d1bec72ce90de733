import type { Instant } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import type { CaseConfig, TimeBand } from './context.ts'

/** The band of the day an instant falls in, in the city's zone; null where the bands leave a gap. `from` belongs to a band, `to` does not. */
export const bandOf = (at: Instant, config: Pick<CaseConfig, 'zone' | 'time_bands'>): TimeBand | null => {
  const { minute } = localReading(at, config.zone)
  const inside = ({ from, to }: TimeBand): boolean => (from <= to ? minute >= from && minute < to : minute >= from || minute < to)
  return config.time_bands.find(inside) ?? null
}

export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
