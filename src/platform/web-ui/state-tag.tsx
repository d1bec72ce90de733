import type { ReactNode } from 'react'
import type { Tone } from './tokens.ts'

/** Each tone has a shape of its own, so that the meaning survives grey paper and colour-blind eyes. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  on_track: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  today: <><circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" /><path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" /></>,
  overdue: <path d="M6 1.200 11 10.500H1z" fill="currentColor" />,
  returned: <path d="M4.800 1.500 1.500 4.800l3.300 3.300V5.900h2.700a1.800 1.800 0 0 1 0 3.600H4.500v1.600h3a3.400 3.400 0 0 0 0-6.800H4.800z" fill="currentColor" />,
  closed: <><rect x="1.500" y="1.500" width="9" height="9" rx="1.500" fill="none" stroke="currentColor" strokeWidth="1.400" /><path d="m3.600 6.100 1.700 1.700 3.200-3.600" fill="none" stroke="currentColor" strokeWidth="1.400" /></>,
  paused: <path d="M2.500 2h2.500v8H2.500zM7 2h2.500v8H7z" fill="currentColor" />,
}

export const ToneMark = ({ tone, size = 12 }: { readonly tone: Tone; readonly size?: number }) => (
  <svg className="b-tone-mark" data-tone={tone} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">{shapes[tone]}</svg>
)

export type StateTagProps = { readonly tone: Tone | null; readonly children: ReactNode; readonly title?: string | undefined }
/** A state in a word, with the shape and colour of its meaning; without a tone it is only a word in a frame. */
export const StateTag = ({ tone, children, title }: StateTagProps) => (
  <span className="b-tag" data-tone={tone ?? 'plain'} title={title}>
    {tone ? <ToneMark tone={tone} /> : null}
    <span>{children}</span>
  </span>
)
