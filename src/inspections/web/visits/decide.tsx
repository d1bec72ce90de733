import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { api, Button, Dialog, ErrorSummary, Field, TextField, toast, useText } from '#platform/web-ui/index.ts'
import { ReasonDialog } from '#platform/web-ui/desk.ts'
import { readStory } from '../places/api.ts'
import { useCategories } from './wording.ts'

/** What both pages know of a finding that waits for a person. */
export type Undecided = { readonly id: string; readonly description: string; readonly category_id: string | null; readonly place_id: string | null }
type Asked = 'case' | 'join' | 'dismiss'

const useDone = () => {
  const client = useQueryClient()
  return async (text: string): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['inspections'] })
    toast({ text })
  }
}

const CaseDialog = ({ finding, onClose }: { readonly finding: Undecided; readonly onClose: () => void }) => {
  const { t } = useText()
  const done = useDone()
  const categories = useCategories()
  const [category, setCategory] = useState<string | null>(finding.category_id)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (): Promise<void> => {
    if (category === null) return
    setBusy(true)
    try {
      await api.post(`/api/findings/${finding.id}/case`, { category })
      await done(t('inspections:ledger_page.case_made'))
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('inspections:ledger_page.make_case')}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" busy={busy} refusal={category === null ? t('inspections:errors.finding_without_category') : null} onClick={() => void run()}>
            {t('inspections:ledger_page.make_case')}
          </Button>
        </>
      }
    >
      <div className="b-stack">
        <ErrorSummary error={error} />
        <p>{finding.description}</p>
        <Field label={t('inspections:ledger.columns.category')} hint={t('inspections:ledger_page.make_case_how')}>
          {(id) => (
            <Select
              id={id}
              aria-label={t('inspections:ledger.columns.category')}
              showSearch={{ filterOption: (typed, option) => (option?.words ?? '').includes(typed.toLowerCase()) }}
              style={{ width: '100%' }}
              getPopupContainer={(node) => node.parentElement ?? document.body}
              placeholder={t('ui:form.choose')}
              value={category}
              onChange={(value: string) => setCategory(value)}
              options={categories.options}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}

const JoinDialog = ({ finding, onClose }: { readonly finding: Undecided; readonly onClose: () => void }) => {
  const { t } = useText()
  const done = useDone()
  const [number, setNumber] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const story = useQuery({ queryKey: ['places', 'story', finding.place_id], enabled: finding.place_id !== null, queryFn: ({ signal }) => readStory(finding.place_id as string, signal) })
  const open = story.data?.open_cases ?? []
  const run = async (): Promise<void> => {
    if (number.trim() === '') return
    setBusy(true)
    try {
      await api.post(`/api/findings/${finding.id}/join`, { case: number.trim() })
      await done(t('inspections:ledger_page.joined'))
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('inspections:ledger_page.join_case')}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" busy={busy} refusal={number.trim() === '' ? t('inspections:ledger_page.join_which') : null} onClick={() => void run()}>
            {t('inspections:ledger_page.join_case')}
          </Button>
        </>
      }
    >
      <div className="b-stack">
        <ErrorSummary error={error} />
        <p>{finding.description}</p>
        {open.length > 0 ? (
          <fieldset className="b-field">
            <legend>{t('inspections:ledger_page.open_here')}</legend>
            {open.map((c) => (
              <label key={c.id} className="b-choice">
                <input type="radio" name="join" checked={number === c.number} onChange={() => setNumber(c.number)} />
                <span>
                  {c.title || c.number}
                  <small>
                    {c.number} · {t(`cases:states.${c.state}`)}
                  </small>
                </span>
              </label>
            ))}
          </fieldset>
        ) : null}
        <TextField label={t('inspections:ledger.columns.case')} value={number} onChange={(event) => setNumber(event.target.value)} />
      </div>
    </Dialog>
  )
}

/** A person decides of a finding: a case of its own, part of a case that is open, or no problem, with the reason. */
export const Decide = ({ finding }: { readonly finding: Undecided }) => {
  const { t } = useText()
  const done = useDone()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = (): void => setAsked(null)
  return (
    <div className="b-row b-no-print">
      <Button size="small" onClick={() => setAsked('case')}>{t('inspections:ledger_page.make_case')}</Button>
      <Button size="small" onClick={() => setAsked('join')}>{t('inspections:ledger_page.join_case')}</Button>
      <Button size="small" kind="quiet" onClick={() => setAsked('dismiss')}>{t('inspections:ledger_page.dismiss')}</Button>
      {asked === 'case' ? <CaseDialog finding={finding} onClose={close} /> : null}
      {asked === 'join' ? <JoinDialog finding={finding} onClose={close} /> : null}
      <ReasonDialog
        open={asked === 'dismiss'}
        onClose={close}
        title={t('inspections:ledger_page.dismiss')}
        action={t('inspections:ledger_page.dismiss')}
        run={async ({ reason }) => {
          await api.post(`/api/findings/${finding.id}/dismiss`, { reason })
          await done(t('inspections:ledger_page.dismissed'))
        }}
      >
        <p>{finding.description}</p>
      </ReasonDialog>
    </div>
  )
}
