#!/usr/bin/env node
// Checks a published draw from outside. Needs Node 20 or later and nothing else: no package, no database, no network. Written apart from the
// program it checks. Every step is explained in docs/guides/draws.md. Usage: node verify-draw.mjs DRAW.json [--json]
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
/** Canonical JSON (RFC 8785): members in order of their UTF-16 code units, numbers and strings as ECMAScript prints them. */
const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}
const tidy = (text) => text.normalize('NFC').trim()
const one = 10 ** 12, unitsOf = (pi) => Number(pi.replace('.', ''))

/** Whole numbers below n: hashes of seed|name|0, 1, 2 …, five numbers of 12 hex digits each; those that would favour a remainder are left out. */
const stream = (seed, name) => {
  let numbers = [], k = 0
  return function below(n) {
    if (numbers.length === 0) numbers = sha256(`${seed}|${name}|${k++}`).slice(0, 60).match(/.{12}/g).map((hex) => parseInt(hex, 16))
    const value = numbers.shift()
    return value < 2 ** 48 - (2 ** 48 % n) ? value % n : below(n)
  }
}
/** Whether sample sizes add up and are as their shares to within one place, between floor and cap: one rate fits all strata. */
const allocated = (strata, { take, allocation, count, least_per_stratum: least }) => {
  const total = strata.reduce((sum, s) => sum + s.places, 0), drawn = strata.reduce((sum, s) => sum + s.sample, 0)
  if (take === 'all' || allocation === 'fixed') return strata.every((s) => s.sample <= s.places && (take !== 'all' || s.sample === s.places))
  const lowest = strata.map((s) => (s.sample - 1 >= Math.min(least, s.places) ? (s.sample - 1) / Number(s.share) : 0))
  const highest = strata.map((s) => (s.sample + 1 <= s.places ? (s.sample + 1) / Number(s.share) : Infinity))
  return drawn === Math.min(count, total) && strata.every((s) => s.sample >= Math.min(least, s.places)) && Math.max(...lowest) < Math.min(...highest)
}
/** Whether a stratum's probabilities add up to its sample and are as size x risk is: n x measure / total, or 1 where that is more. */
const proportional = (list, sample, equal) => {
  const units = list.map((p) => BigInt(unitsOf(p.pi))), scale = BigInt(one)
  const measure = list.map((p) => (equal ? 1n : BigInt(p.size.replace('.', '')) * BigInt(p.risk.replace('.', ''))))
  const open = list.map((_, i) => i).filter((i) => units[i] < scale), left = BigInt(sample - list.length + open.length)
  const total = open.reduce((sum, i) => sum + measure[i], 0n), off = (i) => units[i] * total - left * scale * measure[i]
  return units.reduce((a, b) => a + b, 0n) === BigInt(sample) * scale && open.every((i) => off(i) <= 2n * total && off(i) >= -2n * total)
    && list.every((_, i) => units[i] < scale || open.length === 0 || left * measure[i] >= total)
}
/** The nearest of the places left, found in a grid that is laid anew whenever half of them are gone; equally near ones: the earlier ticket. */
const nearestAmong = (places) => {
  let size = 1, cells = new Map(), laid = Infinity
  const key = (column, row) => (column + 1) * 2 ** 26 + row + 1, decided = ({ units }) => units <= 0 || units >= one
  return (i, open) => {
    if (open.length * 2 <= laid) {
      const width = open.reduce((m, j) => Math.max(m, places[j].x, places[j].y), 1)
      ;[laid, cells, size] = [open.length, new Map(), Math.ceil(width * Math.sqrt(2 / open.length))]
      for (const j of open) {
        const at = key(Math.floor(places[j].x / size), Math.floor(places[j].y / size))
        cells.set(at, cells.get(at) ?? []).get(at).push(j)
      }
    }
    const { x, y } = places[i], column = Math.floor(x / size), row = Math.floor(y / size)
    let best = -1, least = Infinity
    for (let ring = 0; least === Infinity || least >= (Math.max(0, ring - 1) * size) ** 2; ring++) {
      for (let c = -ring; c <= ring; c++) for (let r = -ring; r <= ring; r += Math.abs(c) === ring ? 1 : 2 * ring) {
        for (const j of cells.get(key(column + c, row + r)) ?? []) {
          const d = (places[j].x - x) ** 2 + (places[j].y - y) ** 2
          if (j !== i && !decided(places[j]) && (d < least || (d === least && j < best))) [best, least] = [j, d]
        }
      }
    }
    return best
  }
}
/** Local pivotal method: neighbours compete for their probabilities until each has 0 or 1. `places` in ticket order. */
const pivotal = (places, below) => {
  const open = places.map((_, i) => i).filter((i) => places[i].units > 0 && places[i].units < one), seat = new Map(open.map((i, k) => [i, k]))
  const nearest = nearestAmong(places)
  while (open.length > 1) {
    const i = open[below(open.length)], j = nearest(i, open), a = places[i].units, b = places[j].units, sum = a + b
    if (sum <= one) [places[i].units, places[j].units] = below(sum) < a ? [sum, 0] : [0, sum]
    else [places[i].units, places[j].units] = below(2 * one - sum) < one - b ? [one, sum - one] : [sum - one, one]
    for (const k of [i, j].filter((each) => places[each].units === 0 || places[each].units === one)) {
      const last = open.pop()
      if (last !== k) seat.set(open[seat.get(k)] = last, seat.get(k))
    }
  }
  return places.filter((p) => p.units === one)
}
/** Systematic: every whole step from the start along the running total of probabilities. */
const systematic = (places, way) => places.filter(({ units }) => (way -= units) <= 0 && (way += one))

/** Every difference between a published draw and what its frame and seed give; of days and teams: recusal and counts. */
export const verifyDraw = (file) => {
  const { frame, result, seed, seed_source: source } = file, { settings, strata } = frame, wrong = []
  const same = (what, expected, found) => { if (expected !== found) wrong.push(`${what}: should be ${expected}, is ${found}`) }
  const hash = sha256(canonical(frame))
  for (const [what, expected, given] of [['frame hash', hash, file.frame_sha256], ['frame of the result', hash, result.frame_sha256],
    ['result hash', sha256(canonical(result)), file.result_sha256], ['seed of the result', seed, result.seed]]) same(what, expected, given)
  if (!(file.committed_at < file.drawn_at)) wrong.push('the frame was not published before the draw')
  if (source.kind === 'public_value') same('seed', sha256(`${hash}|${tidy(source.value)}`), seed)
  else {
    const secrets = source.commitments.map(({ party }) => tidy(source.reveals.find((r) => r.party === party)?.secret ?? ''))
    source.commitments.forEach(({ party, commitment }, i) => same(`commitment of ${party}`, sha256(`${hash}|${tidy(party)}|${secrets[i]}`), commitment))
    same('parties', 2, new Set(source.commitments.map((c) => tidy(c.party))).size)
    same('seed', sha256([hash, ...secrets].join('|')), seed)
  }
  if (!allocated(strata, settings)) wrong.push('strata: the sample is not shared out as the settings say')
  same('places in strata', strata.reduce((sum, s) => sum + s.places, 0), frame.places.length)
  const expected = new Map()
  frame.places.forEach(({ id }, i) => { if (i > 0 && frame.places[i - 1].id >= id) wrong.push(`place ${id}: out of order or twice`) })
  for (const { key, places: count, sample } of strata) {
    const list = frame.places.filter((p) => p.stratum === key), equal = settings.probability === 'equal'
    same(`stratum ${key}, places`, list.length, count)
    if (sample > 0 && !proportional(list, sample, equal)) wrong.push(`stratum ${key}: its probabilities are not as size x risk`)
    const tickets = list.map((p) => ({ ...p, units: unitsOf(p.pi), ticket: sha256(`${seed}|${p.id}`) }))
    tickets.sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    const drawn = sample === 0 ? [] : /^(all|smallest_tickets)$/.test(settings.method) ? tickets.slice(0, sample)
      : settings.method === 'systematic' ? systematic(tickets, 1 + stream(seed, `systematic|${key}`)(one)) : pivotal(tickets, stream(seed, `pivotal|${key}`))
    for (const place of drawn) expected.set(place.id, place)
  }
  const found = new Set(result.selected.map((v) => v.place_id)), short = new Map(result.shortages.map((s) => [s.place_id, s.found])), load = new Map()
  for (const id of expected.keys()) if (!found.has(id)) wrong.push(`place ${id}: drawn by the seed, missing in the result`)
  same('visits', expected.size, result.selected.length)
  for (const visit of result.selected) {
    const place = expected.get(visit.place_id), team = visit.inspector_ids
    if (!place) wrong.push(`place ${visit.place_id}: in the result, not drawn by the seed`)
    if (!place) continue
    same(`ticket and probability of ${place.id}`, `${place.ticket} ${place.pi}`, `${visit.ticket} ${visit.pi}`)
    same(`people at ${place.id}`, short.get(place.id) ?? settings.per_visit, new Set(team).size)
    if (!settings.days.includes(visit.day)) wrong.push(`place ${place.id}: ${visit.day} is no day of the round`)
    for (const id of team) {
      const hit = (bar) => [place.id, place.unit_id, place.area_path].includes(bar) || place.area_path.startsWith(`${bar}.`)
      const barred = frame.inspectors.find((p) => p.id === id)?.barred
      if (!barred) wrong.push(`place ${place.id}: ${id} is no inspector of this frame`)
      else if (barred.some(hit)) wrong.push(`place ${place.id}: ${id} must not inspect it`)
      load.set(`${id} on ${visit.day}`, (load.get(`${id} on ${visit.day}`) ?? 0) + 1)
    }
  }
  for (const [who, count] of load) if (count > settings.most_per_day) wrong.push(`${who}: ${count} visits, more than ${settings.most_per_day}`)
  return wrong
}

if (process.argv[1]?.endsWith('verify-draw.mjs')) {
  const path = process.argv.slice(2).find((arg) => !arg.startsWith('--'))
  process.exitCode = 2
  try {
    if (!path) throw new Error('usage: node verify-draw.mjs DRAW.json [--json]; exit code 0 the draw is right, 1 it differs, 2 no such file')
    const wrong = verifyDraw(JSON.parse(readFileSync(path, 'utf8'))), ok = wrong.length === 0
    const text = ok ? 'OK: the draw is what its frame and seed give' : wrong.join('\n')
    console.log(process.argv.includes('--json') ? JSON.stringify({ ok, differences: wrong }) : text)
    process.exitCode = ok ? 0 : 1
  } catch (error) {
    console.error(`verify-draw: ${error.message}`)
  }
}
