import { useState } from 'react'
import { Button, Go, useText, useTime } from '#platform/web-ui/index.ts'
import { forgetOwn, ownReports } from './sending.ts'

/** Numbers this phone has sent; they stay on it and can be forgotten. */
export const OwnReports = () => {
  const { t } = useText()
  const { when } = useTime()
  const [own, setOwn] = useState(ownReports)
  if (own.length === 0) return null
  return (
    <section>
      <h2 className="r-subtitle">{t('intake:page.own.title')}</h2>
      <ul className="r-own">
        {own.map((o) => (
          <li key={o.code}>
            <Go to={`/track/${o.code}`}>
              <span translate="no">{o.code}</span>
              <small>{[o.what, when(new Date(o.at).toISOString())].filter(Boolean).join(' · ')}</small>
            </Go>
          </li>
        ))}
      </ul>
      <p className="r-small">
        {t('intake:page.own.kept')}{' '}
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            forgetOwn()
            setOwn([])
          }}
        >
          {t('intake:page.own.forget')}
        </Button>
      </p>
    </section>
  )
}
