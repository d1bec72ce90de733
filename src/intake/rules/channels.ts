import type { Source } from '#cases/rules/index.ts'

/** Channels by who may speak on them. Imports and Open311 come through doors of their own. */
export const publicSources = ['resident_web', 'resident_app'] as const satisfies readonly Source[]
const fieldSources = ['patrol', 'inspection'] as const satisfies readonly Source[]
const deskSources = ['hotline', 'leader', 'media', 'video', 'transfer'] as const satisfies readonly Source[]
export const entrySources = [...publicSources, ...fieldSources, ...deskSources] as const
export type EntrySource = (typeof entrySources)[number]

/**
 * Whether an account with these permissions may report on a channel: everybody as a resident, who verifies on the spot (`cases.verify`) as a patrol
 * or
 * an inspection, who enters for others (`intake.enter`) on every channel.
 */
export const mayReportAs = (source: EntrySource, permissions: ReadonlySet<string>): boolean => {
  if ((publicSources as readonly string[]).includes(source) || permissions.has('intake.enter')) return true
  return (fieldSources as readonly string[]).includes(source) && permissions.has('cases.verify')
}
