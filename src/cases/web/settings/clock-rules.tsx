import { useQuery } from '@tanstack/react-query'
import { ErrorState, hasText, LoadingSkeleton, Panel, text as anyText, useText } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type DefaultBasis, type Limit, limitText } from '../../rules/index.ts'
import { settingsApi } from './api.ts'

type Row = { readonly key: string; readonly name: string; readonly value: string; readonly basis: DefaultBasis | null }

/** The rules cases run under, each with what it rests on. */
export const ClockRules = () => {
  const { t } = useText()
  const answer = useQuery({ queryKey: ['settings', 'cases'], staleTime: 300_000, queryFn: ({ signal }) => settingsApi.cases(signal) })
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <LoadingSkeleton lines={6} />
  const { current, basis } = answer.data
  const limit = (given: Limit): string => limitText(given, (key, params) => anyText(`clock:${key}`, params))
  const on = (key: string): DefaultBasis | null => (current.version.startsWith('default') ? (basis.clock[key] ?? 'proposed') : null)
  const share = (amount: { readonly share?: number; readonly hours?: number } | undefined): string =>
    amount?.share !== undefined
      ? t('cases:settings.share', { n: Math.round(amount.share * 100) })
      : t('cases:settings.hours', { n: amount?.hours ?? 0 })
  const rows: readonly Row[] = [
    ...Object.entries(current.clock.limits).map(([kind, given]): Row => ({
      key: `limits.${kind}`,
      name: t('cases:settings.stage_limit', { stage: t(`clock:kinds.${kind}`) }),
      value: limit(given as Limit),
      basis: on(`limits.${kind}`),
    })),
    { key: 'work_day', name: t('cases:settings.work_day'), value: t(`clock:work_day_policies.${current.clock.work_day}`), basis: on('work_day') },
    {
      key: 'extension',
      name: t('cases:settings.extension'),
      value: t('cases:settings.times', { n: current.clock.extension.max_times }),
      basis: on('extension'),
    },
    {
      key: 'suspension',
      name: t('cases:settings.suspension'),
      value: t('cases:settings.suspension_is', { days: current.clock.suspension.max_days, n: current.clock.suspension.max_times }),
      basis: on('suspension'),
    },
    ...current.clock.alarms.map((alarm): Row => ({
      key: alarm.code,
      name: hasText(`clock:alarms.${alarm.code}`) ? t(`clock:alarms.${alarm.code}`) : alarm.code,
      value:
        alarm.at === 'due'
          ? t('cases:settings.at_due')
          : t(`cases:settings.at_${alarm.at}`, { amount: share('amount' in alarm ? alarm.amount : undefined) }),
      basis: on('alarms'),
    })),
    { key: 'reopen', name: t('cases:settings.reopen'), value: t('cases:settings.days', { n: current.reopen_days }), basis: on('') },
    { key: 'appeal', name: t('cases:settings.appeal'), value: t('cases:settings.days', { n: current.appeal_days }), basis: on('') },
  ]
  return (
    <Panel title={t('cases:settings.rules')}>
      <p className="b-quiet cs-lead">{t('cases:settings.rules_what', { version: current.version })}</p>
      <DataTable<Row>
        label={t('cases:settings.rules')}
        rows={rows}
        rowKey={(r) => r.key}
        columns={[
          { key: 'name', title: t('cases:settings.rule'), cell: (r) => r.name },
          { key: 'value', title: t('cases:settings.value'), cell: (r) => r.value, wide: true },
          { key: 'basis', title: t('cases:settings.basis'), cell: (r) => (r.basis ? t(`clock:basis.${r.basis}`) : t('cases:settings.by_city')) },
        ]}
      />
    </Panel>
  )
}
