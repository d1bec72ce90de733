import { readFile } from 'node:fs/promises'
import path from 'node:path'

export type BriefPart = { readonly id: string; readonly part: string; readonly state: string; readonly what: string; readonly tests: readonly string[] }

const begin = '<!-- brief:begin -->', end = '<!-- brief:end -->'

/** README.md with the table of the mission's parts made anew from docs/brief.json. */
export const briefTable = async (root: string): Promise<string> => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8')
  const { parts } = JSON.parse(await readFile(path.join(root, 'docs', 'brief.json'), 'utf8')) as { parts: BriefPart[] }
  const rows = parts.map((p) => `| ${p.id} | ${p.part} | ${p.state} | ${p.what}${p.tests.length > 0 ? ` (${p.tests.map((t) => `[test](${t})`).join(', ')})` : ''} |`)
  const [head, rest] = [readme.slice(0, readme.indexOf(begin) + begin.length), readme.slice(readme.indexOf(end))]
  return `${head}\n| id | part of the mechanism | state | what works today |\n|---|---|---|---|\n${rows.join('\n')}\n${rest}`
}
