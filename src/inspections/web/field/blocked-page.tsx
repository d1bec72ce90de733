import { useState } from 'react'
import { Button } from '#platform/web-ui/button.tsx'
import { TextArea } from '#platform/web-ui/fields.tsx'
import { useText } from '#platform/web-ui/i18n.ts'
import { useField } from './hooks.ts'
import { Sheet } from './parts.tsx'
import { goTo } from './place-in-app.ts'
import type { OpenStop } from './use-stop.tsx'
import { beginDraft, changeDraft } from './work.ts'

const reasons = ['gone', 'closed', 'no_access', 'works', 'weather', 'other'] as const

/** The place was not there, shut, or could not be entered: a reason, words if wanted, a photo on the next screen. */
export const Blocked = ({ row }: OpenStop) => {
  const { t } = useText()
  const { field, account } = useField()
  const [reason, setReason] = useState<(typeof reasons)[number] | null>(null)
  const [more, setMore] = useState('')
  const missing = reason === null ? t('inspections:field.blocked.choose') : reason === 'other' && more.trim() === '' ? t('inspections:field.blocked.say') : undefined
  const go = async (): Promise<void> => {
    await beginDraft(field.db, row)
    const words = t(`inspections:field.blocked.reason.${reason ?? 'other'}`)
    const said = more.trim() === '' ? words : reason === 'other' ? more.trim() : t('inspections:field.blocked.both', { reason: words, more: more.trim() })
    await changeDraft(field.db, account, row.id, { not_done_reason: said.slice(0, 500) })
    goTo({ at: 'review', id: row.id }, true)
  }
  return (
    <Sheet back={{ at: 'visit', id: row.id }} title={t('inspections:field.blocked.title')} under={row.visit.place?.name}
      bar={<Button kind="primary" size="large" className="fd-main-action" refusal={missing} onClick={() => void go()}>{t('inspections:field.blocked.next')}</Button>}>
      <fieldset className="fd-radio">
        <legend>{t('inspections:field.blocked.why')}</legend>
        {reasons.map((one) => (
          <label key={one} data-chosen={reason === one || undefined}>
            <input type="radio" name="reason" value={one} checked={reason === one} onChange={() => setReason(one)} />
            <span>{t(`inspections:field.blocked.reason.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextArea label={t('inspections:field.blocked.more')} optional={reason !== 'other'} rows={2} maxLength={400} value={more} onChange={(event) => setMore(event.target.value)} />
    </Sheet>
  )
}
