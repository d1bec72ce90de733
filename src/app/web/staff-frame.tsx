import './staff-frame.css'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import {
  Button,
  CommandPalette,
  DemoRibbon,
  Dialog,
  ErrorState,
  Go,
  Icon,
  keptSearch,
  LoadingSkeleton,
  OfflineBanner,
  onSignedOut,
  showCommandPalette,
  useCity,
  useGo,
  useKeys,
  useLiveState,
  useLiveUpdates,
  usePath,
  useSessionQuery,
  useText,
  useUrlState,
  basePath,
  type Session,
} from '#platform/web-ui/index.ts'
import { DeskProvider } from '#platform/web-ui/desk.ts'
import { ForStaff } from './for-staff.tsx'
import { useShellCommands } from './commands.ts'
import { Mark } from './mark.tsx'
import { pages, sources } from './parts.ts'
import { PeriodPicker } from './period-picker.tsx'
import { placesFor, type Place } from './places.ts'
import { ScopePicker } from './scope-picker.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { UserMenu } from './user-menu.tsx'

const isAt = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

const PlaceLink = ({ place, path }: { readonly place: Place; readonly path: string }) => {
  const { t } = useText()
  const [search] = useUrlState()
  const here = isAt(path, place.path)
  return (
    <Go to={place.path} search={keptSearch(search)} className="f-place" aria-current={here ? 'page' : undefined}>
      <Icon name={place.nav.icon} size={18} />
      <span>{t(place.nav.label ?? place.title)}</span>
    </Go>
  )
}

const Live = () => {
  const { t } = useText()
  const state = useLiveState()
  return (
    <span className="f-live" data-state={state} role="status" title={t(`ui:live.${state}_why`)}>
      <span aria-hidden="true" />
      {t(`ui:live.${state}`)}
    </span>
  )
}

/** Back to signing in without losing the page: what was typed stays behind the window. */
const Expired = ({ session }: { readonly session: Session }) => {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  useEffect(() => onSignedOut(() => setOpen(true)), [])
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('access:page.expired.title')} width={420}>
      <p className="b-quiet f-gap">{t('access:page.expired.why')}</p>
      <SignInForm {...(session.account ? { username: session.account.username } : {})} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

const Frame = ({ session }: { readonly session: Session }) => {
  const { t } = useText()
  const city = useCity()
  const path = usePath()
  const go = useGo()
  const places = useMemo(() => placesFor(session.permissions), [session.permissions])
  const phonePlaces = places.filter((place) => place.nav.phone).slice(0, 5)
  const matched = useRouterState({ select: (state) => state.matches.at(-1)?.fullPath ?? '' }) as unknown as string
  const page = pages.find((p) => p.path === matched)
  const commands = useShellCommands(places)
  useLiveUpdates(true)
  useKeys(
    t('ui:keys.go'),
    places.flatMap((place) =>
      place.nav.key
        ? [
            {
              keys: `g ${place.nav.key}`,
              label: t(place.nav.label ?? place.title),
              run: () => go(place.path, keptSearch(Object.fromEntries(new URLSearchParams(location.search)))),
            },
          ]
        : [],
    ),
  )
  return (
    <div className="f-desk">
      <a className="b-skip" href="#main">
        {t('ui:skip')}
      </a>
      <nav className="f-rail b-no-print" aria-label={t('ui:places')}>
        <Go to={places[0]?.path ?? '/'} className="f-rail-mark" aria-label={`${t('ui:product')} ${t('ui:to_start')}`}>
          <Mark />
        </Go>
        {places.map((place) => (
          <PlaceLink key={place.path} place={place} path={path} />
        ))}
      </nav>
      <div className="f-body">
        <DemoRibbon shown={city.demo} />
        <OfflineBanner />
        <header className="f-top b-no-print">
          <span className="f-top-city">{city.name}</span>
          {page?.scope ? <ScopePicker /> : null}
          {page?.period ? <PeriodPicker /> : null}
          <span className="f-top-space" />
          <Button className="f-top-search" icon="search" keys="Control+K" aria-label={t('ui:palette.title')} onClick={showCommandPalette}>
            {t('ui:palette.short')}
          </Button>
          <Live />
          <UserMenu session={session} />
        </header>
        <main id="main" className="f-main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <nav className="f-bottom b-no-print" aria-label={t('ui:places')}>
        {phonePlaces.map((place) => (
          <PlaceLink key={place.path} place={place} path={path} />
        ))}
      </nav>
      <CommandPalette commands={commands} sources={sources} />
      <Expired session={session} />
    </div>
  )
}

const StaffFrame = () => {
  const session = useSessionQuery()
  const go = useGo()
  const account = session.data?.account
  const [known, setKnown] = useState<Session | null>(null)
  useEffect(() => {
    if (!session.data) return
    if (account?.must_change_password) return go('/password', {}, { replace: true })
    if (account) setKnown(session.data)
    else if (!known) go('/sign-in', { next: location.pathname.slice(basePath.length) + location.search }, { replace: true })
  }, [session.data, account, known, go])
  if (session.isError && !session.data) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />
  const shown = account ? session.data : known
  if (shown?.account && !shown.account.must_change_password && placesFor(shown.permissions).length === 0) return <ForStaff />
  return shown && !shown.account?.must_change_password ? (
    <DeskProvider>
      <Frame session={shown} />
    </DeskProvider>
  ) : (
    <LoadingSkeleton lines={6} />
  )
}
export default StaffFrame
