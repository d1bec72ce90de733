import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button, DemoRibbon, Go, Icon, OfflineBanner, useGo, useSession, useSignOut, useText, usePath } from '#platform/web-ui/index.ts'
import { Choosers } from './choosers.tsx'
import { Mark } from './mark.tsx'
import { pages } from './parts.ts'
import { startOf } from './places.ts'

/** What a resident sees around a page: the city, the way to every public page, language and theme; on a phone the places at the bottom. */
export const PublicShell = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useText()
  const { city, account, permissions } = useSession()
  const path = usePath()
  const go = useGo()
  const signOut = useSignOut()
  const places = pages.filter((page) => page.frame === 'public' && page.nav).toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0))
  const desk = account ? startOf(permissions) : undefined
  const links = (
    <>
      {places.map((page) => (
        <Go key={page.path} to={page.path} className="f-place" aria-current={path === page.path ? 'page' : undefined}>
          <Icon name={page.nav?.icon ?? 'right'} size={18} />
          <span>{t(page.nav?.label ?? page.title)}</span>
        </Go>
      ))}
      {account && !desk ? (
        <Go to="/my-reports" className="f-place" aria-current={path === '/my-reports' ? 'page' : undefined}>
          <Icon name="user" size={18} />
          <span>{t('intake:page.mine.short')}</span>
        </Go>
      ) : (
        <Go to={desk ? desk.path : '/sign-in'} className="f-place">
          <Icon name={desk ? 'inbox' : 'user'} size={18} />
          <span>{t(desk ? 'ui:to_desk' : 'access:page.sign_in.title')}</span>
        </Go>
      )}
    </>
  )
  return (
    <div className="f-public">
      <a className="b-skip" href="#main">
        {t('ui:skip')}
      </a>
      <DemoRibbon shown={city.demo} />
      <OfflineBanner />
      <header className="f-public-head b-no-print">
        <Go to="/" className="f-public-mark">
          <Mark />
          {city.name ? <span>{city.name}</span> : null}
        </Go>
        <nav className="f-public-nav" aria-label={t('ui:places')}>
          {links}
        </nav>
        <Choosers />
        {account ? (
          <span className="f-account">
            <span className="f-account-name">{account.display_name}</span>
            <Button kind="quiet" size="small" onClick={() => void signOut().then(() => go('/'))}>
              {t('access:page.sign_out')}
            </Button>
          </span>
        ) : null}
      </header>
      <main id="main" className="f-public-main" tabIndex={-1}>
        {children}
      </main>
      <nav className="f-bottom b-no-print" aria-label={t('ui:places')}>
        {links}
      </nav>
    </div>
  )
}

const PublicFrame = () => (
  <PublicShell>
    <Outlet />
  </PublicShell>
)
export default PublicFrame
