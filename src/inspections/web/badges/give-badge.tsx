import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Button, Dialog, ErrorSummary, Field, LoadingSkeleton, sayNumber, TextArea, toast, useText } from '#platform/web-ui/index.ts'
import { RemoteSelect, type RemoteOption } from '#platform/web-ui/desk.ts'
import { type BadgeKind, badgesApi, type Candidate } from './api.ts'
import { inLanguage, VerdictBox } from './words.tsx'

const readPlace = (row: Record<string, unknown>): RemoteOption => ({ value: String(row['id']), label: String(row['name']), note: [row['area_name'], row['code']].filter(Boolean).join(' ') })

/** 验收挂牌: a badge and a place, and whether the place has earned it. */
export const GiveBadge = ({ kinds, place: first, onClose }: { readonly kinds: readonly BadgeKind[]; readonly place?: { readonly id: string; readonly name: string; readonly type_code: string } | null; readonly onClose: () => void }) => {
  const { t, language } = useText()
  const client = useQueryClient()
  const fits = kinds.filter((k) => !k.retired && (!first || k.rules.place_types.length === 0 || k.rules.place_types.includes(first.type_code)))
  const [kind, setKind] = useState<string | null>(fits.length === 1 ? (fits[0]?.code ?? null) : null)
  const [place, setPlace] = useState<{ readonly id: string; readonly name: string } | null>(first ?? null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const candidates = useQuery({ queryKey: ['badges', 'candidates', kind], enabled: kind !== null && !first, queryFn: ({ signal }) => badgesApi.candidates(kind as string, signal) })
  const check = useQuery({ queryKey: ['badges', 'check', kind, place?.id], enabled: kind !== null && place !== null, queryFn: ({ signal }) => badgesApi.check(kind as string, place?.id as string, signal) })
  const types = kinds.find((k) => k.code === kind)?.rules.place_types ?? []
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy || !kind || !place) return
    setBusy(true)
    setError(null)
    try {
      const given = await badgesApi.give({ kind, place_id: place.id, reason: note.trim() })
      toast({ text: t('inspections:badges.given', { place: given.place.name, day: given.review_due_on }) })
      await client.invalidateQueries({ queryKey: ['badges'] })
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const refusal = !kind || !place ? t('inspections:badges.choose_both') : check.data?.allowed === false ? (check.data.reason ?? t('inspections:badges.not_allowed')) : check.data ? undefined : t('inspections:badges.checking')
  const pick = (c: Candidate): void => setPlace({ id: c.place_id, name: c.name })
  return (
    <Dialog open onClose={onClose} title={t('inspections:badges.give_title')} width={640}>
      <form onSubmit={(event) => void submit(event)} noValidate className="b-stack">
        <ErrorSummary error={error} />
        <Field label={t('inspections:badges.kind')}>
          {(id) => (
            <Select
              id={id}
              aria-label={t('inspections:badges.kind')}
              style={{ width: '100%' }}
              placeholder={t('ui:form.choose')}
              value={kind}
              onChange={(value: string) => {
                setKind(value)
                if (!first) setPlace(null)
              }}
              options={fits.map((k) => ({ value: k.code, label: inLanguage(language, k.name, k.name_en) }))}
            />
          )}
        </Field>
        {first ? (
          <p>
            {t('inspections:badges.place')} <strong>{first.name}</strong>
          </p>
        ) : kind ? (
          <>
            <Field label={t('inspections:badges.place')}>
              {(id) => (
                <RemoteSelect
                  id={id}
                  label={t('inspections:badges.place')}
                  path="/api/places"
                  {...(types.length === 1 ? { query: { type: types[0] as string } } : {})}
                  read={readPlace}
                  value={place?.id ?? null}
                  known={place ? { value: place.id, label: place.name } : null}
                  onChange={(value, option) => setPlace(value ? { id: value, name: option?.label ?? '' } : null)}
                />
              )}
            </Field>
            {place ? null : candidates.data ? (
              candidates.data.items.length === 0 ? (
                <p className="b-quiet">{t('inspections:badges.no_candidate')}</p>
              ) : (
                <div>
                  <p className="b-quiet">{t('inspections:badges.candidate')}</p>
                  <ul className="ib-candidates">
                    {candidates.data.items.map((c) => (
                      <li key={c.place_id}>
                        <Button kind="quiet" onClick={() => pick(c)}>
                          <span>
                            {c.name} <span className="b-quiet b-small">{c.area_name}</span>
                          </span>
                          <span className="b-small b-quiet">
                            {t('inspections:badges.candidate_one', { visits: c.visits, least: sayNumber(c.least, language, 1), mean: sayNumber(c.mean, language, 1) })}
                          </span>
                        </Button>
                      </li>
                    ))}
                  </ul>
                </div>
              )
            ) : (
              <LoadingSkeleton lines={3} />
            )}
          </>
        ) : null}
        {check.data ? <VerdictBox verdict={check.data} allowed={t('inspections:badges.allowed')} refused={t('inspections:badges.not_allowed')} /> : null}
        <TextArea label={t('inspections:badges.note')} optional rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        <div className="b-side-foot">
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
            {t('inspections:badges.give')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
