import type { ReactNode } from 'react'
import type { GeoPoint, MediaAnswer, NodeView } from '#platform/forms/index.ts'

/** What a form cannot do by itself: camera, place. A page that offers it hands it in. */
export type FormSlots = {
  readonly photo?: (path: string, value: MediaAnswer | null, onChange: (value: MediaAnswer | null) => void) => ReactNode
  readonly geopoint?: (path: string, value: GeoPoint | null, onChange: (value: GeoPoint | null) => void) => ReactNode
  /** Something more under a question, such as the evidence its answer asks for. */
  readonly after?: (node: NodeView) => ReactNode
}

/** What every kind of answer is given. */
export type InputProps = {
  readonly node: NodeView
  readonly id: string
  readonly describedBy: string | undefined
  readonly disabled: boolean
  readonly onChange: (value: unknown) => void
}
