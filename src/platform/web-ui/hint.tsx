import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

type Place = { readonly left: number; readonly top: number; readonly above: boolean }
const gap = 6

/**
 * Words that appear beside a thing on hover, focus and long touch; Escape hides them (WCAG 2.2 1.4.13).
 * The child must take `aria-describedby` and pointer and focus handlers.
 */
export const Hint = ({
  content,
  children,
  wide = false,
}: {
  readonly content: ReactNode
  readonly children: ReactElement<Record<string, unknown>>
  readonly wide?: boolean
}) => {
  const id = useId()
  const anchor = useRef<HTMLElement | null>(null)
  const bubble = useRef<HTMLDivElement>(null)
  const timer = useRef<number | undefined>(undefined)
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState<Place | null>(null)

  const later = (next: boolean, ms: number): void => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setOpen(next), ms)
  }
  useEffect(() => () => window.clearTimeout(timer.current), [])
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false)
    }
    const away = (): void => setOpen(false)
    document.addEventListener('keydown', onKey)
    window.addEventListener('scroll', away, true)
    return () => {
      document.removeEventListener('keydown', onKey)
      window.removeEventListener('scroll', away, true)
    }
  }, [open])
  useLayoutEffect(() => {
    if (!open || !anchor.current || !bubble.current) return
    const at = anchor.current.getBoundingClientRect()
    const size = bubble.current.getBoundingClientRect()
    const above = at.bottom + size.height + gap > window.innerHeight && at.top > size.height + gap
    const left = Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))
    setPlace({ left, top: above ? at.top - size.height - gap : at.bottom + gap, above })
  }, [open, content])

  if (content === null || content === undefined || content === '') return children
  const given = children.props
  const both = (name: string, own: (event: { readonly currentTarget: HTMLElement }) => void) => (event: { readonly currentTarget: HTMLElement }) => {
    ;(given[name] as ((e: unknown) => void) | undefined)?.(event)
    own(event)
  }
  const show = (ms: number) => (event: { readonly currentTarget: HTMLElement }) => {
    anchor.current = event.currentTarget
    later(true, ms)
  }
  return (
    <>
      {cloneElement(children, {
        'aria-describedby': open ? id : given['aria-describedby'],
        onPointerEnter: both('onPointerEnter', show(120)),
        onPointerLeave: both('onPointerLeave', () => later(false, 120)),
        onFocus: both('onFocus', show(0)),
        onBlur: both('onBlur', () => later(false, 0)),
      })}
      {open &&
        createPortal(
          <div
            ref={bubble}
            id={id}
            role="tooltip"
            className="b-hint"
            data-wide={wide || undefined}
            style={place ? { left: place.left, top: place.top } : { visibility: 'hidden' }}
            onPointerEnter={() => later(true, 0)}
            onPointerLeave={() => later(false, 120)}
          >
            {content}
          </div>,
          anchor.current?.closest('dialog') ?? document.body,
        )}
    </>
  )
}
