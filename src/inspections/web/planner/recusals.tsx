import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { AreaSelect } from '#areas/web/index.tsx'
import { Button, Choices, Dialog, EmptyState, ErrorSummary, Field, Panel, TextArea, toast, useMay, useSession, useText } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog, RemoteSelect } from '#platform/web-ui/desk.ts'
import { plannerApi, type Recusal } from './api.ts'
import { useChoices } from './names.ts'

const kinds = ['home_area', 'area', 'place', 'unit'] as const
type Subject = (typeof kinds)[number]
const option = (row: Record<string, unknown>) => ({ value: String(row['id']), label: String(row['name']), note: String(row['area_name'] ?? row['code'] ?? '') })

const DeclareDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useText()
  const may = useMay()
  const session = useSession()
  const choices = useChoices()
  const client = useQueryClient()
  const own = session.account?.id ?? null
  const [account, setAccount] = useState<string | null>(may('inspections.plan') ? null : own)
  const [subject, setSubject] = useState<Subject>('home_area')
  const [target, setTarget] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await plannerApi.declare({
        account_id: account,
        kind: subject === 'home_area' ? 'home_area' : 'interest',
        ...(subject === 'place' ? { place_id: target } : subject === 'unit' ? { unit_id: target } : { area_id: target }),
        reason: reason.trim(),
      })
      toast({ text: t('inspections:planner.recusals.declared') })
      void client.invalidateQueries({ queryKey: ['inspections', 'recusals'] })
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing = account === null || target === null || reason.trim() === '' ? t('inspections:planner.recusals.fill') : undefined
  return (
    <Dialog open onClose={onClose} title={t('inspections:planner.recusals.add')} width={520}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        {may('inspections.plan') ? (
          <Field label={t('inspections:planner.recusals.who')}>
            {(id) => (
              <Select
                id={id}
                showSearch
                optionFilterProp="label"
                aria-label={t('inspections:planner.recusals.who')}
                style={{ width: '100%' }}
                value={account}
                placeholder={t('ui:form.choose')}
                onChange={setAccount}
                options={(choices.data?.inspectors ?? []).map((i) => ({ value: i.id, label: i.display_name }))}
              />
            )}
          </Field>
        ) : null}
        <Choices
          name="recusal-subject"
          label={t('inspections:planner.recusals.what')}
          value={subject}
          onChange={(value) => {
            setSubject(value as Subject)
            setTarget(null)
          }}
          choices={kinds.map((value) => ({ value, label: t(`inspections:planner.recusals.subjects.${value}`) }))}
        />
        <Field label={t(`inspections:planner.recusals.subjects.${subject}`)}>
          {(id) =>
            subject === 'place' || subject === 'unit' ? (
              <RemoteSelect
                id={id}
                label={t(`inspections:planner.recusals.subjects.${subject}`)}
                path={subject === 'place' ? '/api/places' : '/api/units'}
                read={option}
                value={target}
                onChange={(next) => setTarget(next)}
              />
            ) : (
              <AreaSelect id={id} width="100%" label={t(`inspections:planner.recusals.subjects.${subject}`)} value={target} onChange={(next) => setTarget(next)} />
            )
          }
        </Field>
        <TextArea rows={3} maxLength={500} label={t('inspections:planner.recusals.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('inspections:planner.recusals.declare')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Where inspectors must not inspect: everybody's for those who plan, one's own for others. */
export const Recusals = () => {
  const { t } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Recusal | null>(null)
  const list = useQuery({ queryKey: ['inspections', 'recusals'], queryFn: ({ signal }) => plannerApi.recusals(signal) })
  if (!may('inspections.plan') && !may('inspections.visit')) return null
  return (
    <Panel
      title={t('inspections:planner.recusals.title')}
      actions={
        <Button size="small" icon="plus" onClick={() => setAdding(true)}>
          {t('inspections:planner.recusals.add')}
        </Button>
      }
    >
      <DataTable<Recusal>
        label={t('inspections:planner.recusals.title')}
        rows={list.data?.items ?? []}
        rowKey={(r) => r.id}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        empty={<EmptyState title={t('inspections:planner.recusals.empty')} />}
        columns={[
          { key: 'who', title: t('inspections:planner.recusals.who'), cell: (r) => r.account_name },
          { key: 'what', title: t('inspections:planner.recusals.what'), cell: (r) => r.subject_name ?? '' },
          { key: 'kind', title: t('inspections:planner.recusals.kind'), cell: (r) => t(`inspections:planner.recusals.kinds.${r.kind}`) },
          { key: 'reason', title: t('inspections:planner.recusals.reason'), cell: (r) => r.reason, wide: true },
          { key: 'from', title: t('inspections:planner.recusals.from'), cell: (r) => r.valid_from },
          ...(may('inspections.plan')
            ? [
                {
                  key: 'end',
                  title: '',
                  cell: (r: Recusal) => (
                    <Button size="small" onClick={() => setEnding(r)}>
                      {t('inspections:planner.recusals.end')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {adding ? <DeclareDialog onClose={() => setAdding(false)} /> : null}
      <ReasonDialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={t('inspections:planner.recusals.end_title', { name: ending?.account_name ?? '' })}
        action={t('inspections:planner.recusals.end')}
        run={async ({ reason }) => {
          if (ending) await plannerApi.withdraw(ending.id, reason)
          await client.invalidateQueries({ queryKey: ['inspections', 'recusals'] })
        }}
      />
    </Panel>
  )
}
