import { useState } from 'react'
import { Button, Panel, sayNumber, StateTag, useText, useTime } from '#platform/web-ui/index.ts'
import { ReasonDialog } from '#platform/web-ui/desk.ts'
import type { ItemAnswer } from '../../rules/index.ts'
import type { Sent, VisitDetail } from './api.ts'
import { type ChecklistWords, outcomeTones, sayAnswer } from './wording.ts'

const keyOf = (a: ItemAnswer): string => `${a.item}:${a.instance}`

/** Two devices said different things of one visit: both side by side, what differs first to the eye; somebody chooses which of them it is. */
export const Conflict = ({ visit, words, resolve }: { readonly visit: VisitDetail; readonly words: ChecklistWords; readonly resolve: (submission: string, reason: string) => Promise<unknown> }) => {
  const { t, language } = useText()
  const { exactly } = useTime()
  const [chosen, setChosen] = useState<Sent | null>(null)
  const sides = visit.submissions.filter((s) => s.standing === 'current' || s.standing === 'conflict')
  const all = new Map(sides.flatMap((s) => (s.answers ?? []).map((a) => [keyOf(a), a] as const)))
  const answerOf = (s: Sent, key: string): ItemAnswer | undefined => s.answers?.find((a) => keyOf(a) === key)
  const told = (a: ItemAnswer | undefined): string => (a ? `${a.outcome} ${sayAnswer(a, words.item(a.item), t, language)} ${a.note ?? ''}` : '')
  const rows = [...all.values()]
    .map((a) => ({ a, differs: new Set(sides.map((s) => told(answerOf(s, keyOf(a))))).size > 1 }))
    .toSorted((x, y) => Number(y.differs) - Number(x.differs) || words.order(x.a.item) - words.order(y.a.item))
  const may = visit.actions.includes('resolve')
  return (
    <Panel title={t('inspections:visits_page.conflict_title')}>
      <p className="b-note" data-tone="today">{t('inspections:visits_page.conflict_how')}</p>
      <div className="iv-compare">
        <table className="b-table" aria-label={t('inspections:visits_page.conflict_title')}>
          <thead>
            <tr>
              <th scope="col">{t('inspections:visits_page.item')}</th>
              {sides.map((s) => (
                <th key={s.id} scope="col">
                  <p>
                    <strong>{s.account.name}</strong> {s.id === sides.find((one) => one.standing === 'current')?.id ? <StateTag tone="on_track">{t('inspections:visits_page.standing.current')}</StateTag> : null}
                  </p>
                  <p>{t('inspections:visits_page.device', { id: s.device_id.slice(-6), n: s.revision })}</p>
                  <p>{t('inspections:visits_page.made_at', { when: exactly(s.made_at) })}</p>
                  <p>{t('inspections:visits_page.came_at', { when: exactly(s.received_at) })}</p>
                  {may ? (
                    <Button size="small" kind="primary" onClick={() => setChosen(s)}>
                      {t('inspections:visits_page.choose_this')}
                    </Button>
                  ) : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr data-differs={new Set(sides.map((s) => s.score)).size > 1 || undefined}>
              <th scope="row">{t('inspections:visits_page.score')}</th>
              {sides.map((s) => <td key={s.id}>{s.not_done_reason ? t('inspections:visits_page.not_done', { reason: s.not_done_reason }) : s.score === null ? '—' : sayNumber(s.score, language, 1)}</td>)}
            </tr>
            <tr data-differs={new Set(sides.map((s) => (s.findings ?? []).map((f) => f.description).join('|'))).size > 1 || undefined}>
              <th scope="row">{t('inspections:visits_page.found')}</th>
              {sides.map((s) => <td key={s.id}>{(s.findings ?? []).length === 0 ? '0' : <ul>{(s.findings ?? []).map((f) => <li key={f.key}>{f.description}</li>)}</ul>}</td>)}
            </tr>
            <tr data-differs={new Set(sides.map((s) => s.photos)).size > 1 || undefined}>
              <th scope="row">{t('inspections:visits_page.photos')}</th>
              {sides.map((s) => <td key={s.id}>{s.photos ?? 0}</td>)}
            </tr>
            {rows.map(({ a, differs }) => (
              <tr key={keyOf(a)} data-differs={differs || undefined}>
                <th scope="row">
                  {words.label(a.item, a.label)}
                  {differs ? <span className="b-unseen"> {t('inspections:visits_page.differs')}</span> : null}
                </th>
                {sides.map((s) => {
                  const one = answerOf(s, keyOf(a))
                  return (
                    <td key={s.id}>
                      {one ? (
                        <span className="iv-tags">
                          <StateTag tone={outcomeTones[one.outcome]}>{t(`inspections:checklists.outcomes.${one.outcome}`)}</StateTag>
                          <span>{[sayAnswer(one, words.item(one.item), t, language), one.note].filter(Boolean).join(' · ')}</span>
                        </span>
                      ) : '—'}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ReasonDialog
        open={chosen !== null}
        onClose={() => setChosen(null)}
        title={t('inspections:visits_page.choose_this')}
        action={t('inspections:visits_page.choose_this')}
        reason="optional"
        run={({ reason }) => resolve(chosen?.id ?? '', reason)}
      >
        <p>{t('inspections:visits_page.choose_what', { who: chosen?.account.name ?? '', when: chosen ? exactly(chosen.made_at) : '' })}</p>
      </ReasonDialog>
    </Panel>
  )
}
