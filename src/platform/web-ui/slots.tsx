import { type ComponentType, createContext, lazy, type LazyExoticComponent, Suspense, useContext } from 'react'

/**
 * A panel that a higher floor puts into a page of a lower one (who reported a case, what an inspection found), without the lower knowing it.
 * `place` is named by the page: `cases.case`; the panel is given the id of what the page shows.
 */
export type PagePanel = {
  readonly place: string
  readonly order: number
  readonly permission?: string
  readonly load: () => Promise<{ readonly default: ComponentType<{ readonly subject: string }> }>
}
type Ready = {
  readonly place: string
  readonly order: number
  readonly permission: string | undefined
  readonly Panel: LazyExoticComponent<ComponentType<{ readonly subject: string }>>
}

export const readyPanels = (panels: readonly PagePanel[]): readonly Ready[] =>
  panels.map(({ place, order, permission, load }) => ({ place, order, permission, Panel: lazy(load) })).toSorted((a, b) => a.order - b.order)

const Panels = createContext<readonly Ready[]>([])
export const PanelsProvider = Panels.Provider

/** Where a page lets others in. */
export const Slot = ({
  place,
  subject,
  may,
}: {
  readonly place: string
  readonly subject: string
  readonly may: (permission: string | undefined) => boolean
}) => {
  const panels = useContext(Panels).filter((panel) => panel.place === place && may(panel.permission))
  return (
    <>
      {panels.map(({ Panel, order }) => (
        <Suspense key={order} fallback={null}>
          <Panel subject={subject} />
        </Suspense>
      ))}
    </>
  )
}
