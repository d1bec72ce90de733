/**
 * The test command: types, lint, then every test on one embedded PostgreSQL of its own, then the pages in a real browser.
 * `npm test -- --help` says what can be chosen. The closing line counts what passed, failed and was skipped.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { findBrowser } from '../tests/browser/find-browser.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, 'no-browser': { type: 'boolean' }, 'no-lint': { type: 'boolean' }, 'zone': { type: 'string' } },
})
if (values.help) {
  process.stdout.write(`npm test -- [options] [files or folders]
  --no-lint      leave out types and lint
  --no-browser   leave out the browser tests (they are counted as skipped)
  --zone ZONE    run in this time zone (Asia/Shanghai and America/New_York must both pass)
BIHUAN_TEST_DATABASE_URL points the same tests at another PostgreSQL server (15 to 18); without it an embedded one is started.\n`)
  process.exit(0)
}

const tally = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, onOutput: (chunk: string) => void): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.setEncoding('utf8').on('data', onOutput)
    child.stderr.setEncoding('utf8').on('data', onOutput)
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })

const check = async (name: string, command: readonly string[]): Promise<void> => {
  let output = ''
  const began = performance.now()
  const code = await run(process.execPath, command, process.env, (chunk) => (output += chunk))
  say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  if (code === 0) tally.passed++
  else {
    tally.failed++
    failures.push(name)
    say(output.slice(-6_000))
  }
}

const bin = (name: string): string => path.join(root, 'node_modules', name)
const chosen = (pattern: string): readonly string[] => {
  const all = globSync(pattern, { cwd: root }).sort()
  return positionals.length === 0 ? all : all.filter((file) => positionals.some((p) => file.startsWith(p.replace(/^\.\//, ''))))
}

/** Runs test files with node's runner and counts what it says. */
const runTests = async (name: string, files: readonly string[], concurrency: number, env: NodeJS.ProcessEnv): Promise<void> => {
  if (files.length === 0) return
  say(`\n${name}: ${files.length} files`)
  const began = performance.now()
  let tail = ''
  const code = await run(process.execPath, ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec', '--test-timeout=600000', ...files], { ...process.env, ...env }, (chunk) => {
    tail = (tail + chunk).slice(-400_000)
  })
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(tail.slice(tail.lastIndexOf('ℹ tests')))?.[1] ?? 0)
  const [pass, fail, skip] = [count('pass'), count('fail') + count('cancelled'), count('skipped') + count('todo')]
  tally.passed += pass
  tally.failed += fail
  tally.skipped += skip
  if (code !== 0) {
    if (fail === 0) tally.failed++
    failures.push(name)
    say(tail.slice(Math.max(0, tail.indexOf('✖ failing tests:'))).slice(0, 60_000))
  }
  for (const line of tail.split('\n').filter((l) => l.includes('﹣') || / # SKIP/.test(l)).slice(0, 40)) say(`skipped: ${line.replace(/^[\s﹣]+/, '')}`)
  say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}: ${pass} passed, ${fail} failed, ${skip} skipped (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}

if (!values['no-lint'] && positionals.length === 0) {
  const tsc = bin('typescript7/bin/tsc')
  for (const project of ['pure', 'server', 'web', 'browser']) await check(`types of ${project}`, [tsc, '-p', `tsconfig.${project}.json`])
  await check('lint', [bin('oxlint/bin/oxlint'), '--quiet', 'src', 'tests', 'bench', 'scripts'])
}

const env: NodeJS.ProcessEnv = values.zone ? { TZ: values.zone } : {}
const folder = await mkdtemp(path.join(tmpdir(), 'bihuan-test-server-'))
await chmod(folder, 0o755)
const server = process.env['BIHUAN_TEST_DATABASE_URL'] ? null : await startEmbedded(path.join(folder, 'data'))
try {
  if (server) {
    const c = server.connection
    env['BIHUAN_TEST_DATABASE_URL'] = `postgres://${c.user}:${c.password}@localhost/postgres?host=${encodeURIComponent(c.host)}&port=${c.port}`
  }
  await runTests('tests', chosen('{src,tests}/**/*.test.ts').filter((file) => !file.startsWith('tests/browser/')), 2, env)
  const browserFiles = chosen('tests/browser/**/*.test.ts')
  const browser = values['no-browser'] ? null : await findBrowser()
  if (browser && browserFiles.length > 0) await runTests('browser tests', browserFiles, 1, { ...env, BIHUAN_BROWSER: browser })
  else if (browserFiles.length > 0) {
    tally.skipped += browserFiles.length
    say(`\nskipped: ${browserFiles.length} files of browser tests: ${values['no-browser'] ? 'left out by --no-browser' : 'no browser found; install Chromium (Debian: apt-get install chromium fonts-noto-cjk) or set BIHUAN_BROWSER'}`)
  }
} finally {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
}

if (failures.length > 0) say(`\nfailed: ${failures.join(', ')}`)
say(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
if (tally.failed > 0 || tally.passed === 0) process.exitCode = 1
