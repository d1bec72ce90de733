import { dayMs, type Instant, instant } from '#base/instants.ts'
import { type CopyValue, type Tx } from '#platform/db/index.ts'
import { type Case, searchTokens } from '../rules/index.ts'

export type CaseText = { readonly case_id: string; readonly parts: readonly string[]; readonly opened_at: Instant; readonly open: boolean; readonly area_path: string | null }

export const textOf = (c: Case): CaseText => ({ case_id: c.id, parts: [c.title, c.description, c.address], opened_at: c.opened_at, open: c.ended_at === null, area_path: c.area_path })

const bodyOf = (text: CaseText): string => text.parts.filter(Boolean).join('\n').normalize('NFKC').toLowerCase()

/** Every area a case lies in, by its code. A code that is no plain word has no token. */
const areaTokens = (path: string | null): readonly string[] => (path ?? '').split('.').filter((code) => /^[\w-]+$/.test(code)).map((code) => `~a${code}`)

/** The question for texts of cases at or below a path; null where it cannot be put. */
export const liesIn = (path: string): string | null => {
  const [token] = areaTokens(path.split('.').at(-1) ?? '')
  return token === undefined ? null : `'${token}'`
}

/** The day and the 4 weeks a case was opened in. Words never begin with `~`. */
const dayToken = (day: number): string => `~d${day}`, monthToken = (month: number): string => `~m${month}`
const days = (at: number): number => Math.floor(at / dayMs), months = (at: number): number => Math.floor(at / (28 * dayMs))

/** Longer and longer stretches of the past up to a moment: where each begins, and the question for the texts of its cases. */
export const openedWithin = (until: Instant): readonly { readonly from: Instant; readonly tokens: string }[] => {
  const any = (token: (n: number) => string, first: number, last: number): string => Array.from({ length: last - first + 1 }, (_, i) => `'${token(first + i)}'`).join(' | ')
  let last = days(until)
  const stretches = [1, 3, 7, 17].map((length) => {
    const first = last - length + 1
    const stretch = { from: instant(first * dayMs), tokens: any(dayToken, first, last) }
    last = first - 1
    return stretch
  })
  const month = months(last * dayMs)
  return [...stretches, { from: instant((month - 4) * 28 * dayMs), tokens: any(monthToken, month - 4, month) }]
}

const tokensOf = (text: CaseText, body: string): readonly string[] => [...searchTokens(body), dayToken(days(text.opened_at)), monthToken(months(text.opened_at)), ...areaTokens(text.area_path)]

const insertText = `insert into case_texts (case_id, body, tokens, open) select id, body, array_to_tsvector(tokens::text[]), open
  from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[]) as rows (id, body, tokens, open)
  on conflict (case_id) do update set body = excluded.body, tokens = excluded.tokens, open = excluded.open`

/** Makes cases findable by their words; replaces what was there. */
export const saveTexts = async (tx: Tx, texts: readonly CaseText[]): Promise<void> => {
  const bodies = texts.map(bodyOf)
  await tx.prepared('save_case_texts', insertText, [
    texts.map((t) => t.case_id), bodies, texts.map((t, i) => `{${tokensOf(t, bodies[i] ?? '').map((token) => `"${token}"`).join(',')}}`), texts.map((t) => t.open),
  ])
}

/** A case was finished, or taken up again. */
export const setTextOpen = async (tx: Tx, caseId: string, open: boolean): Promise<void> => {
  await tx.prepared('open_case_text', 'update case_texts set open = $2 where case_id = $1', [caseId, open])
}

export const copyTexts = (tx: Tx, texts: Iterable<CaseText>): Promise<number> => {
  const rows = function* (): Generator<CopyValue[]> {
    for (const text of texts) {
      const body = bodyOf(text)
      yield [text.case_id, body, tokensOf(text, body).map((token) => `'${token}'`).join(' '), text.open]
    }
  }
  return tx.copyIn('case_texts', ['case_id', 'body', 'tokens', 'open'], rows())
}
