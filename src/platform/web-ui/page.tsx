import { type ReactNode, useEffect } from 'react'

/** Title, what belongs to it, and the actions of a page. */
export const PageHead = ({
  title,
  children,
  actions,
}: {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) => (
  <header className="b-page-head">
    <div>
      <h1>{title}</h1>
      {children}
    </div>
    {actions ? <div className="b-page-actions">{actions}</div> : null}
  </header>
)
export const Panel = ({
  title,
  actions,
  children,
  id,
}: {
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly id?: string
}) => (
  <section className="b-panel" id={id}>
    {title ? (
      <header className="b-panel-head">
        <h2>{title}</h2>
        {actions}
      </header>
    ) : null}
    {children}
  </section>
)
export const useTitle = (...parts: readonly (string | null | undefined)[]): void => {
  const title = parts.filter(Boolean).join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
