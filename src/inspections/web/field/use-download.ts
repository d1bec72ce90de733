import { useState } from 'react'
import { codeText, useText } from '#platform/web-ui/i18n.ts'
import { useField } from './hooks.ts'

/** Fetches the days ahead; says in words why it could not. */
export const useDownload = (): { readonly get: (days: number) => Promise<void>; readonly busy: boolean; readonly problem: string | null } => {
  const { t } = useText()
  const { field, signedOut } = useField()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const get = async (days: number): Promise<void> => {
    if (busy) return
    setBusy(true)
    const failure = await field.download(days).finally(() => setBusy(false))
    if (failure?.kind === 'stranger') void field.greet()
    if (failure?.kind === 'signed_out') signedOut()
    setProblem(
      failure === null || failure.kind === 'stranger' || failure.kind === 'signed_out' ? null
      : failure.kind === 'too_large' ? t('inspections:field.notes.full')
      : failure.kind === 'refused' ? (codeText(failure.reason.code) ?? failure.reason.detail ?? failure.reason.code)
      : t('inspections:field.today.fetch_failed'),
    )
  }
  return { get, busy, problem }
}
