import { type CopyValue, type Tx } from '#platform/db/index.ts'
import { searchTokens } from '../rules/index.ts'

export type CaseText = { readonly case_id: string; readonly parts: readonly string[] }

const bodyOf = (text: CaseText): string => text.parts.filter(Boolean).join('\n').normalize('NFKC').toLowerCase()

const insertText = `insert into case_texts (case_id, body, tokens) select id, body, array_to_tsvector(tokens::text[])
  from unnest($1::uuid[], $2::text[], $3::text[]) as rows (id, body, tokens)
  on conflict (case_id) do update set body = excluded.body, tokens = excluded.tokens`

/** Makes cases findable by their words; replaces what was there. */
export const saveTexts = async (tx: Tx, texts: readonly CaseText[]): Promise<void> => {
  const bodies = texts.map(bodyOf)
  await tx.prepared('save_case_texts', insertText, [texts.map((t) => t.case_id), bodies, bodies.map((body) => `{${searchTokens(body).map((token) => `"${token}"`).join(',')}}`)])
}

export const copyTexts = (tx: Tx, texts: Iterable<CaseText>): Promise<number> => {
  const rows = function* (): Generator<CopyValue[]> {
    for (const text of texts) {
      const body = bodyOf(text)
      yield [text.case_id, body, searchTokens(body).map((token) => `'${token}'`).join(' ')]
    }
  }
  return tx.copyIn('case_texts', ['case_id', 'body', 'tokens'], rows())
}
