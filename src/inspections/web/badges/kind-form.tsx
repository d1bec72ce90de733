import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { areasApi } from '#areas/web/index.tsx'
import { Button, ErrorSummary, faultOf, Field, TextField, toast, useText } from '#platform/web-ui/index.ts'
import { SidePanel } from '#platform/web-ui/desk.ts'
import { type BadgeRules, defaultBadgeKinds } from '../../rules/index.ts'
import { type BadgeKind, badgesApi } from './api.ts'
import { inLanguage } from './words.tsx'

/** Numbers of the rules by path, with the word of each. */
const groups: readonly (readonly [group: 'earn' | 'keep' | 'lose', fields: readonly (readonly [path: string, word: string])[]])[] = [
  ['earn', [['earn.visits', 'earn_visits'], ['earn.least_score', 'least_score'], ['earn.window_days', 'window_days'], ['earn.open_cases_most', 'open_cases_most'], ['earn.wait_days', 'wait_days']]],
  ['keep', [['keep.every_days', 'every_days'], ['keep.visits', 'keep_visits'], ['keep.least_score', 'least_score'], ['keep.open_cases_most', 'open_cases_most']]],
  ['lose', [['lose.score_below', 'score_below'], ['lose.cases_at_least', 'cases_at_least'], ['lose.window_days', 'window_days'], ['expire_days', 'expire_days']]],
]
const paths = groups.flatMap(([, fields]) => fields.map(([path]) => path))
const readPath = (rules: BadgeRules, path: string): number => path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], rules) as number
const start = defaultBadgeKinds[0]?.rules as BadgeRules

/** A kind of badge: for which places, and what earns, keeps and loses it. */
export const KindForm = ({ kind, onClose }: { readonly kind: BadgeKind | null; readonly onClose: () => void }) => {
  const { t, language } = useText()
  const client = useQueryClient()
  const [code, setCode] = useState(kind?.code ?? '')
  const [name, setName] = useState(kind?.name ?? '')
  const [nameEn, setNameEn] = useState(kind?.name_en ?? '')
  const [types, setTypes] = useState<readonly string[]>(kind?.rules.place_types ?? [])
  const [numbers, setNumbers] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(paths.map((path) => [path, String(readPath(kind?.rules ?? start, path))])))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const known = useQuery({ queryKey: ['place-types'], staleTime: 300_000, queryFn: ({ signal }) => areasApi.placeTypes(signal) })
  const n = (path: string): number => Number(numbers[path])
  const save = async (retired: boolean): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(null)
    const rules: BadgeRules = {
      place_types: types, earn: { visits: n('earn.visits'), least_score: n('earn.least_score'), window_days: n('earn.window_days'), open_cases_most: n('earn.open_cases_most'), wait_days: n('earn.wait_days') },
      keep: { every_days: n('keep.every_days'), visits: n('keep.visits'), least_score: n('keep.least_score'), open_cases_most: n('keep.open_cases_most') },
      lose: { score_below: n('lose.score_below'), cases_at_least: n('lose.cases_at_least'), window_days: n('lose.window_days') }, expire_days: n('expire_days'),
    }
    try {
      const saved = await badgesApi.saveKind(code.trim(), { name: name.trim(), name_en: nameEn.trim(), rules, retired })
      toast({ text: t(retired && !kind?.retired ? 'inspections:badges.kinds.retired_toast' : 'inspections:badges.kinds.saved', { name: saved.name }) })
      await client.invalidateQueries({ queryKey: ['badges'] })
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const missing =
    code.trim() === '' || name.trim() === '' ? t('inspections:badges.kinds.fill_first') : paths.some((path) => (numbers[path] ?? '').trim() === '' || !Number.isFinite(n(path))) ? t('inspections:badges.kinds.numbers') : undefined
  return (
    <SidePanel open onClose={onClose} title={kind ? t('inspections:badges.kinds.edit', { name: kind.name }) : t('inspections:badges.kinds.new')}>
      <form
        noValidate
        className="b-stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save(kind?.retired ?? false)
        }}
      >
        <ErrorSummary error={error} />
        {kind ? null : (
          <TextField
            label={t('inspections:badges.kinds.code')}
            hint={t('inspections:badges.kinds.code_hint')}
            value={code}
            maxLength={40}
            autoCapitalize="none"
            spellCheck={false}
            fault={faultOf(error, 'code')}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        <div className="b-two">
          <TextField label={t('inspections:badges.kinds.name')} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
          <TextField label={t('inspections:badges.kinds.name_en')} optional value={nameEn} maxLength={80} onChange={(event) => setNameEn(event.target.value)} />
        </div>
        <Field label={t('inspections:badges.kinds.types')} optional>
          {(id) => (
            <Select<string[]>
              id={id}
              mode="multiple"
              aria-label={t('inspections:badges.kinds.types')}
              placeholder={t('inspections:badges.kinds.types_any')}
              style={{ width: '100%' }}
              value={[...types]}
              onChange={setTypes}
              showSearch={{ optionFilterProp: 'label' }}
              options={(known.data?.items ?? []).map((type) => ({ value: type.code, label: inLanguage(language, type.name, type.name_en) }))}
            />
          )}
        </Field>
        {groups.map(([group, fields]) => (
          <fieldset key={group} className="ib-group">
            <legend>{t(`inspections:badges.kinds.${group}`)}</legend>
            <div className="b-two">
              {fields.map(([path, word]) => (
                <TextField
                  key={path}
                  label={t(`inspections:badges.kinds.${word}`)}
                  inputMode="decimal"
                  value={numbers[path] ?? ''}
                  fault={faultOf(error, `rules.${path}`)}
                  onChange={(event) => setNumbers({ ...numbers, [path]: event.target.value })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <div className="b-side-foot">
          {kind ? <Button onClick={() => void save(!kind.retired)}>{t(kind.retired ? 'inspections:badges.kinds.restore' : 'inspections:badges.kinds.retire')}</Button> : null}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
