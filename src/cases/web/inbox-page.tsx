import { useEffect } from 'react'
import { useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { Desk } from './desk.tsx'
import { firstStage } from './my-stages.ts'

/** What waits for somebody, by stage; opens at the stage of the reader's own work. */
const InboxPage = () => {
  const { t } = useText()
  const may = useMay()
  const [search, set] = useUrlState()
  const first = firstStage(may)
  useEffect(() => {
    if (!search['stage']) set({ stage: first })
  }, [search, first, set])
  return <Desk title={t('cases:page.inbox.title')} stages={['open', 'accept', 'dispatch', 'handle', 'check', 'close']} />
}
export default InboxPage
