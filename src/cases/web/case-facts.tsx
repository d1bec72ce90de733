import type { ReactNode } from 'react'
import { Go, useText, useTime } from '#platform/web-ui/index.ts'
import type { CaseDetail } from './api.ts'
import { useCategoryName } from './category-select.tsx'

/** What is known of the case, as a list of words and their values; why it went where it went stands beside the unit. */
export const CaseFacts = ({ detail }: { readonly detail: CaseDetail }) => {
  const { t } = useText()
  const { when, exactly } = useTime()
  const nameOf = useCategoryName()
  const c = detail.case
  const time = (iso: string | null): ReactNode =>
    iso ? (
      <time dateTime={iso} title={exactly(iso)}>
        {when(iso)}
      </time>
    ) : null
  const link = (other: { readonly id: string; readonly number: string; readonly title?: string }): ReactNode => (
    <Go key={other.id} to={`/cases/${other.id}`}>
      {other.number}
      {other.title ? ` ${other.title}` : ''}
    </Go>
  )
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['area', c.area_chain.length > 0 ? c.area_chain.map((area) => area.name).join(' › ') : null],
    ['address', c.address],
    [
      'category',
      c.category ? (
        <>
          {nameOf(c.category)} <span className="b-mono b-quiet">{c.category.code}</span>
        </>
      ) : null,
    ],
    ['condition', c.condition?.text],
    ['closing_condition', c.condition?.closing_condition],
    [
      'unit',
      c.lead_unit ? (
        <>
          {c.lead_unit.name}
          {c.fallback ? t('cases:page.case.fallback') : ''}
        </>
      ) : null,
    ],
    ['why', c.routing_reason ?? (c.lead_unit ? null : detail.suggestion?.text)],
    ['assisting', c.assisting_units.map((unit) => unit.name).join(t('cases:page.case.and')) || null],
    ['handler', c.handler?.name],
    ['pending', c.pending ? `${t(`cases:applications.${c.pending.kind}`)} · ${c.pending.reason}` : null],
    [
      'supervision',
      c.supervision
        ? t('cases:page.case.supervised', { n: c.supervision.level, text: c.supervision.text ?? '', when: when(c.supervision.reply_due_at) })
        : null,
    ],
    ['suspended_until', time(c.suspended_until)],
    ['same_time', c.same_time_of_day ? t('cases:page.case.same_time') : null],
    ['source', t(`cases:sources.${c.source}`)],
    ['external_ref', c.external_ref],
    ['opened', time(c.opened_at)],
    ['due', c.stage === 'done' ? time(c.due_at) : null],
    ['closed', time(c.closed_at)],
    ['parent', c.parent ? link(c.parent) : null],
    ['merged_into', c.merged_into ? link(c.merged_into) : null],
    ['children', detail.children.length > 0 ? <span className="c-links">{detail.children.map(link)}</span> : null],
  ]
  return (
    <dl className="c-facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`cases:page.facts.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
