import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { type FormEvent, useState } from 'react'
import { Button, Choices, ErrorSummary, faultOf, Field, TextField, toast, useText, useToday } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { AreaSelect, areasApi } from '#areas/web/index.tsx'
import { dutyApi, type Matrix, type NamedUnit, type Rule } from './api.ts'
import type { CategoryNode } from './category-tree.ts'
import UnitSelect from './unit-select.tsx'

/** One rule: this kind of problem, in this area, from this day: that unit leads, those assist. */
export const RuleForm = ({
  matrix,
  rule,
  tree,
  onClose,
  onDone,
}: {
  readonly matrix: Matrix
  readonly rule: Rule | null
  readonly tree: readonly CategoryNode[]
  readonly onClose: () => void
  readonly onDone: () => void
}) => {
  const { t } = useText()
  const today = useToday()
  const [category, setCategory] = useState(rule?.category_path ?? '')
  const [areaId, setAreaId] = useState(rule?.area_id ?? null)
  const [territorial, setTerritorial] = useState(rule ? rule.lead_unit === null : false)
  const [lead, setLead] = useState(rule?.lead_unit?.id ?? null)
  const [assisting, setAssisting] = useState<readonly NamedUnit[]>(rule?.assisting_units ?? [])
  const [from, setFrom] = useState(rule?.valid_from ?? today)
  const [to, setTo] = useState(rule?.valid_to ?? '')
  const [note, setNote] = useState(rule?.note ?? '')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const area = useQuery({
    queryKey: ['areas', 'detail', areaId],
    enabled: areaId !== null,
    queryFn: ({ signal }) => areasApi.detail(areaId as string, signal),
  })
  const path = area.data?.path
  const missing = !path || (!territorial && !lead) ? t('organisations:page.duty.rule_missing') : undefined
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!path || busy) return
    setBusy(true)
    setError(null)
    const body = {
      category_path: category,
      area_path: path,
      lead_unit_id: territorial ? null : lead,
      assisting_unit_ids: assisting.map((u) => u.id),
      valid_from: from,
      valid_to: to || null,
      note: note.trim(),
    }
    try {
      await (rule ? dutyApi.putRule(matrix.id, rule.id, body) : dutyApi.addRule(matrix.id, body))
      toast({ text: t('organisations:page.duty.rule_saved') })
      onDone()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SidePanel open onClose={onClose} title={t(rule ? 'organisations:page.duty.edit_rule' : 'organisations:page.duty.add_rule')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <Field label={t('organisations:fields.category')} hint={t('organisations:page.duty.category_hint')}>
          {(id) => (
            <TreeSelect
              id={id}
              aria-label={t('organisations:fields.category')}
              showSearch
              treeNodeFilterProp="title"
              style={{ width: '100%' }}
              value={category}
              treeData={[{ value: '', title: t('organisations:whole_catalogue'), children: [] }, ...tree]}
              onChange={(value: string) => setCategory(value)}
            />
          )}
        </Field>
        <Field label={t('organisations:page.duty.area')} hint={t('organisations:page.duty.area_hint')}>
          {(id) => <AreaSelect id={id} label={t('organisations:page.duty.area')} value={areaId} onChange={setAreaId} />}
        </Field>
        <Choices
          label={t('organisations:fields.lead_unit')}
          name="lead"
          value={territorial ? 'territorial' : 'unit'}
          onChange={(value) => setTerritorial(value === 'territorial')}
          choices={[
            { value: 'unit', label: t('organisations:page.duty.this_unit') },
            { value: 'territorial', label: t('organisations:territorial'), hint: t('organisations:page.duty.territorial_hint') },
          ]}
        />
        {territorial ? null : <UnitSelect label={t('organisations:fields.lead_unit')} value={lead} onChange={setLead} />}
        <Field label={t('organisations:fields.assisting_units')} optional>
          {(id) => (
            <div className="b-stack">
              {assisting.length > 0 ? (
                <span className="b-row">
                  {assisting.map((unit) => (
                    <Button key={unit.id} size="small" icon="close" onClick={() => setAssisting(assisting.filter((u) => u.id !== unit.id))}>
                      {unit.name}
                    </Button>
                  ))}
                </span>
              ) : null}
              <UnitSelect
                id={id}
                label={t('organisations:fields.assisting_units')}
                value={null}
                placeholder={t('organisations:page.duty.add_assisting')}
                onChange={(unit, name) => {
                  if (unit && unit !== lead && !assisting.some((u) => u.id === unit))
                    setAssisting([...assisting, { id: unit, code: '', name: name ?? unit }])
                }}
              />
            </div>
          )}
        </Field>
        <div className="b-two">
          <TextField
            type="date"
            label={t('organisations:page.duty.valid_from')}
            value={from}
            fault={faultOf(error, 'valid_from')}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            type="date"
            label={t('organisations:page.duty.valid_to')}
            optional
            value={to}
            fault={faultOf(error, 'valid_to')}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <TextField label={t('organisations:fields.note')} optional value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
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
