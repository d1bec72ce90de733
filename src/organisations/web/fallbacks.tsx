import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Button, EmptyState, ErrorSummary, faultOf, Field, Panel, TextField, toast, useMay, useText, useToday } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog, SidePanel } from '#platform/web-ui/desk.ts'
import { AreaSelect } from '#areas/web/index.tsx'
import { type LimitUnit, limitUnits } from '../rules/index.ts'
import { dutyApi, type Fallback } from './api.ts'
import UnitSelect from './unit-select.tsx'

const FallbackForm = ({
  fallback,
  onClose,
  onDone,
}: {
  readonly fallback: Fallback | null
  readonly onClose: () => void
  readonly onDone: () => void
}) => {
  const { t } = useText()
  const today = useToday()
  const [area, setArea] = useState(fallback?.area_id ?? null)
  const [unit, setUnit] = useState(fallback?.unit.id ?? null)
  const [value, setValue] = useState(String(fallback?.limit.value ?? 15))
  const [word, setWord] = useState<LimitUnit>(fallback?.limit.unit ?? 'natural_day')
  const [from, setFrom] = useState(today)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!area || !unit) return
    setBusy(true)
    setError(null)
    try {
      await dutyApi.setFallback(area, { unit_id: unit, limit: { value: Number(value), unit: word }, from })
      toast({ text: t('organisations:page.duty.fallback_saved') })
      onDone()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SidePanel open onClose={onClose} title={fallback ? fallback.area_name : t('organisations:page.duty.add_fallback')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        {fallback ? null : (
          <Field label={t('organisations:page.duty.area')}>
            {(id) => <AreaSelect id={id} label={t('organisations:page.duty.area')} value={area} onChange={setArea} />}
          </Field>
        )}
        <Field label={t('organisations:fields.fallback_unit')}>
          {(id) => <UnitSelect id={id} label={t('organisations:fields.fallback_unit')} value={unit} onChange={setUnit} />}
        </Field>
        <div className="b-two">
          <TextField
            label={t('organisations:fields.limit')}
            inputMode="decimal"
            value={value}
            fault={faultOf(error, 'value')}
            onChange={(event) => setValue(event.target.value)}
          />
          <Field label={t('organisations:page.duty.limit_unit')}>
            {(id) => (
              <Select<LimitUnit>
                id={id}
                aria-label={t('organisations:page.duty.limit_unit')}
                style={{ width: '100%' }}
                value={word}
                onChange={setWord}
                options={limitUnits.map((u) => ({ value: u, label: t(`clock:units.${u}`) }))}
              />
            )}
          </Field>
        </div>
        <TextField type="date" label={t('organisations:page.duty.valid_from')} value={from} onChange={(event) => setFrom(event.target.value)} />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button
            kind="primary"
            type="submit"
            busy={busy}
            refusal={!area || !unit || !(Number(value) > 0) ? t('organisations:page.duty.fallback_missing') : undefined}
          >
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}

/** Units that catch what no rule names (属地兜底), by area, with their own clock. */
export const Fallbacks = () => {
  const { t } = useText()
  const may = useMay()
  const today = useToday()
  const client = useQueryClient()
  const [editing, setEditing] = useState<Fallback | 'new' | null>(null)
  const [ending, setEnding] = useState<Fallback | null>(null)
  const answer = useQuery({ queryKey: ['duty', 'fallbacks'], queryFn: ({ signal }) => dutyApi.fallbacks(signal) })
  const refresh = (): void => {
    setEditing(null)
    void client.invalidateQueries({ queryKey: ['duty'] })
  }
  const manage = may('organisations.manage')
  const rows = (answer.data?.items ?? []).filter((f) => f.valid_to === null || f.valid_to > today)
  return (
    <Panel
      title={t('organisations:page.duty.view.fallbacks')}
      actions={
        manage ? (
          <Button icon="plus" onClick={() => setEditing('new')}>
            {t('organisations:page.duty.add_fallback')}
          </Button>
        ) : null
      }
    >
      <p className="b-quiet or-lead">{t('organisations:page.duty.fallback_what')}</p>
      <DataTable<Fallback>
        label={t('organisations:page.duty.view.fallbacks')}
        rows={rows}
        rowKey={(f) => f.id}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        {...(manage ? { onOpen: (f: Fallback) => setEditing(f) } : {})}
        empty={<EmptyState title={t('organisations:page.duty.no_fallbacks')} />}
        columns={[
          { key: 'area', title: t('organisations:page.duty.area'), cell: (f) => f.area_name },
          { key: 'unit', title: t('organisations:fields.fallback_unit'), cell: (f) => f.unit.name },
          { key: 'limit', title: t('organisations:fields.limit'), cell: (f) => `${f.limit.value} ${t(`clock:units.${f.limit.unit}`)}` },
          {
            key: 'from',
            title: t('organisations:page.duty.valid'),
            cell: (f) =>
              f.valid_to
                ? t('organisations:page.duty.valid_span', { from: f.valid_from, to: f.valid_to })
                : t('organisations:page.duty.valid_open', { from: f.valid_from }),
          },
          ...(manage
            ? [
                {
                  key: 'end',
                  title: t('ui:kit.remove'),
                  cell: (f: Fallback) => (
                    <Button kind="quiet" size="small" onClick={() => setEnding(f)}>
                      {t('organisations:page.duty.end_fallback')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing ? <FallbackForm fallback={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onDone={refresh} /> : null}
      <ReasonDialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        reason="none"
        title={t('organisations:page.duty.end_fallback_title', { area: ending?.area_name ?? '' })}
        action={t('organisations:page.duty.end_fallback')}
        day={{ label: t('organisations:page.duty.end_from'), value: today }}
        run={async ({ day }) => {
          if (ending) await dutyApi.endFallback(ending.area_id, day)
          refresh()
        }}
      />
    </Panel>
  )
}
