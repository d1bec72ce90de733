import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PublishedDraw } from '#inspections/rules/draw/model.ts'
import { exampleInput, examplePublished } from '#inspections/rules/draw/testing.ts'
import { resultHash } from '#inspections/rules/draw/text.ts'

const script = fileURLToPath(new URL('./verify-draw.mjs', import.meta.url)), cli = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))
const { verifyDraw } = (await import(script)) as { readonly verifyDraw: (file: unknown) => readonly string[] }
const sha256 = (text: string): string => hash('sha256', text)
const folder = mkdtempSync(join(tmpdir(), 'verify-draw-'))
after(() => rmSync(folder, { recursive: true }))
const put = (name: string, value: unknown): string => {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  return join(folder, name)
}
const run = (...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}
const good = examplePublished(exampleInput(), sha256)
const moved = (): PublishedDraw => {
  const out = good.result.selected[0]!, place = good.frame.places.find((p) => p.stratum === out.stratum && !good.result.selected.some((s) => s.place_id === p.id))!
  const result = { ...good.result, selected: [{ ...out, place_id: place.id }, ...good.result.selected.slice(1)] }
  return { ...good, result, result_sha256: resultHash(result, sha256) }
}

test('needs nothing but Node, and can be read in one sitting', () => {
  const text = readFileSync(script, 'utf8'), imports = [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name)
  assert.deepEqual(imports, ['node:crypto', 'node:fs'])
  assert.ok(text.split('\n').length <= 150)
})

test('agrees with the program for every way to choose, share out and seed', () => {
  const samples = [{}, { spread: 'plain' }, { spread: 'plain', probability: 'equal' }, { probability: 'equal' }, { take: 'all' }, { allocation: 'neyman' }, { least_per_stratum: 4 },
    { stratify: 'whole', count: 200 }] as const
  for (const [i, sample] of samples.entries()) {
    for (const kind of ['public_value', 'commit_reveal'] as const) {
      const input = exampleInput({ name: `outside ${i}`, places: 250, days: 6, inspectors: 30, sample })
      assert.deepEqual(verifyDraw(JSON.parse(JSON.stringify(examplePublished({ ...input, deviations: { [input.places[0]!.stratum]: 12.5 } }, sha256, kind)))), [], JSON.stringify(sample))
    }
  }
  const fixed = exampleInput({ sample: { allocation: 'fixed', quotas: { [good.frame.strata[0]!.key]: 5, [good.frame.strata[3]!.key]: 7 } } })
  assert.deepEqual(verifyDraw(examplePublished(fixed, sha256)), [])
})

test('agrees with the program on twenty thousand places', () => {
  const input = exampleInput({ name: 'large', places: 20_000, sample: { count: 200 }, inspectors: 60 })
  const started = performance.now()
  assert.deepEqual(verifyDraw(examplePublished(input, sha256)), [])
  assert.ok(performance.now() - started < 60_000)
})

test('says so, and names a place that was put in', () => {
  const file = put('good.json', good), bad = put('bad.json', moved())
  assert.deepEqual(run(script, file), { code: 0, out: 'OK: the draw is what its frame and seed give\n', err: '' })
  const found = run(script, bad)
  assert.equal(found.code, 1)
  assert.match(found.out, /drawn by the seed, missing in the result\n.*in the result, not drawn by the seed/)
  const { ok, differences } = JSON.parse(run(script, '--json', bad).out) as { ok: boolean; differences: string[] }
  assert.ok(!ok && differences.length >= 2)
  for (const args of [[], [join(folder, 'none.json')], [put('broken.json', '{')]]) assert.equal(run(script, ...args).code, 2)
})

test('bihuan draw verify finds the same, with names and exit codes', () => {
  const file = put('good.json', good), bad = put('bad.json', moved())
  const fine = run(cli, 'draw', 'verify', file)
  assert.equal(fine.code, 0, fine.err)
  assert.match(fine.out, /300 places in the frame, 40 drawn, seed [0-9a-f]{64}/)
  const found = run(cli, 'draw', 'verify', '--json', bad)
  assert.equal(found.code, 1)
  const { valid, faults } = JSON.parse(found.out) as { valid: boolean; faults: { code: string; at: string }[] }
  assert.ok(!valid && faults.some((f) => f.code === 'place_not_drawn') && faults.some((f) => f.code === 'place_missing' && f.at === good.result.selected[0]!.place_id))
  assert.match(run(cli, 'draw', 'verify', '--lang', 'zh-CN', bad).out, /在结果里，但种子没有抽中它/)
  assert.equal(run(cli, 'draw', 'verify', join(folder, 'none.json')).code, 2)
  assert.match(run(cli, 'draw', 'verify', '--help').out, /bihuan draw verify draw-2026-03\.json/)
})
