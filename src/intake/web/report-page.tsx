import './resident.css'
import { useEffect, useRef, useState } from 'react'
import { Button, ErrorSummary, LoadingSkeleton, useCity, useGo, useOnline, useText, useUrlState } from '#platform/web-ui/index.ts'
import { CheckStep } from './check-step.tsx'
import { ContactStep } from './contact-step.tsx'
import { gapsOf, type Step, steps } from './draft.ts'
import { outbox } from './outbox.ts'
import { OutboxNote } from './outbox-note.tsx'
import { PhotoStep } from './photo-step.tsx'
import { PlaceStep, useLocated } from './place-step.tsx'
import { isPassing, send } from './sending.ts'
import { useDraft } from './use-draft.ts'
import { WhatStep } from './what-step.tsx'

/** One thing per screen: photo, place, what, contact, check. The step stands in the address, so the phone's own back goes one step back. */
const ReportPage = () => {
  const { t } = useText()
  const go = useGo()
  const online = useOnline()
  const city = useCity()
  const [search, set] = useUrlState()
  const handle = useDraft()
  const { draft, change } = handle
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const step: Step = steps.find((s) => s === search['step']) ?? 'photo'
  const at = steps.indexOf(step)
  const located = useLocated(draft.place.point)
  // A place we have no say in stops the report where the place is chosen, not at its end.
  const gaps = { ...gapsOf(draft), ...(draft.place.point && located.data?.kind === 'outside' ? { place: 'outside' as const } : {}) }
  const shownGap = tried ? gaps[step] : undefined
  const moved = useRef(false)
  // What is needed to finish without a network is fetched while there is one.
  useEffect(() => {
    void import('./sent-page.tsx').catch(() => {})
    void import('#platform/web-ui/map/map-view.tsx').catch(() => {})
  }, [])
  useEffect(() => {
    if (!moved.current) {
      moved.current = true
      return
    }
    window.scrollTo({ top: 0 })
    heading.current?.focus()
  }, [step])
  const to = (next: Step): void => {
    setTried(false)
    setError(null)
    set({ step: next === 'photo' ? null : next }, { push: true })
  }
  const waitForNetwork = async (): Promise<void> => {
    await outbox.save({ ...draft, state: 'waiting' })
    go('/report/sent', { waiting: '1' })
  }
  const submit = async (): Promise<void> => {
    const first = steps.find((s) => gaps[s])
    if (first) {
      setTried(true)
      set({ step: first === 'photo' ? null : first }, { push: true })
      return
    }
    handle.hand(true)
    if (!navigator.onLine) return waitForNetwork()
    setBusy(true)
    setError(null)
    try {
      const { code } = await send(draft)
      go('/report/sent', { code })
    } catch (thrown) {
      if (isPassing(thrown)) await waitForNetwork()
      else {
        handle.hand(false)
        setError(thrown)
      }
    } finally {
      setBusy(false)
    }
  }
  const next = (): void => {
    if (step === 'check') return void submit()
    if (gaps[step]) return setTried(true)
    to(steps[at + 1] ?? 'check')
  }
  if (!handle.loaded) return <LoadingSkeleton lines={5} />
  const skip = (step === 'photo' && draft.photos.length === 0) || (step === 'contact' && !draft.phone && !draft.name)
  return (
    <form
      className="r-report"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
      noValidate
    >
      <OutboxNote />
      <p className="r-progress">
        <span>{t('intake:page.report.step', { n: at + 1, all: steps.length })}</span>
        <span className="r-bar" aria-hidden="true">
          {steps.map((s, i) => (
            <i key={s} data-done={i <= at || undefined} />
          ))}
        </span>
      </p>
      <h1 ref={heading} tabIndex={-1} className="r-title">
        {t(`intake:page.report.steps.${step}.title`)}
      </h1>
      {handle.found && step === 'photo' ? (
        <div className="r-note">
          <p>
            {t('intake:page.report.found')}{' '}
            <button type="button" className="r-link" onClick={handle.restart}>
              {t('intake:page.report.restart')}
            </button>
          </p>
        </div>
      ) : null}
      <ErrorSummary error={error} />
      {shownGap ? (
        <p className="r-fault" role="alert">
          {t(`intake:page.report.gaps.${shownGap}`, { city: city.name })}
        </p>
      ) : null}
      {step === 'photo' ? (
        <PhotoStep handle={handle} />
      ) : step === 'place' ? (
        <PlaceStep draft={draft} change={change} />
      ) : step === 'what' ? (
        <WhatStep draft={draft} change={change} />
      ) : step === 'contact' ? (
        <ContactStep draft={draft} change={change} />
      ) : (
        <CheckStep handle={handle} onEdit={to} />
      )}
      <div className="r-actions">
        <Button kind="primary" size="large" type="submit" busy={busy} className="r-go">
          {t(
            step === 'check'
              ? online
                ? 'intake:page.report.send'
                : 'intake:page.report.send_later'
              : skip
                ? `intake:page.report.skip.${step}`
                : 'intake:page.report.next',
          )}
        </Button>
        {at > 0 ? (
          <Button kind="quiet" icon="left" onClick={() => to(steps[at - 1] ?? 'photo')}>
            {t('intake:page.report.before')}
          </Button>
        ) : null}
      </div>
      <p className="r-small">{t('intake:page.report.kept')}</p>
    </form>
  )
}
export default ReportPage
