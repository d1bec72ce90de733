import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { useText } from './i18n.ts'

export type DialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly width?: number
  readonly bare?: boolean
}

/** A modal window on the browser's own dialog: focus stays inside, Escape closes, what was focused gets the focus back. */
export const Dialog = ({ open, onClose, title, children, footer, width = 560, bare = false }: DialogProps) => {
  const { t } = useText()
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      // The work is in the body, so the focus begins there and not on the closing button.
      dialog
        .querySelector<HTMLElement>(
          '.b-dialog-body :is(input:not([type=hidden], [type=file], [readonly]), textarea, select, [autofocus]), .b-dialog-foot button',
        )
        ?.focus()
    }
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={element}
      className="b-dialog"
      data-bare={bare || undefined}
      style={{ width }}
      aria-labelledby={id}
      onClose={() => {
        if (open) onClose()
      }}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose()
      }}
    >
      {open ? (
        <div className="b-dialog-box">
          <header className={bare ? 'b-unseen' : 'b-dialog-head'}>
            <h2 id={id}>{title}</h2>
            {bare ? null : <Button kind="quiet" icon="close" aria-label={t('ui:close')} onClick={onClose} />}
          </header>
          <div className="b-dialog-body">{children}</div>
          {footer ? <footer className="b-dialog-foot">{footer}</footer> : null}
        </div>
      ) : null}
    </dialog>
  )
}
