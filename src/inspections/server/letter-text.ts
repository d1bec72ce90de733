import type { Instant } from '#base/instants.ts'
import { localReading } from '#base/zones.ts'
import { instant } from '#base/instants.ts'
import { type Locale, translator } from '#platform/i18n/index.ts'
import type { LetterData, LetterList } from '../rules/index.ts'

export type LetterForText = { readonly number: string; readonly data: LetterData; readonly note: string; readonly city: string; readonly zone: string }
const percent = (rate: number | null): string => (rate === null ? '-' : `${(100 * rate).toFixed(1)}%`)

/** A letter as plain text, for the mail. Every number stands with its period. */
export const letterText = (locale: Locale, { number, data, note, city, zone }: LetterForText): { readonly subject: string; readonly body: string } => {
  const t = translator(locale), say = (key: string, params: Record<string, string | number> = {}): string => t(`inspections.feedback.mail.${key}`, params)
  const { figures: f, rate, week, before, lists } = data
  const day = (text: string): string => localReading(instant(Date.parse(text)) as Instant, zone).date
  const list = (name: string, { total, items }: LetterList): readonly string[] => (total === 0 ? [] : [
    '', say(name, { n: total }),
    ...items.map((c, i) => `${i + 1}. ${c.number} ${c.title}${c.place ? `（${c.place}）` : ''}${c.due_at ? ` ${say('due', { day: day(c.due_at) })}` : ''}`),
    ...(total > items.length ? [say('more', { n: total - items.length })] : []),
  ])
  const lines = [
    say('to', { name: data.subject.name }), '', say('opening', { city, from: week.from, to: week.to }), ...(note ? ['', note] : []), '',
    say('figures', { visits: f.visits, problems: f.problems, opened: f.opened, closed: f.closed, open: f.open, overdue: f.overdue, came_back: f.came_back }),
    say('rate', { from: rate.from, to: rate.to, of: rate.of, rectified: rate.rectified, rate: percent(rate.rate), left_out: rate.left_out }), ...(rate.few ? [say('few')] : []),
    ...(before ? [say('before', { number: before.number, open: before.figures.open, overdue: before.figures.overdue, rate: percent(before.rate.rate) })] : [say('no_before')]),
    ...list('came_back', lists.came_back), ...list('overdue', lists.overdue), ...list('opened', lists.opened), ...list('open', lists.open), '', say('closing', { number }),
  ]
  return { subject: say('subject', { name: data.subject.name, from: week.from, to: week.to, number }), body: lines.join('\n') }
}
