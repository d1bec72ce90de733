import './areas.css'
import { useState } from 'react'
import { Button, EmptyState, PageHead, Panel, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { ExportMenu, SearchBox } from '#platform/web-ui/desk.ts'
import { AreaForm } from './area-form.tsx'
import { AreaTree } from './area-tree.tsx'
import { AreaView } from './area-view.tsx'
import { BoundaryImport } from './boundary-import.tsx'

/** Areas of five levels: the tree on the left, one area with its borders on the right. */
const AreasPage = () => {
  const { t } = useText()
  const may = useMay()
  const [search, set] = useUrlState()
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const id = search['id'] ?? null
  const q = search['q'] ?? ''
  return (
    <div className="b-page">
      <PageHead
        title={t('areas:page.areas.title')}
        actions={
          <>
            <ExportMenu path="/api/areas/export" query={{ q }} />
            {may('areas.manage') ? (
              <>
                <Button icon="map" onClick={() => setImporting(true)}>
                  {t('areas:page.areas.import')}
                </Button>
                <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                  {t('areas:page.areas.add')}
                </Button>
              </>
            ) : null}
          </>
        }
      >
        <p className="b-quiet">{t('areas:page.areas.hint')}</p>
      </PageHead>
      <div className="b-split" data-chosen={id ? true : undefined}>
        <Panel>
          <div className="b-stack">
            <SearchBox label={t('areas:page.areas.search')} value={q} onSearch={(text) => set({ q: text || null })} />
            <AreaTree q={q} selected={id} onSelect={(next) => set({ id: next })} />
          </div>
        </Panel>
        {id ? (
          <AreaView key={id} id={id} onSelect={(next) => set({ id: next })} onClear={() => set({ id: null })} />
        ) : (
          <Panel>
            <EmptyState title={t('areas:page.areas.choose')}>
              <p>{t('areas:page.areas.choose_how')}</p>
            </EmptyState>
          </Panel>
        )}
      </div>
      {adding ? (
        <AreaForm
          parentId={id}
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false)
            set({ id: made.id })
          }}
        />
      ) : null}
      <BoundaryImport open={importing} onClose={() => setImporting(false)} />
    </div>
  )
}
export default AreasPage
