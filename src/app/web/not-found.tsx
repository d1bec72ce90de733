import { EmptyState, Go, useCity, useText, useTitle } from '#platform/web-ui/index.ts'
import { PublicShell } from './public-frame.tsx'

export const NotFound = () => {
  const { t } = useText()
  const city = useCity()
  useTitle(t('ui:states.not_found'), city.name || null, t('ui:product'))
  return (
    <PublicShell>
      <EmptyState whole title={t('ui:states.not_found')} action={<Go to="/">{t('ui:to_start')}</Go>}>
        {t('ui:states.not_found_why')}
      </EmptyState>
    </PublicShell>
  )
}
