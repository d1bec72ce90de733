import './planner.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { addDays } from '#base/zones.ts'
import { lazy, Suspense, useState } from 'react'
import { Button, EmptyState, ErrorState, Go, LoadingSkeleton, PageHead, Panel, speak, StateTag, toast, useGo, useMay, useText, useTime, useToday } from '#platform/web-ui/index.ts'
import { DataTable, ReasonDialog } from '#platform/web-ui/desk.ts'
import { takesFromFrame } from '../../rules/index.ts'
import { plannerApi, type Round } from './api.ts'
import { listed, useChoices, useNames } from './names.ts'
import { programmeTone } from './planner-page.tsx'
import { RoundState } from './round-state.tsx'
import { Story } from './story.tsx'

const ProgrammeForm = lazy(async () => ({ default: (await import('./programme-form.tsx')).ProgrammeForm }))

/** One programme: what it asks for, its rounds, and its story. */
const ProgrammePage = () => {
  const { t, language } = useText()
  const { day } = useTime()
  const may = useMay()
  const go = useGo()
  const today = useToday()
  const names = useNames()
  const choices = useChoices()
  const client = useQueryClient()
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState<'pause' | 'end' | null>(null)
  const [busy, setBusy] = useState(false)
  const found = useQuery({ queryKey: ['inspections', 'programme', id], queryFn: ({ signal }) => plannerApi.programme(id, signal) })
  const from = addDays(today, -50), to = addDays(today, 50)
  const rounds = useQuery({ queryKey: ['inspections', 'calendar', from, to, id], queryFn: ({ signal }) => plannerApi.calendar(from, to, id, signal) })
  if (found.isError) return <div className="b-page"><ErrorState error={found.error} onRetry={() => void found.refetch()} /></div>
  if (!found.data) return <div className="b-page"><LoadingSkeleton lines={8} /></div>
  const p = found.data
  const { frame, sample, schedule, team, day: hours } = p.settings
  const framed = takesFromFrame(p.kind)
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['inspections'] })
  const run = async (deed: () => Promise<string>): Promise<void> => {
    setBusy(true)
    try {
      toast({ text: await deed() })
      await again()
    } catch (thrown) {
      const said = speak(thrown)
      toast({ text: [said.title, ...said.fields.map((f) => f.message)].join(' ') })
    } finally {
      setBusy(false)
    }
  }
  const ended = p.state === 'ended' ? t('inspections:errors.programme_ended', { name: p.name }) : undefined
  const facts: readonly (readonly [string, string])[] = [
    [t('inspections:planner.form.kind'), t(`inspections:planner.kinds.${p.kind}`)],
    [t('inspections:planner.form.area'), p.area_name],
    [t('inspections:planner.form.districts'), frame.area_paths.length === 0 ? t('inspections:planner.form.districts_all') : listed(frame.area_paths.map(names.area), language)],
    [t('inspections:planner.form.types'), frame.place_types.length === 0 ? t('inspections:planner.form.types_all') : listed(frame.place_types.map(names.placeType), language)],
    [t('inspections:planner.form.checklist'), choices.data?.checklists.find((c) => c.id === p.checklist_id)?.title ?? t('inspections:planner.none')],
    [
      t('inspections:planner.form.sample'),
      sample.take === 'all'
        ? t(`inspections:planner.${framed ? 'takes' : 'takes_closed'}.all`)
        : !framed ? t('inspections:planner.sample_closed', { count: sample.count })
        : t('inspections:planner.sample_said', {
            count: sample.count,
            strata: t(`inspections:planner.strata.${sample.stratify}`),
            allocation: t(`inspections:planner.allocations.${sample.allocation}`),
            probability: t(`inspections:planner.probabilities.${sample.probability}`),
          }),
    ],
    [t('inspections:planner.form.schedule'), `${t(`inspections:planner.every_n.${schedule.every}`, { count: schedule.interval })} · ${t(`inspections:planner.day_kinds.${schedule.days}`)}${schedule.weekdays.length > 0 ? ` · ${listed(schedule.weekdays.map((d) => t(`inspections:planner.weekday.${d}`)), language)}` : ''}`],
    [t('inspections:planner.form.team'), t('inspections:planner.team_said', { n: team.inspector_ids.length, per_visit: team.per_visit, most: team.most_per_day })],
    [t('inspections:planner.form.recuse_home'), t(team.recuse_home_district ? 'inspections:planner.yes' : 'inspections:planner.no')],
    [t('inspections:planner.form.cases_at_label'), t(`inspections:planner.cases_at.${p.settings.cases_at ?? 'acceptance'}`)],
    [t('inspections:planner.hours'), `${hours.from}–${hours.to}`],
    [t('inspections:planner.form.starts_on'), p.ends_on ? `${p.starts_on} – ${p.ends_on}` : p.starts_on],
  ]
  return (
    <div className="b-page">
      <PageHead
        title={p.name}
        actions={
          may('inspections.plan') ? (
            <>
              <Button refusal={ended} onClick={() => setEditing(true)}>
                {t('ui:kit.edit')}
              </Button>
              {p.state === 'active' ? (
                <>
                  <Button onClick={() => setAsking('pause')}>{t('inspections:planner.pause')}</Button>
                  <Button
                    kind="primary"
                    busy={busy}
                    onClick={() => void run(async () => t('inspections:planner.planned', { n: (await plannerApi.planRounds(id, today, addDays(today, 62))).planned }))}
                  >
                    {t('inspections:planner.plan_rounds')}
                  </Button>
                </>
              ) : p.state === 'ended' ? null : (
                <Button
                  kind="primary"
                  busy={busy}
                  onClick={() => void run(async () => t('inspections:planner.activated', { name: (await plannerApi.move(id, 'activate', '')).name }))}
                >
                  {t('inspections:planner.activate')}
                </Button>
              )}
              <Button refusal={ended} onClick={() => setAsking('end')}>
                {t('inspections:planner.end')}
              </Button>
            </>
          ) : null
        }
      >
        <p className="b-quiet">
          <Go to="/inspections/planner">{t('inspections:section.planner.label')}</Go> · <span className="b-mono">{p.number}</span>{' '}
          <StateTag tone={programmeTone[p.state]}>{t(`inspections:planner.states.${p.state}`)}</StateTag>
        </p>
      </PageHead>
      <Panel title={t('inspections:planner.facts')}>
        <dl className="pl-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel title={t('inspections:planner.rounds')}>
        <DataTable<Round>
          label={t('inspections:planner.rounds')}
          rows={(rounds.data?.rounds ?? []).toReversed()}
          rowKey={(r) => r.id}
          loading={rounds.isPending}
          error={rounds.error}
          onRetry={() => void rounds.refetch()}
          onOpen={(r) => go(`/inspections/rounds/${r.id}`)}
          empty={
            <EmptyState title={t('inspections:planner.no_rounds')}>
              <p>{t('inspections:planner.no_rounds_how')}</p>
            </EmptyState>
          }
          columns={[
            { key: 'n', title: t('inspections:planner.round'), cell: (r) => t('inspections:planner.round_n', { n: r.number }) },
            { key: 'days', title: t('inspections:planner.days'), cell: (r) => `${day(`${r.starts_on}T04:00:00Z`)} – ${day(`${r.ends_on}T04:00:00Z`)}` },
            { key: 'state', title: t('inspections:planner.state'), cell: (r) => <RoundState round={r} /> },
            { key: 'visits', title: t('inspections:planner.visits'), number: true, cell: (r) => (r.visits === 0 ? '' : r.visits) },
            { key: 'done', title: t('inspections:planner.done'), number: true, cell: (r) => (r.visits === 0 ? '' : r.done) },
            { key: 'late', title: t('inspections:planner.late'), number: true, cell: (r) => (r.visits === 0 ? '' : r.late) },
            { key: 'missed', title: t('inspections:planner.missed'), number: true, cell: (r) => (r.visits === 0 ? '' : r.missed) },
          ]}
        />
      </Panel>
      <Panel title={t('inspections:planner.story')}>
        <Story lines={p.story} />
      </Panel>
      {editing ? (
        <Suspense fallback={null}>
          <ProgrammeForm programme={p} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
        </Suspense>
      ) : null}
      <ReasonDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={t(`inspections:planner.${asking ?? 'pause'}_title`, { name: p.name })}
        action={t(`inspections:planner.${asking ?? 'pause'}`)}
        run={async ({ reason }) => {
          if (asking) await plannerApi.move(id, asking, reason)
          await again()
        }}
      />
    </div>
  )
}
export default ProgrammePage
