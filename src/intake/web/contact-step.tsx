import { TextField, useText } from '#platform/web-ui/index.ts'
import type { Draft } from './draft.ts'

/** A way to call back, if one likes, and what it is used for. */
export const ContactStep = ({ draft, change }: { readonly draft: Draft; readonly change: (patch: Partial<Draft>) => void }) => {
  const { t } = useText()
  return (
    <>
      <p className="r-lead">{t('intake:page.contact.lead')}</p>
      <TextField
        label={t('intake:page.contact.phone')}
        optional
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        value={draft.phone}
        maxLength={30}
        onChange={(event) => change({ phone: event.target.value })}
      />
      <TextField
        label={t('intake:page.contact.name')}
        optional
        autoComplete="name"
        value={draft.name}
        maxLength={60}
        onChange={(event) => change({ name: event.target.value })}
      />
      {draft.phone.trim() ? (
        <label className="b-choice">
          <input type="checkbox" checked={draft.consent} onChange={(event) => change({ consent: event.target.checked })} />
          <span>{t('intake:page.contact.consent')}</span>
        </label>
      ) : null}
      <ul className="r-plain">
        {['use', 'hidden', 'none'].map((key) => (
          <li key={key}>{t(`intake:page.contact.${key}`)}</li>
        ))}
      </ul>
    </>
  )
}
