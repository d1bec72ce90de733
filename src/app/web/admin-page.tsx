import { Go, PageHead, useMay, useText } from '#platform/web-ui/index.ts'
import { pagesOfSection } from './sections.ts'

/** What can be administered, in groups, each with a line of what it is for. */
const AdminPage = () => {
  const { t } = useText()
  const may = useMay()
  const pages = pagesOfSection('/admin', may)
  const groups = [...new Set(pages.map((page) => page.section.group))]
  return (
    <div className="b-page">
      <PageHead title={t('admin:title')} />
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
export default AdminPage
