import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { usePhone } from './media.ts'

/** A form or the details of one row beside its list; the whole screen on a phone. Escape closes it, focus returns. */
export const SidePanel = ({
  open,
  onClose,
  title,
  children,
  footer,
  width = 560,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly width?: number
}) => {
  const phone = usePhone()
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      size={phone ? '100%' : width}
      destroyOnHidden
      {...(footer ? { footer: <div className="b-side-foot">{footer}</div> } : {})}
    >
      {children}
    </Drawer>
  )
}
