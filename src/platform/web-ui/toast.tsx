import { useEffect, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { useText } from './i18n.ts'

export type Toast = {
  readonly text: string
  readonly undo?: (() => void) | undefined
  readonly undoLabel?: string
  readonly fault?: boolean
  readonly ms?: number
}
type Shown = Toast & { readonly id: number }

let shown: readonly Shown[] = []
let next = 1
const listeners = new Set<() => void>()
const change = (list: readonly Shown[]): void => {
  shown = list
  for (const listener of listeners) listener()
}
const dismiss = (id: number): void => change(shown.filter((toast) => toast.id !== id))

/** Says what happened, for a moment, with a way back where there is one. */
export const toast = (said: Toast): void => change([...shown.slice(-2), { ...said, id: next++ }])

const One = ({ item }: { readonly item: Shown }) => {
  const { t } = useText()
  useEffect(() => {
    const timer = window.setTimeout(() => dismiss(item.id), item.ms ?? (item.undo ? 8000 : 5000))
    return () => window.clearTimeout(timer)
  }, [item])
  return (
    <div className="b-toast" data-fault={item.fault || undefined}>
      <span>{item.text}</span>
      {item.undo ? (
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            item.undo?.()
            dismiss(item.id)
          }}
        >
          {item.undoLabel ?? t('ui:undo')}
        </Button>
      ) : null}
      <Button kind="quiet" size="small" icon="close" aria-label={t('ui:close')} onClick={() => dismiss(item.id)} />
    </div>
  )
}
export const Toasts = () => {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  return (
    <div className="b-toasts" role="status" aria-live="polite">
      {list.map((item) => (
        <One key={item.id} item={item} />
      ))}
    </div>
  )
}
