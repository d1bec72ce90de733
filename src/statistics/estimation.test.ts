import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#base/seeded-random.ts'
import { readTable } from '../../tests/reference/survey-tables.ts'
import { degreesOfFreedom, type Lonely, type SampleDesign, sampleDesign, varianceOf } from './design.ts'
import { betaCdf, betaQuantile, logGamma, normalQuantile, tCdf, tQuantile } from './distributions.ts'
import { byGroup, differenceOf, effectiveSize, estimate, meanOf, proportion, ratioOf, totalOf } from './estimates.ts'
import { inclusionUnits } from './inclusion-probabilities.ts'
import { clopperPearsonInterval, kornGraubardInterval, logitInterval, newcombeInterval, wilsonInterval } from './intervals.ts'
import { localPivotal } from './pivotal.ts'
import { systematicUnits } from './systematic.ts'

const close = (found: number | null, expected: number, tolerance = 1e-12): void =>
  assert.ok(found !== null && Math.abs(found - expected) <= tolerance * Math.max(1e-3, Math.abs(expected)), `${found} is not ${expected}`)

/** All figures of this file: R 4.2.2 with survey 4.1-1. */
type Row = Record<string, string>
const numbers = (rows: readonly Row[], name: string): number[] => rows.map((row) => Number(row[name]))
const designs = {
  srs: { file: 'apisrs.csv', of: (rows: readonly Row[]) => sampleDesign({ weights: numbers(rows, 'pw'), populations: new Map([['', 6194]]) }) },
  strat: {
    file: 'apistrat.csv',
    of: (rows: readonly Row[]) => sampleDesign({
      weights: numbers(rows, 'pw'), strata: rows.map((r) => r.stype!), populations: new Map(rows.map((r) => [r.stype!, Number(r.fpc)])),
    }),
  },
  clus1: {
    file: 'apiclus1.csv',
    of: (rows: readonly Row[]) => sampleDesign({ weights: numbers(rows, 'pw'), clusters: rows.map((r) => r.dnum!), populations: new Map([['', 757]]) }),
  },
}
const opened = (t: TestContext, name: keyof typeof designs): { readonly rows: readonly Row[]; readonly design: SampleDesign } | null => {
  const rows = readTable(t, designs[name].file)
  return rows && { rows, design: designs[name].of(rows) }
}

const figures = [
  ['srs', true, 656.585, 9.2497220392828119, 3621074.34, 169519.65434405906, 0.82535365457313425, 0.010068826323328129, 199],
  ['strat', true, 662.28736315932076, 9.4089408027845796, 3687177.5324382782, 114641.71610078029, 0.83695688694052173, 0.0077571031666378827, 197],
  ['strat', false, 662.28736315932076, 9.5361322969251585, 3687177.5324382782, 117319.08596896476, 0.83695688694052173, 0.007970259044295526, 197],
  ['clus1', true, 644.16939890710387, 23.542240693781039, 3404940.1345291138, 932235.02704121522, 0.84970874172448752, 0.0083862971693910, 14],
  ['clus1', false, 644.16939890710387, 23.779010720886877, 3404940.1345291138, 941610.74091197969, 0.84970874172448752, 0.0084706401949315, 14],
] as const
for (const [name, corrected, mean, meanSe, total, totalSe, ratio, ratioSe, df] of figures) {
  test(`${name}${corrected ? '' : ' without correction'}: mean, total, ratio and degrees of freedom as R survey`, (t) => {
    const given = opened(t, name)
    if (!given) return
    const design = corrected ? given.design : { ...given.design, variance: 'with_replacement' as const }
    const [api, enroll, students] = ['api00', 'enroll', 'api.stu'].map((n) => numbers(given.rows, n)) as [number[], number[], number[]]
    for (const [linear, value, se] of [[meanOf(design, api), mean, meanSe], [totalOf(design, enroll), total, totalSe], [ratioOf(design, students, enroll), ratio, ratioSe]] as const) {
      const found = estimate(design, linear)
      close(found.value, value)
      close(found.se, se, 1e-11)
      assert.equal(found.df, df)
    }
  })
}

test('domains keep all rows: by type, a subset, and their degrees of freedom', (t) => {
  const strat = opened(t, 'strat'), clus1 = opened(t, 'clus1')
  if (!strat || !clus1) return
  const expected = {
    strat: [[674.43, 12.382479793907287], [625.82, 14.937129185393079], [636.60, 16.214707308184522]],
    clus1: [[648.86805555555554, 22.362408893831891], [618.57142857142856, 38.020249359407529], [631.44, 31.609465227245526]],
  }
  for (const [name, { rows, design }] of Object.entries({ strat, clus1 })) {
    const api = numbers(rows, 'api00'), groups = byGroup(rows.map((r) => r.stype!), (domain) => estimate(design, meanOf(design, api, domain)))
    assert.deepEqual([...groups.keys()], ['E', 'H', 'M']);
    [...groups.values()].forEach((found, i) => {
      close(found.value, expected[name as 'strat'][i]![0]!)
      close(found.se, expected[name as 'strat'][i]![1]!, 1e-11)
    })
  }
  const yes = (rows: readonly Row[]) => (i: number): boolean => rows[i]!['sch.wide'] === 'Yes'
  for (const [{ rows, design }, value, se, df] of [[strat, 676.53044365677738, 10.520389200100592, 149], [clus1, 649.3625, 23.42657039917427, 14]] as const) {
    const found = estimate(design, meanOf(design, numbers(rows, 'api00'), yes(rows)))
    close(found.value, value)
    close(found.se, se, 1e-11)
    assert.equal(found.df, df)
    // A value that is missing is the same as a unit outside.
    assert.deepEqual(estimate(design, meanOf(design, rows.map((r, i) => (yes(rows)(i) ? Number(r.api00) : null)))), found)
  }
  assert.equal(degreesOfFreedom(clus1.design, (i) => clus1.rows[i]!.stype === 'H'), 7)
})

test('a t interval on the degrees of freedom of the design, and differences with their covariance', (t) => {
  const clus1 = opened(t, 'clus1'), strat = opened(t, 'strat')
  if (!clus1 || !strat) return
  const mean = estimate(clus1.design, meanOf(clus1.design, numbers(clus1.rows, 'api00')))
  close(mean.lower, 593.67631446332553)
  close(mean.upper, 694.66248335088221)
  const change = estimate(strat.design, differenceOf(meanOf(strat.design, numbers(strat.rows, 'api00')), meanOf(strat.design, numbers(strat.rows, 'api99'))))
  close(change.value, 32.8925183753596)
  close(change.se, 2.0511124077106051, 1e-11)
  const wide = (word: string) => (i: number): boolean => strat.rows[i]!['sch.wide'] === word, api = numbers(strat.rows, 'api00')
  const contrast = estimate(strat.design, differenceOf(meanOf(strat.design, api, wide('Yes')), meanOf(strat.design, api, wide('No'))))
  close(contrast.value, 82.783585442189661)
  close(contrast.value / contrast.se!, 3.8683819081027027, 1e-10)
})

test('change between rounds with the same areas', (t) => {
  const rows = readTable(t, 'two_round_overlap.csv')
  if (!rows) return
  const design = sampleDesign({ weights: numbers(rows, 'w'), clusters: rows.map((r) => r.dnum!), populations: new Map([['', Number(rows[0]!.fpc)]]) })
  const y = numbers(rows, 'y'), round = (n: string) => (i: number): boolean => rows[i]!.round === n
  const found = estimate(design, differenceOf(meanOf(design, y, round('2')), meanOf(design, y, round('1'))))
  close(found.value, 43.383540372670836)
  close(found.se, 7.9368689617064261, 1e-11)
})

test('a single unit in a stratum: each way of R, and refused unless one is chosen', (t) => {
  const rows = readTable(t, 'lonely.csv')
  if (!rows) return
  const given = (lonely: Lonely): SampleDesign => sampleDesign({ weights: numbers(rows, 'w'), strata: rows.map((r) => r.st!), clusters: rows.map((r) => r.psu!), lonely })
  for (const [lonely, se] of [['certainty', 1.6220700080795252], ['adjust', 1.7640357769110644], ['average', 1.9866219234335121]] as const) {
    const found = estimate(given(lonely), meanOf(given(lonely), numbers(rows, 'y')))
    close(found.value, 5.5333333333333332)
    close(found.se, se)
  }
  assert.throws(() => estimate(given('fail'), meanOf(given('fail'), numbers(rows, 'y'))), /single sampled unit/)
})

test('proportions: logit, Korn-Graubard and what to say at the edges', (t) => {
  const clus1 = opened(t, 'clus1'), srs = opened(t, 'srs'), strat = opened(t, 'strat')
  if (!clus1 || !srs || !strat) return
  const flags = (rows: readonly Row[], name: string, word: string): number[] => rows.map((r) => (r[name] === word ? 1 : 0))
  const rows = [
    [clus1, 'stype', 'H', 'logit', 0.035408834620670702, 0.15750111828470773], [clus1, 'stype', 'H', 'korn_graubard', 0.029638106207170316, 0.1560225487884519],
    [srs, 'stype', 'H', 'logit', 0.086139473182480608, 0.1779775776363188], [srs, 'stype', 'H', 'korn_graubard', 0.08308650210824757, 0.17811609268327611],
    [strat, 'comp.imp', 'Yes', 'korn_graubard', 0.58507548630489925, 0.72149350585400374],
  ] as const
  for (const [{ rows: list, design }, name, word, interval, lower, upper] of rows) {
    const found = proportion(design, flags(list, name, word), { interval })
    close(found.lower, lower, 1e-10)
    close(found.upper, upper, 1e-10)
  }
  const domain = proportion(clus1.design, flags(clus1.rows, 'stype', 'H'), { domain: (i) => clus1.rows[i]!['sch.wide'] === 'Yes' })
  close(domain.value, 0.06875)
  close(domain.lower, 0.031170664919244973, 1e-6)
  close(domain.upper, 0.144860795183806457, 1e-6)
  // The share of a stratum is known: no error, a point, and said so.
  const known = proportion(strat.design, flags(strat.rows, 'stype', 'E'))
  assert.deepEqual([known.degenerate, known.lower, known.upper], [true, known.value, known.value])
  const none = proportion(strat.design, strat.rows.map(() => 0)), all = proportion(strat.design, strat.rows.map(() => 1))
  const most = clopperPearsonInterval(0, 168.58133128075568).upper
  assert.deepEqual([none.boundary, none.lower, all.boundary, all.upper], [true, 0, true, 1])
  close(none.upper, most)
  close(all.lower, 1 - most)
  close(effectiveSize(strat.design.weights), 168.58133128075568)
  assert.equal(proportion(strat.design, strat.rows.map(() => null)).lower, null)
})

test('Hartley-Rao and with-replacement errors for probabilities proportional to size', (t) => {
  const rows = readTable(t, 'election_pps.csv')
  if (!rows) return
  const weights = numbers(rows, 'wt'), bush = numbers(rows, 'Bush'), kerry = numbers(rows, 'Kerry')
  for (const [variance, one, two] of [['hartley_rao', 2447628.8886561492, 2450786.5390824052], ['with_replacement', 2671455.0561971925, 2679432.9202713603]] as const) {
    const design = sampleDesign({ weights, variance })
    close(estimate(design, totalOf(design, bush)).se, one, 1e-9)
    close(estimate(design, totalOf(design, kerry)).se, two, 1e-9)
  }
  const design = sampleDesign({ weights, variance: 'hartley_rao' }), share = estimate(design, ratioOf(design, bush, numbers(rows, 'votes')))
  close(share.value, 0.55524069983619906)
  close(share.se, 0.021064094156802233, 1e-9)
})

test('simple intervals of the reference', () => {
  const rows = [
    [wilsonInterval(85, 100), 0.767164404091676, 0.906940147163434], [clopperPearsonInterval(85, 100), 0.764692499851045, 0.913545614358351],
    [wilsonInterval(0, 30), 0, 0.113513393173969], [wilsonInterval(30, 30), 0.886486606826031, 1],
    [newcombeInterval(880, 1000, 834, 1000), 0.0153229363205718, 0.0766872224351879],
  ] as const
  for (const [{ lower, upper }, low, high] of rows) {
    close(lower, low, 1e-12)
    close(upper, high, 1e-12)
  }
})

test('distributions agree with R to twelve digits', () => {
  const rows = [
    [tQuantile(0.975, 14), 2.144786687917803913], [tQuantile(0.975, 1), 12.706204736174694148], [tQuantile(0.9999, 3), 22.203742273205001823], [tQuantile(0.025, 2.5), -3.574654842003693211],
    [betaQuantile(0.025, 3, 40), 0.014979691670710003], [betaQuantile(0.975, 85.5, 15.5), 0.909630483647357435], [normalQuantile(0.975), 1.959963984540053605],
    [normalQuantile(1e-10), -6.361340902404055697], [logGamma(0.3), 1.095797994818075605], [logGamma(123.4), 469.336097442190634865], [tQuantile(0.975, Infinity), 1.959963984540053605],
  ] as const
  for (const [found, expected] of rows) close(found, expected)
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), fc.double({ min: 0.5, max: 500, noNaN: true }), (p, df) => {
    close(tCdf(tQuantile(p, df), df), p, 1e-9)
    close(betaCdf(betaQuantile(p, df, 3), df, 3), p, 1e-9)
  }))
})

test('every interval holds its estimate and stays within 0 and 1', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 400 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 60 }), (n, p, df) => {
    const se = Math.sqrt(p * (1 - p) / n)
    for (const { lower, upper } of [wilsonInterval(p * n, n), clopperPearsonInterval(p * n, n), logitInterval(p, se, df), kornGraubardInterval(p, se, n, df)]) {
      assert.ok(lower >= 0 && lower <= p + 1e-12 && upper >= p - 1e-12 && upper <= 1, `${lower} ${p} ${upper}`)
    }
  }))
})

test('the named variances are right on average: drawn again and again from a known population', () => {
  const random = seededRandom('design-based'), size = 300, count = 30, runs = 3_000
  const x = Array.from({ length: size }, () => random.int(0, 1000)), y = x.map(() => random.int(0, 1000))
  const measure = x.map(() => random.int(10, 40))
  // Better kept in the south-west, and larger places score a little higher: what balance and size have to do with the score.
  const score = x.map((v, i) => 60 + v / 50 + y[i]! / 60 + measure[i]! / 4 + random.normal() * 3)
  const units = inclusionUnits(measure.map(BigInt), count, 1e9), truth = score.reduce((a, b) => a + b, 0)
  const below = (n: number): number => random.int(0, n - 1)
  const order = x.map((_, i) => i)
  const run = (draw: () => readonly number[], variance: SampleDesign['variance']): { readonly bias: number; readonly ratio: number } => {
    const totals: number[] = []
    let estimated = 0
    for (let k = 0; k < runs; k++) {
      const drawn = draw()
      const design = sampleDesign({ weights: drawn.map((i) => 1e9 / units[i]!), variance, points: drawn.map((i) => [x[i]!, y[i]!] as const) })
      const total = totalOf(design, drawn.map((i) => score[i]!))
      totals.push(total.value)
      estimated += varianceOf(design, total.influence) / runs
    }
    const mean = totals.reduce((a, b) => a + b, 0) / runs, real = totals.reduce((s, v) => s + (v - mean) ** 2, 0) / (runs - 1)
    return { bias: (mean - truth) / Math.sqrt(real / runs), ratio: estimated / real }
  }
  const shuffled = (): number[] => {
    for (let i = size - 1; i > 0; i--) {
      const j = below(i + 1), t = order[i]!
      order[i] = order[j]!
      order[j] = t
    }
    return systematicUnits(order.map((i) => units[i]!), 1e9, 1 + below(1e9)).map((k) => order[k]!)
  }
  const systematic = run(shuffled, 'hartley_rao')
  assert.ok(Math.abs(systematic.bias) < 4 && systematic.ratio > 0.9 && systematic.ratio < 1.1, JSON.stringify(systematic))
  const pivotal = run(() => localPivotal(units, 1e9, x, y, below), 'local_neighbour')
  assert.ok(Math.abs(pivotal.bias) < 4 && pivotal.ratio > 0.9 && pivotal.ratio < 1.4, JSON.stringify(pivotal))
})
