import { api, type CommandSource } from '#platform/web-ui/index.ts'
import type { CaseRow } from './api.ts'
import { areaName } from './words.ts'

/** Cases in the command palette, by number or by words of the text. */
export const caseSource: CommandSource = async (typed, signal, go) => {
  const found = await api.get<{ readonly items: readonly CaseRow[] }>('/api/cases', { q: typed, limit: 8 }, signal)
  return found.items.map((row) => ({
    id: `case:${row.id}`,
    label: row.title,
    group: `${row.number} ${areaName(row.area)}`,
    icon: 'cases' as const,
    run: () => go(`/cases/${row.id}`),
  }))
}
