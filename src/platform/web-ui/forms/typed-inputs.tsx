import { useState } from 'react'
import { useText } from '../i18n.ts'
import type { InputProps } from './slots.ts'

const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Anything typed: text, numbers, dates and times with the device's own keyboard for each. What is half typed stays as typed until left. */
export const Typed = ({ node, id, describedBy, disabled, onChange }: InputProps) => {
  const [typing, setTyping] = useState<string | null>(null)
  const invalid = node.errors.length > 0 || undefined
  const shared = { id, className: 'b-input', disabled, 'aria-describedby': describedBy, 'aria-invalid': invalid, 'aria-required': node.required || undefined }
  if (node.type === 'text' && /\bmultiline\b/.test(node.appearance)) {
    return <textarea {...shared} rows={3} value={shown(node.value)} onChange={(event) => onChange(event.target.value)} />
  }
  if (node.type === 'date' || node.type === 'time') return <input {...shared} type={node.type} value={shown(node.value).slice(0, node.type === 'date' ? 10 : 5)} onChange={(event) => onChange(event.target.value)} />
  if (node.type === 'dateTime') return <input {...shared} type="datetime-local" value={shown(node.value).slice(0, 16)} onChange={(event) => onChange(event.target.value)} />
  const mode = node.type === 'integer' ? 'numeric' : node.type === 'decimal' ? 'decimal' : /\bnumbers\b/.test(node.appearance) ? 'tel' : undefined
  return (
    <input
      {...shared}
      type="text"
      inputMode={mode}
      autoComplete="off"
      value={typing ?? shown(node.value)}
      onBlur={() => setTyping(null)}
      onChange={(event) => {
        setTyping(event.target.value)
        // Full-width digits come from Chinese keyboards.
        const text = mode && mode !== 'tel' ? event.target.value.normalize('NFKC').replaceAll(/[\s,]/g, '') : event.target.value
        onChange(text)
      }}
    />
  )
}

export const RangeInput = ({ node, id, describedBy, disabled, onChange }: InputProps) => {
  const { t } = useText()
  const bound = (name: string, otherwise: number): number => (Number.isFinite(Number(node.parameters[name])) && node.parameters[name] !== undefined ? Number(node.parameters[name]) : otherwise)
  const [low, high, step] = [bound('start', 0), bound('end', 10), bound('step', 1)]
  return (
    <div className="fo-range">
      <input id={id} type="range" min={low} max={high} step={step} disabled={disabled} aria-describedby={describedBy} value={shown(node.value) || String(low)}
        onChange={(event) => onChange(Number(event.target.value))} />
      <output htmlFor={id}>{node.value === null ? t('forms:view.not_chosen') : shown(node.value)}</output>
    </div>
  )
}

export const Acknowledge = ({ node, id, describedBy, disabled, onChange }: InputProps) => {
  const { t } = useText()
  return (
    <span className="fo-choice fo-alone" data-chosen={node.value === true || undefined}>
      <input id={id} type="checkbox" checked={node.value === true} disabled={disabled} aria-describedby={describedBy} onChange={(event) => onChange(event.target.checked)} />
      <span aria-hidden="true">{t('forms:view.acknowledge')}</span>
    </span>
  )
}
