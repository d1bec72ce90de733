import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import {
  Button,
  ErrorState,
  Go,
  Icon,
  LoadingSkeleton,
  Panel,
  sayNumber,
  StateTag,
  toast,
  useCity,
  useMay,
  useText,
  useToday,
} from '#platform/web-ui/index.ts'
import { ReasonDialog } from '#platform/web-ui/desk.ts'
import { areaLevels } from '../rules/index.ts'
import { type AreaDetail, areasApi, levelBelow } from './api.ts'
import { AreaForm } from './area-form.tsx'
import { RenameForm } from './rename-form.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))
const zoomOf = { city: 9, district: 11, street: 13, community: 15, cell: 16 } as const

const Border = ({ area }: { readonly area: AreaDetail }) => {
  const { t, language } = useText()
  const city = useCity()
  const below = levelBelow[area.level]
  const own = useQuery({
    queryKey: ['areas', 'border', area.path],
    enabled: area.has_boundary,
    queryFn: ({ signal }) => areasApi.boundaries(area.level, zoomOf[area.level], area.path, signal),
  })
  const inner = useQuery({
    queryKey: ['areas', 'border', area.path, below],
    enabled: below !== null,
    queryFn: ({ signal }) => areasApi.boundaries(below ?? 'cell', zoomOf[area.level], area.path, signal),
  })
  const features = inner.data && inner.data.features.length > 0 ? inner.data.features : (own.data?.features ?? [])
  const { boundary } = area
  const flaws = (boundary?.repair?.['flaws'] ?? []) as readonly string[]
  return (
    <Panel title={t('areas:page.areas.border')}>
      {boundary ? (
        <div className="b-stack">
          <div className="ar-map">
            <Suspense fallback={<LoadingSkeleton />}>
              <MapView
                label={t('areas:page.areas.border_of', { name: area.name })}
                bounds={boundary.bbox}
                tileUrl={city.tile_url}
                areas={features.map((f) => ({ id: f.properties.id, name: f.properties.name, geometry: f.geometry, value: null, step: 0 }))}
              />
            </Suspense>
          </div>
          <dl className="b-facts">
            <dt>{t('areas:page.areas.size')}</dt>
            <dd>
              {boundary.area_m2 >= 1e6
                ? t('areas:page.areas.km2', { n: sayNumber(boundary.area_m2 / 1e6, language, 2) })
                : t('areas:page.areas.m2', { n: sayNumber(boundary.area_m2, language) })}
            </dd>
            <dt>{t('areas:page.areas.crs_from')}</dt>
            <dd>
              {t(`areas:crs.${boundary.original_crs}`)}
              {boundary.source ? ` · ${boundary.source}` : ''}
            </dd>
            <dt>{t('areas:page.areas.since')}</dt>
            <dd>{boundary.valid_from}</dd>
            <dt>{t('areas:page.areas.mended')}</dt>
            <dd>
              {flaws.length > 0
                ? flaws.map((flaw) => t(`areas:flaws.${flaw}`)).join(language === 'en' ? ', ' : '、')
                : t('areas:page.areas.not_mended')}
            </dd>
          </dl>
        </div>
      ) : (
        <p className="b-quiet">{t('areas:page.areas.no_border')}</p>
      )}
    </Panel>
  )
}

/** One area: where it stands, what lies below, what it was called, its borders; and what may be changed. */
export const AreaView = ({
  id,
  onSelect,
  onClear,
}: {
  readonly id: string
  readonly onSelect: (id: string) => void
  readonly onClear: () => void
}) => {
  const { t, language } = useText()
  const may = useMay()
  const today = useToday()
  const client = useQueryClient()
  const [doing, setDoing] = useState<'rename' | 'close' | 'add' | null>(null)
  const answer = useQuery({ queryKey: ['areas', 'detail', id], queryFn: ({ signal }) => areasApi.detail(id, signal) })
  if (answer.isError)
    return (
      <Panel>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Panel>
    )
  if (!answer.data)
    return (
      <Panel>
        <LoadingSkeleton lines={8} />
      </Panel>
    )
  const area = answer.data
  const refresh = (): void => void client.invalidateQueries({ queryKey: ['areas'] })
  const closed = area.valid_to !== null ? t('areas:page.areas.closed_why', { day: area.valid_to }) : undefined
  return (
    <div className="b-stack">
      <Panel>
        <Button className="ar-back" kind="quiet" icon="left" onClick={onClear}>
          {t('ui:kit.back')}
        </Button>
        <p className="ar-chain">
          {area.chain.slice(0, -1).map((link) => (
            <span key={link.id}>
              <button type="button" className="b-data-open" onClick={() => onSelect(link.id)}>
                {link.name}
              </button>
              <Icon name="right" size={10} />
            </span>
          ))}
        </p>
        <div className="ar-head">
          <h2 className="ar-name">{area.name}</h2>
          <StateTag tone={null}>{t(`areas:levels.${area.level}`)}</StateTag>
          {area.valid_to ? <StateTag tone="closed">{t('areas:page.areas.closed_on', { day: area.valid_to })}</StateTag> : null}
        </div>
        <dl className="b-facts">
          <dt>{t('areas:page.areas.code')}</dt>
          <dd className="b-mono">{area.code}</dd>
          <dt>{t('areas:page.areas.valid')}</dt>
          <dd>{t('areas:page.areas.from_day', { day: area.valid_from })}</dd>
          <dt>{t('areas:page.areas.below')}</dt>
          <dd>
            {areaLevels
              .flatMap((level) => (area.counts?.[level] ? [t(`areas:page.counts.${level}`, { n: sayNumber(area.counts[level], language) })] : []))
              .join(' · ') || t('ui:kit.none')}
          </dd>
          {area.names.length > 1 ? (
            <>
              <dt>{t('areas:page.areas.names')}</dt>
              <dd>
                {area.names.map((n) => (
                  <div key={n.valid_from}>
                    {n.name}{' '}
                    <span className="b-quiet b-small">
                      {n.valid_from} – {n.valid_to ?? t('areas:page.areas.now')}
                    </span>
                  </div>
                ))}
              </dd>
            </>
          ) : null}
        </dl>
        {may('areas.manage') ? (
          <div className="b-row ar-actions">
            <Button
              icon="plus"
              refusal={closed ?? (levelBelow[area.level] ? undefined : t('areas:page.areas.lowest'))}
              onClick={() => setDoing('add')}
            >
              {t('areas:page.areas.add_below')}
            </Button>
            <Button refusal={closed} onClick={() => setDoing('rename')}>
              {t('areas:page.areas.rename')}
            </Button>
            <Button refusal={closed} onClick={() => setDoing('close')}>
              {t('areas:page.areas.close')}
            </Button>
          </div>
        ) : null}
        <p className="b-row b-small ar-actions">
          <Go to="/cases" search={{ area: area.id }}>
            {t('areas:page.areas.cases_here')}
          </Go>
          <Go to="/admin/places" search={{ in: area.id }}>
            {t('areas:page.areas.places_here')}
          </Go>
        </p>
      </Panel>
      <Border area={area} />
      {doing === 'add' ? (
        <AreaForm
          parentId={area.id}
          onClose={() => setDoing(null)}
          onMade={(made) => {
            setDoing(null)
            refresh()
            onSelect(made.id)
          }}
        />
      ) : null}
      {doing === 'rename' ? <RenameForm area={area} onClose={() => setDoing(null)} onDone={refresh} /> : null}
      <ReasonDialog
        open={doing === 'close'}
        onClose={() => setDoing(null)}
        title={t('areas:page.areas.close_title', { name: area.name })}
        action={t('areas:page.areas.close')}
        reasonLabel={t('areas:page.areas.close_reason')}
        day={{ label: t('areas:page.areas.close_from'), value: today, hint: t('areas:page.areas.close_hint') }}
        run={async ({ reason, day }) => {
          await areasApi.change(area.id, { valid_to: day, closed_reason: reason })
          toast({ text: t('areas:page.areas.closed_toast', { name: area.name }) })
          refresh()
        }}
      >
        <p className="b-quiet">{t('areas:page.areas.close_why')}</p>
      </ReasonDialog>
    </div>
  )
}
