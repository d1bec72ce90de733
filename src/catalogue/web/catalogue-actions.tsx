import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button, Choices, Dialog, ErrorSummary, TextField, toast, useMay, useText } from '#platform/web-ui/index.ts'
import { ImportDialog, ReasonDialog } from '#platform/web-ui/desk.ts'
import { catalogueApi, type ImportAnswer, type Version } from './api.ts'

const starts = ['current', 'default', 'empty'] as const

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
      const { id } = await catalogueApi.draft(start, note.trim())
      toast({ text: t('catalogue:page.drafted') })
      onMade(id)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('catalogue:page.new_draft')} width={520}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <Choices
          label={t('catalogue:page.start_from')}
          name="start"
          value={start}
          onChange={setStart}
          choices={starts.map((s) => ({ value: s, label: t(`catalogue:page.start.${s}`), hint: t(`catalogue:page.start_hint.${s}`) }))}
        />
        <TextField label={t('catalogue:page.why')} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={note.trim() === '' ? t('ui:kit.reason_missing') : undefined}>
            {t('catalogue:page.make_draft')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** New draft, import, publish, discard. */
export const CatalogueActions = ({ version, onChosen }: { readonly version: Version | null; readonly onChosen: (id: string) => void }) => {
  const { t } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [doing, setDoing] = useState<'draft' | 'import' | 'publish' | 'discard' | null>(null)
  const draft = version?.status === 'draft'
  const check = useQuery({
    queryKey: ['catalogue', 'check', version?.id],
    enabled: doing === 'publish' && version !== null,
    queryFn: ({ signal }) => catalogueApi.check(version?.id ?? '', signal),
  })
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['catalogue'] })
  const close = (): void => setDoing(null)
  if (!may('catalogue.manage') && !may('catalogue.publish')) return null
  return (
    <span className="b-row ca-do">
      {may('catalogue.manage') ? (
        <>
          <Button icon="plus" onClick={() => setDoing('draft')}>
            {t('catalogue:page.new_draft')}
          </Button>
          <Button onClick={() => setDoing('import')}>{t('ui:kit.take_in')}</Button>
        </>
      ) : null}
      {draft && may('catalogue.manage') ? <Button onClick={() => setDoing('discard')}>{t('catalogue:page.discard')}</Button> : null}
      {draft ? (
        <Button kind="primary" refusal={may('catalogue.publish') ? undefined : t('catalogue:page.not_yours')} onClick={() => setDoing('publish')}>
          {t('catalogue:page.publish')}
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
      <ImportDialog<ImportAnswer>
        open={doing === 'import'}
        onClose={close}
        title={t('catalogue:page.import')}
        accept=".csv,.xlsx"
        path="/api/catalogue/import"
        fields={draft && version ? { version_id: version.id } : {}}
        savedOf={(a) => a.saved}
        rejectedOf={(a) => a.rejected}
        onDone={(a) =>
          void refresh().then(() => {
            if (a.version_id) onChosen(a.version_id)
          })
        }
        say={(a) =>
          t(a.saved ? 'catalogue:page.imported' : 'catalogue:page.not_imported', {
            lines: a.lines,
            categories: a.categories,
            conditions: a.conditions,
            rejected: a.rejected.length,
          })
        }
      >
        <p className="b-quiet">{t(draft ? 'catalogue:page.import_into' : 'catalogue:page.import_new')}</p>
      </ImportDialog>
      {version ? (
        <>
          <ReasonDialog
            open={doing === 'discard'}
            onClose={close}
            reason="none"
            title={t('catalogue:page.discard_title')}
            action={t('catalogue:page.discard')}
            run={async () => {
              await catalogueApi.discard(version.id)
              toast({ text: t('catalogue:page.discarded') })
              await refresh()
            }}
          >
            <p className="b-quiet">{t('catalogue:page.discard_why')}</p>
          </ReasonDialog>
          <ReasonDialog
            open={doing === 'publish'}
            onClose={close}
            reason="none"
            title={t('catalogue:page.publish_title')}
            action={t('catalogue:page.publish')}
            run={async () => {
              const { number } = await catalogueApi.publish(version.id)
              toast({ text: t('catalogue:page.published', { n: number }) })
              await refresh()
            }}
          >
            <dl className="b-facts">
              <dt>{t('catalogue:page.why')}</dt>
              <dd>{version.note || t('ui:kit.none')}</dd>
              <dt>{t('catalogue:page.view.check')}</dt>
              <dd>
                {check.data
                  ? t('catalogue:page.check_says', { errors: check.data.errors.length, warnings: check.data.warnings.length })
                  : t('ui:states.loading')}
              </dd>
            </dl>
            <p className="b-quiet">{t('catalogue:page.publish_why')}</p>
          </ReasonDialog>
        </>
      ) : null}
    </span>
  )
}
