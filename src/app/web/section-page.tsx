import { Go, PageHead, useMay, useText } from '#platform/web-ui/index.ts'
import { pagesOfSection } from './sections.ts'

/** The first page of a place of the rail: its pages in groups, each with a line of what it is for. */
export const SectionPage = ({ of, title }: { readonly of: string; readonly title: string }) => {
  const { t } = useText()
  const may = useMay()
  const pages = pagesOfSection(of, may)
  const groups = [...new Set(pages.map((page) => page.section.group))]
  return (
    <div className="b-page">
      <PageHead title={t(title)} />
      {groups.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`} className="f-admin-group">
            {t(group)}
          </h2>
          <ul className="f-admin">
            {pages
              .filter((page) => page.section.group === group)
              .map((page) => (
                <li key={page.path}>
                  <Go to={page.path}>
                    <strong>{t(page.section.label)}</strong>
                    <span>{t(page.section.hint)}</span>
                  </Go>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
