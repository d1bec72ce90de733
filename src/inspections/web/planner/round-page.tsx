import './planner.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Button, EmptyState, ErrorState, Go, LoadingSkeleton, PageHead, Panel, speak, StateTag, toast, useCity, useGo, useMay, useText, useToday, useTime } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog } from '#platform/web-ui/desk.ts'
import type { MapPoint } from '#platform/web-ui/map/index.ts'
import { CommitDialog } from '../draws/commit-dialog.tsx'
import { Attempts } from '../draws/attempts.tsx'
import { takesFromFrame } from '../../rules/index.ts'
import { Again } from './again.tsx'
import { plannerApi, type PlannedVisit } from './api.ts'
import { listed, useBorders, useNames } from './names.ts'
import { RoundState, visitTone } from './round-state.tsx'
import { Story } from './story.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))

/** The ground the points lie on, a little wider. */
export const boundsOfPoints = (points: readonly { readonly lon: number | null; readonly lat: number | null }[]): [number, number, number, number] | null => {
  const lons = points.flatMap((p) => p.lon ?? []), lats = points.flatMap((p) => p.lat ?? [])
  return lons.length === 0 ? null : [Math.min(...lons) - 0.01, Math.min(...lats) - 0.01, Math.max(...lons) + 0.01, Math.max(...lats) + 0.01]
}

/** One round: where it goes, on a map and as a list, how far it is, and every attempt to draw it. */
const RoundPage = () => {
  const { t, language } = useText()
  const { day } = useTime()
  const may = useMay()
  const go = useGo()
  const city = useCity()
  const today = useToday()
  const names = useNames()
  const borders = useBorders()
  const client = useQueryClient()
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const [committing, setCommitting] = useState(false)
  const [voiding, setVoiding] = useState(false)
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState(30)
  const found = useQuery({ queryKey: ['inspections', 'round', id], queryFn: ({ signal }) => plannerApi.round(id, signal) })
  if (found.isError) return <div className="b-page"><ErrorState error={found.error} onRetry={() => void found.refetch()} /></div>
  if (!found.data) return <div className="b-page"><LoadingSkeleton lines={8} /></div>
  const r = found.data
  const points: readonly MapPoint[] = r.planned.flatMap((v): MapPoint[] => (v.lon === null || v.lat === null ? [] : [[v.lon, v.lat, v.state === 'planned' && v.planned_on < today ? 'overdue' : visitTone[v.state], v.id]]))
  const run = async (deed: () => Promise<string>): Promise<void> => {
    setBusy(true)
    try {
      toast({ text: await deed() })
      await client.invalidateQueries({ queryKey: ['inspections'] })
    } catch (thrown) {
      const said = speak(thrown)
      toast({ text: [said.title, ...said.fields.map((f) => f.message)].join(' ') })
    } finally {
      setBusy(false)
    }
  }
  const open = r.state === 'planned'
  const framed = takesFromFrame(r.kind)
  return (
    <div className="b-page">
      <PageHead
        title={t('inspections:planner.round_title', { name: r.programme_name, n: r.number })}
        actions={
          <>
            {r.draw_id ? <Button onClick={() => go(`/inspections/draws/${r.draw_id ?? ''}`)}>{t('inspections:planner.see_draw')}</Button> : null}
            {open && may('inspections.plan') ? (
              <>
                <Button busy={busy} hint={t('inspections:planner.refresh_hint')} onClick={() => void run(async () => (await plannerApi.refreshRound(id), t('inspections:planner.refreshed')))}>
                  {t('inspections:planner.refresh')}
                </Button>
                <Button onClick={() => setVoiding(true)}>{t('inspections:planner.void')}</Button>
                {framed && r.take === 'all' ? (
                  <Button kind="primary" busy={busy} onClick={() => void run(async () => t('inspections:planner.assigned', { n: (await plannerApi.assign(id)).visits }))}>
                    {t('inspections:planner.assign')}
                  </Button>
                ) : null}
              </>
            ) : null}
            {open && framed && r.take === 'sample' && may('inspections.draw') ? (
              <Button kind="primary" onClick={() => setCommitting(true)}>
                {t('inspections:draws.commit')}
              </Button>
            ) : null}
          </>
        }
      >
        <p className="b-quiet">
          <Go to={`/inspections/planner/${r.programme_id}`}>{r.programme_name}</Go> · {day(`${r.starts_on}T04:00:00Z`)} – {day(`${r.ends_on}T04:00:00Z`)} <RoundState round={r} />{' '}
          {r.visits > 0 ? t('inspections:planner.round_counts', { visits: r.visits, done: r.done, late: r.late, missed: r.missed }) : ''}
        </p>
      </PageHead>
      {r.hidden ? (
        <p className="b-note" role="note">
          {t('inspections:planner.hidden', { day: r.ends_on })}
        </p>
      ) : null}
      {r.re_inspection ? <Again told={r.re_inspection} /> : null}
      {points.length > 0 ? (
        <div className="pl-map">
          <Suspense fallback={<LoadingSkeleton />}>
            <MapView label={t('inspections:planner.map_label', { n: points.length })} bounds={boundsOfPoints(r.planned) ?? city.bounds} tileUrl={city.tile_url} points={points} areas={borders} />
          </Suspense>
        </div>
      ) : null}
      <Panel title={t('inspections:planner.visits')}>
        <DataTable<PlannedVisit>
          label={t('inspections:planner.visits')}
          rows={r.planned.slice(0, shown)}
          more={r.planned.length > shown}
          onMore={() => setShown(shown + 200)}
          rowKey={(v) => v.id}
          empty={
            <EmptyState title={t(r.hidden ? 'inspections:planner.hidden_short' : 'inspections:planner.no_visits')}>
              {open ? <p>{t(!framed ? 'inspections:planner.no_visits_closed' : r.take === 'all' ? 'inspections:planner.no_visits_assign' : 'inspections:planner.no_visits_draw')}</p> : null}
            </EmptyState>
          }
          columns={[
            { key: 'place', title: t('inspections:planner.place'), cell: (v) => v.place_name ?? '' },
            { key: 'type', title: t('inspections:planner.type'), cell: (v) => names.placeType(v.place_type) },
            { key: 'area', title: t('inspections:planner.area'), cell: (v) => v.area_name ?? '' },
            { key: 'day', title: t('inspections:planner.day'), cell: (v) => `${day(`${v.planned_on}T04:00:00Z`)}${v.stop_order ? ` · ${v.stop_order}` : ''}` },
            { key: 'who', title: t('inspections:planner.who'), cell: (v) => listed(v.inspector_names, language) || t('inspections:planner.nobody') },
            { key: 'pi', title: t('inspections:planner.pi'), number: true, cell: (v) => (v.inclusion_probability === null ? '' : v.inclusion_probability.toFixed(3)) },
            {
              key: 'state',
              title: t('inspections:planner.state'),
              cell: (v) => (
                <StateTag tone={v.state === 'planned' && v.planned_on < today ? 'overdue' : visitTone[v.state]}>
                  {t(v.state === 'planned' && v.planned_on < today ? 'inspections:planner.overdue' : `inspections:planner.visit_states.${v.state}`)}
                  {v.late ? ` · ${t('inspections:planner.late')}` : ''}
                </StateTag>
              ),
            },
            { key: 'score', title: t('inspections:planner.score'), number: true, cell: (v) => (v.score === null ? '' : v.score.toFixed(1)) },
          ]}
        />
      </Panel>
      {r.draws.length > 0 ? <Attempts attempts={r.draws} /> : null}
      {r.story.length > 0 ? (
        <Panel title={t('inspections:planner.story')}>
          <Story lines={r.story} />
        </Panel>
      ) : null}
      {committing ? <CommitDialog roundId={id} onClose={() => setCommitting(false)} onDone={(draw) => go(`/inspections/draws/${draw}`)} /> : null}
      <ReasonDialog
        open={voiding}
        onClose={() => setVoiding(false)}
        title={t('inspections:planner.void_title', { n: r.number })}
        action={t('inspections:planner.void')}
        run={async ({ reason }) => {
          await plannerApi.voidRound(id, reason)
          await client.invalidateQueries({ queryKey: ['inspections'] })
        }}
      />
    </div>
  )
}
export default RoundPage
