import { nameInitials, nameKey } from '#base/name-keys.ts'
import type { Catalogue, Category } from './entries.ts'

export type Suggestion = { readonly category: Category; readonly score: number; readonly matched: readonly string[] }
export type SuggestOptions = { readonly limit?: number; readonly include?: (category: Category) => boolean }
export type CategorySearch = (text: string, options?: SuggestOptions) => readonly Suggestion[]

const han = /\p{Script=Han}/u
/** Single characters and pairs of neighbours; Chinese text has no spaces to divide it by. */
const gramsOf = (text: string): readonly string[] => {
  const out: string[] = []
  for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
    for (let i = 0; i < run.length; i++) {
      out.push(run[i] as string)
      if (i + 1 < run.length) out.push(run.slice(i, i + 2))
    }
  }
  return out
}
/** A single character says less than a pair. */
const share = (gram: string): number => (gram.length === 1 ? 0.25 : 1)

type Indexed = { readonly category: Category; readonly name: string; readonly words: readonly string[]; readonly nameEn: string;
  readonly full: string; readonly initials: string }

/** Weight of a piece of text by where it stands; one that many entries share says little (inverse document frequency). */
const weights = { name: 6, keyword: 5, condition: 1.5 } as const

/**
 * Prepares the search over the sub-categories: by name, the words people use, pinyin and its initials, English, and the wording of
 * the conditions. The answer takes a phrase as a resident would type it (小区门口老有人摆摊) or the first letters at a desk (zdjy).
 * Pure, and fast enough to run at every key (about 0.1 ms over 240 entries).
 */
export const categorySearch = (catalogue: Catalogue): CategorySearch => {
  const entries: Indexed[] = catalogue
    .filter((category) => category.level === 'subcategory')
    .map((category) => {
      const key = nameKey(category.name)
      return {
        category, name: category.name.toLowerCase(), words: category.keywords.map((word) => word.toLowerCase()),
        nameEn: (category.name_en ?? '').toLowerCase(),
        full: key.replaceAll(' ', ''), initials: nameInitials(key),
      }
    })
  const postings = new Map<string, Map<number, number>>()
  const note = (gram: string, entry: number, weight: number): void => {
    let known = postings.get(gram)
    if (!known) postings.set(gram, (known = new Map()))
    known.set(entry, Math.max(known.get(entry) ?? 0, weight * share(gram)))
  }
  entries.forEach((entry, i) => {
    for (const condition of entry.category.conditions) for (const gram of gramsOf(condition.text)) if (gram.length === 2) note(gram, i,
      weights.condition)
    for (const word of entry.words) for (const gram of gramsOf(word)) note(gram, i, weights.keyword)
    for (const gram of gramsOf(entry.name)) note(gram, i, weights.name)
  })

  const chineseScore = ({ name, words }: Indexed, query: string, matched: string[]): number => {
    let score = 0
    if (name === query) score += 100
    else if (name.startsWith(query)) score += 70
    else if (name.includes(query)) score += 60
    else if (query.includes(name)) score += 50 + 5 * name.length
    if (score > 0) matched.push(name)
    for (const word of words) {
      if (word === query) score += 60
      else if (query.includes(word)) score += 8 * word.length
      else if (query.length >= 2 && word.includes(query)) score += 25
      else continue
      matched.push(word)
    }
    return score
  }
  const latinScore = ({ nameEn, full, initials, words, category }: Indexed, query: string, matched: string[]): number => {
    const compact = query.replaceAll(/[\s']/g, '')
    let score = 0
    if (category.code.toLowerCase() === compact) score = 120
    else if (category.code.toLowerCase().startsWith(compact)) score = 60
    if (full.startsWith(compact)) score = Math.max(score, full === compact ? 100 : 70)
    else if (compact.length >= 3 && full.includes(compact)) score = Math.max(score, 40)
    if (initials.startsWith(compact)) score = Math.max(score, initials === compact ? 80 : 55)
    else if (compact.length >= 2 && initials.includes(compact)) score = Math.max(score, 30)
    if (score > 0) matched.push(category.name)
    let inEnglish = 0
    let letters = 0
    for (const word of query.split(/[^a-z0-9]+/)) {
      const stem = word.replace(/s$/, '')
      if (stem.length < 3 || !nameEn.includes(stem)) continue
      inEnglish += 20
      letters += word.length
    }
    if (inEnglish > 0) matched.push(category.name_en ?? '')
    // Of two names with the same words found, the one with less besides them is meant.
    inEnglish += (20 * letters) / Math.max(1, nameEn.length)
    for (const word of words) if (word === compact) score += 60
    return score + inEnglish
  }

  return (text, { limit = 8, include } = {}) => {
    const query = text.normalize('NFKC').toLowerCase().trim().slice(0, 500)
    if (query === '') return []
    const chinese = query.replaceAll(/[^\p{Script=Han}\p{L}\p{N}]/gu, '')
    const byGram = new Map<number, number>()
    if (han.test(query)) {
      for (const gram of new Set(gramsOf(query))) {
        const found = postings.get(gram)
        if (!found) continue
        const rarity = Math.log(1 + entries.length / found.size)
        for (const [entry, weight] of found) byGram.set(entry, (byGram.get(entry) ?? 0) + weight * rarity)
      }
    }
    const out: Suggestion[] = []
    entries.forEach((entry, i) => {
      if (include && !include(entry.category)) return
      const matched: string[] = []
      const score = han.test(query) ? chineseScore(entry, chinese, matched) + (byGram.get(i) ?? 0) : latinScore(entry, query, matched)
      if (score > 0) out.push({ category: entry.category, score: Math.round(score * 10) / 10, matched })
    })
    return out.sort((a, b) => b.score - a.score || (a.category.code < b.category.code ? -1 : 1)).slice(0, limit)
  }
}
