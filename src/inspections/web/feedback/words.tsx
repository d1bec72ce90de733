import { StateTag, type Tone, useText } from '#platform/web-ui/index.ts'
import type { LetterState } from '../../rules/index.ts'
import type { MailState } from './api.ts'

const letterTones: Readonly<Record<LetterState, Tone>> = { draft: 'paused', reviewed: 'today', sent: 'on_track', acknowledged: 'closed', withdrawn: 'returned' }
export const LetterTag = ({ state }: { readonly state: LetterState }) => {
  const { t } = useText()
  return <StateTag tone={letterTones[state]}>{t(`inspections:feedback.state.${state}`)}</StateTag>
}
const mailTones: Readonly<Record<MailState, Tone>> = { waiting: 'today', sent: 'on_track', failed: 'overdue', not_configured: 'paused', withdrawn: 'closed' }
export const MailTag = ({ state }: { readonly state: MailState }) => {
  const { t } = useText()
  return <StateTag tone={mailTones[state]}>{t(`inspections:feedback.mail_state.${state}`)}</StateTag>
}
/** The last day of the week that begins on this Monday. */
export const weekEnd = (monday: string): string => new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10)
export const percent = (share: number | null | undefined): string => (share === null || share === undefined ? '–' : `${(100 * share).toFixed(1)}%`)
