import type { ReactNode } from 'react'
import { useText } from '#platform/web-ui/i18n.ts'
import { EmptyState, LoadingSkeleton } from '#platform/web-ui/states.tsx'
import type { DraftRow } from './rows.ts'
import { type Stop, useField, useLive, useWork } from './hooks.ts'
import { Sheet } from './parts.tsx'
import type { DayChecklist } from './wire.ts'

export type OpenStop = Stop & { readonly checklist: DayChecklist | null }

/** A visit with what was entered and the checklist it was begun with, or the screen that says why not. */
export const useStop = (id: string): { readonly ready: true; readonly stop: OpenStop } | { readonly ready: false; readonly screen: ReactNode } => {
  const { t } = useText()
  const { field } = useField()
  const work = useWork()
  const stop = work?.stops.find((s) => s.row.id === id)
  const version = versionOf(stop)
  const checklist = useLive(async () => (version === null ? null : ((await field.db.checklists.get(version)) ?? null)), [field, version])
  if (!work || (stop && checklist === undefined)) return { ready: false, screen: <main className="fd-page"><LoadingSkeleton lines={6} /></main> }
  if (!stop) return { ready: false, screen: <Sheet back={{ at: 'today' }} title={t('inspections:field.app')}><EmptyState title={t('inspections:field.visit.not_here')} /></Sheet> }
  return { ready: true, stop: { ...stop, checklist: checklist ?? null } }
}
const versionOf = (stop: (Stop & { readonly draft: DraftRow | null }) | undefined): string | null =>
  stop ? (stop.draft?.checklist_version_id ?? stop.row.visit.checklist_version_id) : null
