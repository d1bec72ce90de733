import { useText } from '#platform/web-ui/i18n.ts'
import { sayNumber } from '#platform/web-ui/time.ts'
import { useFieldTime } from './hooks.ts'
import type { DayVisit } from './wire.ts'

/** What is known of the place before one looks: its standard, the last result, what is open there. */
export const VisitFacts = ({ visit }: { readonly visit: DayVisit }) => {
  const { t, language } = useText()
  const time = useFieldTime()
  const { place, last_result: last } = visit
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['address', place?.address],
    ['type', place?.type],
    ['area', place?.area],
    ['standard', place?.standard],
    ['window', visit.window?.from && visit.window.to ? `${visit.window.from.slice(0, 5)}–${visit.window.to.slice(0, 5)}` : null],
    ['programme', visit.programme.name],
    ['inspectors', visit.inspectors.join(t('inspections:field.comma'))],
    ['last', last ? [last.on ? time.whenIso(last.on) : null, last.score === null ? null : t('inspections:field.facts.score', { n: sayNumber(last.score, language, 1) })].filter(Boolean).join(' · ') : t('inspections:field.facts.never')],
  ]
  return (
    <section className="fd-panel">
      <dl className="fd-facts">
        {rows.map(([name, value]) => (value ? <div key={name}><dt>{t(`inspections:field.facts.${name}`)}</dt><dd>{value}</dd></div> : null))}
      </dl>
      {visit.open_cases.length > 0 ? (
        <>
          <h2>{t('inspections:field.facts.open_cases', { n: visit.open_cases.length })}</h2>
          <ul className="fd-cases">
            {visit.open_cases.map((c) => <li key={c.id}><b>{c.title}</b><span className="b-quiet b-small">{c.number} · {t('inspections:field.facts.since', { when: time.whenIso(c.opened_at) })}</span></li>)}
          </ul>
          <p className="b-quiet b-small">{t('inspections:field.facts.joins')}</p>
        </>
      ) : null}
    </section>
  )
}
