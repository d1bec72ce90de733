import { useEffect } from 'react'
import { useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { Desk } from './desk.tsx'

/** The stage whose work a role does first. */
const stageOfPermission: readonly (readonly [string, string])[] = [
  ['cases.accept', 'accept'],
  ['cases.dispatch', 'dispatch'],
  ['cases.handle', 'handle'],
  ['cases.check', 'check'],
  ['cases.close', 'close'],
]

/** What waits for somebody, by stage; opens at the stage of the reader's own work. */
const InboxPage = () => {
  const { t } = useText()
  const may = useMay()
  const [search, set] = useUrlState()
  const mine = stageOfPermission.filter(([permission]) => may(permission)).map(([, stage]) => stage)
  const first = mine.length === 1 ? mine[0] : 'open'
  useEffect(() => {
    if (!search['stage']) set({ stage: first ?? 'open' })
  }, [search, first, set])
  return <Desk title={t('cases:page.inbox.title')} stages={['open', 'accept', 'dispatch', 'handle', 'check', 'close']} />
}
export default InboxPage
