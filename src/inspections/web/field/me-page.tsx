import { useState } from 'react'
import { Button } from '#platform/web-ui/button.tsx'
import { apiUrl } from '#platform/web-ui/api.ts'
import { chooseLanguage, useText } from '#platform/web-ui/i18n.ts'
import { chooseTheme, useThemeChoice } from '#platform/web-ui/theme.ts'
import { writeMeta } from './database.ts'
import { useField, useMemory, useOnline, useRoom, useWork } from './hooks.ts'
import { Note, Notes, Tabs, waitingIn } from './parts.tsx'
import { freeSent } from './storage.ts'
import { signOutHere } from './transport.ts'
import { megabytes } from './words.ts'

const key = 'bihuan.field.days'
/** How many days are fetched at once; kept on this phone. */
export const daysAhead = (): number => {
  const held = Number(localStorage.getItem(key) ?? 1)
  return held >= 1 && held <= 7 ? held : 1
}

/** The person, the phone's storage, how many days to take along, language and light. */
export const Me = () => {
  const { t, language } = useText()
  const { field, session, signedIn, askSignIn } = useField()
  const work = useWork()
  const memory = useMemory()
  const online = useOnline()
  const theme = useThemeChoice()
  const [freed, setFreed] = useState(0)
  const [days, setDays] = useState(daysAhead)
  const [asked, setAsked] = useState(false)
  const room = useRoom(`${memory.photos.size} ${freed}`)
  const left = waitingIn(work) + (work?.stops.filter((stop) => stop.standing === 'begun').length ?? 0)
  const signOut = async (): Promise<void> => {
    if (left > 0 && !asked) return setAsked(true)
    const who = await field.greet()
    if (who?.session) await signOutHere(who.csrf)
    await writeMeta(field.db, 'session', null)
  }
  return (
    <main className="fd-page" data-tabs>
      <header className="fd-head">
        <div>
          <h1>{session.account.display_name}</h1>
          <p className="b-quiet b-small">{session.city.name}</p>
        </div>
      </header>
      <Notes quiet />
      <section className="fd-panel">
        <h2>{t('inspections:field.me.days')}</h2>
        <div className="fd-days" role="group" aria-label={t('inspections:field.me.days')}>
          {[1, 2, 3, 7].map((n) => (
            <button key={n} type="button" aria-pressed={days === n} onClick={() => {
              localStorage.setItem(key, String(n))
              setDays(n)
              if (online) void field.download(n)
            }}>{t('inspections:field.me.day', { n })}</button>
          ))}
        </div>
      </section>
      <section className="fd-panel">
        <h2>{t('inspections:field.me.storage')}</h2>
        {room ? (
          <>
            <p>{t('inspections:field.me.used', { used: megabytes(room.used, language), quota: megabytes(room.quota, language) })}</p>
            <progress value={room.used} max={room.quota} aria-label={t('inspections:field.me.storage')} />
          </>
        ) : null}
        <p className="b-quiet">{t('inspections:field.me.storage_why')}</p>
        <Button size="large" onClick={() => void freeSent(field.db, 10_000).then(setFreed)}>{t('inspections:field.me.free')}</Button>
        {freed > 0 ? <p role="status">{t('inspections:field.me.freed', { n: freed })}</p> : null}
      </section>
      <section className="fd-panel">
        <h2>{t('inspections:field.me.looks')}</h2>
        <div className="fd-days" role="group" aria-label={t('inspections:field.me.language')}>
          <button type="button" lang="zh-CN" aria-pressed={language === 'zh-CN'} onClick={() => void chooseLanguage('zh-CN')}>中文</button>
          <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => void chooseLanguage('en')}>English</button>
        </div>
        <div className="fd-days" role="group" aria-label={t('inspections:field.me.light')}>
          {(['light', 'dark', 'system'] as const).map((choice) => <button key={choice} type="button" aria-pressed={theme === choice} onClick={() => chooseTheme(choice)}>{t(`ui:theme.${choice}`)}</button>)}
        </div>
      </section>
      <section className="fd-panel">
        <h2>{t('inspections:field.me.account')}</h2>
        {asked ? <Note kind="warn">{t('inspections:field.me.sign_out_warning', { n: left })}</Note> : null}
        {signedIn === 'no' ? <Button size="large" kind="primary" onClick={askSignIn}>{t('inspections:field.sign_in.do')}</Button> : null}
        <Button size="large" refusal={online ? undefined : t('inspections:field.me.sign_out_offline')} onClick={() => void signOut()}>{asked ? t('inspections:field.me.sign_out_anyway') : t('inspections:field.me.sign_out')}</Button>
        <p><a className="fd-link" href={apiUrl('/')}>{t('inspections:field.me.desk')}</a></p>
        <p className="b-quiet b-small">{t('inspections:field.me.location')}</p>
      </section>
      <footer className="fd-foot"><Tabs work={work} /></footer>
    </main>
  )
}
