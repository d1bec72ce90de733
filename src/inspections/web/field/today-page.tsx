import { useEffect, useState } from 'react'
import { Button } from '#platform/web-ui/button.tsx'
import { useText } from '#platform/web-ui/i18n.ts'
import { EmptyState, LoadingSkeleton } from '#platform/web-ui/states.tsx'
import { localDay } from './field.ts'
import { type Stop, useField, useFieldTime, useOnline, useUpdateWaiting, useWork, type Work } from './hooks.ts'
import { Note, Notes, StandingTag, Tabs } from './parts.tsx'
import { goTo, hashOf } from './place-in-app.ts'
import { isDone, metresBetween, nextStop } from './standing.ts'
import { daysAhead } from './me-page.tsx'
import { useDownload } from './use-download.ts'
import { useDistance } from './words.ts'

/** The day's route: how far along, what is next, where each visit stands. */
export const Today = () => {
  const { t } = useText()
  const { session, offset } = useField()
  const online = useOnline()
  const work = useWork()
  const today = localDay(Date.now() + offset, session.city.zone)
  const days = work ? daysOf(work, today) : []
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = chosen ?? (days.includes(today) ? today : (days.find((day) => day > today) ?? days.at(-1) ?? today))
  const { get, busy, problem } = useDownload()
  const stale = work ? work.day === null || Date.now() - work.day.at > 15 * 60_000 : false
  useEffect(() => {
    // Fetched by itself where it is old; what was entered is never touched by it.
    if (stale && online) void get(daysAhead())
  }, [stale, online]) // eslint-disable-line react-hooks/exhaustive-deps
  const time = useFieldTime()
  const nameOf = (day: string): string => (day === today ? t('inspections:field.today.title') : day === earlier ? t('inspections:field.today.earlier') : time.day(day))
  if (!work) return <main className="fd-page"><LoadingSkeleton lines={6} /></main>
  const stops = work.stops.filter((stop) => (shown === earlier ? stop.row.planned_on < today : stop.row.planned_on === shown))
  const done = stops.filter((stop) => isDone(stop.standing)).length
  const next = nextStop(stops)
  const nextName = next?.visit.place?.name ?? next?.visit.number ?? ''
  return (
    <main className="fd-page" data-bar={next ? true : undefined} data-tabs>
      <header className="fd-head">
        <div>
          <h1>{shown === today ? t('inspections:field.today.heading', { day: time.day(shown) }) : nameOf(shown)}</h1>
          <p className="b-quiet b-small">{t('inspections:field.today.whose', { name: session.account.display_name, city: session.city.name })}</p>
        </div>
        <Button icon="refresh" busy={busy} onClick={() => void get(daysAhead())}>{t('inspections:field.today.fetch')}</Button>
      </header>
      <Notes />
      <UpdateNote />
      {problem ? <Note kind="warn">{problem}</Note> : null}
      {days.length > 1 ? (
        <div className="fd-days" role="group" aria-label={t('inspections:field.today.days')}>
          {days.map((day) => <button key={day} type="button" aria-pressed={day === shown} onClick={() => setChosen(day)}>{nameOf(day)}</button>)}
        </div>
      ) : null}
      {stops.length === 0 ? (
        <EmptyState title={work.day ? t('inspections:field.today.nothing') : t('inspections:field.today.not_fetched')}>
          <p>{work.day ? t('inspections:field.today.nothing_why', { when: time.when(work.day.at) }) : t('inspections:field.today.not_fetched_why')}</p>
        </EmptyState>
      ) : (
        <>
          <section className="fd-progress" aria-label={t('inspections:field.today.progress')}>
            <p><b>{done}</b> / {stops.length} <span className="b-quiet">{t('inspections:field.today.done')}</span></p>
            <progress value={done} max={stops.length} aria-label={t('inspections:field.today.progress')} />
          </section>
          <ol className="fd-stops">{stops.map((stop, i) => <StopLine key={stop.row.id} stop={stop} before={stops[i - 1] ?? null} number={i + 1} next={stop.row.id === next?.id} />)}</ol>
          <p className="b-quiet b-small">{work.day ? t('inspections:field.today.fetched', { when: time.when(work.day.at) }) : null}</p>
        </>
      )}
      <footer className="fd-foot">
        {next ? (
          <div className="fd-bar">
            <Button kind="primary" size="large" className="fd-main-action" onClick={() => goTo({ at: 'visit', id: next.id })}>
              {t('inspections:field.today.go', { name: nextName })}
            </Button>
          </div>
        ) : null}
        <Tabs work={work} />
      </footer>
    </main>
  )
}
/** Everything planned before today stands together: visits missed, and what is not through yet. */
const earlier = 'earlier'
const daysOf = (work: Work, today: string): readonly string[] => {
  const days = [...new Set(work.stops.map((stop) => stop.row.planned_on))].sort()
  return [...(days.some((day) => day < today) ? [earlier] : []), ...days.filter((day) => day >= today)]
}

const StopLine = ({ stop, before, number, next }: { readonly stop: Stop; readonly before: Stop | null; readonly number: number; readonly next: boolean }) => {
  const { t, language } = useText()
  const distance = useDistance()
  const { visit } = stop.row
  const metres = before ? metresBetween(before.row.visit.place, visit.place) : null
  const window = visit.window?.from && visit.window.to ? `${visit.window.from.slice(0, 5)}–${visit.window.to.slice(0, 5)}` : null
  const kind = visit.place ? (language === 'en' && visit.place.type.name_en ? visit.place.type.name_en : visit.place.type.name) : (visit.re_inspects?.title ?? '')
  const facts = [window, metres === null ? null : t('inspections:field.today.leg', { distance: distance(metres) }), visit.open_cases.length > 0 ? t('inspections:field.today.open_cases', { n: Math.max(visit.open_case_count, visit.open_cases.length) }) : null]
  return (
    <li data-next={next || undefined}>
      <a href={hashOf({ at: 'visit', id: stop.row.id })}>
        <span className="fd-number" aria-hidden="true">{number}</span>
        <span className="fd-stop">
          <b translate="no">{visit.place?.name ?? visit.number}</b>
          {visit.place?.address ? <span className="b-quiet" translate="no">{visit.place.address}</span> : null}
          <span className="b-quiet b-small"><span translate="no">{kind}</span>{[kind === '' ? null : '', ...facts].filter((fact) => fact !== null).join(' · ')}</span>
        </span>
        <StandingTag standing={stop.standing} />
      </a>
    </li>
  )
}

/** A new version of the app takes over only here, between visits, and only when told to. */
const UpdateNote = () => {
  const { t } = useText()
  const { updates } = useField()
  return useUpdateWaiting() ? <Note action={<button type="button" className="fd-link" onClick={updates.take}>{t('inspections:field.update.take')}</button>}>{t('inspections:field.update.waiting')}</Note> : null
}
