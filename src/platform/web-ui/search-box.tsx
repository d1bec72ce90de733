import { useEffect, useState } from 'react'
import { Icon } from './icon.tsx'
import { useText } from './i18n.ts'

/** Searches while one types, a little after the last key. */
export const SearchBox = ({
  label,
  value,
  onSearch,
  autoFocus = false,
}: {
  readonly label: string
  readonly value: string
  readonly onSearch: (text: string) => void
  readonly autoFocus?: boolean
}) => {
  const { t } = useText()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = window.setTimeout(() => onSearch(typed.trim()), 220)
    return () => window.clearTimeout(timer)
  }, [typed, value, onSearch])
  return (
    <span className="b-search" role="search">
      <Icon name="search" />
      <input
        type="search"
        className="b-input"
        aria-label={label}
        placeholder={label}
        value={typed}
        autoFocus={autoFocus}
        onChange={(event) => setTyped(event.target.value)}
        title={t('ui:palette.short')}
      />
    </span>
  )
}
