import './visits.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Button, ErrorState, Go, LoadingSkeleton, PageHead, Panel, speak, StateTag, toast, useGo, useKeys, useMay, usePagedList, usePath, useText, useTitle, useUrlState,
} from '#platform/web-ui/index.ts'
import { ReasonDialog } from '#platform/web-ui/desk.ts'
import { photosOf } from '../../rules/index.ts'
import { Answers } from './answers.tsx'
import { type Reviewed, type Visit, type VisitDetail, visitFilter, visitKey, visitsApi, visitsKey, visitTones } from './api.ts'
import { Conflict } from './conflict.tsx'
import { Evidence, Facts } from './facts.tsx'
import { Findings } from './findings.tsx'
import { Shots } from './shots.tsx'
import { SentList, VisitStory } from './story.tsx'
import { type ChecklistWords, useChecklistWords } from './wording.ts'

const Photos = ({ visit, words }: { readonly visit: VisitDetail; readonly words: ChecklistWords }) => {
  const { t } = useText()
  const shown = new Set(visit.findings.flatMap((f) => photosOf(f.key, visit.photos).map((p) => p.id)))
  const rest = visit.photos.filter((p) => !shown.has(p.id))
  const items = [...new Set(rest.map((p) => p.item ?? ''))].toSorted((a, b) => words.order(a) - words.order(b))
  return (
    <Panel title={t('inspections:visits_page.photos_of', { n: visit.photos.length })}>
      {visit.photos_awaited.length > 0 ? <p className="b-note" data-tone="today">{t('inspections:visits_page.photos_awaited', { n: visit.photos_awaited.length })}</p> : null}
      {rest.length === 0 ? <p className="b-quiet">{t(visit.photos.length === 0 ? 'inspections:visits_page.no_photos' : 'inspections:visits_page.all_above')}</p> : null}
      {items.map((item) => (
        <section key={item} className="iv-group">
          <h3>{item ? words.label(item, t('inspections:field.photos.whole')) : t('inspections:field.photos.whole')}</h3>
          <Shots shots={rest.filter((p) => (p.item ?? '') === item)} name={item ? words.label(item, visit.place?.name ?? visit.number) : (visit.place?.name ?? visit.number)} place={visit.place} />
        </section>
      ))}
    </Panel>
  )
}

/** One visit, to be judged: what was answered, seen and found, where and when; then accepted, returned, called off, or settled between two devices. */
const VisitPage = () => {
  const { t } = useText()
  const may = useMay()
  const go = useGo()
  const client = useQueryClient()
  const id = usePath().split('/').at(-1) ?? ''
  const [search] = useUrlState()
  const [asking, setAsking] = useState<'return' | 'cancel' | 'reopen' | null>(null)
  const [busy, setBusy] = useState(false)
  const answer = useQuery({ queryKey: visitKey(id), queryFn: ({ signal }) => visitsApi.one(id, signal) })
  const { query } = visitFilter(search, may('inspections.review') ? 'submitted' : 'all')
  const list = usePagedList<Visit>([...visitsKey, 'list'], '/api/visits', query)
  const visit = answer.data
  const words = useChecklistWords(visit?.checklist.version_id ?? null)
  useTitle(visit?.place?.name ?? visit?.number, t('inspections:section.visits.label'))
  const took = async (done: Reviewed): Promise<void> => {
    if (done.visit) client.setQueryData(visitKey(id), done.visit)
    const s = done.settled
    toast({
      text: [
        t(`inspections:visits_page.now.${done.state}`),
        s && s.made > 0 ? t('inspections:visits_page.settled.made', { n: s.made }) : null,
        s && s.joined > 0 ? t('inspections:visits_page.settled.joined', { n: s.joined }) : null,
        s && s.waiting > 0 ? t('inspections:visits_page.settled.waiting', { n: s.waiting }) : null,
        s?.reopened ? t('inspections:visits_page.settled.reopened') : null,
      ].filter(Boolean).join(' '),
    })
    // The list keeps its order while somebody works through it: only its counts are asked again.
    await client.invalidateQueries({ queryKey: [...visitsKey, 'counts'] })
    await client.invalidateQueries({ queryKey: ['inspections', 'ledger'] })
  }
  const accept = async (): Promise<void> => {
    if (busy || !visit?.actions.includes('accept')) return
    setBusy(true)
    try {
      await took(await visitsApi.accept(id))
    } catch (thrown) {
      toast({ text: speak(thrown).title, fault: true })
    } finally {
      setBusy(false)
    }
  }
  const here = list.rows.findIndex((v) => v.id === id)
  const beside = (by: number): Visit | undefined => (here < 0 ? (by > 0 ? list.rows[0] : undefined) : list.rows[here + by])
  const move = (by: number): void => {
    const next = beside(by)
    if (next) go(`/visits/${next.id}`, search)
    else if (by > 0 && list.more) list.loadMore()
  }
  const can = (action: VisitDetail['actions'][number]): boolean => visit?.actions.includes(action) ?? false
  useKeys(t('inspections:visits_page.one'), [
    { keys: 'j', label: t('inspections:visits_page.key.next'), run: () => move(1) },
    { keys: 'k', label: t('inspections:visits_page.key.before'), run: () => move(-1) },
    { keys: 'a', label: t('inspections:visits_page.accept'), run: () => void accept() },
    { keys: 'r', label: t('inspections:visits_page.return'), run: () => can('return') && setAsking('return') },
    { keys: 'u', label: t('inspections:visits_page.to_list'), run: () => go('/visits', search) },
  ])
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!visit) return <LoadingSkeleton lines={10} />
  const reviewer = may('inspections.review')
  return (
    <div className="b-page">
      <PageHead
        title={visit.place?.name ?? visit.number}
        actions={
          <span className="iv-bar b-no-print">
            <Go to="/visits" search={search}>{t('inspections:visits_page.to_list')}</Go>
            <Button icon="left" keys="k" aria-label={t('inspections:visits_page.key.before')} refusal={beside(-1) ? null : t('inspections:visits_page.first')} onClick={() => move(-1)} />
            <Button icon="right" keys="j" aria-label={t('inspections:visits_page.key.next')} refusal={beside(1) || list.more ? null : t('inspections:visits_page.last')} onClick={() => move(1)} />
          </span>
        }
      >
        <p className="iv-tags">
          <StateTag tone={visitTones[visit.state]}>{t(`inspections:planner.visit_states.${visit.state}`)}</StateTag>
          {visit.conflict ? <StateTag tone="returned">{t('inspections:visits_page.conflict')}</StateTag> : null}
          {visit.late ? <StateTag tone={null}>{t('inspections:visits_page.late')}</StateTag> : null}
          <span className="b-quiet b-mono">{visit.number}</span>
        </p>
        {visit.reason ? <p>{t('inspections:visits_page.reason', { reason: visit.reason })}</p> : null}
      </PageHead>
      {reviewer ? (
        <div className="iv-actions b-panel b-no-print" role="region" aria-label={t('inspections:visits_page.decide')}>
          <div className="iv-bar">
            {can('accept') || visit.state === 'submitted' ? (
              <Button kind="primary" icon="check" keys="a" busy={busy} refusal={can('accept') ? null : t('inspections:errors.visit_in_conflict')} onClick={() => void accept()}>
                {t('inspections:visits_page.accept')}
              </Button>
            ) : null}
            {can('return') || visit.state === 'submitted' ? (
              <Button keys="r" refusal={can('return') ? null : t('inspections:errors.visit_in_conflict')} onClick={() => setAsking('return')}>{t('inspections:visits_page.return')}</Button>
            ) : null}
            {can('cancel') ? <Button onClick={() => setAsking('cancel')}>{t('inspections:visits_page.cancel')}</Button> : null}
            {can('reopen') ? <Button onClick={() => setAsking('reopen')}>{t('inspections:visits_page.reopen')}</Button> : null}
            <span className="b-quiet b-small">
              {visit.state === 'submitted' && visit.findings.length > 0 ? t('inspections:visits_page.accept_what', { n: visit.findings.length }) : null}
              {visit.missing_evidence.length > 0 ? ` ${t('inspections:visits_page.missing_n', { n: visit.missing_evidence.length })}` : null}
            </span>
          </div>
        </div>
      ) : null}
      {visit.conflict ? <Conflict visit={visit} words={words} resolve={async (submission, reason) => took(await visitsApi.resolve(id, submission, reason))} /> : null}
      <div className="iv-columns">
        <div className="iv-main">
          {visit.answers.length > 0 || visit.not_done_reason ? <Answers visit={visit} words={words} /> : (
            <Panel title={t('inspections:visits_page.answers')}>
              <p className="b-quiet">{t(visit.submissions.length === 0 && visit.received_at === null ? 'inspections:visits_page.not_sent' : 'inspections:visits_page.no_answers')}</p>
            </Panel>
          )}
          {visit.received_at !== null || visit.findings.length > 0 ? <Findings visit={visit} words={words} /> : null}
          {visit.received_at !== null || visit.photos.length > 0 ? <Photos visit={visit} words={words} /> : null}
        </div>
        <div className="iv-side">
          <Facts visit={visit} />
          <Evidence visit={visit} />
          <SentList visit={visit} />
          <VisitStory visit={visit} />
        </div>
      </div>
      <ReasonDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking ? t(`inspections:visits_page.${asking}`) : ''}
        action={asking ? t(`inspections:visits_page.${asking}`) : ''}
        run={async ({ reason }) => took(await visitsApi.decide(id, asking ?? 'return', reason))}
      >
        <p>{asking ? t(`inspections:visits_page.${asking}_what`) : ''}</p>
      </ReasonDialog>
    </div>
  )
}
export default VisitPage
