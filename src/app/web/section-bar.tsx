import { Go, useMay, useText } from '#platform/web-ui/index.ts'
import { pagesOfSection } from './sections.ts'

/** The other pages of the same place, one tap away. */
export const SectionBar = ({ of, current, title }: { readonly of: string; readonly current: string; readonly title: string }) => {
  const { t } = useText()
  const may = useMay()
  return (
    <nav className="f-section b-no-print" aria-label={t(title)}>
      <Go to={of} {...{ activeOptions: { exact: true } }}>{t(title)}</Go>
      {pagesOfSection(of, may).map((page) => (
        <Go key={page.path} to={page.path} aria-current={page.path === current ? 'page' : undefined}>
          {t(page.section.label)}
        </Go>
      ))}
    </nav>
  )
}
