import { type FormEvent, useState } from 'react'
import { Button, Dialog, ErrorSummary, faultOf, TextField, toast, useText, useToday } from '#platform/web-ui/index.ts'
import { type AreaRow, areasApi } from './api.ts'

/** A new name from a day on; the old one stays in the history. */
export const RenameForm = ({ area, onClose, onDone }: { readonly area: AreaRow; readonly onClose: () => void; readonly onDone: () => void }) => {
  const { t } = useText()
  const today = useToday()
  const [name, setName] = useState(area.name)
  const [from, setFrom] = useState(today)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await areasApi.change(area.id, { name: name.trim(), name_from: from })
      toast({ text: t('areas:page.areas.renamed_toast') })
      onDone()
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('areas:page.areas.rename_title', { name: area.name })} width={480}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <TextField
          label={t('areas:page.areas.new_name')}
          value={name}
          maxLength={80}
          fault={faultOf(error, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          type="date"
          label={t('areas:page.areas.new_name_from')}
          hint={t('areas:page.areas.new_name_hint')}
          value={from}
          fault={faultOf(error, 'name_from')}
          onChange={(event) => setFrom(event.target.value)}
        />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
