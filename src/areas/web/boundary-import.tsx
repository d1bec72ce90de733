import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Field, sayNumber, TextField, useText } from '#platform/web-ui/index.ts'
import { ImportDialog } from '#platform/web-ui/desk.ts'
import { type AreaLevel, areaLevels } from '../rules/index.ts'
import type { BoundaryImport as Answer } from './api.ts'

const crsNames = ['wgs84', 'gcj02', 'bd09'] as const

/** Takes boundaries of one level from a GeoJSON file: converted, mended where they cross themselves, matched by code or name; what was mended is shown. */
export const BoundaryImport = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const { t, language } = useText()
  const client = useQueryClient()
  const [level, setLevel] = useState<AreaLevel>('street')
  const [crs, setCrs] = useState<(typeof crsNames)[number]>('wgs84')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [create, setCreate] = useState(false)
  const percent = (share: number): string => sayNumber(share * 100, language, 3)
  const square = (m2: number): string => sayNumber(m2, language)
  return (
    <ImportDialog<Answer>
      open={open}
      onClose={onClose}
      title={t('areas:import.boundaries_title')}
      accept=".geojson,.json,.gz,application/geo+json,application/json"
      path="/api/areas/boundaries/import"
      fields={{
        level,
        crs,
        ...(code ? { code_property: code } : {}),
        ...(name ? { name_property: name } : {}),
        ...(create ? { create_missing: 'true' } : {}),
      }}
      savedOf={(a) => a.saved}
      rejectedOf={(a) => a.rejects}
      onDone={() => void client.invalidateQueries({ queryKey: ['areas'] })}
      say={(a) => (
        <div className="b-stack">
          <p>{t('areas:import.summary', { read: a.read, created: a.created, updated: a.updated, unchanged: a.unchanged, rejected: a.rejected })}</p>
          {a.saved ? null : (
            <p>
              <strong>{t('areas:page.import.not_saved')}</strong>
            </p>
          )}
          {a.areas_created > 0 ? <p>{t('areas:import.areas_created', { count: a.areas_created })}</p> : null}
          {a.mended.length > 0 ? (
            <details>
              <summary>{t('areas:import.mended', { count: a.mended.length, percent: percent(a.worst_lost_share) })}</summary>
              <ul className="ar-mended">
                {a.mended.slice(0, 200).map((m) => (
                  <li key={m.line}>
                    {t('areas:import.mended_one', {
                      line: m.line,
                      name: m.name,
                      before: square(m.drawn_m2),
                      after: square(m.after_m2),
                      flaws: m.flaws.map((flaw) => t(`areas:flaws.${flaw}`)).join(language === 'en' ? ', ' : '、'),
                    })}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </div>
      )}
    >
      <p className="b-quiet">{t('areas:page.import.what')}</p>
      <div className="b-two">
        <Field label={t('areas:page.import.level')}>
          {(id) => (
            <Select<AreaLevel>
              id={id}
              aria-label={t('areas:page.import.level')}
              style={{ width: '100%' }}
              value={level}
              onChange={setLevel}
              options={areaLevels.map((l) => ({ value: l, label: t(`areas:levels.${l}`) }))}
            />
          )}
        </Field>
        <Field label={t('areas:page.import.crs')}>
          {(id) => (
            <Select
              id={id}
              aria-label={t('areas:page.import.crs')}
              style={{ width: '100%' }}
              value={crs}
              onChange={setCrs}
              options={crsNames.map((c) => ({ value: c, label: t(`areas:crs.${c}`) }))}
            />
          )}
        </Field>
      </div>
      <p className="b-field-hint">{t('areas:page.import.crs_hint')}</p>
      <div className="b-two">
        <TextField
          label={t('areas:page.import.code_property')}
          optional
          value={code}
          placeholder="code"
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label={t('areas:page.import.name_property')}
          optional
          value={name}
          placeholder="name"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <label className="b-choice">
        <input type="checkbox" checked={create} onChange={(event) => setCreate(event.target.checked)} />
        <span>{t('areas:page.import.create_missing')}</span>
      </label>
    </ImportDialog>
  )
}
