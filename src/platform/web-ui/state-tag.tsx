import type { ReactNode } from 'react'
import type { Tone } from './tokens.ts'

/** Each tone has a shape of its own, so that the meaning survives grey paper and colour-blind eyes. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  on_track: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  today: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  overdue: <path d="M6 1.2 11 10.5H1z" fill="currentColor" />,
  returned: (
    <path
      d="M4.8 1.5 1.5 4.8l3.3 3.3V5.9h2.7a1.8 1.8 0 0 1 0 3.6H4.5v1.6h3a3.4 3.4 0 0 0 0-6.8H4.8z"
      fill="currentColor"
    />
  ),
  closed: (
    <>
      <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="m3.6 6.1 1.7 1.7 3.2-3.6" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  paused: <path d="M2.5 2h2.5v8H2.5zM7 2h2.5v8H7z" fill="currentColor" />,
}

export const ToneMark = ({ tone, size = 12 }: { readonly tone: Tone; readonly size?: number }) => (
  <svg className="b-tone-mark" data-tone={tone} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    {shapes[tone]}
  </svg>
)

export type StateTagProps = { readonly tone: Tone | null; readonly children: ReactNode; readonly title?: string | undefined }
/** A state in a word, with the shape and colour of its meaning; without a tone it is only a word in a frame. */
export const StateTag = ({ tone, children, title }: StateTagProps) => (
  <span className="b-tag" data-tone={tone ?? 'plain'} title={title}>
    {tone ? <ToneMark tone={tone} /> : null}
    <span>{children}</span>
  </span>
)
