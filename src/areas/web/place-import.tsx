import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Field, useText } from '#platform/web-ui/index.ts'
import { ImportDialog } from '#platform/web-ui/desk.ts'
import { placeColumns } from '../rules/index.ts'
import type { PlaceImportAnswer as Answer } from './api.ts'

const crsNames = ['wgs84', 'gcj02', 'bd09'] as const

/** Takes a list of places in, CSV, XLSX or GeoJSON; what was not taken is told line by line. */
export const PlaceImport = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const { t } = useText()
  const client = useQueryClient()
  const [crs, setCrs] = useState<(typeof crsNames)[number]>('wgs84')
  return (
    <ImportDialog<Answer>
      open={open}
      onClose={onClose}
      title={t('areas:page.place_import.title')}
      accept=".csv,.xlsx,.geojson,.json,text/csv,application/geo+json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      path="/api/places/import"
      fields={{ crs }}
      savedOf={(a) => a.saved}
      rejectedOf={(a) => a.rejects}
      onDone={() => void client.invalidateQueries({ queryKey: ['places'] })}
      say={(a) => (
        <>
          <p>{t('areas:page.place_import.summary', { read: a.read, created: a.created, updated: a.updated, unchanged: a.unchanged, rejected: a.rejected })}</p>
          <p>
            <strong>{t(a.saved ? 'areas:page.place_import.saved' : 'areas:page.place_import.not_saved')}</strong>
          </p>
        </>
      )}
    >
      <p className="b-quiet">{t('areas:page.place_import.what')}</p>
      <p className="b-quiet">{t('areas:page.place_import.repeat')}</p>
      <details className="ar-columns">
        <summary>{t('areas:page.place_import.columns')}</summary>
        <p className="b-mono">{placeColumns.join(', ')}</p>
      </details>
      <Field label={t('areas:page.place_import.crs')} hint={t('areas:page.place_import.crs_hint')}>
        {(id) => (
          <Select
            id={id}
            aria-label={t('areas:page.place_import.crs')}
            style={{ width: '100%' }}
            value={crs}
            onChange={setCrs}
            options={crsNames.map((c) => ({ value: c, label: t(`areas:crs.${c}`) }))}
          />
        )}
      </Field>
    </ImportDialog>
  )
}
