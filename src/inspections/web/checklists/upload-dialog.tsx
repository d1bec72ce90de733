import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Button, Dialog, ErrorSummary, useGo, useText } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { inspectColumns } from '../../rules/index.ts'
import { type Checklist, checklistApi, type FileFault, type Imported, mainVersion, titleOf } from './api.ts'

export const Faults = ({ faults, label }: { readonly faults: readonly FileFault[]; readonly label: string }) => {
  const { t } = useText()
  return (
    <div className="b-table-scroll" tabIndex={0} role="region" aria-label={label}>
      <DataTable<FileFault & { readonly i: number }>
        label={label}
        rows={faults.map((fault, i) => ({ ...fault, i }))}
        rowKey={(fault) => String(fault.i)}
        columns={[
          { key: 'sheet', title: t('inspections:checklists.upload.sheet'), cell: (f) => <span className="b-mono ck-cell">{f.sheet}</span> },
          { key: 'row', title: t('inspections:checklists.upload.row'), number: true, cell: (f) => (f.row === 0 ? t('inspections:checklists.upload.whole') : f.row) },
          { key: 'column', title: t('inspections:checklists.upload.column'), cell: (f) => <span className="b-mono ck-cell">{f.column}</span> },
          { key: 'value', title: t('inspections:checklists.upload.value'), cell: (f) => <span className="ck-value">{f.value ?? ''}</span> },
          { key: 'why', title: t('inspections:checklists.upload.why'), cell: (f) => f.message, wide: true },
        ]}
      />
    </div>
  )
}

/** Takes a workbook in. With faults nothing is saved and all of them are listed; without, it is a draft to look at and publish. */
export const UploadDialog = ({ checklist, versions, onClose }: { readonly checklist: Checklist | null; readonly versions: readonly Checklist[]; readonly onClose: () => void }) => {
  const { t, language } = useText()
  const go = useGo()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [answer, setAnswer] = useState<Imported | null>(null)
  const choose = (chosen: File | null): void => {
    setFile(chosen)
    setAnswer(null)
    setError(null)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!file || busy) return
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      const got = await checklistApi.take(file, checklist?.id ?? null)
      setAnswer(got)
      if (got.saved) await client.invalidateQueries({ queryKey: ['checklists'] })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const main = checklist && mainVersion(checklist)
  const draftNumber = (): number => {
    const known = versions.find((one) => one.id === answer?.checklist_id) ?? checklist
    const draft = known?.versions.find((version) => version.state === 'draft')
    return draft?.version ?? (known?.versions[0]?.version ?? 0) + 1
  }
  return (
    <Dialog open onClose={onClose} width={860} title={main ? t('inspections:checklists.upload.title_next', { name: titleOf(main, language) }) : t('inspections:checklists.upload.title')}>
      <form onSubmit={(event) => void submit(event)} className="b-stack">
        <ErrorSummary error={error} />
        <p className="b-quiet">{t('inspections:checklists.upload.how')}</p>
        <div
          className="b-file ck-drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            choose(event.dataTransfer.files[0] ?? null)
          }}
        >
          <input ref={input} id="checklist-file" type="file" accept=".xlsx,.xls,.xlsm,.csv" className="b-unseen" onChange={(event) => choose(event.target.files?.[0] ?? null)} />
          {file ? null : <span className="b-quiet ck-wide">{t('inspections:checklists.upload.drop')}</span>}
          <Button icon="plus" onClick={() => input.current?.click()}>{t('ui:kit.choose_file')}</Button>
          <label htmlFor="checklist-file" className={file ? undefined : 'b-quiet'}>{file ? `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB` : t('ui:kit.no_file')}</label>
        </div>
        {answer === null ? (
          <details className="ck-columns">
            <summary>{t('inspections:checklists.upload.columns')}</summary>
            <p className="b-quiet">{t('inspections:checklists.upload.columns_how')}</p>
            <dl>
              {inspectColumns.map((column) => <div key={column}><dt className="b-mono">{column}</dt><dd>{t(`inspections:checklists.column_of.${column.slice(9)}`)}</dd></div>)}
            </dl>
          </details>
        ) : (
          <div className="b-note" role="status" data-tone={answer.saved ? 'on_track' : 'today'}>
            {answer.saved
              ? t('inspections:checklists.upload.saved', { n: draftNumber(), title: answer.title, items: answer.items })
              : t('inspections:checklists.upload.failed', { n: answer.faults.length })}
            {answer.saved && answer.warnings.length > 0 ? ` ${t('inspections:checklists.upload.saved_warnings', { n: answer.warnings.length })}` : ''}
          </div>
        )}
        {answer && answer.faults.length > 0 ? <Faults faults={answer.faults} label={t('inspections:checklists.upload.faults')} /> : null}
        {answer && answer.warnings.length > 0 ? <Faults faults={answer.warnings} label={t('inspections:checklists.upload.warnings')} /> : null}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t(answer?.saved ? 'ui:close' : 'ui:cancel')}</Button>
          {answer?.saved ? (
            <Button kind="primary" onClick={() => {
              onClose()
              go(`/inspections/checklists/${answer.checklist_id}`, { version: answer.version_id ?? '' })
            }}>{t('inspections:checklists.upload.go')}</Button>
          ) : (
            <Button kind="primary" type="submit" busy={busy} refusal={file ? undefined : t('ui:kit.no_file')}>{t('inspections:checklists.upload.take')}</Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
