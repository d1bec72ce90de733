import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button, Field, Icon, TextArea, useText } from '#platform/web-ui/index.ts'
import { catalogueApi, categoryName, type Suggested } from '#catalogue/web/index.tsx'
import type { Draft } from './draft.ts'

/** What people report most, in their words; each is a search, so it fits whatever catalogue the city keeps. */
const common = ['rubbish', 'parking', 'bicycles', 'road', 'cover', 'light', 'stalls', 'ads', 'noise', 'building', 'green', 'sewage'] as const

/** Problems whose kind decides who answers for it and which nobody can be expected to know: the kinds are shown, with a way for not knowing. */
const asksKind: ReadonlySet<string> = new Set(['cover'])

const useLater = (text: string, ms = 250): string => {
  const [late, setLate] = useState(text)
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(text), ms)
    return () => window.clearTimeout(timer)
  }, [text, ms])
  return late
}
const useSuggestions = (q: string, limit = 8) =>
  useQuery<{ readonly items: readonly Suggested[] }>({
    queryKey: ['suggest', q, limit],
    enabled: q.trim().length > 0,
    staleTime: 600_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => catalogueApi.suggest(q, signal, limit),
  })

/** What it is: searched in plain words, or one tap; not knowing is allowed. */
export const WhatStep = ({ draft, change }: { readonly draft: Draft; readonly change: (patch: Partial<Draft>) => void }) => {
  const { t, language } = useText()
  const [typed, setTyped] = useState('')
  const [tapped, setTapped] = useState<string | null>(null)
  const asked = useLater(typed)
  const found = useSuggestions(asked)
  const described = useSuggestions(useLater(typed === '' && !draft.category ? draft.description : '', 600))
  const [kindOf, setKindOf] = useState<string | null>(null)
  const quick = useSuggestions(tapped ?? '')
  const kindWord = kindOf ? t(`intake:page.what.words.${kindOf}.search`) : ''
  const kinds = useSuggestions(kindWord, 30)
  const offered = kindOf ? (kinds.data?.items ?? []).filter((c) => c.name.includes(kindWord)).slice(0, 14) : []
  const unknownKind = kindOf ? offered.find((c) => c.name === t(`intake:page.what.words.${kindOf}.unsure_category`)) : undefined
  const choose = (c: Suggested): void => {
    change({ category: { code: c.code, name: categoryName(c, language) }, unsure: false })
    setTyped('')
    setTapped(null)
    setKindOf(null)
  }
  useEffect(() => {
    const first = tapped && !quick.isPlaceholderData ? quick.data?.items[0] : undefined
    if (first) choose(first)
  }, [tapped, quick.data, quick.isPlaceholderData])
  const near = (items: readonly Suggested[] = []): readonly Suggested[] => items.filter((c) => c.score >= (items[0]?.score ?? 0) * 0.25)
  const list = typed.trim() ? near(found.data?.items).slice(0, 6) : draft.description.trim() ? near(described.data?.items).slice(0, 3) : []
  return (
    <>
      {draft.category ? (
        <div className="r-chosen">
          <span>{t('intake:page.what.chosen')}</span>
          <strong>{draft.category.name}</strong>
          <Button size="small" onClick={() => change({ category: null })}>
            {t('intake:page.what.other')}
          </Button>
        </div>
      ) : (
        <>
          <Field label={t('intake:page.what.search')} hint={t('intake:page.what.search_hint')}>
            {(id, described_by) => (
              <span className="r-search">
                <Icon name="search" />
                <input
                  id={id}
                  aria-describedby={described_by}
                  className="b-input"
                  type="search"
                  enterKeyHint="search"
                  autoComplete="off"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') {
                      event.preventDefault()
                      if (list[0]) choose(list[0])
                    }
                  }}
                />
              </span>
            )}
          </Field>
          {list.length > 0 ? (
            <ul className="r-suggest" aria-label={t('intake:page.what.suggestions')}>
              {list.map((c) => (
                <li key={c.code}>
                  <button type="button" onClick={() => choose(c)}>
                    {categoryName(c, language)}
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          {typed.trim() && found.isSuccess && !found.isFetching && list.length === 0 ? (
            <p className="r-small" role="status">
              {t('intake:page.what.none', { q: typed.trim() })}
            </p>
          ) : null}
          {kindOf && typed.trim() === '' ? (
            <fieldset className="r-kinds">
              <legend>{t('intake:page.what.which_kind')}</legend>
              <ul className="r-suggest">
                {unknownKind ? (
                  <li>
                    <button type="button" onClick={() => choose(unknownKind)}>
                      {t('intake:page.what.kind_unsure')} <small>{categoryName(unknownKind, language)}</small>
                    </button>
                  </li>
                ) : null}
                {offered
                  .filter((c) => c !== unknownKind)
                  .map((c) => (
                    <li key={c.code}>
                      <button type="button" onClick={() => choose(c)}>
                        {categoryName(c, language)}
                      </button>
                    </li>
                  ))}
              </ul>
              <Button size="small" kind="quiet" icon="left" onClick={() => setKindOf(null)}>
                {t('ui:back')}
              </Button>
            </fieldset>
          ) : typed.trim() ? null : (
            <ul className="r-common" aria-label={t('intake:page.what.common')}>
              {common.map((word) => (
                <li key={word}>
                  <button type="button" onClick={() => (asksKind.has(word) ? setKindOf(word) : setTapped(t(`intake:page.what.words.${word}.search`)))}>
                    {t(`intake:page.what.words.${word}.label`)}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Button aria-pressed={draft.unsure} onClick={() => change({ unsure: !draft.unsure })}>
            {t('intake:page.what.unsure')}
          </Button>
          {draft.unsure ? <p className="r-small">{t('intake:page.what.unsure_hint')}</p> : null}
        </>
      )}
      <TextArea
        label={t('intake:page.what.description')}
        hint={t('intake:page.what.description_hint')}
        optional={draft.category !== null || draft.photos.length > 0}
        rows={4}
        maxLength={2000}
        value={draft.description}
        onChange={(event) => change({ description: event.target.value })}
      />
    </>
  )
}
