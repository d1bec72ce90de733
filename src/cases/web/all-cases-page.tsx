import { useText } from '#platform/web-ui/index.ts'
import { Desk } from './desk.tsx'

/** Every case the reader may see, the finished ones too. */
const AllCasesPage = () => {
  const { t } = useText()
  return <Desk title={t('cases:page.all.title')} stages={['', 'accept', 'dispatch', 'handle', 'check', 'close', 'done']} />
}
export default AllCasesPage
