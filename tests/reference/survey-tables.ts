import { existsSync, readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/data/survey/', import.meta.url))

/** Rows of a reference table beside the repository; skips the test where it is absent. Without a header the names are column numbers. */
export const readTable = (t: TestContext, name: string, header = true): Record<string, string>[] | null => {
  if (!existsSync(folder + name)) {
    t.skip(`reference data not found: shared/data/survey/${name}`)
    return null
  }
  const lines = readFileSync(folder + name, 'utf8').trim().split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? ''))
  const names = header ? lines.shift() as string[] : lines[0]?.map((_, i) => String(i)) ?? []
  return lines.map((cells) => Object.fromEntries(names.map((n, i) => [n, cells[i] ?? ''])))
}
