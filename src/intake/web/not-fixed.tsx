import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, TextArea, toast, useNow, useText, useTime } from '#platform/web-ui/index.ts'
import { intakeApi, type Tracked } from './api.ts'

/** "It is not fixed": with a reason, while it may be said; afterwards it says until when it could. */
export const NotFixed = ({ tracked, onDone }: { readonly tracked: Tracked; readonly onDone: () => void }) => {
  const { t } = useText()
  const { day } = useTime()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  if (tracked.open) return null
  if (tracked.not_fixed_until === null || Date.parse(tracked.not_fixed_until) < now)
    return tracked.closed_at ? <p className="r-small">{t('intake:page.not_fixed.too_late')}</p> : null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason.trim() === '') return setMissing(true)
    setBusy(true)
    setError(null)
    try {
      await intakeApi.notFixed(tracked.code, reason.trim())
      toast({ text: t('intake:page.not_fixed.done') })
      setOpen(false)
      onDone()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="r-note">
      <p>
        <strong>{t(tracked.closed_at ? 'intake:page.not_fixed.ask' : 'intake:page.not_fixed.ask_declined')}</strong>
      </p>
      <p>{t('intake:page.not_fixed.until', { day: day(tracked.not_fixed_until) })}</p>
      {open ? (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <ErrorSummary error={error} />
          <TextArea
            label={t(tracked.closed_at ? 'intake:page.not_fixed.reason' : 'intake:page.not_fixed.reason_declined')}
            hint={t(tracked.closed_at ? 'intake:page.not_fixed.reason_hint' : 'intake:page.not_fixed.reason_hint_declined')}
            rows={3}
            maxLength={1000}
            value={reason}
            fault={missing && reason.trim() === '' ? t('intake:page.not_fixed.reason_missing') : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="r-take">
            <Button kind="primary" type="submit" busy={busy}>
              {t('intake:page.not_fixed.send')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('ui:cancel')}</Button>
          </div>
        </form>
      ) : (
        <Button onClick={() => setOpen(true)}>{t(tracked.closed_at ? 'intake:page.not_fixed.say' : 'intake:page.not_fixed.say_declined')}</Button>
      )}
    </section>
  )
}
