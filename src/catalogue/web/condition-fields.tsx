import { InputNumber, Select } from 'antd'
import { Button, Field, TextArea, useText } from '#platform/web-ui/index.ts'
import { areaClasses, type Limit, type LimitUnit, limitUnits, type PhotoKind, photoKinds, urgencies, type Urgency } from '../rules/index.ts'
import type { ConditionBody } from './api.ts'

/** The next condition under a code: numbers are never taken twice within an entry. */
export const newCondition = (code: string, others: readonly ConditionBody[]): ConditionBody => {
  const used = others.map((c) => Number(/-(\d+)$/.exec(c.code)?.[1] ?? 0))
  return {
    code: `${code}-${Math.max(0, ...used) + 1}`,
    text: '',
    text_en: null,
    limit: { value: 8, unit: 'work_hour' },
    class_limits: {},
    urgency: 'ordinary',
    closing_condition: '',
    closing_condition_en: null,
    informed_closing: false,
    evidence: { report_photos: ['near', 'far'], after_photos: 1 },
    source: 'city',
  }
}

const LimitFields = ({
  label,
  value,
  onChange,
  optional,
}: {
  readonly label: string
  readonly value: Limit | null
  readonly onChange: (limit: Limit | null) => void
  readonly optional?: boolean
}) => {
  const { t } = useText()
  return (
    <Field label={label} {...(optional ? { optional } : {})}>
      {(id) => (
        <span className="ca-limit-fields">
          <InputNumber
            id={id}
            aria-label={label}
            min={0.1}
            max={10_000}
            value={value?.value ?? null}
            onChange={(n) => onChange(n === null ? null : { value: n, unit: value?.unit ?? 'work_hour' })}
          />
          <Select<LimitUnit>
            aria-label={`${label} ${t('catalogue:page.limit_unit')}`}
            value={value?.unit ?? 'work_hour'}
            onChange={(unit) => {
              if (value) onChange({ ...value, unit })
            }}
            options={limitUnits.map((unit) => ({ value: unit, label: t(`clock:units.${unit}`) }))}
          />
        </span>
      )}
    </Field>
  )
}

/** One registration condition: when, how long, what closes it, what must be shown. */
export const ConditionFields = ({
  value,
  onChange,
  onRemove,
}: {
  readonly value: ConditionBody
  readonly onChange: (next: ConditionBody) => void
  readonly onRemove: () => void
}) => {
  const { t } = useText()
  const put = (change: Partial<ConditionBody>): void => onChange({ ...value, ...change })
  const classLimit = (name: (typeof areaClasses)[number], limit: Limit | null): void => {
    const { [name]: _gone, ...rest } = value.class_limits
    put({ class_limits: limit ? { ...value.class_limits, [name]: limit } : rest })
  }
  return (
    <fieldset className="ca-fields b-stack">
      <legend className="b-mono">{value.code}</legend>
      <TextArea
        rows={2}
        label={t('catalogue:page.fields.condition')}
        value={value.text}
        maxLength={1000}
        onChange={(event) => put({ text: event.target.value })}
      />
      <TextArea
        rows={2}
        label={t('catalogue:page.fields.condition_en')}
        optional
        value={value.text_en ?? ''}
        maxLength={1000}
        onChange={(event) => put({ text_en: event.target.value || null })}
      />
      <div className="b-two">
        <LimitFields
          label={t('catalogue:page.fields.limit')}
          value={value.limit}
          onChange={(limit) => {
            if (limit) put({ limit })
          }}
        />
        <Field label={t('catalogue:page.fields.urgency')}>
          {(id) => (
            <Select<Urgency>
              id={id}
              aria-label={t('catalogue:page.fields.urgency')}
              style={{ width: '100%' }}
              value={value.urgency}
              onChange={(urgency) => put({ urgency })}
              options={urgencies.map((u) => ({ value: u, label: t(`catalogue:page.urgencies.${u}`) }))}
            />
          )}
        </Field>
        {areaClasses.map((name) => (
          <LimitFields
            key={name}
            optional
            label={t('catalogue:page.limit_in', { name: t(`catalogue:page.classes.${name}`) })}
            value={value.class_limits[name] ?? null}
            onChange={(limit) => classLimit(name, limit)}
          />
        ))}
      </div>
      <TextArea
        rows={2}
        label={t('catalogue:page.fields.closing_condition')}
        value={value.closing_condition}
        maxLength={1000}
        onChange={(event) => put({ closing_condition: event.target.value })}
      />
      <TextArea
        rows={2}
        label={t('catalogue:page.fields.closing_condition_en')}
        optional
        value={value.closing_condition_en ?? ''}
        maxLength={1000}
        onChange={(event) => put({ closing_condition_en: event.target.value || null })}
      />
      <label className="b-choice">
        <input type="checkbox" checked={value.informed_closing} onChange={(event) => put({ informed_closing: event.target.checked })} />
        <span>{t('catalogue:page.fields.informed_closing')}</span>
      </label>
      <div className="b-two">
        <Field label={t('catalogue:page.fields.report_photos')}>
          {(id) => (
            <Select<PhotoKind[]>
              mode="multiple"
              id={id}
              aria-label={t('catalogue:page.fields.report_photos')}
              style={{ width: '100%' }}
              value={[...value.evidence.report_photos]}
              onChange={(report_photos) => put({ evidence: { ...value.evidence, report_photos } })}
              options={photoKinds.map((kind) => ({ value: kind, label: t(`catalogue:page.photo_kinds.${kind}`) }))}
            />
          )}
        </Field>
        <Field label={t('catalogue:page.fields.after_photos')}>
          {(id) => (
            <InputNumber
              id={id}
              aria-label={t('catalogue:page.fields.after_photos')}
              min={0}
              max={20}
              precision={0}
              value={value.evidence.after_photos}
              onChange={(n) => put({ evidence: { ...value.evidence, after_photos: n ?? 0 } })}
            />
          )}
        </Field>
      </div>
      <p>
        <Button size="small" kind="quiet" icon="close" onClick={onRemove}>
          {t('catalogue:page.remove_condition')}
        </Button>
      </p>
    </fieldset>
  )
}
