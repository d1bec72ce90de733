import type { ReactNode } from 'react'
import { DemoRibbon, Go, OfflineBanner, useCity } from '#platform/web-ui/index.ts'
import { Choosers } from './choosers.tsx'
import { Mark } from './mark.tsx'

/** One thing on the page: signing in, changing the password. */
export const Alone = ({ title, children, foot }: { readonly title: ReactNode; readonly children: ReactNode; readonly foot?: ReactNode }) => {
  const city = useCity()
  return (
    <div className="f-alone">
      <DemoRibbon shown={city.demo} />
      <OfflineBanner />
      <main className="f-alone-main">
        <Go to="/" className="f-alone-mark">
          <Mark />
          {city.name ? <span>{city.name}</span> : null}
        </Go>
        <h1>{title}</h1>
        {children}
        {foot}
        <Choosers />
      </main>
    </div>
  )
}
