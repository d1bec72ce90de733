import type { Random } from '#base/seeded-random.ts'
import type { Theme } from '../cases/themes.ts'
import { workOf } from './handling.ts'
import { additions, openings, requests, slots } from './openings.ts'
import { environmentTexts, type ProblemTexts } from './problems-environment.ts'
import { facilityTexts } from './problems-facility.ts'
import { orderTexts } from './problems-order.ts'

const problems = { ...environmentTexts, ...orderTexts, ...facilityTexts } as Readonly<Record<Theme, ProblemTexts>>

/** Where a text is about; numbers are drawn once per case, so that title and body agree. */
export type TextPlace = {
  readonly road: string
  readonly road2: string
  readonly lane: string
  readonly estate: string
  readonly street: string
  readonly category: string
  readonly condition: string
}
export type Slots = Readonly<Record<string, string>>

export const drawSlots = (place: TextPlace, random: Random): Record<string, string> => ({
  路: place.road, 路2: place.road2, 巷: place.lane, 小区: place.estate, 街: place.street, 类: place.category, 况: place.condition,
  号: String(random.int(1, 386)), 楼: String(random.int(1, 24)), 单元: String(random.int(1, 6)), 层: String(random.int(2, 18)),
    数: String(random.int(2, 9)), 多: String(random.int(10, 60)),
  米: String(random.int(3, 45)), 天: String(random.int(2, 15)), 人: String(random.int(2, 6)), 车: String(random.int(1, 3)), 分: String(random.int(12, 50)),
  墙: random.pick(slots.wall), 点: random.pick(slots.spot), 方: random.pick(slots.side), 时: random.pick(slots.time), 他: '产权单位',
})

const pattern = /\{([^}]+)\}/g
export const fill = (template: string, values: Slots): string => template.replace(pattern, (_, name: string) => values[name] ?? '')

type Voice = 'staff' | 'resident'
const voiceOf = (source: string): Voice => (source === 'hotline' || source === 'resident_web' ? 'resident' : 'staff')
const atHome: ReadonlySet<Theme> = new Set(['noise', 'dance', 'home_noise', 'site_noise', 'fumes', 'barbecue', 'heating', 'supply', 'property'])

/** Suitable additions: nobody admonishes a pothole. */
const additionsFor = (theme: Theme, voice: Voice): readonly string[] => {
  const work = workOf(theme)
  if (voice === 'staff') return [...additions.staff,
    ...(work === 'persuade' || work === 'park' ? additions.staff_people : work === 'repair' ? additions.staff_repair : [])]
  return [...additions.resident, ...(atHome.has(theme) ? additions.resident_home : additions.resident_street)]
}
const suited = new Map<string, readonly string[]>()
const suitedAdditions = (theme: Theme, voice: Voice): readonly string[] => {
  const known = suited.get(theme + voice) ?? additionsFor(theme, voice)
  suited.set(theme + voice, known)
  return known
}

const pairsOf = (text: string): ReadonlySet<string> => {
  const plain = text.replace(pattern, ' ')
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2)).filter((pair) => !pair.includes(' ')))
}
const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let count = 0
  for (const pair of a) if (b.has(pair)) count++
  return count
}
const slotsOf = (text: string): readonly string[] => [...text.matchAll(pattern)].map((m) => m[1] ?? '')
type Paired = { readonly body: string; readonly pairs: ReadonlySet<string>; readonly titles: readonly string[] }
/** For every body the titles that fit it best: the same place first, no place the body does not know, then the rarest words in common. */
const pairedTexts = (texts: ProblemTexts): readonly Paired[] => {
  const bodies = texts.bodies.map((body) => ({ body, pairs: pairsOf(body), slots: slotsOf(body) }))
  const rarity = (pair: string): number => 1 / bodies.filter((other) => other.pairs.has(pair)).length
  return bodies.map(({ body, pairs, slots: places }) => {
    const ranked = texts.titles.map((title) => {
      const named = slotsOf(title)
      const common = [...pairsOf(title)].filter((pair) => pairs.has(pair)).reduce((sum, pair) => sum + rarity(pair), 0)
      return { title, rank: (named[0] === places[0] ? 2 : 0) + common - named.filter((slot) => !places.includes(slot)).length * 0.7 }
    })
    const best = Math.max(...ranked.map((r) => r.rank))
    return { body, pairs, titles: ranked.filter((r) => r.rank >= best - 0.25).map((r) => r.title) }
  })
}
const paired = Object.fromEntries(Object.entries(problems).map(([theme, texts]) => [theme,
  pairedTexts(texts)])) as Readonly<Record<Theme, readonly Paired[]>>

const fitting = new Map<string, readonly Paired[]>()
/** Bodies that speak of this very category; where a theme has several categories and none of its bodies does, what the condition says. */
const fittingTexts = (theme: Theme, category: string, primary: boolean): readonly Paired[] => {
  const key = `${theme}/${category}`
  const known = fitting.get(key)
  if (known) return known
  const own = pairsOf(category)
  const relevant = paired[theme].filter((text) => shared(text.pairs, own) > 0)
  const made = primary ? paired[theme] : relevant.length > 0 ? relevant : paired.other
  fitting.set(key, made)
  return made
}

/** Title and description of a report, in the manner of where it comes from. `primary`: the category its theme was written for. */
export const composeReport = (theme: Theme, primary: boolean, source: string, values: Slots,
  random: Random): { readonly title: string; readonly description: string } => {
  const voice = voiceOf(source)
  const text = random.pick(fittingTexts(theme, values['类'] ?? '', primary))
  const opening = random.pick(openings[source as keyof typeof openings] ?? openings.patrol)
  const addition = random.next() < 0.62 ? fill(random.pick(suitedAdditions(theme, voice)), values) : ''
  const work = workOf(theme)
  const request = random.pick(source === 'hotline' ? requests.hotline
    : source === 'resident_web' ? requests.resident_web : work === 'clean' || work === 'clear' ? requests.staff_clean : requests.staff)
  return { title: fill(random.pick(text.titles), values),
    description: `${opening}${fill(text.body, values)}${addition ? `，${addition}` : ''}。${request}` }
}
