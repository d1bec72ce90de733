import './areas.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Go, PageHead, Panel, useGo, useMay, useText } from '#platform/web-ui/index.ts'
import { ExportMenu } from '#platform/web-ui/desk.ts'
import { areasApi } from './api.ts'
import { PlaceForm } from './place-form.tsx'
import { PlaceImport } from './place-import.tsx'
import PlacesList, { usePlaceQuery } from './places-list.tsx'
import { usePlaceTypes } from './place-words.tsx'

/** Places (点位): squares, markets, stations, toilets, whatever is inspected as a thing of its own. `edit` in the address opens one. */
const PlacesPage = () => {
  const { t } = useText()
  const may = useMay()
  const go = useGo()
  const { search, set, query } = usePlaceQuery()
  const { types } = usePlaceTypes()
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const manages = may('areas.manage')
  const edit = manages ? (search['edit'] ?? null) : null
  const edited = useQuery({ queryKey: ['places', 'one', edit], enabled: edit !== null, queryFn: ({ signal }) => areasApi.place(edit as string, signal) })
  const stories = may('inspections.read')
  const open = (id: string): void => (stories ? go(`/places/${id}`) : set({ edit: id }))
  return (
    <div className="b-page">
      <PageHead
        title={t('areas:page.places.title')}
        actions={
          <>
            <ExportMenu path="/api/places/export" query={query} more={[{ key: 'geojson', label: 'GeoJSON' }]} />
            {manages ? (
              <>
                <Button icon="map" onClick={() => setImporting(true)}>
                  {t('areas:page.places.import')}
                </Button>
                <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                  {t('areas:page.places.add')}
                </Button>
              </>
            ) : null}
          </>
        }
      >
        <p className="b-quiet">
          {t('areas:page.places.hint')} <Go to="/admin/place-types">{t('areas:page.types.title')}</Go>
        </p>
      </PageHead>
      <Panel>
        <PlacesList
          onOpen={open}
          {...(manages
            ? {
                actions: (p) => (
                  <Button size="small" aria-label={`${t('areas:page.places.edit')} ${p.name}`} onClick={() => set({ edit: p.id })}>
                    {t('areas:page.places.edit')}
                  </Button>
                ),
              }
            : {})}
        />
      </Panel>
      {adding ? <PlaceForm place={null} types={types} onClose={() => setAdding(false)} onMade={(id) => { setAdding(false); set({ edit: id }) }} /> : null}
      {edited.data && edit === edited.data.id ? <PlaceForm key={edit} place={edited.data} types={types} onClose={() => set({ edit: null })} /> : null}
      <PlaceImport open={importing} onClose={() => setImporting(false)} />
    </div>
  )
}
export default PlacesPage
