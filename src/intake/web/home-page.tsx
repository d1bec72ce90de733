import './resident.css'
import { Go, Icon, useCity, useText } from '#platform/web-ui/index.ts'
import { NextSteps } from './next-steps.tsx'
import { OutboxNote } from './outbox-note.tsx'
import { OwnReports } from './own-reports.tsx'
import { TrackForm } from './track-form.tsx'

/** The start page of residents: report, track, and what becomes of a report. */
const HomePage = () => {
  const { t } = useText()
  const city = useCity()
  return (
    <div className="r-stack r-home">
      <OutboxNote />
      <header>
        <h1 className="r-hero">{t('intake:page.home.hero', { city: city.name })}</h1>
        <p className="r-lead">{t('intake:page.home.lead')}</p>
      </header>
      <p>
        <Go to="/report" className="r-big">
          <Icon name="photo" size={24} />
          <span>
            {t('intake:page.home.report')}
            <small>{t('intake:page.home.report_hint')}</small>
          </span>
        </Go>
      </p>
      <section className="r-panel">
        <h2 className="r-subtitle">{t('intake:page.home.track')}</h2>
        <TrackForm kind="plain" />
      </section>
      <OwnReports />
      <section>
        <h2 className="r-subtitle">{t('intake:page.home.how')}</h2>
        <NextSteps />
      </section>
      <p className="r-note" data-tone="today">
        {t('intake:page.check.emergency')}
      </p>
    </div>
  )
}
export default HomePage
