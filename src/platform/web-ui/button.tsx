import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Hint } from './hint.tsx'
import { Icon, type IconName } from './icon.tsx'

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: IconName
  readonly busy?: boolean
  /** Why it cannot be pressed now, in the words of the rule that refuses it. The button stays reachable so that the reason can be read. */
  readonly refusal?: ReactNode
  readonly hint?: ReactNode
  readonly keys?: string
}

export const Button = ({
  kind = 'plain',
  size = 'normal',
  icon,
  busy = false,
  refusal,
  hint,
  keys,
  children,
  onClick,
  className,
  ...rest
}: ButtonProps) => {
  const refused = refusal !== undefined && refusal !== null && refusal !== ''
  return (
    <Hint content={refused ? refusal : hint}>
      <button
        type="button"
        {...rest}
        className={`b-button ${className ?? ''}`}
        data-kind={kind}
        data-size={size}
        aria-disabled={refused || busy || undefined}
        aria-busy={busy || undefined}
        aria-keyshortcuts={keys}
        onClick={(event) => {
          if (refused || busy) event.preventDefault()
          else onClick?.(event)
        }}
      >
        {icon ? <Icon name={icon} /> : null}
        {children === undefined ? null : <span>{children}</span>}
      </button>
    </Hint>
  )
}
