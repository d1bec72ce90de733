import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
// @ts-expect-error the configuration is plain JavaScript
import config from '../../.dependency-cruiser.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cruiser = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

type Violation = { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }

const cruise = (folder: string): Promise<readonly Violation[]> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'], { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations)
      } catch {
        reject(new Error(stderr || String(error)))
      }
    })
  })

const leaf = 'export const value = 1\n'
/** For each rule the files that break it, the first being the one that is refused. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-circular': { 'src/areas/rules/ring-a.ts': `import { b } from './ring-b.ts'\nexport const a = b\n`, 'src/areas/rules/ring-b.ts': `import { a } from './ring-a.ts'\nexport const b = a\n` },
  'through-the-door': { 'src/intake/server/by-window.ts': `import { value } from '#areas/rules/inner.ts'\nexport const x = value\n`, 'src/areas/rules/inner.ts': leaf },
  'rules-are-pure': { 'src/areas/rules/reads-disk.ts': `import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n` },
  'base-imports-nothing': { 'src/base/looks-up.ts': `import { value } from '#areas/rules/index.ts'\nexport const x = value\n` },
  'statistics-on-base': { 'src/statistics/looks-up.ts': `import { value } from '#areas/rules/index.ts'\nexport const x = value\n` },
  'platform-knows-no-business': { 'src/platform/db/knows-areas.ts': `import { value } from '#areas/rules/index.ts'\nexport const x = value\n` },
  'only-platform-db-speaks-pg': { 'src/areas/store/own-pg.ts': `import pg from 'pg'\nexport const x = pg\n` },
  'store-behind-server': { 'src/areas/rules/asks-store.ts': `import { value } from '../store/rows.ts'\nexport const x = value\n` },
  'store-below-server': { 'src/areas/store/calls-server.ts': `import { value } from '../server/index.ts'\nexport const x = value\n` },
  'store-on-db-only': { 'src/areas/store/knows-http.ts': `import { value } from '#platform/http/index.ts'\nexport const x = value\n`, 'src/platform/http/index.ts': leaf },
  'web-never-meets-server': { 'src/areas/web/asks-server.ts': `import { value } from '../server/index.ts'\nexport const x = value\n` },
  'server-never-meets-web': { 'src/areas/server/draws.ts': `import { value } from '../web/index.ts'\nexport const x = value\n`, 'src/areas/web/index.ts': leaf },
  'nobody-imports-app': { 'src/platform/db/wired.ts': `import { value } from '#app/main.ts'\nexport const x = value\n`, 'src/app/main.ts': leaf },
  'tests-stay-out': { 'src/areas/rules/leans.ts': `import { value } from './some.test.ts'\nexport const x = value\n`, 'src/areas/rules/some.test.ts': leaf },
  'across-by-hash': { 'src/organisations/rules/by-path.ts': `import { value } from '../../areas/rules/index.ts'\nexport const x = value\n` },
  'not-unresolvable': { 'src/areas/rules/lost.ts': `import { value } from './nowhere.ts'\nexport const x = value\n` },
  'no-orphans': { 'src/areas/rules/alone.ts': leaf },
}
const floors = (config.forbidden as readonly { name: string }[]).map((rule) => rule.name).filter((name) => name.startsWith('downhill-only:')).map((name) => name.slice('downhill-only:'.length))

const rooms: Readonly<Record<string, string>> = { 'src/areas/rules/index.ts': leaf, 'src/areas/server/index.ts': leaf, 'src/areas/store/rows.ts': leaf }
let model: string

before(async () => {
  model = await mkdtemp(path.join(tmpdir(), 'bihuan-house-'))
  for (const name of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.base.json', 'tsconfig.server.json']) await cp(path.join(root, name), path.join(model, name))
  await symlink(path.join(root, 'node_modules'), path.join(model, 'node_modules'))
  const files: Record<string, string> = { ...rooms }
  for (const each of Object.values(planted)) Object.assign(files, each)
  floors.forEach((floor, i) => {
    files[`src/${floor}/rules/index.ts`] ??= leaf
    const up = floors[i + 1]
    files[`src/${floor}/server/climbs.ts`] = up ? `import { value } from '#${up}/rules/index.ts'\nexport const x = value\n` : `import { value } from '#app/main.ts'\nexport const x = value\n`
  })
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.join(model, path.dirname(file)), { recursive: true })
    await writeFile(path.join(model, file), text)
  }
})
after(() => rm(model, { recursive: true, force: true }))

test('refuses a planted violation of every import rule', async () => {
  const violations = await cruise(model)
  const refused = (rule: string, from: string): boolean => violations.some((v) => v.rule.name === rule && v.from === from)
  for (const { name } of config.forbidden as readonly { name: string }[]) {
    const floor = name.startsWith('downhill-only:') ? name.slice('downhill-only:'.length) : null
    const file = floor === null ? Object.keys(planted[name] ?? {})[0] : `src/${floor}/server/climbs.ts`
    assert.ok(file, `nothing is planted for rule ${name}`)
    assert.ok(refused(name, file), `rule ${name} let ${file} pass`)
  }
})

test('finds no violation in the house itself', async () => {
  assert.deepEqual((await cruise(root)).map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`), [])
})
