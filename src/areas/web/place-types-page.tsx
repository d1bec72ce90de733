import './areas.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, EmptyState, Go, PageHead, Panel, StateTag, toast, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable, SearchBox } from '#platform/web-ui/desk.ts'
import { areasApi, inLanguage, type PlaceType } from './api.ts'
import { PlaceTypeForm } from './place-type-form.tsx'

/** Kinds of places (点位类型): what is inspected, and what each should be like. */
const PlaceTypesPage = () => {
  const { t, language } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [search, set] = useUrlState()
  const [editing, setEditing] = useState<PlaceType | 'new' | null>(null)
  const [busy, setBusy] = useState(false)
  const answer = useQuery({ queryKey: ['place-types'], queryFn: ({ signal }) => areasApi.placeTypes(signal) })
  const manages = may('areas.manage')
  const q = (search['q'] ?? '').toLowerCase()
  const retired = Boolean(search['retired'])
  const all = answer.data?.items ?? []
  const rows = all.filter(
    (type) => (retired || !type.retired) && (q === '' || [type.code, type.name, type.name_en, type.standard, type.standard_en].some((word) => word.toLowerCase().includes(q))),
  )
  const addDefaults = async (): Promise<void> => {
    setBusy(true)
    try {
      const { added } = await areasApi.addDefaultPlaceTypes()
      toast({ text: added > 0 ? t('areas:page.types.added', { n: added }) : t('areas:page.types.added_none') })
      await client.invalidateQueries({ queryKey: ['place-types'] })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="b-page">
      <PageHead
        title={t('areas:page.types.title')}
        actions={
          manages ? (
            <>
              <Button busy={busy} onClick={() => void addDefaults()} title={t('areas:page.types.defaults_hint')}>
                {t('areas:page.types.add_defaults')}
              </Button>
              <Button kind="primary" icon="plus" onClick={() => setEditing('new')}>
                {t('areas:page.types.add')}
              </Button>
            </>
          ) : undefined
        }
      >
        <p className="b-quiet">{t('areas:page.types.hint')}</p>
      </PageHead>
      <Panel>
        <div className="b-stack">
          <div className="b-row b-no-print">
            <SearchBox label={t('areas:page.types.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
            <Button aria-pressed={retired} onClick={() => set({ retired: retired ? null : 'true' })}>
              {t('areas:page.types.with_retired')}
            </Button>
          </div>
          <DataTable<PlaceType>
            label={t('areas:page.types.title')}
            rows={rows}
            rowKey={(type) => type.code}
            loading={answer.isPending}
            error={answer.data ? null : answer.error}
            onRetry={() => void answer.refetch()}
            {...(manages ? { onOpen: (type: PlaceType) => setEditing(type) } : {})}
            foot={t('ui:kit.total', { n: rows.length })}
            empty={
              <EmptyState title={t(all.length === 0 ? 'areas:page.types.empty' : 'areas:page.types.none_found')}>
                {all.length === 0 ? <p>{t('areas:page.types.empty_how')}</p> : null}
              </EmptyState>
            }
            columns={[
              { key: 'name', title: t('areas:page.types.name'), cell: (type) => inLanguage(language, type.name, type.name_en) },
              { key: 'code', title: t('areas:page.types.code'), cell: (type) => <span className="b-mono b-small">{type.code}</span> },
              {
                key: 'standard',
                title: t('areas:page.types.standard'),
                wide: true,
                cell: (type) => <span className="ar-standard">{inLanguage(language, type.standard, type.standard_en) || t('areas:page.types.standard_none')}</span>,
              },
              {
                key: 'places',
                title: t('areas:page.types.places'),
                number: true,
                cell: (type) =>
                  type.places > 0 ? (
                    <Go to="/admin/places" search={{ type: type.code }} aria-label={`${t('areas:page.types.see_places')} ${type.places}`}>
                      {type.places}
                    </Go>
                  ) : (
                    '0'
                  ),
              },
              {
                key: 'state',
                title: t('areas:page.types.state'),
                cell: (type) => (type.retired ? <StateTag tone="closed">{t('areas:page.types.retired')}</StateTag> : t('areas:page.types.in_use')),
              },
            ]}
          />
        </div>
      </Panel>
      {editing ? <PlaceTypeForm type={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </div>
  )
}
export default PlaceTypesPage
