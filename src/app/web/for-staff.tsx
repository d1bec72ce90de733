import { EmptyState, Go, useCity, useText, useTitle } from '#platform/web-ui/index.ts'
import { PublicShell } from './public-frame.tsx'

/** A page of the desk, asked for by somebody without a desk: who may see it, and the way home. */
export const ForStaff = () => {
  const { t } = useText()
  const city = useCity()
  useTitle(t('ui:states.for_staff'), city.name || null, t('ui:product'))
  return (
    <PublicShell>
      <EmptyState
        whole
        title={t('ui:states.for_staff')}
        action={
          <p className="f-ways">
            <Go to="/my-reports" className="b-button">
              {t('intake:page.mine.title')}
            </Go>
            <Go to="/" className="b-button">
              {t('ui:to_start')}
            </Go>
          </p>
        }
      >
        <p>{t('ui:states.for_staff_why')}</p>
        <p>{t('ui:states.no_permission_do')}</p>
      </EmptyState>
    </PublicShell>
  )
}
