import { DatePicker, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Button, Choices, Field, faultOf, TextArea, TextField, useText } from '#platform/web-ui/index.ts'
import type { CaseCommandType } from '../rules/index.ts'
import type { CaseDetail } from './api.ts'
import { CaseChoice, CategoryChoice, ConditionChoice, HandlerChoice, UnitChoice, UnitsChoice } from './choices.tsx'
import type { FormField } from './command-fields.ts'
import { type Attached, PhotoField } from './photo-field.tsx'
import { PlaceField, type PlaceValue } from './place-field.tsx'

type Values = Readonly<Record<string, unknown>>
export type CommandFormProps = {
  readonly command: CaseCommandType
  readonly fields: readonly FormField[]
  /** The case, or null for many at once. */
  readonly detail: CaseDetail | null
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (fields: Values) => void
  readonly onCancel: () => void
}

/** What stands in the form before anybody types: the suggestion of the rules, the category already known. */
const firstValues = (fields: readonly FormField[], detail: CaseDetail | null, reasons: readonly string[] | null): Values => Object.fromEntries(fields.flatMap((field): readonly (readonly [string, unknown])[] => {
  if (field.kind === 'choice') return [[field.name, field.first && (reasons === null || reasons.includes(field.first)) ? field.first : null]]
  if (field.kind === 'level') return [[field.name, 1]]
  if (!detail) return []
  if (field.name === 'category_id') return [[field.name, detail.case.category_id]]
  if (field.name === 'condition_id') return [[field.name, detail.case.condition_id]]
  if (field.name === 'lead_unit_id') return [[field.name, detail.suggestion?.lead_unit?.id ?? detail.case.lead_unit?.id ?? null]]
  if (field.name === 'assisting_unit_ids') return [[field.name, detail.suggestion?.assisting_units.map((unit) => unit.id) ?? []]]
  if (field.kind === 'place') return [[field.name, { lon: detail.case.lon, lat: detail.case.lat, address: detail.case.address }]]
  return []
}))

/** Names that say more here than in the list of fields. */
const labelOf: Readonly<Record<string, string>> = { into: 'cases:fields.into_id', children: 'cases:fields.child_ids', public: 'cases:page.form.public' }

/** The words of a choice, where the rules have them, else those of the page. */
const listOf: Readonly<Record<string, string>> = { verify: 'verify_results', check: 'check_results', decline: 'decline_reasons', close: 'close_reasons' }
const choiceKey = (command: string, value: string): string => (listOf[command] ? `cases:${listOf[command]}.${value}` : `cases:page.choices.${command}.${value}`)

const blank = (value: unknown): boolean => value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

/** Values as the command takes them: nothing that was left blank, photos by reference, a day as its last moment in the browser's zone. */
const outgoing = (fields: readonly FormField[], values: Values): Values => Object.fromEntries(fields.flatMap((field): readonly (readonly [string, unknown])[] => {
  const value = values[field.name]
  if (field.kind === 'place') return Object.entries((value ?? {}) as PlaceValue).filter(([, v]) => !blank(v))
  if (field.kind === 'children') return [['children', String(value ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((title) => ({ title }))]]
  if (blank(value)) return []
  if (field.kind === 'photos') return [['files', (value as readonly Attached[]).map(({ file_id, secret, kind }) => ({ file_id, secret, kind }))]]
  return [[field.name, typeof value === 'string' ? value.trim() : value]]
}))

export const CommandForm = ({ command, fields, detail, busy, error, onSend, onCancel }: CommandFormProps) => {
  const { t } = useText()
  const action = detail?.actions.find((one) => one.command === command)
  const reasons = action?.reasons ?? null
  const [values, setValues] = useState<Values>(() => firstValues(fields, detail, reasons))
  const [tried, setTried] = useState(false)
  const put = (name: string, value: unknown): void => setValues((before) => ({ ...before, [name]: value }))
  const must = (field: FormField): boolean => (field.name === 'lead_unit_id' && detail === null ? false : field.kind === 'choice' || field.kind === 'children' || ('required' in field && field.required === true) || (action?.requires ?? []).includes(field.name))
  const missing = (field: FormField): boolean => must(field) && (field.kind === 'children' ? String(values['children'] ?? '').split('\n').filter((line) => line.trim()).length < 2 : blank(values[field.name]))
  const label = (field: FormField): string => t(labelOf[field.name] ?? `cases:fields.${field.name}`)
  const faultOfField = (field: FormField): string | undefined => (tried && missing(field) ? t(field.kind === 'children' ? 'cases:page.form.two_children' : 'cases:page.form.missing', { name: label(field) }) : faultOf(error, field.name))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!fields.some(missing) && !busy) onSend(outgoing(fields, values))
  }
  const entry = (field: FormField) => {
    const shared = { label: label(field), fault: faultOfField(field), optional: !must(field), ...('hint' in field && field.hint ? { hint: t(`cases:page.hints.${command}_${field.name}`) } : {}) }
    const text = String(values[field.name] ?? '')
    switch (field.kind) {
      case 'text': return <TextArea key={field.name} {...shared} value={text} maxLength={4000} onChange={(event) => put(field.name, event.target.value)} />
      case 'line': return <TextField key={field.name} {...shared} value={text} maxLength={400} onChange={(event) => put(field.name, event.target.value)} />
      case 'choice': {
        const open = reasons && field.name === 'reason' ? field.choices.filter((choice) => reasons.includes(choice)) : field.choices
        return open.length > 5
          ? <Field key={field.name} {...shared}>{(id) => <Select id={id} style={{ width: '100%' }} value={text || null} placeholder={t('ui:form.choose')} onChange={(value) => put(field.name, value)} options={open.map((value) => ({ value, label: t(choiceKey(command, value)) }))} />}</Field>
          : <Choices key={field.name} label={shared.label} fault={shared.fault} name={field.name} value={text || null} onChange={(value) => put(field.name, value)} choices={open.map((value) => ({ value, label: t(choiceKey(command, value)), ...(command === 'close' ? { hint: t(`cases:close_reason_hints.${value}`) } : {}) }))} />
      }
      case 'yes_no': return <Choices key={field.name} label={shared.label} fault={shared.fault} name={field.name} value={values[field.name] === undefined ? null : String(values[field.name])} onChange={(value) => put(field.name, value === 'true')}
        choices={['true', 'false'].map((value) => ({ value, label: t(choiceKey(command, value)) }))} />
      case 'check': return <div key={field.name} className="b-field"><Checkbox checked={values[field.name] === true} onChange={(event) => put(field.name, event.target.checked)}>{shared.label}</Checkbox></div>
      case 'level': return <Choices key={field.name} label={shared.label} fault={shared.fault} name={field.name} value={String(values[field.name])} onChange={(value) => put(field.name, Number(value))} choices={[1, 2, 3].map((n) => ({ value: String(n), label: t(`cases:supervision_levels.${n}`) }))} />
      case 'until': return <Field key={field.name} {...shared}>{(id) => <DatePicker id={id} style={{ width: '100%' }} showNow={false} disabledDate={(day) => day.valueOf() < Date.now()} onChange={(day) => put(field.name, day ? day.endOf('day').toISOString() : null)} />}</Field>
      case 'unit': return <Field key={field.name} {...shared} {...(field.name === 'lead_unit_id' ? (detail === null ? { hint: t('cases:page.hints.by_matrix') } : detail.suggestion?.text ? { hint: detail.suggestion.text } : {}) : {})}>{(id) => <UnitChoice id={id} label={shared.label} value={text || null} known={detail?.suggestion?.lead_unit ?? detail?.case.lead_unit ?? null} onChange={(value) => put(field.name, value)} />}</Field>
      case 'units': return <Field key={field.name} {...shared}>{(id) => <UnitsChoice id={id} label={shared.label} value={(values[field.name] ?? []) as readonly string[]} known={detail?.suggestion?.assisting_units ?? []} onChange={(value) => put(field.name, value)} />}</Field>
      case 'account': return <Field key={field.name} {...shared}>{(id) => <HandlerChoice id={id} label={shared.label} unitId={detail?.case.lead_unit?.id ?? null} value={text || null} onChange={(value) => put(field.name, value)} />}</Field>
      case 'category': return <Field key={field.name} {...shared}>{(id) => <CategoryChoice id={id} label={shared.label} value={text || null} words={detail ? `${detail.case.title} ${detail.case.description}` : ''} onChange={(value) => { put(field.name, value); put('condition_id', null) }} />}</Field>
      case 'condition': return <Field key={field.name} {...shared}>{(id) => <ConditionChoice id={id} label={shared.label} categoryId={(values['category_id'] ?? null) as string | null} value={text || null} onChange={(value) => put(field.name, value)} />}</Field>
      case 'case': return <Field key={field.name} {...shared}>{(id) => <CaseChoice id={id} label={shared.label} value={text || null} onChange={(value) => put(field.name, value)} />}</Field>
      case 'photos': return detail ? <Field key={field.name} {...shared}>{(id, describedBy) => <PhotoField id={id} describedBy={describedBy} kind={field.as} value={(values[field.name] ?? []) as readonly Attached[]} onChange={(files) => put(field.name, files)} />}</Field> : null
      case 'place': return <PlaceField key={field.name} value={(values[field.name] ?? {}) as PlaceValue} onChange={(value) => put(field.name, value)} />
      case 'children': return <Field key={field.name} {...shared} hint={t('cases:page.form.children')}>{(id, describedBy) => <Input.TextArea id={id} aria-describedby={describedBy} rows={4} value={text} onChange={(event) => put(field.name, event.target.value)} />}</Field>
    }
  }
  return (
    <form onSubmit={submit} noValidate className="c-form">
      {fields.map(entry)}
      {fields.length === 0 ? <p className="b-quiet">{t('cases:page.form.nothing_to_fill')}</p> : null}
      <div className="c-form-foot"><Button onClick={onCancel}>{t('ui:cancel')}</Button><Button kind="primary" type="submit" busy={busy}>{t(`cases:commands.${command}`)}</Button></div>
    </form>
  )
}
