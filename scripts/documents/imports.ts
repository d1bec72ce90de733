import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const order = ['base', 'statistics', 'platform', 'areas', 'organisations', 'access', 'catalogue', 'cases', 'intake', 'app']

/** Which floor imports which, counted from the import lines themselves. */
export const importsDocument = (root: string): string => {
  const counts = new Map<string, number>()
  const folders = new Set<string>()
  for (const entry of readdirSync(path.join(root, 'src'), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
    const file = path.relative(path.join(root, 'src'), path.join(entry.parentPath, entry.name))
    const from = file.split(path.sep)[0] as string
    folders.add(from)
    for (const [, to] of readFileSync(path.join(root, 'src', file), 'utf8').matchAll(/from '#([a-z]+)\//g)) if (to !== from) counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1)
  }
  const floors = order.filter((name) => folders.has(name))
  const rows = floors.map((from) => `| **${from}** | ${floors.map((to) => counts.get(`${from} ${to}`) ?? '').join(' | ')} |`)
  const arrows = floors.flatMap((from) => floors.filter((to) => counts.has(`${from} ${to}`) && to !== 'base' && to !== 'platform').map((to) => `  ${from} --> ${to}`))
  return `# Import map\n\nImports from one floor (row) to another (column), tests left out. Made by \`npm run documents\`; a test compares. dependency-cruiser refuses every arrow that points up.\n\n| | ${floors.join(' | ')} |\n|---|${floors.map(() => '---').join('|')}|\n${rows.join('\n')}\n\nWithout the ground floors everybody stands on (base, platform):\n\n\`\`\`mermaid\nflowchart BT\n${arrows.join('\n')}\n\`\`\`\n`
}
