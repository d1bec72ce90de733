import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button, Choices, Dialog, ErrorSummary, faultOf, Field, TextField, toast, useText, useToday } from '#platform/web-ui/index.ts'
import { type AreaLevel, areaLevels, depthOf } from '../rules/index.ts'
import { type AreaRow, areasApi, levelBelow } from './api.ts'
import AreaSelect from './area-select.tsx'

/** A new area. Under the national scheme its level follows from its code; otherwise it is said. */
export const AreaForm = ({
  parentId,
  onClose,
  onMade,
}: {
  readonly parentId: string | null
  readonly onClose: () => void
  readonly onMade: (made: AreaRow) => void
}) => {
  const { t } = useText()
  const today = useToday()
  const [under, setUnder] = useState(parentId)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [from, setFrom] = useState(today)
  const [level, setLevel] = useState<AreaLevel | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const parent = useQuery({
    queryKey: ['areas', 'detail', under],
    enabled: Boolean(under),
    queryFn: ({ signal }) => areasApi.detail(under as string, signal),
  }).data
  const lower = parent ? areaLevels.filter((l) => depthOf(l) > depthOf(parent.level)) : ['city' as const]
  const chosen = level && lower.includes(level) ? level : parent ? levelBelow[parent.level] : 'city'
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const made = await areasApi.create({
        code: code.trim(),
        name: name.trim(),
        valid_from: from,
        ...(under ? { parent_id: under } : {}),
        ...(chosen ? { level: chosen } : {}),
      })
      toast({ text: t('areas:page.areas.made_toast', { name: made.name }) })
      onMade(made)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('areas:page.areas.add')} width={520}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <Field label={t('areas:page.areas.parent')} hint={t('areas:page.areas.parent_hint')} fault={faultOf(error, 'parent_id')}>
          {(id) => <AreaSelect id={id} label={t('areas:page.areas.parent')} value={under} onChange={setUnder} />}
        </Field>
        {lower.length > 1 ? (
          <Choices
            label={t('areas:page.areas.level')}
            name="level"
            value={chosen}
            choices={lower.map((l) => ({ value: l, label: t(`areas:levels.${l}`) }))}
            onChange={(value) => setLevel(value as AreaLevel)}
          />
        ) : null}
        <TextField
          label={t('areas:page.areas.code')}
          hint={t('areas:page.areas.code_hint')}
          value={code}
          maxLength={40}
          autoComplete="off"
          fault={faultOf(error, 'code')}
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label={t('areas:page.areas.name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          fault={faultOf(error, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          type="date"
          label={t('areas:page.areas.valid_from')}
          value={from}
          fault={faultOf(error, 'valid_from')}
          onChange={(event) => setFrom(event.target.value)}
        />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button
            kind="primary"
            type="submit"
            busy={busy}
            refusal={code.trim() === '' || name.trim() === '' ? t('areas:page.areas.fill_first') : undefined}
          >
            {t('ui:kit.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
