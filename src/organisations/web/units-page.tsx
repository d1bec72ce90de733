import './organisations.css'
import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Button, EmptyState, PageHead, Panel, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { ExportMenu, ImportDialog, SearchBox } from '#platform/web-ui/desk.ts'
import { unitKinds } from '../rules/index.ts'
import type { TableAnswer } from './api.ts'
import { UnitForm } from './unit-form.tsx'
import { UnitTree } from './unit-tree.tsx'
import { UnitView } from './unit-view.tsx'

/** Units: departments, streets, property firms, enterprises, centres; the tree beside one of them. */
const UnitsPage = () => {
  const { t } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [search, set] = useUrlState()
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const id = search['id'] ?? null
  const refresh = (): void => void client.invalidateQueries({ queryKey: ['units'] })
  return (
    <div className="b-page">
      <PageHead
        title={t('organisations:page.units.title')}
        actions={
          <>
            <ExportMenu path="/api/units/export" />
            {may('organisations.manage') ? (
              <>
                <Button icon="plus" onClick={() => setImporting(true)}>
                  {t('ui:kit.take_in')}
                </Button>
                <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                  {t('organisations:page.units.add')}
                </Button>
              </>
            ) : null}
          </>
        }
      >
        <p className="b-quiet">{t('organisations:page.units.hint')}</p>
      </PageHead>
      <div className="b-split" data-chosen={id ? true : undefined}>
        <Panel>
          <div className="b-stack">
            <SearchBox label={t('organisations:page.units.search')} value={search['q'] ?? ''} onSearch={(text) => set({ q: text || null })} />
            <div className="b-row">
              <Select
                allowClear
                style={{ minWidth: 150 }}
                aria-label={t('organisations:fields.kind')}
                placeholder={t('organisations:page.units.every_kind')}
                value={search['kind'] ?? null}
                onChange={(kind: string | null | undefined) => set({ kind: kind ?? null })}
                options={unitKinds.map((kind) => ({ value: kind, label: t(`organisations:kinds.${kind}`) }))}
              />
              <Button aria-pressed={Boolean(search['closed'])} onClick={() => set({ closed: search['closed'] ? null : 'true' })}>
                {t('organisations:page.units.with_closed')}
              </Button>
            </div>
            <UnitTree
              q={search['q'] ?? ''}
              kind={search['kind'] ?? ''}
              closed={search['closed'] ?? ''}
              selected={id}
              onSelect={(next) => set({ id: next })}
            />
          </div>
        </Panel>
        {id ? (
          <UnitView key={id} id={id} onSelect={(next) => set({ id: next })} onClear={() => set({ id: null })} />
        ) : (
          <Panel>
            <EmptyState title={t('organisations:page.units.choose')} />
          </Panel>
        )}
      </div>
      {adding ? (
        <UnitForm
          unit={null}
          parentId={id}
          onClose={() => setAdding(false)}
          onDone={(made) => {
            setAdding(false)
            refresh()
            set({ id: made })
          }}
        />
      ) : null}
      <ImportDialog<TableAnswer>
        open={importing}
        onClose={() => setImporting(false)}
        title={t('organisations:page.units.import')}
        accept=".csv,.xlsx"
        path="/api/units/import"
        savedOf={(a) => a.saved}
        rejectedOf={(a) => a.rejected}
        onDone={refresh}
        say={(a) =>
          a.saved
            ? t('organisations:page.units.imported', {
                lines: a.lines,
                created: a.created ?? 0,
                updated: a.updated ?? 0,
                unchanged: a.unchanged ?? 0,
                rejected: a.rejected.length,
              })
            : t('organisations:page.units.not_imported', { lines: a.lines, rejected: a.rejected.length })
        }
      >
        <p className="b-quiet">{t('organisations:page.units.import_what')}</p>
      </ImportDialog>
    </div>
  )
}
export default UnitsPage
