import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { exampleInput, examplePublished } from '#inspections/rules/draw/testing.ts'

const sha256 = (text: string): string => hash('sha256', text)

test('the Python lines of the guide find the same hashes, seed, tickets and smallest tickets', (t) => {
  if (spawnSync('python3', ['--version']).status !== 0) return t.skip('python3 is not installed')
  const [, code] = /```python\n([\s\S]*?)```/.exec(readFileSync(new URL('../docs/guides/draws.md', import.meta.url), 'utf8')) ?? []
  assert.ok(code && code.split('\n').length <= 42)
  const folder = mkdtempSync(join(tmpdir(), 'verify-draw-'))
  try {
    const run = (file: unknown): ReturnType<typeof spawnSync> => {
      writeFileSync(join(folder, 'draw.json'), JSON.stringify(file))
      return spawnSync('python3', ['-c', code, join(folder, 'draw.json')], { encoding: 'utf8' })
    }
    for (const kind of ['public_value', 'commit_reveal'] as const) {
      for (const sample of [{}, { probability: 'equal', spread: 'plain' }] as const) {
        const good = examplePublished(exampleInput({ sample }), sha256, kind), { status, stdout, stderr } = run(good)
        assert.equal(status, 0, String(stderr))
        assert.equal(stdout, 'frame, seed and tickets agree: 40 of 300\n')
        assert.match(String(run({ ...good, seed: sha256('x') }).stderr), /AssertionError: seed/)
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
