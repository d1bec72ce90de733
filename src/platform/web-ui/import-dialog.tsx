import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { api } from './api.ts'
import { Button } from './button.tsx'
import { DataTable } from './data-table.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorSummary } from './fields.tsx'
import { useText } from './i18n.ts'

/** One line, or one feature, of a file that could not be taken. */
export type Rejected = { readonly line: number; readonly column?: string | null; readonly value?: string | null; readonly reason: string }
export type ImportDialogProps<Answer> = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly accept: string
  readonly path: string
  readonly fields?: Readonly<Record<string, string>>
  readonly children?: ReactNode
  readonly rejectedOf: (answer: Answer) => readonly Rejected[]
  readonly savedOf: (answer: Answer) => boolean
  /** What became of the file, in words. */
  readonly say: (answer: Answer) => ReactNode
  readonly onDone: (answer: Answer) => void
}

/** Takes a file in: all of it or, when asked for, the good lines; what was not taken is listed with line, column, value and reason. */
export const ImportDialog = <Answer,>({
  open,
  onClose,
  title,
  accept,
  path,
  fields,
  children,
  rejectedOf,
  savedOf,
  say,
  onDone,
}: ImportDialogProps<Answer>) => {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [keepGood, setKeepGood] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const close = (): void => {
    setFile(null)
    setAnswer(null)
    setError(null)
    setKeepGood(false)
    onClose()
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!file || busy) return
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      const form = new FormData()
      for (const [name, value] of Object.entries({ ...fields, ...(keepGood ? { keep_good: 'true' } : {}) })) form.append(name, value)
      form.append('file', file)
      const got = await api.post<Answer>(path, form)
      setAnswer(got)
      if (savedOf(got)) onDone(got)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const rejected = answer === null ? [] : rejectedOf(answer)
  const saved = answer !== null && savedOf(answer)
  return (
    <Dialog open={open} onClose={close} title={title} width={760}>
      <form onSubmit={(event) => void submit(event)} className="b-stack">
        <ErrorSummary error={error} />
        {children}
        <div className="b-file">
          <input
            ref={input}
            id="import-file"
            type="file"
            accept={accept}
            className="b-unseen"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setAnswer(null)
            }}
          />
          <Button icon="plus" onClick={() => input.current?.click()}>
            {t('ui:kit.choose_file')}
          </Button>
          <label htmlFor="import-file" className={file ? undefined : 'b-quiet'}>
            {file ? `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB` : t('ui:kit.no_file')}
          </label>
        </div>
        <label className="b-choice">
          <input type="checkbox" checked={keepGood} onChange={(event) => setKeepGood(event.target.checked)} />
          <span>
            {t('ui:kit.keep_good')}
            <small>{t('ui:kit.keep_good_hint')}</small>
          </span>
        </label>
        {answer === null ? null : (
          <div className="b-note" role="status" data-tone={saved ? 'on_track' : 'today'}>
            {say(answer)}
          </div>
        )}
        {rejected.length > 0 ? (
          <div className="b-table-scroll" tabIndex={0} role="region" aria-label={t('ui:kit.rejected', { n: rejected.length })}>
            <DataTable<Rejected & { readonly i: number }>
              label={t('ui:kit.rejected', { n: rejected.length })}
              rows={rejected.slice(0, 500).map((r, i) => ({ ...r, i }))}
              rowKey={(r) => String(r.i)}
              columns={[
                { key: 'line', title: t('ui:kit.line'), number: true, cell: (r) => r.line },
                { key: 'column', title: t('ui:kit.column'), cell: (r) => r.column ?? '' },
                { key: 'value', title: t('ui:kit.value'), cell: (r) => r.value ?? '' },
                { key: 'reason', title: t('ui:kit.why'), cell: (r) => r.reason, wide: true },
              ]}
            />
          </div>
        ) : null}
        <div className="b-side-foot">
          <Button onClick={close}>{saved ? t('ui:close') : t('ui:cancel')}</Button>
          {saved ? null : (
            <Button kind="primary" type="submit" busy={busy} refusal={file ? undefined : t('ui:kit.no_file')}>
              {t('ui:kit.take_in')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
