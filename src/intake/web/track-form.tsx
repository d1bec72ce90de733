import { type FormEvent, useState } from 'react'
import { Button, TextField, useGo, useText } from '#platform/web-ui/index.ts'
import { readTrackingCode, shownCode } from '../rules/index.ts'

/** A number as people type it: small letters, spaces, O for 0; what cannot be one is said before asking. */
export const TrackForm = ({ start = '', kind = 'primary' }: { readonly start?: string; readonly kind?: 'primary' | 'plain' }) => {
  const { t } = useText()
  const go = useGo()
  const [typed, setTyped] = useState(start)
  const [fault, setFault] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const code = readTrackingCode(typed)
    if (code === null) return setFault(true)
    go(`/track/${shownCode(code)}`)
  }
  return (
    <form onSubmit={submit} noValidate className="r-track-form">
      <TextField
        label={t('intake:page.track.number')}
        hint={t('intake:page.track.number_hint')}
        value={typed}
        placeholder="K7QF-3M9X-T2"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={40}
        fault={fault ? t('intake:page.track.not_a_number') : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setFault(false)
        }}
      />
      <Button kind={kind} size="large" type="submit">
        {t('intake:page.track.do')}
      </Button>
    </form>
  )
}
