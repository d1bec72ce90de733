const hanRun = /[\p{Script=Han}\u3007]+/gu
const wordRun = /[\p{Script=Latin}\p{N}]+/gu

const longestWord = 40
const mostTokens = 2_000

/**
 * What a text can be found by: every pair of neighbouring Chinese characters, and every Latin or numeric word in lower case.
 * Pairs, because a database's trigrams find no two-character word, and most Chinese words have two.
 */
export const searchTokens = (text: string): readonly string[] => {
  const tokens = new Set<string>()
  const plain = text.normalize('NFKC').toLowerCase()
  for (const [run] of plain.matchAll(hanRun)) {
    const letters = [...run]
    if (letters.length === 1) tokens.add(run)
    for (let i = 0; i + 1 < letters.length; i++) tokens.add(`${letters[i]}${letters[i + 1]}`)
  }
  for (const [word] of plain.matchAll(wordRun)) tokens.add(word.slice(0, longestWord))
  return tokens.size <= mostTokens ? [...tokens] : [...tokens].slice(0, mostTokens)
}

/** A question to the index: a PostgreSQL `tsquery` text, and the phrase that must stand in the text as typed ('' when the tokens say it all). */
export type SearchQuery = { readonly tsquery: string; readonly phrase: string }

/** Null when nothing in the text can be searched for. Words match from their beginning; Chinese matches as it stands. */
export const searchQuery = (text: string): SearchQuery | null => {
  const plain = text.normalize('NFKC').toLowerCase().trim()
  const parts: string[] = []
  for (const [run] of plain.matchAll(hanRun)) {
    const letters = [...run]
    if (letters.length === 1) parts.push(`'${run}':*`)
    for (let i = 0; i + 1 < letters.length; i++) parts.push(`'${letters[i]}${letters[i + 1]}'`)
  }
  for (const [word] of plain.matchAll(wordRun)) parts.push(`'${word.slice(0, longestWord)}':*`)
  if (parts.length === 0) return null
  const han = plain.match(hanRun)
  const phrase = han?.length === 1 && han[0] === plain && plain.length > 2 ? plain : ''
  return { tsquery: parts.join(' & '), phrase }
}
