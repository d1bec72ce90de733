import { Panel, sayNumber, StateTag, useText } from '#platform/web-ui/index.ts'
import type { ItemAnswer } from '../../rules/index.ts'
import type { VisitDetail } from './api.ts'
import { type ChecklistWords, outcomeTones, sayAnswer } from './wording.ts'

/** How the score came about: weights met over weights that applied; what left the score is counted beside it. */
const ScoreLine = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t, language } = useText()
  const n = (value: number | null): string => sayNumber(value ?? 0, language, Number.isInteger(value ?? 0) ? 0 : 1)
  if (visit.score === null) return <p className="b-quiet">{t('inspections:visits_page.no_score')}</p>
  const left = (visit.tally?.['not_applicable'] ?? 0) + (visit.tally?.['not_observed'] ?? 0)
  return (
    <div className="iv-score">
      <strong>{sayNumber(visit.score, language, 1)}</strong>
      <span>{t('inspections:visits_page.score_how', { met: n(visit.weight_met), of: n(visit.weight_applicable) })}</span>
      {left > 0 ? (
        <span className="b-quiet">
          {t('inspections:visits_page.score_left', { na: visit.tally?.['not_applicable'] ?? 0, no: visit.tally?.['not_observed'] ?? 0 })}
        </span>
      ) : null}
    </div>
  )
}

const Row = ({ answer, words, missing }: { readonly answer: ItemAnswer; readonly words: ChecklistWords; readonly missing: boolean }) => {
  const { t, language } = useText()
  const item = words.item(answer.item)
  const n = (value: number): string => sayNumber(value, language, Number.isInteger(value) ? 0 : 1)
  const counts = answer.weight > 0 && answer.outcome !== 'not_applicable' && answer.outcome !== 'not_observed'
  const said = sayAnswer(answer, item, t, language)
  return (
    <tr>
      <td>
        <div className="b-cell">
          {words.label(answer.item, answer.label)}
          {item?.in_repeat ? ` (${answer.instance + 1})` : ''}
          {answer.note ? <p className="b-small b-quiet">{answer.note}</p> : null}
          {missing ? <p className="b-small b-field-fault">{t('inspections:visits_page.photo_missing')}</p> : null}
        </div>
      </td>
      <td data-label={t('inspections:visits_page.outcome')}>
        <span className="iv-tags">
          <StateTag tone={outcomeTones[answer.outcome]}>{t(`inspections:checklists.outcomes.${answer.outcome}`)}</StateTag>
          {said ? <span>{said}</span> : null}
        </span>
      </td>
      <td className="b-number" data-label={t('inspections:visits_page.weight')}>
        {counts ? t('inspections:visits_page.met_of', { met: n(answer.met), of: n(answer.weight) }) : t('inspections:visits_page.not_counted')}
      </td>
    </tr>
  )
}

/** The answers in the sections and the order of the checklist. */
export const Answers = ({ visit, words }: { readonly visit: VisitDetail; readonly words: ChecklistWords }) => {
  const { t } = useText()
  const answers = visit.answers.toSorted((a, b) => words.order(a.item) - words.order(b.item) || a.instance - b.instance)
  const sections = [...new Set(answers.map((a) => words.section(a.item)))]
  return (
    <Panel title={t('inspections:visits_page.answers')}>
      {visit.not_done_reason ? <p className="b-note" data-tone="paused">{t('inspections:visits_page.not_done', { reason: visit.not_done_reason })}</p> : null}
      <ScoreLine visit={visit} />
      {sections.map((section) => (
        <section key={section} className="iv-section">
          {section ? <h3>{section}</h3> : null}
          <table className="b-table b-data iv-answers" aria-label={section || t('inspections:visits_page.answers')}>
            <thead>
              <tr>
                <th scope="col">{t('inspections:visits_page.item')}</th>
                <th scope="col">{t('inspections:visits_page.outcome')}</th>
                <th scope="col" className="b-number">{t('inspections:visits_page.weight')}</th>
              </tr>
            </thead>
            <tbody>
              {answers.filter((a) => words.section(a.item) === section).map((a) => (
                <Row key={`${a.item}:${a.instance}`} answer={a} words={words} missing={visit.missing_evidence.includes(a.item) || visit.missing_evidence.includes(`${a.item}:${a.instance}`)} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </Panel>
  )
}
