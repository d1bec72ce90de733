import { type FormEvent, useState } from 'react'
import { Button, faultOf, useCity, useText } from '#platform/web-ui/index.ts'
import type { CaseCommandType } from '../rules/index.ts'
import type { CaseDetail } from './api.ts'
import { CommandEntry } from './command-entry.tsx'
import type { FormField } from './command-fields.ts'
import { blank, firstValues, isMadeUpFor, isMissing, isRequired, isShown, labelKey, outgoing, refusedName, type Values } from './form-values.ts'

export type CommandFormProps = {
  readonly command: CaseCommandType
  readonly fields: readonly FormField[]
  /** The case, or null for many at once. */
  readonly detail: CaseDetail | null
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (fields: Values) => void
  readonly onCancel: () => void
}

/** The form of one command: what it asks, what is missing, and the button that gives it. */
export const CommandForm = ({ command, fields, detail, busy, error, onSend, onCancel }: CommandFormProps) => {
  const { t } = useText()
  const { zone } = useCity()
  const action = detail?.actions.find((one) => one.command === command)
  const reasons = action?.reasons ?? null
  const [values, setValues] = useState<Values>(() => firstValues(fields, detail, reasons))
  const [tried, setTried] = useState(false)
  const put = (name: string, value: unknown): void => setValues((before) => ({ ...before, [name]: value }))
  const must = (field: FormField): boolean => isRequired(field, action, detail === null)
  const shown = fields.filter((field) => isShown(field, action, values))
  const missing = (field: FormField): boolean => must(field) && isMissing(field, values) && !isMadeUpFor(field, fields, values)
  const refused = (field: FormField): boolean => field.kind === 'photos' && !blank(values[refusedName(field.name)])
  const faultOfField = (field: FormField): string | undefined =>
    tried && refused(field)
      ? t('cases:page.photos.refused_first')
      : tried && missing(field)
      ? t(field.kind === 'photos' && action?.command === 'report_back' ? 'cases:page.photos.needed' : field.kind === 'children' ? 'cases:page.form.two_children' : 'cases:page.form.missing', { name: t(labelKey(field)) })
      : faultOf(error, field.name)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!shown.some((field) => missing(field) || refused(field)) && !busy) onSend(outgoing(shown, values, zone))
  }
  return (
    <form onSubmit={submit} noValidate className="c-form">
      {shown.map((field) => (
        <CommandEntry
          key={field.name}
          command={command}
          field={field}
          detail={detail}
          values={values}
          reasons={reasons}
          required={must(field)}
          fault={faultOfField(field)}
          onChange={put}
        />
      ))}
      {fields.length === 0 ? <p className="b-quiet">{t('cases:page.form.nothing_to_fill')}</p> : null}
      <div className="c-form-foot">
        <Button onClick={onCancel}>{t('ui:cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy}>
          {t(`cases:commands.${command}`)}
        </Button>
      </div>
    </form>
  )
}
