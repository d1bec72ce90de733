import { Go, useText, useTime } from '#platform/web-ui/index.ts'
import type { LetterFigures, LetterLine } from '../../rules/index.ts'
import type { Letter } from './api.ts'
import { percent } from './words.tsx'

const figures: readonly (keyof LetterFigures)[] = ['visits', 'problems', 'opened', 'closed', 'open', 'overdue', 'came_back']
const lists = ['came_back', 'overdue', 'opened', 'open', 'closed'] as const
const signed = (n: number): string => (n > 0 ? `+${n}` : n === 0 ? '±0' : `−${-n}`)

const Lines = ({ items, english }: { readonly items: readonly LetterLine[]; readonly english: boolean }) => {
  const { t } = useText()
  const { day } = useTime()
  return (
    <div className="b-table-scroll">
      <table className="b-table if-lines">
        <thead>
          <tr>
            {(['case', 'what', 'place', 'unit', 'opened', 'due'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`inspections:feedback.line.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((c) => (
            <tr key={c.id}>
              <td>
                <Go to={`/cases/${c.id}`}>
                  <span className="b-mono">{c.number}</span>
                </Go>
              </td>
              <td>
                {c.title}
                {c.category && !c.title.includes(c.category) ? <span className="b-quiet"> {english && c.category_en ? c.category_en : c.category}</span> : null}
                {c.returns > 0 ? <span className="if-back"> {t('inspections:feedback.returned_times', { n: c.returns })}</span> : null}
              </td>
              <td>{[c.area, c.place].filter(Boolean).join(' ')}</td>
              <td>{c.unit}</td>
              <td className="if-day">{day(c.opened_at)}</td>
              <td className="if-day">{c.closed_at ? t('inspections:feedback.closed_on', { day: day(c.closed_at) }) : c.due_at ? day(c.due_at) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The letter as it is read and printed on A4. */
export const LetterSheet = ({ letter }: { readonly letter: Letter }) => {
  const { t, language } = useText()
  const { exactly } = useTime()
  const { data, note } = letter
  const { rate, before } = data
  return (
    <article className="if-sheet">
      <header>
        <h2>{t('inspections:feedback.heading')}</h2>
        <p className="if-number">
          {letter.number} · {t('inspections:feedback.week_said', { from: data.week.from, to: data.week.to })}
        </p>
      </header>
      <p className="if-to">{t('inspections:feedback.mail.to', { name: data.subject.name })}</p>
      {note ? <p className="if-note">{note}</p> : null}
      <table className="b-table if-numbers">
        <thead>
          <tr>
            <th scope="col">{t('inspections:feedback.what_col')}</th>
            <th scope="col">{t('inspections:feedback.this_week')}</th>
            <th scope="col">{t('inspections:feedback.week_before')}</th>
            <th scope="col">{t('inspections:feedback.change')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((name) => (
            <tr key={name} data-name={name}>
              <th scope="row">{t(`inspections:feedback.figure.${name}`)}</th>
              <td className="b-number">{data.figures[name]}</td>
              <td className="b-number">{before ? before.figures[name] : '–'}</td>
              <td className="b-number">{before ? signed(data.figures[name] - before.figures[name]) : '–'}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('inspections:feedback.rate_short')}</th>
            <td className="b-number">{`${percent(rate.rate)} (${rate.rectified}/${rate.of})`}</td>
            <td className="b-number">{before ? `${percent(before.rate.rate)} (${before.rate.rectified}/${before.rate.of})` : '–'}</td>
            <td className="b-number">
              {before && rate.rate !== null && before.rate.rate !== null ? t('inspections:feedback.points', { n: signed(Math.round(1000 * (rate.rate - before.rate.rate)) / 10) }) : '–'}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="b-small b-quiet">
        {t('inspections:feedback.rate_how', { from: rate.from, to: rate.to, of: rate.of, left_out: rate.left_out })}
        {rate.few ? ` ${t('inspections:feedback.few')}` : ''} {before ? t('inspections:feedback.compared', { number: before.number }) : t('inspections:feedback.mail.no_before')}
      </p>
      {lists.map((name) => {
        const list = data.lists[name]
        return list.total === 0 ? null : (
          <section key={name}>
            <h3>{t(`inspections:feedback.list.${name}`, { n: list.total })}</h3>
            <Lines items={list.items} english={language === 'en'} />
            {list.total > list.items.length ? <p className="b-small b-quiet">{t('inspections:feedback.mail.more', { n: list.total - list.items.length })}</p> : null}
          </section>
        )
      })}
      <footer className="b-small">
        <p>{t('inspections:feedback.frozen', { when: exactly(letter.generated_at) })}</p>
        {letter.acknowledged_at ? (
          <p>
            {t('inspections:feedback.acknowledged_by', { name: letter.acknowledged_by ?? letter.name, when: exactly(letter.acknowledged_at) })}
            {letter.acknowledgement ? ` ${letter.acknowledgement}` : ''}
          </p>
        ) : null}
        {letter.withdrawn_at ? <p>{t('inspections:feedback.withdrawn_why', { when: exactly(letter.withdrawn_at), reason: letter.withdrawn_reason ?? '' })}</p> : null}
        <p className="b-only-print if-sign">{t('inspections:feedback.sign')}</p>
      </footer>
    </article>
  )
}
