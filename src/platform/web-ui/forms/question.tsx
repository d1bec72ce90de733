import type { ReactNode } from 'react'
import type { FormSession, GeoPoint, MediaAnswer, NodeView } from '#platform/forms/index.ts'
import { Button } from '../button.tsx'
import { useText } from '../i18n.ts'
import { Many, One, Ranked } from './choice-inputs.tsx'
import { GeoPointInput } from './geopoint-input.tsx'
import type { FormSlots, InputProps } from './slots.ts'
import { Acknowledge, RangeInput, Typed } from './typed-inputs.tsx'

const grouped = new Set(['select_one', 'select_one_from_file', 'select_one_external', 'select_multiple', 'select_multiple_from_file', 'rank', 'image', 'geopoint'])
const impossible = new Set(['audio', 'video', 'file', 'geotrace', 'geoshape', 'osm'])

const inputOf = (props: InputProps, slots: FormSlots): ReactNode => {
  const { node, onChange } = props
  if (node.type === 'image') return slots.photo ? slots.photo(node.path, node.value as MediaAnswer | null, onChange) : <Elsewhere of="photo" />
  if (node.type === 'geopoint') return slots.geopoint ? slots.geopoint(node.path, node.value as GeoPoint | null, onChange) : <GeoPointInput {...props} />
  if (node.type === 'select_multiple' || node.type === 'select_multiple_from_file') return <Many {...props} />
  if (node.type === 'rank') return <Ranked {...props} />
  if (node.type.startsWith('select_one')) return <One {...props} />
  if (node.type === 'range') return <RangeInput {...props} />
  if (node.type === 'acknowledge') return <Acknowledge {...props} />
  if (impossible.has(node.type)) return <Elsewhere of="other" />
  return <Typed {...props} />
}
const Elsewhere = ({ of }: { readonly of: 'photo' | 'other' }) => <p className="b-quiet fo-elsewhere">{useText().t(`forms:view.elsewhere.${of}`)}</p>

/** One question: label, hint, what is wrong, then what to answer with. */
export const Question = ({ node, session, slots, readOnly, prefix }: {
  readonly node: NodeView; readonly session: FormSession; readonly slots: FormSlots; readonly readOnly: boolean; readonly prefix: string
}) => {
  const { t } = useText()
  const id = `${prefix}${node.path}`
  const disabled = readOnly || node.readonly
  const onChange = (value: unknown): void => session.set(node.path, value)
  if (node.kind === 'note') return <div className="fo-note" data-path={node.path}><p>{node.label}</p>{node.hint === '' ? null : <p className="b-field-hint">{node.hint}</p>}</div>
  const fault = node.errors.map((error) => error.message || t(`forms:view.errors.${error.code}`)).join(' ')
  const describedBy = [node.hint === '' ? '' : `${id}-hint`, fault === '' ? '' : `${id}-fault`].filter(Boolean).join(' ') || undefined
  const title = (
    <>
      {node.label || node.name}
      {node.required ? null : disabled ? null : <span className="b-optional">{t('ui:form.optional')}</span>}
    </>
  )
  const parts = (
    <>
      {node.hint === '' ? null : <p id={`${id}-hint`} className="b-field-hint">{node.hint}</p>}
      {fault === '' ? null : <p id={`${id}-fault`} className="b-field-fault">{fault}</p>}
      {inputOf({ node, id, describedBy, disabled, onChange }, slots)}
      {node.guidance === '' ? null : <details className="fo-guidance"><summary>{t('forms:view.guidance')}</summary><p>{node.guidance}</p></details>}
      {slots.after?.(node) ?? null}
    </>
  )
  const clear = node.type.startsWith('select_one') && !node.required && !disabled && node.value !== null
    ? <Button kind="quiet" onClick={() => onChange(null)}>{t('forms:view.clear')}</Button> : null
  return grouped.has(node.type) ? (
    <fieldset className="b-field fo-question" data-path={node.path} data-fault={fault === '' ? undefined : true} aria-describedby={describedBy}>
      <legend>{title}</legend>
      {parts}
      {clear}
    </fieldset>
  ) : (
    <div className="b-field fo-question" data-path={node.path} data-fault={fault === '' ? undefined : true}>
      <label htmlFor={id}>{title}</label>
      {parts}
    </div>
  )
}
