import { type InputHTMLAttributes, useEffect, useState } from 'react'
import { useText } from './i18n.ts'
import { readDay } from './read-day.ts'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type'> & { readonly value: string; readonly onDay: (day: string) => void }

/** A day to type, the same in every browser: the browser's own field speaks the browser's language, not the page's. Empty is no day. */
export const DayInput = ({ value, onDay, ...rest }: Props) => {
  const { t } = useText()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const read = typed.trim() === '' ? '' : readDay(typed)
  const take = (): void => {
    if (read !== null && read !== value) onDay(read)
    else if (read !== null) setTyped(read)
  }
  return (
    <input
      {...rest}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      className="b-input b-day"
      placeholder={t('ui:form.day')}
      value={typed}
      aria-invalid={read === null || undefined}
      onChange={(event) => {
        setTyped(event.target.value)
        const day = readDay(event.target.value)
        // A whole day is taken at once, so that a form sent right after knows it.
        if (day !== null && event.target.value === day) onDay(day)
        if (event.target.value === '') onDay('')
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}
