import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button, Choices, Dialog, ErrorSummary, sayNumber, TextField, toast, useMay, useText } from '#platform/web-ui/index.ts'
import { ImportDialog, ReasonDialog } from '#platform/web-ui/desk.ts'
import { dutyApi, type Matrix, type TableAnswer } from './api.ts'

const starts = ['current', 'proposed', 'empty'] as const

const DraftForm = ({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (id: string) => void }) => {
  const { t } = useText()
  const [start, setStart] = useState<string>('current')
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const { id } = await dutyApi.draft(start, note.trim())
      toast({ text: t('organisations:page.duty.drafted') })
      onMade(id)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('organisations:page.duty.new_draft')} width={520}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <Choices
          label={t('organisations:page.duty.start_from')}
          name="start"
          value={start}
          onChange={setStart}
          choices={starts.map((s) => ({ value: s, label: t(`organisations:starts.${s}`), hint: t(`organisations:page.duty.start_hint.${s}`) }))}
        />
        <TextField
          label={t('organisations:page.duty.why')}
          hint={t('organisations:page.duty.why_hint')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={note.trim() === '' ? t('organisations:page.duty.why_missing') : undefined}>
            {t('organisations:page.duty.make_draft')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** New draft, import, publish with what the check and the dry run say, discard. */
export const DutyActions = ({ matrix, onChosen }: { readonly matrix: Matrix | null; readonly onChosen: (id: string) => void }) => {
  const { t, language } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [doing, setDoing] = useState<'draft' | 'import' | 'publish' | 'discard' | null>(null)
  const draft = matrix?.status === 'draft'
  const publishing = doing === 'publish' && matrix !== null
  const check = useQuery({
    queryKey: ['duty', 'check', matrix?.id, ''],
    enabled: publishing,
    queryFn: ({ signal }) => dutyApi.check(matrix?.id ?? '', undefined, signal),
  })
  const diff = useQuery({
    queryKey: ['duty', 'diff', matrix?.id, ''],
    enabled: publishing,
    queryFn: ({ signal }) => dutyApi.diff(matrix?.id ?? '', undefined, signal),
  })
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['duty'] })
  const close = (): void => setDoing(null)
  const n = (value: number): string => sayNumber(value, language)
  if (!may('organisations.manage') && !may('organisations.publish')) return null
  return (
    <span className="b-row or-do">
      {may('organisations.manage') ? (
        <>
          <Button icon="plus" onClick={() => setDoing('draft')}>
            {t('organisations:page.duty.new_draft')}
          </Button>
          <Button onClick={() => setDoing('import')}>{t('ui:kit.take_in')}</Button>
        </>
      ) : null}
      {draft && may('organisations.manage') ? <Button onClick={() => setDoing('discard')}>{t('organisations:page.duty.discard')}</Button> : null}
      {draft ? (
        <Button
          kind="primary"
          refusal={may('organisations.publish') ? undefined : t('organisations:page.duty.not_yours')}
          onClick={() => setDoing('publish')}
        >
          {t('organisations:page.duty.publish')}
        </Button>
      ) : null}
      {doing === 'draft' ? (
        <DraftForm
          onClose={close}
          onMade={(id) => {
            close()
            void refresh().then(() => onChosen(id))
          }}
        />
      ) : null}
      <ImportDialog<TableAnswer>
        open={doing === 'import'}
        onClose={close}
        title={t('organisations:page.duty.import')}
        accept=".csv,.xlsx"
        path="/api/duty/import"
        fields={draft && matrix ? { matrix_id: matrix.id } : {}}
        savedOf={(a) => a.saved}
        rejectedOf={(a) => a.rejected}
        onDone={(a) =>
          void refresh().then(() => {
            if (a.matrix_id) onChosen(a.matrix_id)
          })
        }
        say={(a) =>
          t(a.saved ? 'organisations:page.duty.imported' : 'organisations:page.duty.not_imported', {
            lines: a.lines,
            rules: a.rules ?? 0,
            rejected: a.rejected.length,
          })
        }
      >
        <p className="b-quiet">{t(draft ? 'organisations:page.duty.import_into' : 'organisations:page.duty.import_new')}</p>
      </ImportDialog>
      {matrix ? (
        <>
          <ReasonDialog
            open={doing === 'discard'}
            onClose={close}
            reason="none"
            title={t('organisations:page.duty.discard_title')}
            action={t('organisations:page.duty.discard')}
            run={async () => {
              await dutyApi.discard(matrix.id)
              toast({ text: t('organisations:page.duty.discarded') })
              await refresh()
            }}
          >
            <p className="b-quiet">{t('organisations:page.duty.discard_why')}</p>
          </ReasonDialog>
          <ReasonDialog
            open={publishing}
            onClose={close}
            reason="none"
            title={t('organisations:page.duty.publish_title')}
            action={t('organisations:page.duty.publish')}
            run={async () => {
              const { number } = await dutyApi.publish(matrix.id)
              toast({ text: t('organisations:page.duty.published', { n: number }) })
              await refresh()
            }}
          >
            <dl className="b-facts">
              <dt>{t('organisations:page.duty.why')}</dt>
              <dd>{matrix.note || t('ui:kit.none')}</dd>
              <dt>{t('organisations:page.duty.view.check')}</dt>
              <dd>
                {check.data ? (
                  <>
                    <strong>{t(check.data.check.publishable ? 'organisations:check.ready' : 'organisations:check.not_ready')}</strong>{' '}
                    {t('organisations:check.summary', {
                      combinations: n(check.data.check.combinations),
                      resolved: n(check.data.check.resolved),
                      covered_by_fallback: n(check.data.check.covered_by_fallback),
                      uncovered: n(check.data.check.uncovered),
                      conflicting: n(check.data.check.conflicting),
                    })}
                  </>
                ) : (
                  t('organisations:page.duty.checking')
                )}
              </dd>
              <dt>{t('organisations:page.duty.view.diff')}</dt>
              <dd>
                {diff.data
                  ? t('organisations:page.duty.changed', { n: n(diff.data.changed), all: n(diff.data.combinations) })
                  : t('organisations:page.duty.checking')}
              </dd>
            </dl>
            <p className="b-quiet">{t('organisations:page.duty.publish_why')}</p>
          </ReasonDialog>
        </>
      ) : null}
    </span>
  )
}
