import { useText } from '../i18n.ts'
import type { InputProps } from './slots.ts'

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
/** Short words stand side by side, longer ones under each other. */
const layoutOf = (labels: readonly string[]): 'row' | 'column' => {
  const wide = (label: string): number => [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 2 : 1), 0)
  return labels.length <= 6 && labels.every((label) => wide(label) <= 14) ? 'row' : 'column'
}

/** One of several: tiles to press, or the phone's own list where there are very many. */
export const One = ({ node, id, describedBy, disabled, onChange }: InputProps) => {
  const { t } = useText()
  const value = typeof node.value === 'string' ? node.value : ''
  if (node.choices.length === 0) return <p className="b-quiet fo-elsewhere">{t('forms:view.no_choices')}</p>
  if (/\b(minimal|autocomplete|search)\b/.test(node.appearance) || node.choices.length > 15) {
    return (
      <select id={id} className="b-input" aria-label={node.label} aria-describedby={describedBy} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('forms:view.choose')}</option>
        {node.choices.map((choice) => <option key={choice.name} value={choice.name}>{choice.label}</option>)}
      </select>
    )
  }
  return (
    <div className="fo-choices" data-layout={layoutOf(node.choices.map((choice) => choice.label))}>
      {node.choices.map((choice) => (
        <label key={choice.name} className="fo-choice" data-chosen={choice.name === value || undefined} data-choice={choice.name}>
          <input type="radio" name={id} value={choice.name} checked={choice.name === value} disabled={disabled} onChange={() => onChange(choice.name)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  )
}

export const Many = ({ node, disabled, onChange }: InputProps) => {
  const { t } = useText()
  const chosen = listOf(node.value)
  if (node.choices.length === 0) return <p className="b-quiet fo-elsewhere">{t('forms:view.no_choices')}</p>
  const toggle = (name: string, on: boolean): void => onChange(node.choices.map((choice) => choice.name).filter((known) => (known === name ? on : chosen.includes(known))))
  return (
    <div className="fo-choices" data-layout={layoutOf(node.choices.map((choice) => choice.label))}>
      {node.choices.map((choice) => (
        <label key={choice.name} className="fo-choice" data-chosen={chosen.includes(choice.name) || undefined}>
          <input type="checkbox" checked={chosen.includes(choice.name)} disabled={disabled} onChange={(event) => toggle(choice.name, event.target.checked)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  )
}

/** An order: the first is the most important; each can be moved by a step. */
export const Ranked = ({ node, disabled, onChange }: InputProps) => {
  const { t } = useText()
  const given = listOf(node.value)
  const names = node.choices.map((choice) => choice.name)
  const order = [...given.filter((name) => names.includes(name)), ...names.filter((name) => !given.includes(name))]
  const move = (from: number, to: number): void => {
    const next = [...order]
    next.splice(to, 0, ...next.splice(from, 1))
    onChange(next)
  }
  return (
    <ol className="fo-rank">
      {order.map((name, i) => {
        const label = node.choices.find((choice) => choice.name === name)?.label ?? name
        return (
          <li key={name}>
            <span>{label}</span>
            <button type="button" className="b-button" aria-label={t('forms:view.rank.up', { label })} disabled={disabled || i === 0} onClick={() => move(i, i - 1)}>↑</button>
            <button type="button" className="b-button" aria-label={t('forms:view.rank.down', { label })} disabled={disabled || i === order.length - 1} onClick={() => move(i, i + 1)}>↓</button>
          </li>
        )
      })}
    </ol>
  )
}
