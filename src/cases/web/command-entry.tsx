import { Checkbox, DatePicker, Input, Select } from 'antd'
import { Choices, Field, TextArea, TextField, useText } from '#platform/web-ui/index.ts'
import type { CaseCommandType } from '../rules/index.ts'
import type { CaseDetail } from './api.ts'
import { CaseChoice, CategoryChoice, ConditionChoice, HandlerChoice, UnitChoice, UnitsChoice } from './choices.tsx'
import type { FormField } from './command-fields.ts'
import { choiceKey, labelKey, refusedName, type Values } from './form-values.ts'
import { type Attached, PhotoField } from './photo-field.tsx'
import { PlaceField, type PlaceValue } from './place-field.tsx'

export type CommandEntryProps = {
  readonly command: CaseCommandType
  readonly field: FormField
  readonly detail: CaseDetail | null
  readonly values: Values
  readonly reasons: readonly string[] | null
  readonly required: boolean
  readonly fault: string | undefined
  readonly onChange: (name: string, value: unknown) => void
}

/** One entry of a command's form, by its kind. */
export const CommandEntry = ({ command, field, detail, values, reasons, required, fault, onChange }: CommandEntryProps) => {
  const { t } = useText()
  const value = values[field.name]
  const text = String(value ?? '')
  const put = (next: unknown): void => onChange(field.name, next)
  const shared = {
    label: t(labelKey(field)),
    fault,
    optional: !required,
    ...('hint' in field && field.hint ? { hint: t(`cases:page.hints.${command}_${field.name}`) } : {}),
  }
  switch (field.kind) {
    case 'text':
      return <TextArea {...shared} value={text} maxLength={4000} onChange={(event) => put(event.target.value)} />
    case 'line':
      return <TextField {...shared} value={text} maxLength={400} onChange={(event) => put(event.target.value)} />
    case 'choice': {
      const open = reasons && field.name === 'reason' ? field.choices.filter((choice) => reasons.includes(choice)) : field.choices
      return open.length > 5 ? (
        <Field {...shared}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={text || null}
              placeholder={t('ui:form.choose')}
              onChange={put}
              options={open.map((one) => ({ value: one, label: t(choiceKey(command, one)) }))}
            />
          )}
        </Field>
      ) : (
        <Choices
          label={shared.label}
          fault={shared.fault}
          name={field.name}
          value={text || null}
          onChange={put}
          choices={open.map((value) => ({
            value,
            label: t(choiceKey(command, value)),
            ...(command === 'close' ? { hint: t(`cases:close_reason_hints.${value}`) } : {}),
          }))}
        />
      )
    }
    case 'yes_no':
      return (
        <Choices
          label={shared.label}
          fault={shared.fault}
          name={field.name}
          value={value === undefined ? null : String(value)}
          onChange={(next) => put(next === 'true')}
          choices={['true', 'false'].map((value) => ({ value, label: t(choiceKey(command, value)) }))}
        />
      )
    case 'check':
      return (
        <div className="b-field">
          <Checkbox checked={value === true} onChange={(event) => put(event.target.checked)}>
            {shared.label}
          </Checkbox>
        </div>
      )
    case 'level':
      return (
        <Choices
          label={shared.label}
          fault={shared.fault}
          name={field.name}
          value={String(value)}
          onChange={(next) => put(Number(next))}
          choices={[1, 2, 3].map((n) => ({ value: String(n), label: t(`cases:supervision_levels.${n}`) }))}
        />
      )
    case 'until':
      return (
        <Field {...shared}>
          {(id) => (
            <DatePicker
              id={id}
              style={{ width: '100%' }}
              showNow={false}
              disabledDate={(day) => day.valueOf() < Date.now()}
              onChange={(day) => put(day ? day.format('YYYY-MM-DD') : null)}
            />
          )}
        </Field>
      )
    case 'unit':
      return (
        <Field
          {...shared}
          {...(field.name === 'lead_unit_id'
            ? detail === null
              ? { hint: t('cases:page.hints.by_matrix') }
              : detail.suggestion?.text
                ? { hint: detail.suggestion.text }
                : {}
            : {})}
        >
          {(id) => (
            <UnitChoice
              id={id}
              label={shared.label}
              value={text || null}
              known={detail?.suggestion?.lead_unit ?? detail?.case.lead_unit ?? null}
              onChange={put}
            />
          )}
        </Field>
      )
    case 'units':
      return (
        <Field {...shared}>
          {(id) => (
            <UnitsChoice
              id={id}
              label={shared.label}
              value={(value ?? []) as readonly string[]}
              known={detail?.suggestion?.assisting_units ?? []}
              onChange={put}
            />
          )}
        </Field>
      )
    case 'account':
      return (
        <Field {...shared}>
          {(id) => <HandlerChoice id={id} label={shared.label} unitId={detail?.case.lead_unit?.id ?? null} value={text || null} onChange={put} />}
        </Field>
      )
    case 'category':
      return (
        <Field {...shared}>
          {(id) => (
            <CategoryChoice
              id={id}
              label={shared.label}
              value={text || null}
              words={detail ? `${detail.case.title} ${detail.case.description}` : ''}
              onChange={(next) => {
                put(next)
                onChange('condition_id', null)
              }}
            />
          )}
        </Field>
      )
    case 'condition':
      return (
        <Field {...shared}>
          {(id) => (
            <ConditionChoice
              id={id}
              label={shared.label}
              categoryId={(values['category_id'] ?? null) as string | null}
              value={text || null}
              onChange={put}
            />
          )}
        </Field>
      )
    case 'case':
      return <Field {...shared}>{(id) => <CaseChoice id={id} label={shared.label} value={text || null} onChange={put} />}</Field>
    case 'photos':
      return detail ? (
        <Field {...shared}>
          {(id, describedBy) => (
            <PhotoField
              id={id}
              describedBy={describedBy}
              kind={field.as}
              value={(value ?? []) as readonly Attached[]}
              onChange={(files) => put(files)}
              onRefused={(names) => onChange(refusedName(field.name), names)}
            />
          )}
        </Field>
      ) : null
    case 'place':
      return <PlaceField value={(value ?? {}) as PlaceValue} onChange={put} />
    case 'children':
      return (
        <Field {...shared} hint={t('cases:page.form.children')}>
          {(id, describedBy) => (
            <Input.TextArea id={id} aria-describedby={describedBy} rows={4} value={text} onChange={(event) => put(event.target.value)} />
          )}
        </Field>
      )
  }
}
