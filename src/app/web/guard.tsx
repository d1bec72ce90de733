import { type ReactNode } from 'react'
import { NoPermission, type PageRoute, useCity, useMay, useText, useTitle } from '#platform/web-ui/index.ts'
import { sectionPlaces } from './places.ts'
import { SectionBar } from './section-bar.tsx'

/** What every page has: a title, and a clear word where the permission is missing. */
export const Guarded = ({ page, children }: { readonly page: PageRoute; readonly children: ReactNode }) => {
  const { t } = useText()
  const may = useMay()
  const city = useCity()
  useTitle(t(page.title), city.name || null, t('ui:product'))
  if (!may(page.permission) || (page.anyOf && !page.anyOf.some(may))) return <NoPermission />
  return page.section ? (
    <>
      <SectionBar of={page.section.of} current={page.path} title={sectionPlaces.find((place) => place.path === page.section?.of)?.title ?? page.title} />
      {children}
    </>
  ) : (
    children
  )
}
