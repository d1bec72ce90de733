import { DatePicker, Popover } from 'antd'
import { useState } from 'react'
import { Button, Icon, useTime, useText, useUrlState } from '#platform/web-ui/index.ts'
import { periodOf, periodNames } from './periods.ts'

/** One period for the whole page, kept in the address bar as two days; named ones move on with the calendar. */
export const PeriodPicker = () => {
  const { t } = useText()
  const { context } = useTime()
  const [search, set] = useUrlState()
  const [open, setOpen] = useState(false)
  const name = search['period']
  const from = search['opened_from']
  const to = search['opened_to']
  const label = name ? t(`ui:period.${name}`) : from || to ? t('ui:period.between', { from: from ?? '…', to: to ?? '…' }) : t('ui:period.all')
  const choose = (next: string | null): void => {
    const days = next ? periodOf(next, context.now, context.zone) : null
    set({ period: next, opened_from: days?.from ?? null, opened_to: days?.to ?? null, case: null }, { push: true })
    setOpen(false)
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="f-period">
          <div className="f-period-names">
            {periodNames.map((p) => (
              <Button key={p} size="small" aria-pressed={name === p} onClick={() => choose(p)}>
                {t(`ui:period.${p}`)}
              </Button>
            ))}
            <Button size="small" aria-pressed={!name && !from && !to} onClick={() => choose(null)}>
              {t('ui:period.all')}
            </Button>
          </div>
          <DatePicker.RangePicker
            aria-label={t('ui:period.own')}
            allowEmpty={[true, true]}
            onChange={(_, [start, end]) => set({ period: null, opened_from: start || null, opened_to: end || null, case: null }, { push: true })}
          />
        </div>
      }
    >
      <Button aria-label={t('ui:period.label', { name: label })}>
        <span className="f-chip">
          <span>{label}</span>
          <Icon name="down" size={12} />
        </span>
      </Button>
    </Popover>
  )
}
