import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '#platform/db/embedded.ts'

const main = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url))
let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bihuan-cli-'))
  await chmod(folder, 0o755)
})
after(() => rm(folder, { recursive: true, force: true }))

type Ended = { readonly code: number; readonly out: string; readonly err: string }
const bihuan = (args: readonly string[], input = ''): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: 'pipe', env: { ...process.env, BIHUAN_LANG: 'en', BIHUAN_DATA: path.join(folder, 'data') } })
    let out = '', err = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => (out += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk) => (err += chunk))
    child.on('error', reject).on('exit', (code) => resolve({ code: code ?? -1, out, err }))
    child.stdin.end(input)
  })

test('explains every command and sub-command', async () => {
  const top = await bihuan(['--help'])
  assert.equal(top.code, 0)
  const names = [...top.out.matchAll(/^ {2}([a-z]+)(?: \[| )/gm)].map((m) => m[1] as string).filter((name) => name !== 'help')
  assert.ok(['serve', 'demo', 'import', 'export', 'locate', 'clock', 'ledger', 'db', 'account'].every((name) => names.includes(name)), names.join(' '))
  for (const name of names) {
    const help = await bihuan([name, '--help'])
    assert.equal(help.code, 0, name)
    assert.ok(help.out.length > 100, name)
  }
})

test('answers a wrong call with exit code 2 and one sentence', async () => {
  for (const args of [['nonsense'], ['clock', 'due', '--nonsense'], ['export', 'cases', '--format', 'pdf'], ['serve', '--port', 'door'], ['db', 'info', '--lang', 'fr']]) {
    const said = await bihuan(args)
    assert.equal(said.code, 2, args.join(' '))
    assert.ok(!said.err.includes('    at '), said.err)
  }
})

test('ends when its port is taken, and takes its database with it', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  try {
    const { port } = taken.address() as AddressInfo
    const data = path.join(folder, 'taken')
    const said = await bihuan(['serve', '--empty', '--no-pages', '--data', data, '--port', String(port)])
    assert.equal(said.code, 2)
    assert.match(said.err, new RegExp(`port ${port} .*--port`))
    assert.equal(existsSync(path.join(data, 'postgres', 'postmaster.pid')), false)
  } finally {
    taken.close()
  }
})

test('takes its database with it when it is interrupted while it starts', async () => {
  const data = path.join(folder, 'interrupted'), lock = path.join(data, 'postgres', 'postmaster.pid')
  const child = spawn(process.execPath, [main, 'serve', '--demo', '--no-pages', '--data', data, '--port', '0'], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  for (let waited = 0; !existsSync(lock) && child.exitCode === null && waited < 60_000; waited += 50) await sleep(50)
  await sleep(1_500)
  child.kill('SIGINT')
  assert.deepEqual((await ended)[0], 130)
  for (let waited = 0; existsSync(lock) && waited < 10_000; waited += 50) await sleep(50)
  assert.equal(existsSync(lock), false)
})

test('takes a Ctrl+C that arrives twice for one, and ends with 0', async () => {
  const data = path.join(folder, 'twice'), lock = path.join(data, 'postgres', 'postmaster.pid')
  const child = spawn(process.execPath, [main, 'serve', '--empty', '--no-pages', '--data', data, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk) => (said += chunk))
  await once(child.stdout, 'data')
  child.kill('SIGINT')
  await sleep(100)
  child.kill('SIGINT')
  assert.deepEqual((await ended)[0], 0, said)
  assert.equal(existsSync(lock), false)
  assert.doesNotMatch(said, /connection lost|called end/i)
})

test('computes due times line by line and goes on after a bad line', async () => {
  const said = await bihuan(['clock', 'due', '--lang', 'en'], [
    '{"start":"2024-02-08 17:00","limit":"8 work_hour","windows":[["09:00","12:00"],["13:30","18:00"]],"calendar":"cn","zone":"Asia/Shanghai"}', 'nonsense',
    '{"start":"2024-10-12 11:00","limit":"10 work_hour","windows":[["09:00","12:00"],["13:30","18:00"]],"calendar":"cn","pauses":[["2024-10-12 11:30","2024-10-14 10:00"]],"zone":"Asia/Shanghai"}',
  ].join('\n'))
  const [first, bad, second] = said.out.trim().split('\n').map((line) => JSON.parse(line))
  assert.equal(first.due_local.slice(0, 16).replace('T', ' '), '2024-02-09 17:30')
  assert.equal(bad.error.line, 2)
  assert.equal(second.due_local.slice(0, 16).replace('T', ' '), '2024-10-15 12:00')
  assert.equal(said.code, 1)
})

for (const [args, code, sentence] of [
  [['db', 'info', '--data', 'no-such-folder'], 2, /^There is no database in .*no-such-folder: check --data/],
  [['city', 'create', 'x', '--data', '/proc/bihuan'], 2, /\/proc\/bihuan/],
  [['db', 'info', '--database', 'nonsense'], 2, /^--database nonsense is not the address of a database/],
  [['city', 'create', 'x', '--database', 'postgres://owner@127.0.0.1:1/none'], 2, /^127\.0\.0\.1:1 cannot be reached .*--database/],
  [['serve', '--host', '203.0.113.7', '--empty', '--no-pages'], 2, /^Cannot listen on .* of 203\.0\.113\.7 .*--host/m],
  [['clock', 'due', 'no-such-file'], 2, /^There is no “no-such-file”/],
  [['ledger', 'verify', '--public-key', 'package.json'], 2, /^package\.json is not an Ed25519 public key/],
  [['export', 'cases', '--filter', 'foo=1'], 2, /^There is no filter “foo”; known are: stage, state,/],
  [['import', 'cases', 'package.json'], 2, /^Say how the file is read.*boston-311/],
  [['import', 'cases', 'src', '--profile', 'boston-311'], 2, /^“src” is a folder, not a file/],
  [['account', 'create', 'a b'], 2, /^“a b” cannot be a user name/],
  [['account', 'create', 'bob', '--lang', 'zh-CN', '--nonsense'], 2, /^没有选项 --nonsense。/],
] as const) {
  test(`answers ${args.join(' ')} with one sentence`, async () => {
    const said = await bihuan(args[0] === 'serve' ? [...args, '--data', path.join(folder, 'elsewhere')] : args)
    assert.equal(said.code, code, said.err)
    assert.match(said.err, sentence)
    assert.doesNotMatch(said.err, / {4}at |\.errors\.|^[a-z_]+\.[a-z_]+$/m)
  })
}

test('refuses a second program on the same data directory in one sentence', async () => {
  const data = path.join(folder, 'held')
  const server = await startEmbedded(data)
  try {
    const said = await bihuan(['city', 'create', 'x', '--data', data])
    assert.equal(said.code, 3, said.err)
    assert.match(said.err.trim(), /^another Bihuan is already using [^\n]+$/)
  } finally {
    await server.stop()
  }
})

test('makes a city, an account, and gives back nothing from an empty list', async () => {
  const made = await bihuan(['city', 'create', 'quiet', '--name', '静市', '--json'])
  assert.equal(made.code, 0, made.err)
  const account = await bihuan(['account', 'create', 'head', '--role', 'administrator', '--json'])
  assert.equal(account.code, 0, account.err)
  assert.match(JSON.parse(account.out).password, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/)
  const list = await bihuan(['export', 'cases', '--format', 'csv'])
  assert.equal(list.code, 0, list.err)
  assert.match(list.out, /^number,external_ref,/)
  const check = await bihuan(['db', 'check', '--json'])
  assert.equal(check.code, 0, check.err)
  assert.equal((await bihuan(['ledger', 'verify', '--json'])).code, 0)
})

test('fills no city that is not here, keeps none that an import left empty, and gives roles a place', async () => {
  const rows = path.join(folder, 'rows.csv'), mapping = path.join(folder, 'mapping.json')
  await writeFile(rows, 'id,opened\n1,never\n')
  await writeFile(mapping, JSON.stringify({ name: 'mine', zone: 'Asia/Shanghai', fields: { external_ref: { columns: ['id'] }, opened_at: { columns: ['opened'] } } }))
  const typo = await bihuan(['import', 'cases', rows, '--mapping', mapping, '--city', 'qiuet'])
  assert.equal(typo.code, 2)
  assert.match(typo.err, /No city is called qiuet .*--create-city/)
  const refused = await bihuan(['import', 'cases', rows, '--mapping', mapping, '--city', 'another', '--create-city'])
  assert.equal(refused.code, 1, refused.err)
  const cities = await bihuan(['city', 'list', '--json'])
  assert.deepEqual(JSON.parse(cities.out).map((c: { slug: string }) => c.slug), ['quiet'])
  assert.equal((await bihuan(['account', 'create', 'hand', '--role', 'handler'])).code, 2)
  assert.match((await bihuan(['account', 'create', 'head'])).err, /head.*taken/)
  const accounts = await bihuan(['account', 'list', '--json'])
  assert.deepEqual(JSON.parse(accounts.out).map((a: { username: string; roles: { role: string }[] }) => [a.username, a.roles.map((r) => r.role)]), [['head', ['administrator']]])
  const figures = await bihuan(['db', 'info', '--json'])
  assert.ok(JSON.parse(figures.out).cities[0].tables.some((t: { table: string; rows: number }) => t.table === 'accounts' && t.rows === 1), figures.out)
})
