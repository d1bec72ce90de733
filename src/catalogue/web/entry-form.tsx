import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, faultOf, Field, TextArea, TextField, toast, useText } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { knownDuties, useDutyWord } from '#organisations/web/index.tsx'
import { type CategoryKind, categoryKinds, type CategoryLevel, categoryLevels } from '../rules/index.ts'
import { catalogueApi, type CategoryBody, type CategoryRow, type ConditionBody } from './api.ts'
import { ConditionFields, newCondition } from './condition-fields.tsx'

const bodyOf = (entry: CategoryRow | null, parent: CategoryRow | null): CategoryBody =>
  entry
    ? {
        level: entry.level,
        kind: entry.kind,
        parent_code: entry.parent_code,
        name: entry.name,
        name_en: entry.name_en,
        lead_duty: entry.lead_duty,
        legal_source: entry.legal_source,
        keywords: entry.keywords,
        tags: entry.tags,
        same_time_of_day: entry.same_time_of_day,
        hotline_only: entry.hotline_only,
        source: entry.source,
        conditions: entry.conditions.map(({ id: _id, ...rest }) => rest),
      }
    : {
        level: parent ? 'subcategory' : 'class',
        kind: parent?.kind ?? 'event',
        parent_code: parent?.code ?? null,
        name: '',
        name_en: null,
        lead_duty: null,
        legal_source: null,
        keywords: [],
        tags: [],
        same_time_of_day: false,
        hotline_only: false,
        source: 'city',
        conditions: [],
      }

/** One entry of a draft with all its conditions; everything is saved at once. */
export const EntryForm = ({
  versionId,
  entry,
  items,
  parent,
  onClose,
  onDone,
}: {
  readonly versionId: string
  readonly entry: CategoryRow | null
  readonly items: readonly CategoryRow[]
  readonly parent: CategoryRow | null
  readonly onClose: () => void
  readonly onDone: (code: string) => void
}) => {
  const { t } = useText()
  const duty = useDutyWord()
  const [code, setCode] = useState(entry?.code ?? '')
  const [body, setBody] = useState<CategoryBody>(() => bodyOf(entry, parent))
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const put = (change: Partial<CategoryBody>): void => setBody({ ...body, ...change })
  const above = items.filter((c) => c.level !== 'subcategory' && c.code !== entry?.code && (body.level === 'subcategory' || c.level === 'class'))
  const putCondition = (i: number, next: ConditionBody): void => put({ conditions: body.conditions.map((c, at) => (at === i ? next : c)) })
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await catalogueApi.put(versionId, code.trim(), { ...body, name: body.name.trim() })
      toast({ text: t('catalogue:page.saved', { name: body.name.trim() }) })
      onDone(code.trim())
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing = code.trim() === '' || body.name.trim() === '' ? t('catalogue:page.fill_first') : undefined
  return (
    <SidePanel open onClose={onClose} title={entry ? entry.name : t('catalogue:page.add')} width={720}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <div className="b-two">
          <Field label={t('catalogue:page.fields.level')}>
            {(id) => (
              <Select<CategoryLevel>
                id={id}
                aria-label={t('catalogue:page.fields.level')}
                style={{ width: '100%' }}
                disabled={entry !== null}
                value={body.level}
                onChange={(level) => put({ level, parent_code: level === 'class' ? null : body.parent_code })}
                options={categoryLevels.map((level) => ({ value: level, label: t(`catalogue:page.levels.${level}`) }))}
              />
            )}
          </Field>
          <Field label={t('catalogue:page.fields.kind')}>
            {(id) => (
              <Select<CategoryKind>
                id={id}
                aria-label={t('catalogue:page.fields.kind')}
                style={{ width: '100%' }}
                value={body.kind}
                onChange={(kind) => put({ kind })}
                options={categoryKinds.map((kind) => ({ value: kind, label: t(`catalogue:page.kinds.${kind}`) }))}
              />
            )}
          </Field>
        </div>
        {body.level === 'class' ? null : (
          <Field label={t('catalogue:page.fields.parent')} fault={faultOf(error, 'parent_code')}>
            {(id) => (
              <Select
                id={id}
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={t('catalogue:page.fields.parent')}
                style={{ width: '100%' }}
                value={body.parent_code}
                onChange={(value: string) => put({ parent_code: value })}
                options={above.map((c) => ({ value: c.code, label: `${c.name} ${c.code}` }))}
              />
            )}
          </Field>
        )}
        <div className="b-two">
          <TextField
            label={t('catalogue:page.fields.name')}
            value={body.name}
            maxLength={200}
            fault={faultOf(error, 'name')}
            onChange={(event) => put({ name: event.target.value })}
          />
          <TextField
            label={t('catalogue:page.fields.name_en')}
            optional
            value={body.name_en ?? ''}
            maxLength={200}
            onChange={(event) => put({ name_en: event.target.value || null })}
          />
          <TextField
            label={t('catalogue:page.fields.code')}
            value={code}
            maxLength={64}
            readOnly={entry !== null}
            fault={faultOf(error, 'code')}
            onChange={(event) => setCode(event.target.value)}
          />
          <TextField
            label={t('catalogue:page.fields.source')}
            value={body.source}
            maxLength={200}
            fault={faultOf(error, 'source')}
            onChange={(event) => put({ source: event.target.value })}
          />
        </div>
        {body.level === 'subcategory' ? (
          <>
            <Field label={t('catalogue:page.fields.lead_duty')} optional fault={faultOf(error, 'lead_duty')}>
              {(id) => (
                <Select
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  id={id}
                  aria-label={t('catalogue:page.fields.lead_duty')}
                  style={{ width: '100%' }}
                  value={body.lead_duty}
                  onChange={(value: string | undefined) => put({ lead_duty: value ?? null })}
                  options={[...new Set([...knownDuties, ...(body.lead_duty ? [body.lead_duty] : [])])].map((word) => ({
                    value: word,
                    label: duty(word),
                  }))}
                />
              )}
            </Field>
            <TextArea
              rows={2}
              label={t('catalogue:page.fields.legal_source')}
              optional
              value={body.legal_source ?? ''}
              maxLength={1000}
              onChange={(event) => put({ legal_source: event.target.value || null })}
            />
            <Field label={t('catalogue:page.fields.keywords')} optional hint={t('catalogue:page.keywords_hint')}>
              {(id) => (
                <Select
                  mode="tags"
                  open={false}
                  suffixIcon={null}
                  id={id}
                  aria-label={t('catalogue:page.fields.keywords')}
                  style={{ width: '100%' }}
                  value={[...body.keywords]}
                  onChange={(keywords: string[]) => put({ keywords })}
                  tokenSeparators={['，', ',', '、', ' ']}
                />
              )}
            </Field>
            <Field label={t('catalogue:page.fields.tags')} optional>
              {(id) => (
                <Select
                  mode="tags"
                  open={false}
                  suffixIcon={null}
                  id={id}
                  aria-label={t('catalogue:page.fields.tags')}
                  style={{ width: '100%' }}
                  value={[...body.tags]}
                  onChange={(tags: string[]) => put({ tags })}
                  tokenSeparators={[' ']}
                />
              )}
            </Field>
            <label className="b-choice">
              <input type="checkbox" checked={body.same_time_of_day} onChange={(event) => put({ same_time_of_day: event.target.checked })} />
              <span>
                {t('catalogue:page.fields.same_time_of_day')}
                <small>{t('catalogue:page.same_time_hint')}</small>
              </span>
            </label>
            <label className="b-choice">
              <input type="checkbox" checked={body.hotline_only} onChange={(event) => put({ hotline_only: event.target.checked })} />
              <span>
                {t('catalogue:page.fields.hotline_only')}
                <small>{t('catalogue:page.hotline_hint')}</small>
              </span>
            </label>
            <h3>{t('catalogue:page.conditions', { n: body.conditions.length })}</h3>
            {body.conditions.map((condition, i) => (
              <ConditionFields
                key={condition.code}
                value={condition}
                onChange={(next) => putCondition(i, next)}
                onRemove={() => put({ conditions: body.conditions.filter((_, at) => at !== i) })}
              />
            ))}
            <p>
              <Button
                icon="plus"
                refusal={code.trim() === '' ? t('catalogue:page.fill_first') : undefined}
                onClick={() => put({ conditions: [...body.conditions, newCondition(code.trim(), body.conditions)] })}
              >
                {t('catalogue:page.add_condition')}
              </Button>
            </p>
          </>
        ) : null}
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
