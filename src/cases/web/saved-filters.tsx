import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Dialog, ErrorSummary, sayNumber, TextField, toast, useMay, useText } from '#platform/web-ui/index.ts'
import { casesApi, type SavedFilter } from './api.ts'
import { filterWords, type useFilters } from './filters.ts'
import { useSavedFilters } from './queries.ts'

type Props = { readonly filters: ReturnType<typeof useFilters>; readonly saving: boolean; readonly onSaving: (open: boolean) => void }

const same = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  filterWords.every((word) => (one[word] ?? '') === (other[word] ?? ''))

/** Filters kept under a name, each with how many cases it holds now. */
export const SavedFilters = ({ filters: { filters, set, narrowed }, saving, onSaving }: Props) => {
  const { t, language } = useText()
  const may = useMay()
  const client = useQueryClient()
  const saved = useSavedFilters()
  const [name, setName] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: ['cases', 'saved'] })
  const save = useMutation({
    mutationFn: () => casesApi.saveFilter(name.trim(), filters),
    onSuccess: async () => {
      onSaving(false)
      setName('')
      await refresh()
    },
  })
  const remove = useMutation({
    mutationFn: (filter: SavedFilter) => casesApi.removeFilter(filter.id),
    onSuccess: async (_, filter) => {
      await refresh()
      toast({
        text: t('cases:page.saved.removed', { name: filter.name }),
        undo: () => void casesApi.saveFilter(filter.name, filter.query).then(refresh),
      })
    },
  })
  if (!may('saved_filters.manage')) return null
  const use = (filter: SavedFilter): void =>
    set({ ...Object.fromEntries(filterWords.map((word) => [word, null])), ...filter.query, case: null }, { push: true })
  return (
    <div className="c-saved">
      {(saved.data?.items ?? []).map((filter) => {
        const on = same(filter.query, filters)
        return (
          <span key={filter.id} className="c-saved-one">
            <Button size="small" aria-pressed={on} onClick={() => use(filter)}>
              {filter.name}
              {filter.count === null ? '' : ` ${sayNumber(filter.count, language)}`}
            </Button>
            {on ? (
              <Button
                size="small"
                kind="quiet"
                icon="close"
                aria-label={t('cases:page.saved.remove', { name: filter.name })}
                onClick={() => remove.mutate(filter)}
              />
            ) : null}
          </span>
        )
      })}
      {narrowed.length > 0 ? (
        <Button size="small" kind="quiet" icon="save" onClick={() => onSaving(true)}>
          {t('cases:page.saved.save')}
        </Button>
      ) : null}
      <Dialog
        open={saving}
        onClose={() => onSaving(false)}
        title={t('cases:page.saved.save')}
        width={420}
        footer={
          <>
            <Button onClick={() => onSaving(false)}>{t('ui:cancel')}</Button>
            <Button
              kind="primary"
              busy={save.isPending}
              refusal={name.trim() ? undefined : t('cases:page.saved.name_missing')}
              onClick={() => save.mutate()}
            >
              {t('cases:page.saved.do')}
            </Button>
          </>
        }
      >
        <ErrorSummary error={save.error} />
        <TextField
          label={t('cases:page.saved.name')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && name.trim()) save.mutate()
          }}
        />
      </Dialog>
    </div>
  )
}
