import './cases.css'
import { useParams } from '@tanstack/react-router'
import { useText, useTitle } from '#platform/web-ui/index.ts'
import { CaseView } from './case-view.tsx'
import { useCase } from './queries.ts'

/** One case on a page of its own: everything known about it, and what may be done. */
const CasePage = () => {
  const { t } = useText()
  const { id } = useParams({ strict: false }) as { readonly id?: string }
  const answer = useCase(id)
  const c = answer.data?.case
  useTitle(c ? `${c.number} ${c.title}` : t('cases:page.case.title'), t('ui:product'))
  return (
    <div className="b-page c-page">
      <CaseView answer={answer} />
    </div>
  )
}
export default CasePage
