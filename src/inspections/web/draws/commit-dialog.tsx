import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { instant, toIso } from '#base/instants.ts'
import { addDays, instantAt } from '#base/zones.ts'
import { Button, Choices, Dialog, ErrorSummary, faultOf, TextField, useCity, useText, useToday } from '#platform/web-ui/index.ts'
import { plannerApi } from '../planner/api.ts'

/** Fixes the list of a round: says first where chance is going to come from. */
export const CommitDialog = ({
  roundId,
  onClose,
  onDone,
}: {
  readonly roundId: string
  readonly onClose: () => void
  readonly onDone: (drawId: string) => void
}) => {
  const { t } = useText()
  const today = useToday()
  const { zone } = useCity()
  const client = useQueryClient()
  const [kind, setKind] = useState<'commit_reveal' | 'public_value'>('commit_reveal')
  const [name, setName] = useState('')
  const [day, setDay] = useState(addDays(today, 1))
  const [time, setTime] = useState('21:15')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    const [hour = '0', minute = '0'] = time.split(':')
    try {
      const body =
        kind === 'commit_reveal'
          ? { kind }
          : { kind, name: name.trim(), known_at: toIso(instant(instantAt(day, Number(hour) * 60 + Number(minute), zone))) }
      const draw = await plannerApi.commit(roundId, body)
      await client.invalidateQueries({ queryKey: ['inspections'] })
      onDone(draw.id)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing = kind === 'public_value' && (name.trim() === '' || day === '' || time === '') ? t('inspections:draws.commit_fill') : undefined
  return (
    <Dialog open onClose={onClose} title={t('inspections:draws.commit_title')} width={560}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <p>{t('inspections:draws.commit_what')}</p>
        <Choices
          name="seed-source"
          label={t('inspections:draws.seed_from')}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          choices={(['commit_reveal', 'public_value'] as const).map((value) => ({
            value,
            label: t(`inspections:draws.sources.${value}`),
            hint: t(`inspections:draws.source_hints.${value}`),
          }))}
        />
        {kind === 'public_value' ? (
          <>
            <TextField
              label={t('inspections:draws.value_name')}
              hint={t('inspections:draws.value_name_hint')}
              value={name}
              maxLength={200}
              fault={faultOf(error, 'public_value_name')}
              onChange={(event) => setName(event.target.value)}
            />
            <div className="b-two">
              <TextField type="date" label={t('inspections:draws.value_day')} value={day} onChange={(event) => setDay(event.target.value)} />
              <TextField type="time" label={t('inspections:draws.value_time')} value={time} onChange={(event) => setTime(event.target.value)} />
            </div>
          </>
        ) : null}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('inspections:draws.commit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
