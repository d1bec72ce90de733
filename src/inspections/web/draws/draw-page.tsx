import '../planner/planner.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, lazy, Suspense, useState } from 'react'
import { Button, ErrorState, ErrorSummary, faultOf, Go, LoadingSkeleton, PageHead, Panel, sayNumber, StateTag, TextField, useCity, useMay, useText, useTime } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog } from '#platform/web-ui/desk.ts'
import type { MapPoint } from '#platform/web-ui/map/index.ts'
import { listed, stratumByOf, useBorders, useNames } from '../planner/names.ts'
import { boundsOfPoints } from '../planner/round-page.tsx'
import { type Draw, drawsApi, type DrawnPlace } from './api.ts'
import { Attempts } from './attempts.tsx'
import { drawTone } from './draws-page.tsx'
import { Parties } from './parties.tsx'
import { Verify } from './verify.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))

const Step = ({ done, now, title, children }: { readonly done: boolean; readonly now: boolean; readonly title: string; readonly children: ReactNode }) => (
  <li data-done={done || undefined} data-now={(now && !done) || undefined} aria-current={now && !done ? 'step' : undefined}>
    <div>
      <h3>{title}</h3>
      {children}
    </div>
  </li>
)

const RunForm = ({ draw, onDone }: { readonly draw: Draw; readonly onDone: (next: Draw) => void }) => {
  const { t } = useText()
  const { when } = useTime()
  const may = useMay()
  const [value, setValue] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isValue = draw.seed_source === 'public_value'
  const early = isValue && draw.public_value_at !== null && Date.parse(draw.public_value_at) > Date.now()
  const refusal = !may('inspections.draw')
    ? t('inspections:draws.not_yours')
    : early
      ? t('inspections:draws.value_later', { when: when(draw.public_value_at ?? '') })
      : isValue
        ? value.trim().length < 6 ? t('inspections:draws.value_fill') : undefined
        : draw.parties.filter((p) => p.secret !== null).length < 2 ? t('inspections:errors.reveals_missing', { has: draw.parties.filter((p) => p.secret !== null).length }) : undefined
  return (
    <form
      className="b-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        setError(null)
        drawsApi
          .run(draw.id, isValue ? value : null)
          .then(onDone, setError)
          .finally(() => setBusy(false))
      }}
    >
      <ErrorSummary error={error} />
      {isValue ? (
        <TextField label={t('inspections:draws.value')} hint={t('inspections:draws.value_hint')} value={value} maxLength={200} fault={faultOf(error, 'public_value')} onChange={(event) => setValue(event.target.value)} />
      ) : null}
      <p>
        <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
          {t('inspections:draws.run')}
        </Button>
      </p>
      {busy ? <p role="status">{t('inspections:draws.running', { places: draw.places })}</p> : null}
    </form>
  )
}

/** One draw: what was fixed, where chance came from, what came out, and how anybody can draw it again. */
const DrawPage = () => {
  const { t, language } = useText()
  const { when, day, exactly } = useTime()
  const may = useMay()
  const city = useCity()
  const names = useNames()
  const borders = useBorders()
  const client = useQueryClient()
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const [voiding, setVoiding] = useState(false)
  const [shown, setShown] = useState(30)
  const key = ['inspections', 'draw', id]
  const found = useQuery({ queryKey: key, queryFn: ({ signal }) => drawsApi.draw(id, signal) })
  if (found.isError) return <div className="b-page"><ErrorState error={found.error} onRetry={() => void found.refetch()} /></div>
  if (!found.data) return <div className="b-page"><LoadingSkeleton lines={10} /></div>
  const d = found.data
  const n = (value: number): string => sayNumber(value, language)
  const changed = (next: Draw): void => {
    client.setQueryData(key, next)
    void client.invalidateQueries({ queryKey: ['inspections'], refetchType: 'none' })
  }
  const by = stratumByOf(d.strata.map((s) => s.key))
  const points: readonly MapPoint[] = d.selected.flatMap((p): MapPoint[] => (p.lon === null || p.lat === null ? [] : [[p.lon, p.lat, 'on_track', p.place_id]]))
  const chanceKnown = d.seed !== null
  const chanceReady = d.seed_source === 'commit_reveal' ? d.parties.filter((p) => p.secret !== null).length === 2 : d.public_value !== null
  return (
    <div className="b-page">
      <PageHead
        title={t('inspections:draws.title', { name: d.programme_name, n: d.round_number })}
        actions={
          d.state !== 'void' && may('inspections.draw') ? <Button onClick={() => setVoiding(true)}>{t('inspections:draws.void')}</Button> : null
        }
      >
        <p className="b-quiet">
          <Go to="/inspections/draws">{t('inspections:section.draws.label')}</Go> · <Go to={`/inspections/rounds/${d.round_id}`}>{t('inspections:planner.round_n', { n: d.round_number })}</Go> ·{' '}
          {d.starts_on} – {d.ends_on} · {t('inspections:draws.attempt_n', { n: d.attempt })} <StateTag tone={drawTone[d.state]}>{t(`inspections:draws.states.${d.state}`)}</StateTag>
        </p>
      </PageHead>
      {d.void_reason ? <p className="b-note" role="note">{t('inspections:draws.voided_why', { when: d.voided_at ? when(d.voided_at) : '', reason: d.void_reason })}</p> : null}
      <Panel title={t('inspections:draws.how')}>
        <p>{t('inspections:draws.how_text')}</p>
        <ol className="dr-steps">
          <Step done now={false} title={t('inspections:draws.step_frame')}>
            <p>
              {t('inspections:draws.step_frame_text', {
                places: n(d.places), strata: d.strata.length, sample: n(d.strata.reduce((sum, s) => sum + s.sample, 0)), inspectors: d.inspectors, recused: d.recused, days: d.days.length,
                when: exactly(d.committed_at),
              })}
            </p>
            <div className="b-small">{t('inspections:draws.hash_of_frame')}</div>
            <div className="dr-hash">{d.frame_sha256}</div>
            <details>
              <summary>{t('inspections:draws.frame_more')}</summary>
              <p className="b-small">
                {t(`inspections:draws.methods.${d.method}`)} {t(`inspections:planner.probability_hints.${d.probability}`)}
                {d.excluded > 0 ? ` ${t('inspections:draws.excluded', { n: d.excluded })}` : ''}
              </p>
              <div className="pl-strata">
                <table className="b-table">
                  <caption className="b-unseen">{t('inspections:planner.preview.table')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('inspections:planner.preview.stratum')}</th>
                      <th scope="col" className="b-number">{t('inspections:planner.preview.in_frame')}</th>
                      <th scope="col" className="b-number">{t('inspections:planner.preview.drawn')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {d.strata.map((s) => (
                      <tr key={s.key}>
                        <th scope="row">{names.stratum(s.key, by)}</th>
                        <td className="b-number">{n(s.places)}</td>
                        <td className="b-number">{n(s.sample)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </details>
          </Step>
          <Step done={chanceReady} now={d.state === 'committed'} title={t('inspections:draws.step_chance')}>
            {d.seed_source === 'commit_reveal' ? (
              <>
                <p>{t('inspections:draws.step_parties_text')}</p>
                <Parties draw={d} onChange={changed} />
              </>
            ) : (
              <>
                <p>{t('inspections:draws.step_value_text', { name: d.public_value_name ?? '', when: d.public_value_at ? exactly(d.public_value_at) : '' })}</p>
                {d.public_value ? <p className="dr-hash">{d.public_value}</p> : null}
              </>
            )}
          </Step>
          <Step done={chanceKnown} now={d.state === 'committed' && (chanceReady || d.seed_source === 'public_value')} title={t('inspections:draws.step_run')}>
            <p>{t('inspections:draws.step_run_text')}</p>
            {d.state === 'committed' ? <RunForm draw={d} onDone={changed} /> : null}
            {d.seed ? (
              <>
                <div className="b-small">{t('inspections:draws.seed')}</div>
                <div className="dr-hash">{d.seed}</div>
                <p className="b-small b-quiet">{t('inspections:draws.drawn_by', { when: d.drawn_at ? exactly(d.drawn_at) : '', who: d.drawn_by_name ?? t('inspections:planner.by_clock') })}</p>
              </>
            ) : null}
          </Step>
          <Step done={false} now={d.state === 'drawn'} title={t('inspections:draws.step_verify')}>
            <p>{t(d.public_now ? 'inspections:draws.step_verify_text' : 'inspections:draws.step_verify_later', { day: d.ends_on })}</p>
          </Step>
        </ol>
      </Panel>
      {d.state === 'drawn' || d.seed !== null ? (
        <Verify id={id} refusal={d.hidden ? t('inspections:errors.draw_not_public', { on: d.ends_on }) : undefined} />
      ) : null}
      {d.hidden ? <p className="b-note" role="note">{t('inspections:planner.hidden', { day: d.ends_on })}</p> : null}
      {d.selected.length > 0 ? (
        <Panel title={t('inspections:draws.result', { n: d.selected.length })}>
          {d.shortages > 0 ? <p className="b-note" role="note">{t('inspections:draws.shortages', { n: d.shortages })}</p> : null}
          <div className="pl-map">
            <Suspense fallback={<LoadingSkeleton />}>
              <MapView label={t('inspections:planner.map_label', { n: points.length })} bounds={boundsOfPoints(d.selected) ?? city.bounds} tileUrl={city.tile_url} points={points} areas={borders} />
            </Suspense>
          </div>
          <DataTable<DrawnPlace>
            label={t('inspections:draws.result', { n: d.selected.length })}
            rows={d.selected.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1)).slice(0, shown)}
            more={d.selected.length > shown}
            onMore={() => setShown(shown + 200)}
            rowKey={(p) => p.place_id}
            columns={[
              { key: 'place', title: t('inspections:planner.place'), cell: (p) => p.name ?? p.place_id },
              { key: 'type', title: t('inspections:planner.type'), cell: (p) => names.placeType(p.type_code) },
              { key: 'area', title: t('inspections:planner.area'), cell: (p) => p.area_name ?? '' },
              { key: 'stratum', title: t('inspections:planner.preview.stratum'), cell: (p) => names.stratum(p.stratum, by) },
              { key: 'pi', title: t('inspections:planner.pi'), number: true, cell: (p) => Number(p.pi).toFixed(4) },
              { key: 'ticket', title: t('inspections:draws.ticket'), cell: (p) => <span className="b-mono" title={p.ticket}>{p.ticket.slice(0, 10)}…</span> },
              { key: 'day', title: t('inspections:planner.day'), cell: (p) => `${day(`${p.day}T04:00:00Z`)} · ${p.stop_order}` },
              { key: 'who', title: t('inspections:planner.who'), cell: (p) => listed(p.inspector_names, language) || t('inspections:planner.nobody') },
            ]}
          />
        </Panel>
      ) : null}
      <Attempts attempts={d.attempts} />
      <ReasonDialog
        open={voiding}
        onClose={() => setVoiding(false)}
        title={t('inspections:draws.void_title')}
        action={t('inspections:draws.void')}
        run={async ({ reason }) => changed(await drawsApi.void(id, reason))}
      >
        <p>{t('inspections:draws.void_what')}</p>
      </ReasonDialog>
    </div>
  )
}
export default DrawPage
