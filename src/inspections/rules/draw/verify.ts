import { draw } from './draw.ts'
import { probabilitiesOf, samplesOf } from './frame.ts'
import { type DrawFrame, type DrawResult, frameFormat, publishedFormat, type PublishedDraw, type PublishedSeed, resultFormat, type Sha256 } from './model.ts'
import { isBarred } from './recusal.ts'
import { byText, canonicalText, commitmentOf, resultHash, seedOf, unitsOf } from './text.ts'

export const drawFaultCodes = [
  'not_a_draw', 'frame_hash_wrong', 'frame_out_of_order', 'strata_wrong', 'probability_wrong', 'commitment_wrong', 'commitment_late', 'seed_wrong', 'times_wrong',
  'result_of_another_frame', 'place_not_drawn', 'place_missing', 'place_wrong', 'place_twice', 'reserves_wrong', 'recused', 'inspector_unknown', 'inspector_twice',
  'inspectors_missing', 'too_many_visits', 'day_wrong', 'pairing_differs', 'stop_order_differs', 'shortages_differ', 'result_hash_wrong',
] as const
export type DrawFaultCode = (typeof drawFaultCodes)[number]
/** What is wrong with a published draw: where (a place id, stratum, party, or field of the file), what it should be, what stands there. */
export type DrawFault = { readonly code: DrawFaultCode; readonly at: string; readonly expected: string | null; readonly found: string | null }
type Tell = (code: DrawFaultCode, at: string, expected?: unknown, found?: unknown) => void

const shown = (value: unknown): string | null => value === undefined || value === null ? null : typeof value === 'string' ? value : canonicalText(value)

const checkFrame = (frame: DrawFrame, tell: Tell): void => {
  for (const [name, ids] of [['places', frame.places.map((p) => p.id)], ['inspectors', frame.inspectors.map((p) => p.id)], ['strata', frame.strata.map((s) => s.key)]] as const) {
    ids.forEach((id, i) => { if (i > 0 && byText(ids[i - 1] as string, id) >= 0) tell('frame_out_of_order', `frame.${name}[${i}]`, undefined, id) })
  }
  const { settings, strata } = frame
  const counted = new Map<string, number>()
  for (const place of frame.places) counted.set(place.stratum, (counted.get(place.stratum) ?? 0) + 1)
  for (const { key, places } of strata) if (counted.get(key) !== places) tell('strata_wrong', key, counted.get(key) ?? 0, places)
  for (const key of counted.keys()) if (!strata.some((s) => s.key === key)) tell('strata_wrong', key, counted.get(key), 0)
  const fixed = settings.take === 'sample' && settings.allocation === 'fixed'
  const samples = fixed ? strata.map((s) => s.sample) : samplesOf(strata, settings)
  strata.forEach(({ key, sample }, h) => { if (samples[h] !== sample) tell('strata_wrong', key, samples[h], sample) })
  const probabilities = probabilitiesOf(frame.places, strata, settings.probability)
  frame.places.forEach(({ id, pi }, i) => { if (unitsOf(pi) === null || probabilities[i] !== pi) tell('probability_wrong', id, probabilities[i], pi) })
}

const checkSource = (published: PublishedDraw, sha256: Sha256, tell: Tell): void => {
  const source: PublishedSeed = published.seed_source, hash = published.frame_sha256
  if (!(published.committed_at < published.drawn_at)) tell('times_wrong', 'drawn_at', `after ${published.committed_at}`, published.drawn_at)
  if (source.kind === 'public_value') {
    const seed = seedOf(hash, source, sha256)
    if (seed !== published.seed) tell('seed_wrong', 'seed', seed, published.seed)
    return
  }
  const [one, two] = source.commitments
  if (source.commitments.length !== 2 || !one || !two || one.party === two.party) return tell('commitment_wrong', 'seed_source.commitments', '2 parties', source.commitments.length)
  const secrets = [one, two].map(({ party, commitment }) => {
    const reveal = source.reveals.find((r) => r.party === party)
    const expected = reveal ? commitmentOf(hash, party, reveal.secret, sha256) : undefined
    if (expected !== commitment) tell('commitment_wrong', party, expected ?? null, commitment)
    for (const each of source.commitments) if (reveal && !(each.at <= reveal.at)) tell('commitment_late', each.party, `not after ${reveal.at}`, each.at)
    return reveal?.secret ?? ''
  }) as [string, string]
  const seed = seedOf(hash, { kind: 'commit_reveal', secrets }, sha256)
  if (seed !== published.seed) tell('seed_wrong', 'seed', seed, published.seed)
}

/** What every pairing must keep, whoever made it. */
const checkPairing = (frame: DrawFrame, result: DrawResult, tell: Tell): void => {
  const places = new Map(frame.places.map((p) => [p.id, p])), inspectors = new Map(frame.inspectors.map((p) => [p.id, p]))
  const days = new Set(frame.settings.days), short = new Map(result.shortages.map((s) => [s.place_id, s]))
  const made = new Map<string, number>()
  for (const visit of result.selected) {
    const place = places.get(visit.place_id)
    if (!days.has(visit.day)) tell('day_wrong', visit.place_id, undefined, visit.day)
    if (new Set(visit.inspector_ids).size !== visit.inspector_ids.length) tell('inspector_twice', visit.place_id, undefined, visit.inspector_ids)
    const asked = short.get(visit.place_id)?.found ?? frame.settings.per_visit
    if (visit.inspector_ids.length !== asked) tell('inspectors_missing', visit.place_id, asked, visit.inspector_ids.length)
    for (const id of visit.inspector_ids) {
      const inspector = inspectors.get(id)
      if (!inspector) tell('inspector_unknown', visit.place_id, undefined, id)
      else if (place && isBarred(inspector, place)) tell('recused', visit.place_id, undefined, id)
      made.set(`${id}|${visit.day}`, (made.get(`${id}|${visit.day}`) ?? 0) + 1)
    }
  }
  for (const [key, count] of made) if (count > frame.settings.most_per_day) tell('too_many_visits', key.replace('|', ' '), frame.settings.most_per_day, count)
}

const checkResult = (frame: DrawFrame, result: DrawResult, again: DrawResult, tell: Tell): void => {
  if (result.frame_sha256 !== again.frame_sha256 || result.seed !== again.seed) {
    tell('result_of_another_frame', 'result', `${again.frame_sha256} ${again.seed}`, `${result.frame_sha256} ${result.seed}`)
  }
  if (canonicalText(result.strata) !== canonicalText(again.strata)) tell('strata_wrong', 'result.strata', again.strata, result.strata)
  const expected = new Map(again.selected.map((p) => [p.place_id, p])), seen = new Set<string>()
  for (const found of result.selected) {
    const id = found.place_id, should = expected.get(id)
    if (seen.has(id)) tell('place_twice', id)
    seen.add(id)
    if (!should) {
      tell('place_not_drawn', id)
      continue
    }
    for (const name of ['stratum', 'pi', 'ticket'] as const) if (found[name] !== should[name]) tell('place_wrong', id, `${name} ${should[name]}`, `${name} ${found[name]}`)
    if (found.day !== should.day || canonicalText(found.inspector_ids) !== canonicalText(should.inspector_ids)) {
      tell('pairing_differs', id, `${should.day} ${should.inspector_ids.join(' ')}`, `${found.day} ${found.inspector_ids.join(' ')}`)
    } else if (found.stop_order !== should.stop_order) tell('stop_order_differs', id, should.stop_order, found.stop_order)
  }
  for (const id of expected.keys()) if (!seen.has(id)) tell('place_missing', id)
  if (canonicalText(result.reserves) !== canonicalText(again.reserves)) tell('reserves_wrong', 'result.reserves')
  if (canonicalText(result.shortages) !== canonicalText(again.shortages)) tell('shortages_differ', 'result.shortages')
  checkPairing(frame, result, tell)
}

/**
 * Draws again from a published file and names every difference; empty when the draw is what it says. Reads anything: a file that is no draw is one
 * fault, `not_a_draw`. What it cannot see: whether the public value was known before the frame's hash was published.
 */
export const verifyDraw = (given: unknown, sha256: Sha256): readonly DrawFault[] => {
  const faults: DrawFault[] = []
  const tell: Tell = (code, at, expected, found) => { faults.push({ code, at, expected: shown(expected), found: shown(found) }) }
  const published = given as PublishedDraw
  try {
    if (published.format !== publishedFormat) tell('not_a_draw', 'format', publishedFormat, published.format)
    else if (published.frame.format !== frameFormat) tell('not_a_draw', 'frame.format', frameFormat, published.frame.format)
    else if (published.result.format !== resultFormat) tell('not_a_draw', 'result.format', resultFormat, published.result.format)
    if (faults.length > 0) return faults
    const hash = sha256(canonicalText(published.frame))
    if (hash !== published.frame_sha256) tell('frame_hash_wrong', 'frame_sha256', hash, published.frame_sha256)
    checkFrame(published.frame, tell)
    checkSource(published, sha256, tell)
    checkResult(published.frame, published.result, draw(published.frame, published.seed, sha256, hash), tell)
    const resulting = resultHash(published.result, sha256)
    if (resulting !== published.result_sha256) tell('result_hash_wrong', 'result_sha256', resulting, published.result_sha256)
  } catch (error) {
    tell('not_a_draw', 'file', undefined, error instanceof Error ? error.message : undefined)
  }
  return faults
}
