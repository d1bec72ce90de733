import type { ReactNode } from 'react'
import { Go } from './links.tsx'
import { useText } from './i18n.ts'
import { sayNumber } from './time.ts'
import { ToneMark } from './state-tag.tsx'
import type { Tone } from './tokens.ts'

export type FigureProps = {
  readonly label: ReactNode
  readonly value: number | null
  readonly digits?: number
  /** What the number is out of; shown as "12 / 340" with its share. */
  readonly denominator?: number | null
  readonly period?: ReactNode
  /** Interval of an estimate, both ends. */
  readonly interval?: readonly [number, number] | null
  readonly unit?: string
  readonly tone?: Tone
  readonly note?: ReactNode
  /** Where the cases, visits or answers behind the number are. */
  readonly to?: string
  readonly search?: Readonly<Record<string, string>>
  readonly large?: boolean
}

/** A number never stands alone: label, denominator, period, interval where estimated; a click opens what is behind it. */
export const Figure = ({ label, value, digits = 0, denominator, period, interval, unit, tone, note, to, search, large = false }: FigureProps) => {
  const { t, language } = useText()
  const said = value === null ? t('ui:figure.none') : `${sayNumber(value, language, digits)}${unit ?? ''}`
  const share = value !== null && denominator ? sayNumber((100 * value) / denominator, language, 1) : null
  const body = (
    <>
      <span className="b-figure-label">
        {tone ? <ToneMark tone={tone} /> : null}
        {label}
      </span>
      <span className="b-figure-value" data-tone={tone && value ? tone : undefined}>
        {said}
      </span>
      <span className="b-figure-foot">
        {denominator !== undefined && denominator !== null ? (
          <span>{t('ui:figure.of', { n: sayNumber(denominator, language), share: share ?? '0' })}</span>
        ) : null}
        {interval ? (
          <span>
            {t('ui:figure.interval', { low: sayNumber(interval[0], language, digits || 1), high: sayNumber(interval[1], language, digits || 1) })}
          </span>
        ) : null}
        {period ? <span>{period}</span> : null}
        {note ? <span>{note}</span> : null}
      </span>
    </>
  )
  return to ? (
    <Go className="b-figure" data-large={large || undefined} to={to} search={search}>
      {body}
    </Go>
  ) : (
    <div className="b-figure" data-large={large || undefined}>
      {body}
    </div>
  )
}
