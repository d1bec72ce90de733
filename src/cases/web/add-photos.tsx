import { useState } from 'react'
import { Button, Choices, speak, useText } from '#platform/web-ui/index.ts'
import { photoKinds } from '../rules/index.ts'
import { casesApi } from './api.ts'

/** Photos added to a case at once, each an event of its own. */
export const AddPhotos = ({
  caseId,
  onAdded,
  onCancel,
}: {
  readonly caseId: string
  readonly onAdded: (count: number) => void
  readonly onCancel: () => void
}) => {
  const { t } = useText()
  const [kind, setKind] = useState<string>('near')
  const [files, setFiles] = useState<readonly File[]>([])
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly string[]>([])
  const send = async (): Promise<void> => {
    setBusy(true)
    setFaults([])
    const left: File[] = []
    const said: string[] = []
    for (const file of files) {
      try {
        await casesApi.addPhoto(caseId, kind, file)
      } catch (error) {
        left.push(file)
        said.push(`${file.name}: ${speak(error).title}`)
      }
    }
    setBusy(false)
    setFiles(left)
    setFaults(said)
    if (left.length === 0) onAdded(files.length)
  }
  return (
    <div className="c-form">
      <Choices
        label={t('cases:page.photos.kind')}
        name="kind"
        value={kind}
        onChange={setKind}
        choices={photoKinds.map((value) => ({ value, label: t(`cases:photo_kinds.${value}`) }))}
      />
      <div className="b-field">
        <label htmlFor="add-photos">{t('cases:page.photos.choose')}</label>
        <input
          id="add-photos"
          className="b-input"
          type="file"
          accept="image/*"
          multiple
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
      </div>
      {faults.map((fault) => (
        <p key={fault} className="b-field-fault" role="alert">
          {fault}
        </p>
      ))}
      <div className="c-form-foot">
        <Button onClick={onCancel}>{t('ui:cancel')}</Button>
        <Button kind="primary" busy={busy} refusal={files.length === 0 ? t('cases:page.photos.none_chosen') : undefined} onClick={() => void send()}>
          {t('cases:commands.add_file')}
        </Button>
      </div>
    </div>
  )
}
