import { type Instant, toIso } from '#base/instants.ts'
import type { CompiledCalendar } from '#base/working-calendar.ts'
import type { CaseListRow } from '../store/case-lists.ts'
import type { DueBounds } from '../store/filters.ts'
import { dueStateOf, remainingMinutes } from './due.ts'
import type { CaseRowBody } from './wire.ts'

export const isoOrNull = (moment: Instant | null): string | null => (moment === null ? null : toIso(moment))

export const rowWire = (c: CaseListRow, bounds: DueBounds, calendar: CompiledCalendar): CaseRowBody => ({
  id: c.id, number: c.number, seq: c.seq, title: c.title, state: c.state, stage: c.stage, source: c.source, urgency: c.urgency, address: c.address,
  category: c.category_code === null ? null : { code: c.category_code, name: c.category_name ?? '' },
  area: c.area_id === null ? null : { id: c.area_id, name: c.area_name ?? '', parent_name: c.area_parent_name },
  lead_unit: c.unit_id === null ? null : { id: c.unit_id, name: c.unit_name ?? '' },
  suggested_unit: c.suggested_unit_id === null ? null : { id: c.suggested_unit_id, name: c.suggested_unit_name ?? '' },
  opened_at: toIso(c.opened_at), updated_at: toIso(c.updated_at), closed_at: isoOrNull(c.closed_at), ended_at: isoOrNull(c.ended_at),
  due_at: isoOrNull(c.due_at), stage_due_at: isoOrNull(c.stage_due_at), due_provisional: c.due_provisional, due_state: dueStateOf(c, bounds),
  remaining_minutes: c.stage === 'done' ? null : remainingMinutes(c.stage_due_at, bounds.now, c.stage_counts === 'working' ? calendar : null), remaining_counts: c.stage_counts,
  on_time: c.on_time, exempted: c.exempted, returned: c.return_count, reworked: c.rework_count, reopened: c.reopen_count, extended: c.extension_count,
  supervision_level: c.supervision_level, supervision_open: c.supervision_open, application: c.application, lon: c.lon, lat: c.lat, thumb_file_id: c.cover_file_id,
})
