import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, faultOf, Field, TextField, toast, useText, useToday } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { AreaSelect } from '#areas/web/index.tsx'
import { type UnitKind, unitKinds } from '../rules/index.ts'
import { type UnitRow, unitsApi } from './api.ts'
import { useDutyWord } from './duty-words.tsx'
import { knownDuties } from './known-duties.ts'
import UnitSelect from './unit-select.tsx'

/** A unit, new or changed. Its code is given once and never again. */
export const UnitForm = ({
  unit,
  parentId,
  onClose,
  onDone,
}: {
  readonly unit: UnitRow | null
  readonly parentId: string | null
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}) => {
  const { t } = useText()
  const today = useToday()
  const say = useDutyWord()
  const [code, setCode] = useState('')
  const [name, setName] = useState(unit?.name ?? '')
  const [kind, setKind] = useState<UnitKind>(unit?.kind ?? 'department')
  const [parent, setParent] = useState(parentId)
  const [area, setArea] = useState(unit?.area_id ?? null)
  const [duties, setDuties] = useState<readonly string[]>(unit?.duties ?? [])
  const [from, setFrom] = useState(today)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    const body = { name: name.trim(), kind, parent_id: parent, area_id: area, duties }
    try {
      const id = unit ? (await unitsApi.change(unit.id, body), unit.id) : (await unitsApi.create({ ...body, code: code.trim(), valid_from: from })).id
      toast({ text: t('organisations:page.units.saved', { name: name.trim() }) })
      onDone(id)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing = name.trim() === '' || (!unit && code.trim() === '') ? t('organisations:page.units.fill_first') : undefined
  return (
    <SidePanel open onClose={onClose} title={unit ? unit.name : t('organisations:page.units.add')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <TextField
          label={t('organisations:fields.name')}
          value={name}
          maxLength={120}
          fault={faultOf(error, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        {unit ? null : (
          <TextField
            label={t('organisations:fields.code')}
            hint={t('organisations:page.units.code_hint')}
            value={code}
            maxLength={40}
            autoComplete="off"
            fault={faultOf(error, 'code')}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        <Field label={t('organisations:fields.kind')}>
          {(id) => (
            <Select<UnitKind>
              id={id}
              aria-label={t('organisations:fields.kind')}
              style={{ width: '100%' }}
              value={kind}
              onChange={setKind}
              options={unitKinds.map((each) => ({ value: each, label: t(`organisations:kinds.${each}`) }))}
            />
          )}
        </Field>
        <Field label={t('organisations:fields.parent')} optional fault={faultOf(error, 'parent_id')}>
          {(id) => <UnitSelect id={id} label={t('organisations:fields.parent')} value={parent} onChange={setParent} />}
        </Field>
        <Field label={t('organisations:fields.area')} optional hint={t('organisations:page.units.area_hint')} fault={faultOf(error, 'area_id')}>
          {(id) => <AreaSelect id={id} label={t('organisations:fields.area')} value={area} onChange={setArea} />}
        </Field>
        <Field label={t('organisations:fields.duties')} optional hint={t('organisations:page.units.duties_hint')} fault={faultOf(error, 'duties')}>
          {(id) => (
            <Select
              mode="tags"
              id={id}
              aria-label={t('organisations:fields.duties')}
              style={{ width: '100%' }}
              value={[...duties]}
              onChange={setDuties}
              options={knownDuties.map((duty) => ({ value: duty, label: say(duty) }))}
              optionFilterProp="label"
            />
          )}
        </Field>
        {unit ? null : (
          <TextField
            type="date"
            label={t('organisations:fields.valid_from')}
            value={from}
            fault={faultOf(error, 'valid_from')}
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
