import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { ApiProblem } from './api.ts'
import { speak, useText } from './i18n.ts'
import { Go } from './links.tsx'

/** Nothing here: says why, and what to do next. */
export const EmptyState = ({
  title,
  children,
  action,
  whole = false,
}: {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly whole?: boolean
}) => (
  <div className="b-state" data-kind="empty">
    {whole ? <h1 className="b-state-title">{title}</h1> : <p className="b-state-title">{title}</p>}
    {children ? <div className="b-state-text">{children}</div> : null}
    {action}
  </div>
)

/** What failed, what was kept, what to do. */
export const ErrorState = ({ error, kept, onRetry }: { readonly error: unknown; readonly kept?: ReactNode; readonly onRetry?: () => void }) => {
  const { t } = useText()
  if (error instanceof ApiProblem && error.status === 403) return <NoPermission detail={speak(error).title} />
  const said = speak(error)
  return (
    <div className="b-state" data-kind="error" role="alert">
      <p className="b-state-title">{said.title}</p>
      <div className="b-state-text">
        {said.detail ? <p>{said.detail}</p> : null}
        {said.fields.length > 0 ? (
          <ul>
            {said.fields.map((f) => (
              <li key={f.field}>{f.message}</li>
            ))}
          </ul>
        ) : null}
        <p>{kept ?? t('ui:states.kept')}</p>
      </div>
      {onRetry ? (
        <Button icon="refresh" onClick={onRetry}>
          {t('ui:retry')}
        </Button>
      ) : null}
    </div>
  )
}

export const NoPermission = ({ detail }: { readonly detail?: ReactNode }) => {
  const { t } = useText()
  return (
    <div className="b-state" data-kind="no-permission">
      <p className="b-state-title">{t('ui:states.no_permission')}</p>
      <div className="b-state-text">
        <p>{detail ?? t('ui:states.no_permission_why')}</p>
        <p>{t('ui:states.no_permission_do')}</p>
      </div>
      <Go to="/">{t('ui:to_start')}</Go>
    </div>
  )
}

/** True once `ms` have passed: what loads faster never flickers. */
export const useDelay = (ms = 200): boolean => {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setPassed(true), ms)
    return () => window.clearTimeout(timer)
  }, [ms])
  return passed
}

export const LoadingSkeleton = ({ lines = 4, height = 16 }: { readonly lines?: number; readonly height?: number }) => {
  const { t } = useText()
  const shown = useDelay()
  return (
    <div className="b-skeleton" role="status" aria-label={t('ui:states.loading')}>
      {shown ? Array.from({ length: lines }, (_, i) => <span key={i} style={{ height, width: `${92 - ((i * 17) % 40)}%` }} />) : null}
    </div>
  )
}

export const useOnline = (): boolean => {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine)
    window.addEventListener('online', update)
    window.addEventListener('offline', update)
    return () => {
      window.removeEventListener('online', update)
      window.removeEventListener('offline', update)
    }
  }, [])
  return online
}
export const OfflineBanner = () => {
  const { t } = useText()
  return useOnline() ? null : (
    <aside className="b-banner" data-kind="offline" role="alert">
      {t('ui:states.offline')}
    </aside>
  )
}
/** Generated data never passes for real: the ribbon stands on every page of a demo city. */
export const DemoRibbon = ({ shown }: { readonly shown: boolean }) => {
  const { t } = useText()
  return shown ? (
    <aside className="b-banner" data-kind="demo" aria-label={t('ui:states.demo_name')}>
      {t('ui:states.demo')}
    </aside>
  ) : null
}
