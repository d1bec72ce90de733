import type { ReactNode } from 'react'
import { useText } from '#platform/web-ui/i18n.ts'
import { Icon, type IconName } from '#platform/web-ui/icon.tsx'
import { StateTag } from '#platform/web-ui/state-tag.tsx'
import { useField, useMemory, useOnline, useRoom, useSync, type Work } from './hooks.ts'
import { clockToleranceMs } from './field.ts'
import { goTo, hashOf, type Spot, useSpot } from './place-in-app.ts'
import { toneOfStanding, type VisitStanding } from './standing.ts'

export const StandingTag = ({ standing }: { readonly standing: VisitStanding }) => {
  const { t } = useText()
  return <StateTag tone={standing === 'todo' ? null : toneOfStanding[standing]}>{t(`inspections:field.standing.${standing}`)}</StateTag>
}

/** A word across the top: what is wrong, and what it means for the work. */
export const Note = ({ kind = 'info', children, action }: { readonly kind?: 'info' | 'warn'; readonly children: ReactNode; readonly action?: ReactNode }) => (
  <div className="fd-note" data-kind={kind} role={kind === 'warn' ? 'alert' : 'status'}>
    <Icon name="info" size={20} />
    <div>{children}</div>
    {action}
  </div>
)

/** What hampers the work now, on every screen. Never a hindrance: the work goes on. */
export const Notes = ({ quiet = false }: { readonly quiet?: boolean }) => {
  const { t } = useText()
  const { offset, signedIn, session, askSignIn } = useField()
  const online = useOnline()
  const memory = useMemory()
  const room = useRoom(memory)
  const { phase } = useSync()
  const lost = memory.photos.size + memory.drafts.size
  const minutes = Math.round(Math.abs(offset) / 60_000)
  return (
    <>
      {session.city.demo && !quiet ? <p className="b-banner" data-kind="demo">{t('ui:states.demo')}</p> : null}
      {lost > 0 ? <Note kind="warn">{t('inspections:field.notes.unsaved', { n: lost })}</Note> : null}
      {room?.short ? <Note kind="warn">{t('inspections:field.notes.room', { mb: Math.max(0, Math.round((room.quota - room.used) / 1024 ** 2)) })}</Note> : null}
      {Math.abs(offset) > clockToleranceMs ? (
        <Note kind="warn">{t(offset > 0 ? 'inspections:field.notes.clock_behind' : 'inspections:field.notes.clock_ahead', { n: minutes })}</Note>
      ) : null}
      {online ? null : <Note>{t('inspections:field.notes.offline')}</Note>}
      {online && signedIn === 'no' ? (
        <Note action={<button type="button" className="fd-link" onClick={askSignIn}>{t('inspections:field.sign_in.do')}</button>}>{t('inspections:field.notes.signed_out')}</Note>
      ) : null}
      {online && signedIn === 'owes_password' ? <Note kind="warn">{t('inspections:field.sign_in.owes_password')}</Note> : null}
      {phase === 'other_account' ? <Note kind="warn">{t('inspections:field.notes.other_account')}</Note> : null}
      {session.may_visit ? null : <Note kind="warn">{t('inspections:field.notes.may_not')}</Note>}
    </>
  )
}

export const waitingIn = (work: Work | undefined): number => (work ? [...work.out, ...work.photos].filter((row) => row.state === 'waiting').length : 0)
const refusedIn = (work: Work | undefined): number => (work ? [...work.out, ...work.photos].filter((row) => row.state === 'refused').length : 0)

const Tab = ({ to, icon, children, badge }: { readonly to: Spot; readonly icon: IconName; readonly children: ReactNode; readonly badge?: ReactNode }) => {
  const spot = useSpot()
  return (
    <a href={hashOf(to)} aria-current={spot.at === to.at ? 'page' : undefined}>
      <Icon name={icon} size={22} />
      <span>{children}</span>
      {badge}
    </a>
  )
}

/** Three places at the bottom, in reach of the thumb; the queue's state is always in sight. */
export const Tabs = ({ work }: { readonly work: Work | undefined }) => {
  const { t } = useText()
  const n = waitingIn(work)
  const refused = refusedIn(work)
  return (
    <nav className="fd-tabs" aria-label={t('inspections:field.tabs')}>
      <Tab to={{ at: 'today' }} icon="list">{t('inspections:field.today.title')}</Tab>
      <Tab to={{ at: 'queue' }} icon="upload" badge={n + refused > 0 ? <b className="fd-badge" data-warn={refused > 0 || undefined}>{n + refused}</b> : null}>{t('inspections:field.queue.title')}</Tab>
      <Tab to={{ at: 'me' }} icon="user">{t('inspections:field.me.title')}</Tab>
    </nav>
  )
}

/** A screen inside a visit: back, title, body, and the action at the bottom. */
export const Sheet = ({ back, title, under, children, bar }: { readonly back: Spot; readonly title: ReactNode; readonly under?: ReactNode; readonly children: ReactNode; readonly bar?: ReactNode }) => {
  const { t } = useText()
  return (
    <main className="fd-page" data-bar={bar ? true : undefined}>
      <header className="fd-head">
        <button type="button" className="fd-back" aria-label={t('inspections:field.back')} onClick={() => goTo(back)}><Icon name="left" size={24} /></button>
        <div>
          <h1>{title}</h1>
          {under ? <p className="b-quiet b-small">{under}</p> : null}
        </div>
      </header>
      {children}
      {bar ? <footer className="fd-bar">{bar}</footer> : null}
    </main>
  )
}
