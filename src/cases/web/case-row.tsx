import { Checkbox } from 'antd'
import { memo, useEffect, useRef } from 'react'
import { ClockBadge, Go, StateTag, Thumb, ToneMark, useText, useTime } from '#platform/web-ui/index.ts'
import type { CaseRow } from './api.ts'
import { areaName, dueOf, stateTone } from './words.ts'

/** Returned, reworked, opened again, supervised: what a reader must not overlook. */
export const RowMarks = ({ row }: { readonly row: CaseRow }) => {
  const { t } = useText()
  return (
    <>
      {row.returned > (row.state === 'returned' ? 1 : 0) ? (
        <StateTag tone="returned">{t('cases:page.marks.returned', { n: row.returned })}</StateTag>
      ) : null}
      {row.reworked > (row.state === 'rework' ? 1 : 0) ? (
        <StateTag tone="returned">{t('cases:page.marks.reworked', { n: row.reworked })}</StateTag>
      ) : null}
      {row.reopened > 0 && row.stage !== 'done' ? (
        <StateTag tone="returned">{t(row.state === 'handled' || row.state === 'checking' ? 'cases:page.marks.second_look' : 'cases:page.marks.reopened')}</StateTag>
      ) : null}
      {row.supervision_level > 0 && row.stage !== 'done' ? (
        <StateTag tone={null}>{t(`cases:supervision_levels.${row.supervision_level}`)}</StateTag>
      ) : null}
    </>
  )
}

/** How a finished case stood to its limit. */
export const EndMark = ({ row }: { readonly row: CaseRow }) => {
  const { t } = useText()
  if (row.on_time === null) return null
  const said = t(row.on_time ? 'cases:due.on_time' : row.exempted ? 'cases:due.exempted' : 'cases:due.late')
  return (
    <span className="b-clock" data-tone={row.on_time ? 'closed' : 'overdue'}>
      <ToneMark tone={row.on_time ? 'closed' : 'overdue'} />
      <span className="b-clock-words">{said}</span>
    </span>
  )
}

export type CaseRowProps = {
  readonly row: CaseRow
  readonly fetchedAt: number
  readonly current: boolean
  readonly chosen: boolean
  readonly choosable: boolean
  readonly wide: boolean
  /** Where a click leads: the case beside the list, or its page. */
  readonly to: string
  readonly search: Readonly<Record<string, string>>
  readonly nameOf: (category: { readonly code: string; readonly name: string }) => string
  readonly onChoose: (id: string, chosen: boolean, range: boolean) => void
}

export const CaseRowView = memo(({ row, fetchedAt, current, chosen, choosable, wide, to, search, nameOf, onChoose }: CaseRowProps) => {
  const { t } = useText()
  const { when, exactly } = useTime()
  const element = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) element.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const category = row.category && nameOf(row.category)
  const place = areaName(row.area)
  const check = choosable ? (
    <Checkbox
      className="c-row-check"
      checked={chosen}
      aria-label={t('cases:page.list.choose', { number: row.number })}
      onClick={(event) => {
        event.preventDefault()
        onChoose(row.id, !chosen, event.shiftKey)
      }}
    />
  ) : null
  const tag = <StateTag tone={stateTone(row.state)}>{t(`cases:states.${row.state}`)}</StateTag>
  const clock = row.stage === 'done' ? <EndMark row={row} /> : <ClockBadge due={dueOf(row)} fetchedAt={fetchedAt} />
  if (wide) {
    return (
      <li ref={element} className="c-row c-row-wide" data-current={current || undefined} data-chosen={chosen || undefined}>
        {check}
        <span className="c-row-title">
          <Go to={to} search={search} aria-current={current || undefined}>
            {row.title}
          </Go>
          <span className="b-mono b-quiet">{row.number}</span>
        </span>
        <span className="c-row-tags">
          {tag}
          <RowMarks row={row} />
        </span>
        <span>{category ?? t('cases:page.list.no_category')}</span>
        <span>{place}</span>
        <span>{row.lead_unit?.name ?? t('cases:page.list.no_unit')}</span>
        <time dateTime={row.opened_at} title={exactly(row.opened_at)}>
          {when(row.opened_at)}
        </time>
        {clock}
      </li>
    )
  }
  return (
    <li ref={element} className="c-row" data-current={current || undefined} data-chosen={chosen || undefined}>
      {check}
      <Thumb id={row.thumb_file_id} alt="" size={40} />
      <span className="c-row-text">
        <span className="c-row-line">
          <Go className="c-row-link" to={to} search={search} aria-current={current || undefined}>
            {row.title}
          </Go>
          {clock}
        </span>
        <span className="c-row-line b-quiet b-small">
          <span className="c-row-about" title={[category, place, row.lead_unit?.name].filter(Boolean).join(' · ')}>
            <span className="b-mono">{row.number}</span>
            <span>{category}</span>
            <span className="c-row-where">{[place, row.lead_unit?.name].filter(Boolean).join(' · ')}</span>
          </span>
          <span className="c-row-tags">
            {tag}
            <RowMarks row={row} />
          </span>
        </span>
      </span>
    </li>
  )
})
CaseRowView.displayName = 'CaseRowView'
