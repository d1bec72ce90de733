import './resident.css'
import { useText } from '#platform/web-ui/index.ts'
import { OutboxNote } from './outbox-note.tsx'
import { OwnReports } from './own-reports.tsx'
import { TrackForm } from './track-form.tsx'

/** Tracking without an account. */
const TrackPage = () => {
  const { t } = useText()
  return <div className="r-stack"><h1 className="r-title">{t('intake:page.track.title')}</h1><OutboxNote /><TrackForm /><OwnReports /></div>
}
export default TrackPage
