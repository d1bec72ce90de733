import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, faultOf, TextArea, TextField } from './fields.tsx'
import { useText } from './i18n.ts'

export type ReasonDialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children?: ReactNode
  /** Word on the button that does it. */
  readonly action: string
  readonly reason?: 'required' | 'optional' | 'none'
  readonly reasonLabel?: string
  /** Asks for a day when given; its value is the day offered. */
  readonly day?: { readonly label: string; readonly value: string; readonly hint?: string }
  readonly run: (given: { readonly reason: string; readonly day: string }) => Promise<unknown>
}

/** Asks once more before something that cannot simply be undone, and why. */
export const ReasonDialog = ({ open, onClose, title, children, action, reason = 'required', reasonLabel, day, run }: ReasonDialogProps) => {
  const { t } = useText()
  const [text, setText] = useState('')
  const [on, setOn] = useState(day?.value ?? '')
  const [missing, setMissing] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (open) {
      setText('')
      setOn(day?.value ?? '')
      setMissing(false)
      setError(null)
    }
  }, [open, day?.value])
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    if (reason === 'required' && text.trim() === '') return setMissing(true)
    setBusy(true)
    setError(null)
    try {
      await run({ reason: text.trim(), day: on })
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} width={480}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        {children}
        {day ? (
          <TextField
            type="date"
            label={day.label}
            hint={day.hint}
            value={on}
            fault={faultOf(error, 'valid_to')}
            onChange={(event) => setOn(event.target.value)}
          />
        ) : null}
        {reason === 'none' ? null : (
          <TextArea
            rows={3}
            maxLength={500}
            label={reasonLabel ?? t('ui:kit.reason')}
            optional={reason === 'optional'}
            value={text}
            fault={missing && text.trim() === '' ? t('ui:kit.reason_missing') : undefined}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
