import './organisations.css'
import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { EmptyState, ErrorState, LoadingSkeleton, PageHead, StateTag, usePhone, useText, useTime, useUrlState } from '#platform/web-ui/index.ts'
import { ExportMenu } from '#platform/web-ui/desk.ts'
import { dutyApi, type Matrix } from './api.ts'
import { DutyActions } from './duty-actions.tsx'
import { DutyCheck } from './duty-check.tsx'
import { DutyDiff } from './duty-diff.tsx'
import { DutyRules } from './duty-rules.tsx'
import { DutyTester } from './duty-tester.tsx'
import { Fallbacks } from './fallbacks.tsx'

const views = ['rules', 'check', 'diff', 'who', 'fallbacks'] as const
type View = (typeof views)[number]

/** The duty matrix: lead duty by category, territorial duty by area; its versions, its check, and who answers for what. */
const DutyPage = () => {
  const { t } = useText()
  const { when } = useTime()
  const phone = usePhone()
  const [search, set] = useUrlState()
  const view: View = views.find((v) => v === search['view']) ?? 'rules'
  const answer = useQuery({ queryKey: ['duty', 'matrices'], queryFn: ({ signal }) => dutyApi.matrices(signal) })
  const matrices = answer.data?.items ?? []
  const chosen = matrices.find((m) => m.id === search['id']) ?? matrices.find((m) => m.status === 'published') ?? matrices[0]
  const name = (m: Matrix): string =>
    m.number === null
      ? t('organisations:page.duty.draft_named', { when: when(m.created_at), note: m.note })
      : t('organisations:page.duty.version', { n: m.number })
  return (
    <div className="b-page">
      <PageHead title={t('organisations:page.duty.title')} actions={chosen ? <ExportMenu path={`/api/duty/matrices/${chosen.id}/export`} /> : null}>
        <p className="b-quiet">{t('organisations:page.duty.hint')}</p>
      </PageHead>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingSkeleton lines={6} />
      ) : (
        <>
          <div className="or-version">
            {chosen ? (
              <>
                <Select
                  style={{ minWidth: phone ? '100%' : 320 }}
                  aria-label={t('organisations:page.duty.which')}
                  value={chosen.id}
                  onChange={(id: string) => set({ id })}
                  options={matrices.map((m) => ({ value: m.id, label: `${name(m)} · ${t(`organisations:statuses.${m.status}`)}` }))}
                />
                <StateTag tone={chosen.status === 'published' ? 'on_track' : chosen.status === 'draft' ? 'paused' : 'closed'}>
                  {t(`organisations:statuses.${chosen.status}`)}
                </StateTag>
                <span className="b-quiet b-small">
                  {chosen.published_at
                    ? t('organisations:page.duty.published_at', { when: when(chosen.published_at), n: chosen.rules })
                    : t('organisations:page.duty.created_at', { when: when(chosen.created_at), n: chosen.rules })}
                  {chosen.note ? ` · ${chosen.note}` : ''}
                </span>
              </>
            ) : null}
            <DutyActions matrix={chosen ?? null} onChosen={(id) => set({ id, view: 'rules' })} />
          </div>
          {chosen ? (
            <>
              <div className="or-views">
                <Segmented<View>
                  aria-label={t('organisations:page.duty.views')}
                  value={view}
                  onChange={(next) => set({ view: next })}
                  options={views.map((v) => ({ value: v, label: t(`organisations:page.duty.view.${v}`) }))}
                />
              </div>
              {view === 'rules' ? (
                <DutyRules matrix={chosen} />
              ) : view === 'check' ? (
                <DutyCheck matrix={chosen} />
              ) : view === 'diff' ? (
                <DutyDiff matrix={chosen} matrices={matrices} name={name} />
              ) : view === 'who' ? (
                <DutyTester />
              ) : (
                <Fallbacks />
              )}
            </>
          ) : (
            <EmptyState title={t('organisations:page.duty.empty')}>
              <p>{t('organisations:page.duty.empty_how')}</p>
            </EmptyState>
          )}
        </>
      )}
    </div>
  )
}
export default DutyPage
