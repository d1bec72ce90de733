import { useRef, useState } from 'react'
import { Button, Icon, speak, useText } from '#platform/web-ui/index.ts'
import { casesApi } from './api.ts'

export type Attached = { readonly file_id: string; readonly secret: string; readonly kind: string; readonly name: string }
type Props = {
  readonly kind: string
  readonly value: readonly Attached[]
  readonly onChange: (files: readonly Attached[]) => void
  /** Names of chosen files that were not taken: the form waits until they are taken away or replaced. */
  readonly onRefused: (names: readonly string[]) => void
  readonly id: string
  readonly describedBy: string | undefined
}

/** Photos are sent as they are chosen, so that the form itself goes out at once; a failed one says so and can be tried again. */
export const PhotoField = ({ kind, value, onChange, onRefused, id, describedBy }: Props) => {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(0)
  const [faults, setFaults] = useState<readonly { readonly name: string; readonly why: string }[]>([])
  const refuse = (next: typeof faults): void => {
    setFaults(next)
    onRefused(next.map((fault) => fault.name))
  }
  const latest = useRef(value)
  latest.current = value
  const send = async (files: readonly File[]): Promise<void> => {
    const found: { name: string; why: string }[] = []
    refuse([])
    for (const file of files) {
      setSending((n) => n + 1)
      try {
        const stored = await casesApi.upload(kind, file)
        latest.current = [...latest.current, { file_id: stored.file_id, secret: stored.secret ?? '', kind, name: file.name }]
        onChange(latest.current)
      } catch (error) {
        const said = speak(error)
        found.push({ name: file.name, why: said.fields[0]?.message ?? said.title })
        refuse([...found])
      } finally {
        setSending((n) => n - 1)
      }
    }
  }
  return (
    <div className="c-photos">
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          void send([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button icon="photo" busy={sending > 0} aria-describedby={describedBy} onClick={() => input.current?.click()}>
        {sending > 0 ? t('cases:page.photos.sending', { n: sending }) : t('cases:page.photos.add')}
      </Button>
      {value.map((file) => (
        <span key={file.file_id} className="c-photo-one">
          <Icon name="photo" /> <span className="b-small">{file.name}</span>
          <Button
            kind="quiet"
            size="small"
            icon="close"
            aria-label={t('cases:page.photos.remove', { name: file.name })}
            onClick={() => onChange(value.filter((f) => f !== file))}
          />
        </span>
      ))}
      {faults.map((fault) => (
        <p key={fault.name} className="c-photo-refused b-field-fault" role="alert">
          {`${fault.name}: ${fault.why}`}{' '}
          <Button kind="quiet" size="small" icon="close" onClick={() => refuse(faults.filter((other) => other !== fault))}>
            {t('cases:page.photos.leave_out')}
          </Button>
        </p>
      ))}
    </div>
  )
}
