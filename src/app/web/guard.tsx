import { type ReactNode } from 'react'
import { NoPermission, type PageRoute, useCity, useMay, useText, useTitle } from '#platform/web-ui/index.ts'

/** What every page has: a title, and a clear word where the permission is missing. */
export const Guarded = ({ page, children }: { readonly page: PageRoute; readonly children: ReactNode }) => {
  const { t } = useText()
  const may = useMay()
  const city = useCity()
  useTitle(t(page.title), city.name || null, t('ui:product'))
  return may(page.permission) ? children : <NoPermission />
}
