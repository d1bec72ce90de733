/**
 * The test command: types, lint, then every test on one embedded PostgreSQL of its own, then the pages in a real browser.
 * `npm test -- --help` says what can be chosen. The closing line counts what passed, failed and was skipped.
 */
import { type ChildProcess, spawn } from 'node:child_process'
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
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`

/** A file that has not ended by then is ended with everything it started, and counts as failed. */
const fileLimitMs = 360_000
const atWork = new Set<ChildProcess>()
/** Ends a process and its whole group: nothing that a test started outlives it. */
const endGroup = (child: ChildProcess): void => {
  try {
    process.kill(-(child.pid as number), 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => {
  for (const child of atWork) endGroup(child)
  process.exitCode = 130
})

/** Runs a command in a process group of its own; its output ends with the process, whoever else still holds it. */
const run = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ readonly code: number; readonly output: string; readonly late: boolean }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
    atWork.add(child)
    let output = '', late = false
    const take = (chunk: string): void => void (output = (output + chunk).slice(-400_000))
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    const limit = setTimeout(() => {
      late = true
      endGroup(child)
    }, fileLimitMs)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearTimeout(limit)
      atWork.delete(child)
      setTimeout(() => {
        endGroup(child)
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ code: code ?? 1, output, late })
      }, 20)
    })
  })

const check = async (name: string, command: readonly string[]): Promise<void> => {
  const began = performance.now()
  const { code, output } = await run(command, process.env)
  say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(began)})`)
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

/** Runs one test file with node's runner, says how it ended and counts what it says. */
const runFile = async (file: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const began = performance.now()
  const { code, output, late } = await run(['--test-reporter=spec', file], { ...process.env, ...env })
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output.slice(output.lastIndexOf('ℹ tests')))?.[1] ?? 0)
  const passed = count('pass'), skipped = count('skipped') + count('todo')
  const failed = Math.max(count('fail') + count('cancelled'), code === 0 ? 0 : 1)
  tally.passed += passed
  tally.failed += failed
  tally.skipped += skipped
  say(`${failed === 0 ? 'ok  ' : 'FAIL'} ${file}: ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds(began)})`)
  for (const line of output.split('\n').filter((l) => l.includes('﹣') || / # SKIP/.test(l))) say(`     skipped: ${line.replace(/^[\s﹣]+/, '')}`)
  if (failed === 0) return
  failures.push(file)
  if (late) say(`     not ended after ${fileLimitMs / 1000} s; its last words:`)
  say(output.slice(Math.max(0, late ? output.length - 8_000 : output.indexOf('✖ failing tests:'))).slice(0, 20_000))
}

/** `atOnce` files beside each other, those known to be long first. */
const runTests = async (name: string, files: readonly string[], atOnce: number, env: NodeJS.ProcessEnv): Promise<void> => {
  if (files.length === 0) return
  say(`\n${name}: ${files.length} files`)
  const began = performance.now()
  const long = (file: string): number => Number(file.startsWith('tests/load/')) * 3 + Number(file.startsWith('tests/journeys/')) * 2 + Number(file.includes('/demo/') || file.includes('/server/'))
  const waiting = [...files].sort((a, b) => long(b) - long(a))
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let file = waiting.shift(); file !== undefined && process.exitCode !== 130; file = waiting.shift()) await runFile(file, env)
  }))
  say(`${name} took ${seconds(began)}`)
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
