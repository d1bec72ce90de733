import { Select } from 'antd'
import { Figure, Panel, sayNumber, type Search, useText } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { fewCases, type Group, type Grouping, groupings, type Summary } from './api.ts'

/** The period a figure is of, as the filter has it. */
export const usePeriod = () => {
  const { t } = useText()
  return (from: string | null | undefined, to: string | null | undefined): string =>
    from && to ? t('inspections:ledger_page.period.both', { from, to }) : from ? t('inspections:ledger_page.period.since', { from }) : to ? t('inspections:ledger_page.period.until', { to }) : t('inspections:ledger_page.period.all')
}

/** Numerator, denominator, period, and how much a share over few cases says. */
export const Figures = ({ summary, search }: { readonly summary: Summary; readonly search: Search }) => {
  const { t, language } = useText()
  const period = usePeriod()(summary.period.from, summary.period.to)
  const { rate, rectified, of, left_out } = summary.rectification
  const again = summary.re_inspection
  const n = (value: number): string => sayNumber(value, language)
  const kept = (patch: Search): Search => Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => value))
  return (
    <div className="il-figures">
      <Figure
        label={t('inspections:ledger_page.rate')}
        value={rate === null ? null : 100 * rate}
        digits={1}
        unit="%"
        period={period}
        note={
          <>
            {t('inspections:ledger_page.rate_of', { rectified: n(rectified), of: n(of) })}
            {left_out > 0 ? ` · ${t('inspections:ledger_page.left_out', { n: n(left_out) })}` : ''}
            {of > 0 && of < fewCases ? ` · ${t('inspections:ledger_page.few', { n: n(of) })}` : ''}
          </>
        }
      />
      <Figure label={t('inspections:ledger_page.problems')} value={summary.counts['total'] ?? 0} period={period} note={t('inspections:ledger_page.as_cases', { n: n(summary.counts['cases'] ?? 0) })} />
      <Figure label={t('inspections:ledger.status.overdue')} value={summary.counts['overdue'] ?? 0} denominator={of} tone="overdue" to="/ledger" search={kept({ status: 'overdue' })} />
      <Figure label={t('inspections:ledger.status.undecided')} value={summary.counts['undecided'] ?? 0} tone="paused" to="/ledger" search={kept({ view: 'problems', status: 'undecided' })} />
      <Figure
        label={t('inspections:ledger_page.again')}
        value={again.rate === null ? null : 100 * again.rate}
        digits={1}
        unit="%"
        interval={again.low === null || again.high === null || again.low === again.high ? null : [100 * again.low, 100 * again.high]}
        note={t('inspections:ledger_page.again_of', { passed: n(again.passed), visited: n(again.visited), closed: n(again.closed) })}
      />
    </div>
  )
}

/** Who has how much of it: a click narrows the list. */
export const Groups = ({ groups, by, onBy, onOpen }: { readonly groups: readonly Group[]; readonly by: Grouping; readonly onBy: (by: Grouping) => void; readonly onOpen: (group: Group) => void }) => {
  const { t, language } = useText()
  const n = (value: number): string => sayNumber(value, language)
  return (
    <Panel
      title={t('inspections:ledger_page.by_title')}
      actions={<Select aria-label={t('inspections:ledger_page.by_title')} style={{ width: 130 }} value={by} onChange={onBy} options={groupings.map((g) => ({ value: g, label: t(`inspections:ledger_page.by.${g}`) }))} />}
    >
      <div className="il-groups">
        <DataTable<Group>
          label={t('inspections:ledger_page.by_title')}
          rows={groups}
          rowKey={(g) => g.id ?? ''}
          onOpen={onOpen}
          empty={<p className="b-quiet">{t('inspections:ledger_page.none')}</p>}
          columns={[
            { key: 'name', title: t(`inspections:ledger_page.by.${by}`), cell: (g) => g.name ?? t('inspections:ledger_page.nobody') },
            { key: 'problems', title: t('inspections:ledger_page.problems'), number: true, cell: (g) => n(g.problems) },
            { key: 'cases', title: t('inspections:ledger_page.cases'), number: true, cell: (g) => n(g.cases) },
            { key: 'rectified', title: t('inspections:ledger.status.rectified'), number: true, cell: (g) => n(g.rectified) },
            { key: 'open', title: t('inspections:ledger_page.not_yet'), number: true, cell: (g) => n(g.open) },
            { key: 'overdue', title: t('inspections:ledger_page.of_these_overdue'), number: true, cell: (g) => n(g.overdue) },
            {
              key: 'rate',
              title: t('inspections:ledger_page.rate'),
              number: true,
              cell: (g) => (g.rate === null ? '—' : `${sayNumber(100 * g.rate, language, 1)}% (${n(g.rectified)}/${n(g.rectified + g.open)})${g.rectified + g.open < fewCases ? ' *' : ''}`),
            },
          ]}
        />
      </div>
      {groups.some((g) => g.rate !== null && g.rectified + g.open < fewCases) ? <p className="b-small b-quiet">* {t('inspections:ledger_page.few_star', { n: fewCases })}</p> : null}
    </Panel>
  )
}
