/** Makes docs/generated and README's table anew: `npm run documents`. With --check it only compares. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { testCity } from '#platform/db/testing.ts'
import { documents } from './documents/all.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
if (values.help) {
  process.stdout.write('npm run documents [-- --check]\nMakes docs/generated/* and the table of README.md from the code and a migrated database; --check only compares.\n')
  process.exit(0)
}
const root = fileURLToPath(new URL('../', import.meta.url))
const t = await testCity({ slug: 'example' })
try {
  for (const [file, text] of await documents(root, t.database.ownerPool, t.city.schema)) {
    const full = path.join(root, file)
    const known = await readFile(full, 'utf8').catch(() => null)
    if (known === text) continue
    if (values.check) {
      process.stderr.write(`${file} is not what the code says: run "npm run documents"\n`)
      process.exitCode = 1
    } else {
      await mkdir(path.dirname(full), { recursive: true })
      await writeFile(full, text)
      process.stdout.write(`${file} made anew\n`)
    }
  }
} finally {
  await t.close()
}
