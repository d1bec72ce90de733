import './cases.css'
import { Table } from 'antd'
import type { ReactNode } from 'react'
import {
  ErrorState,
  Figure,
  Go,
  LoadingSkeleton,
  PageHead,
  Panel,
  sayNumber,
  TrendChart,
  useText,
  useTime,
  useUrlState,
  type Tone,
} from '#platform/web-ui/index.ts'
import { type FigureName, figureNames, type Overview, type OverviewRow } from './api.ts'
import { useOverview } from './queries.ts'

const tonesOf: Readonly<Partial<Record<FigureName, Tone>>> = {
  due_today: 'today',
  overdue: 'overdue',
  returned: 'returned',
  rework: 'returned',
  suspended: 'paused',
}
/** Figures that are a part of what is open. */
const partsOfOpen: readonly FigureName[] = ['due_today', 'overdue', 'returned', 'rework', 'suspended', 'supervised', 'waiting_applications']
const columns = ['open', 'opened_today', 'due_today', 'overdue', 'returned', 'rework'] as const

const ByTable = ({
  rows,
  kind,
  overview,
}: {
  readonly rows: readonly OverviewRow[]
  readonly kind: 'area' | 'unit'
  readonly overview: Overview
}) => {
  const { t, language } = useText()
  const cell =
    (name: FigureName) =>
    (_: unknown, row: OverviewRow): ReactNode => {
      const value = row[name]
      return value === 0 ? (
        <span className="b-quiet">0</span>
      ) : (
        <Go to="/cases" search={{ ...overview.opens[name], [kind]: row.id }} className={name === 'overdue' ? 'c-overdue' : ''}>
          {sayNumber(value, language)}
        </Go>
      )
    }
  return (
    <Table<OverviewRow>
      size="small"
      rowKey="id"
      dataSource={[...rows]}
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false, size: 'small' } : false}
      scroll={{ x: 820 }}
      columns={[
        {
          title: t(`cases:page.columns.${kind}`),
          dataIndex: 'name',
          key: 'name',
          render: (name: string, row) => (
            <Go to="/overview" search={{ [kind]: row.id }}>
              {name}
            </Go>
          ),
        },
        ...columns.map((name) => ({
          title: t(`cases:page.figures.${name}`),
          key: name,
          align: 'right' as const,
          width: 112,
          sorter: (a: OverviewRow, b: OverviewRow) => a[name] - b[name],
          sortDirections: ['descend' as const, 'ascend' as const],
          render: cell(name),
        })),
      ]}
    />
  )
}

/** What the trend shows, as a sentence. */
const trendTitle = (overview: Overview, t: (key: string, params?: Record<string, unknown>) => string, language: string): string => {
  const sum = (name: 'opened' | 'ended'): number => overview.trend.reduce((total, day) => total + day[name], 0)
  const [opened, ended] = [sum('opened'), sum('ended')]
  return t(opened > ended ? 'cases:page.overview.trend_growing' : 'cases:page.overview.trend_shrinking', {
    days: overview.trend.length,
    opened: sayNumber(opened, language),
    ended: sayNumber(ended, language),
    difference: sayNumber(Math.abs(opened - ended), language),
  })
}

/** How things stand today; every number opens its cases. */
const OverviewPage = () => {
  const { t, language } = useText()
  const { when, context } = useTime()
  const [search] = useUrlState()
  const scope = { ...(search['area'] ? { area: search['area'] } : {}), ...(search['unit'] ? { unit: search['unit'] } : {}) }
  const answer = useOverview(scope)
  if (!answer.data)
    return (
      <div className="b-page">
        {answer.isError ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <LoadingSkeleton lines={8} />}
      </div>
    )
  const overview = answer.data
  const names = figureNames.filter((name) => !['closed_today', 'waiting_applications'].includes(name) || overview.figures[name] > 0)
  const day = (date: string): string =>
    new Intl.DateTimeFormat(context.language === 'en' ? 'en-GB' : 'zh-CN', { month: 'numeric', day: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    )
  return (
    <div className="b-page">
      <PageHead title={t('cases:page.overview.title')}>
        <p className="b-quiet b-small">{t('cases:page.overview.as_of', { when: when(overview.as_of) })}</p>
      </PageHead>
      <div className="c-figures">
        {names.map((name) => (
          <Figure
            key={name}
            label={t(`cases:page.figures.${name}`)}
            value={overview.figures[name]}
            {...(tonesOf[name] ? { tone: tonesOf[name] } : {})}
            {...(partsOfOpen.includes(name) ? { denominator: overview.figures.open } : {})}
            period={t(`cases:page.figures_note.${name}`)}
            to="/cases"
            search={{ ...overview.opens[name], ...scope }}
          />
        ))}
      </div>
      <Panel>
        <TrendChart
          title={trendTitle(overview, t, language)}
          source={t('cases:page.overview.trend_source')}
          labels={overview.trend.map((one) => day(one.date))}
          series={[
            { key: 'opened', label: t('cases:page.overview.opened'), colour: 'var(--b-text)', values: overview.trend.map((one) => one.opened) },
            {
              key: 'closed',
              label: t('cases:page.overview.closed'),
              colour: 'var(--b-closed-mark)',
              dash: '6 3',
              values: overview.trend.map((one) => one.closed),
            },
            {
              key: 'late',
              label: t('cases:page.overview.closed_late'),
              colour: 'var(--b-overdue-mark)',
              dash: '2 3',
              values: overview.trend.map((one) => one.closed_late),
            },
          ]}
        />
      </Panel>
      <Panel title={t('cases:page.overview.by_area')}>
        <ByTable rows={overview.by_area} kind="area" overview={overview} />
      </Panel>
      <Panel title={t('cases:page.overview.by_unit')}>
        <ByTable rows={overview.by_unit} kind="unit" overview={overview} />
      </Panel>
    </div>
  )
}
export default OverviewPage
