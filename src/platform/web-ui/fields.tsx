import { type ChangeEvent, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useEffect, useId, useRef } from 'react'
import { DayInput } from './day-input.tsx'
import { speak, useText } from './i18n.ts'

export type FieldProps = {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly fault?: string | undefined
  readonly optional?: boolean
  readonly children: (id: string, describedBy: string | undefined, invalid: boolean) => ReactNode
}

/** Label above, hint under it, fault in words between label and box: read in this order by eye and by screen reader. */
export const Field = ({ label, hint, fault, optional = false, children }: FieldProps) => {
  const { t } = useText()
  const id = useId()
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className="b-field" data-fault={fault ? true : undefined}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="b-optional">{t('ui:form.optional')}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="b-field-hint">
          {hint}
        </p>
      ) : null}
      {fault ? (
        <p id={`${id}-fault`} className="b-field-fault">
          {fault}
        </p>
      ) : null}
      {children(id, described, Boolean(fault))}
    </div>
  )
}

type Shared = { readonly label: ReactNode; readonly hint?: ReactNode; readonly fault?: string | undefined; readonly optional?: boolean }
const shell = ({ label, hint, fault, optional }: Shared) => ({ label, hint, fault, ...(optional === undefined ? {} : { optional }) })

const dayOf = ({ type: _type, value: _value, defaultValue: _first, onChange: _change, ...rest }: InputHTMLAttributes<HTMLInputElement>) => rest

export const TextField = ({ label, hint, fault, optional, ...rest }: Shared & InputHTMLAttributes<HTMLInputElement>) => (
  <Field {...shell({ label, hint, fault, ...(optional === undefined ? {} : { optional }) })}>
    {(id, described, invalid) =>
      rest.type === 'date' ? (
        <DayInput
          {...dayOf(rest)}
          id={id}
          aria-describedby={described}
          {...(invalid ? { 'aria-invalid': true } : {})}
          value={String(rest.value ?? '')}
          onDay={(day) => rest.onChange?.({ target: { value: day }, currentTarget: { value: day } } as ChangeEvent<HTMLInputElement>)}
        />
      ) : (
        <input {...rest} id={id} className="b-input" aria-describedby={described} aria-invalid={invalid || undefined} />
      )
    }
  </Field>
)
/** How much may still be written, once it matters: the browser cuts what is too long without a word. */
const Room = ({ used, most }: { readonly used: number; readonly most: number | undefined }) => {
  const { t } = useText()
  if (most === undefined || used < most * 0.7) return null
  return (
    <p className="b-field-hint" role="status" data-full={used >= most || undefined}>
      {used >= most ? t('ui:form.full', { n: most }) : t('ui:form.room', { n: most - used })}
    </p>
  )
}

export const TextArea = ({ label, hint, fault, optional, ...rest }: Shared & TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <Field {...shell({ label, hint, fault, ...(optional === undefined ? {} : { optional }) })}>
    {(id, described, invalid) => (
      <>
        <textarea rows={4} {...rest} id={id} className="b-input" aria-describedby={described} aria-invalid={invalid || undefined} />
        <Room used={typeof rest.value === 'string' ? rest.value.length : 0} most={rest.maxLength} />
      </>
    )}
  </Field>
)

export type Choice = { readonly value: string; readonly label: ReactNode; readonly hint?: ReactNode }
export type ChoicesProps = Shared & {
  readonly name: string
  readonly value: string | null
  readonly choices: readonly Choice[]
  readonly onChange: (value: string) => void
}
/** Radio buttons, each a target of at least 48 px on a phone. */
export const Choices = ({ label, hint, fault, name, value, choices, onChange }: ChoicesProps) => {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined
  return (
    <fieldset className="b-field" data-fault={fault ? true : undefined} aria-describedby={described}>
      <legend>{label}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="b-field-hint">
          {hint}
        </p>
      ) : null}
      {fault ? (
        <p id={`${id}-fault`} className="b-field-fault">
          {fault}
        </p>
      ) : null}
      {choices.map((choice) => (
        <label key={choice.value} className="b-choice">
          <input type="radio" name={name} value={choice.value} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>
            {choice.label}
            {choice.hint ? <small>{choice.hint}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What is wrong with the whole form, focused when it appears (GOV.UK error summary). */
export const ErrorSummary = ({ error }: { readonly error: unknown }) => {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) box.current?.focus()
  }, [error])
  if (!error) return null
  const said = speak(error)
  return (
    <div ref={box} className="b-error-summary" role="alert" tabIndex={-1}>
      <p>
        <strong>{said.fields.length > 0 ? t('ui:form.problem') : said.title}</strong>
      </p>
      {said.fields.length > 0 ? (
        <ul>
          {said.fields.map((f) => (
            <li key={`${f.field}${f.message}`}>{f.message}</li>
          ))}
        </ul>
      ) : said.detail ? (
        <p>{said.detail}</p>
      ) : null}
    </div>
  )
}
/** The fault of one field of a failed call, for `fault=`. */
export const faultOf = (error: unknown, field: string): string | undefined => {
  const said = error
    ? speak(error).fields.find((f) => f.field === field || f.field.endsWith(`/${field}`) || f.field.endsWith(`.${field}`))
    : undefined
  return said?.message
}
