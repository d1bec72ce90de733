import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FormNode } from '#platform/forms/index.ts'
import { api, type Language, sayNumber, type Tone, type Translate, useText } from '#platform/web-ui/index.ts'
import type { ChecklistItem, ItemAnswer, Outcome } from '../../rules/index.ts'
import { checklistApi } from '../checklists/api.ts'

export const outcomeTones: Readonly<Record<Outcome, Tone | null>> = { pass: 'on_track', partial: 'today', fail: 'returned', not_applicable: null, not_observed: 'paused' }

const inWords = (label: Readonly<Record<string, string>>, language: Language, fallback: string): string => label[language] ?? label['zh-CN'] ?? label['zh'] ?? Object.values(label)[0] ?? fallback
const walk = (nodes: readonly FormNode[], above: string, into: Map<string, FormNode>): void => {
  for (const node of nodes) {
    const path = above ? `${above}/${node.name}` : node.name
    into.set(path, node)
    into.set(node.name, node)
    if ('nodes' in node && node.nodes) walk(node.nodes, path, into)
  }
}

/** The checklist a visit was made with, for its words and its order; the answers carry those of the day as well. */
export const useChecklistWords = (versionId: string | null) => {
  const { language } = useText()
  const answer = useQuery({ queryKey: ['checklists', 'version', versionId], enabled: versionId !== null, staleTime: 600_000, queryFn: ({ signal }) => checklistApi.version(versionId as string, signal) })
  return useMemo(() => {
    const items = new Map<string, ChecklistItem>((answer.data?.items ?? []).map((item) => [item.name, item]))
    const nodes = new Map<string, FormNode>()
    walk(answer.data?.form.nodes ?? [], '', nodes)
    const places = [...items.keys()]
    return {
      order: (name: string): number => (places.includes(name) ? places.indexOf(name) : places.length),
      item: (name: string): ChecklistItem | undefined => items.get(name),
      label: (name: string, otherwise: string): string => {
        const item = items.get(name)
        if (item) return inWords(item.label, language, otherwise)
        const node = nodes.get(name)
        return node ? inWords(node.label, language, otherwise) : otherwise
      },
      section: (name: string): string => {
        const path = items.get(name)?.section ?? ''
        const node = nodes.get(path.replaceAll('.', '/')) ?? nodes.get(path.split(/[./]/).at(-1) ?? '')
        return node ? inWords(node.label, language, path) : ''
      },
    }
  }, [answer.data, language])
}
export type ChecklistWords = ReturnType<typeof useChecklistWords>

/** What was measured or counted, in a few words. */
export const sayAnswer = (answer: ItemAnswer, item: ChecklistItem | undefined, t: Translate, language: Language): string => {
  if (answer.observed !== null && answer.violations !== null) return t('inspections:visits_page.counted', { violations: sayNumber(answer.violations, language), observed: sayNumber(answer.observed, language) })
  if (typeof answer.value === 'number') return `${sayNumber(answer.value, language, Number.isInteger(answer.value) ? 0 : 1)}${item?.threshold?.unit ? ` ${item.threshold.unit}` : ''}`
  return ''
}

type CategoryRow = { readonly id: string; readonly code: string; readonly level: string; readonly parent_code: string | null; readonly name: string; readonly name_en: string | null; readonly keywords: readonly string[] }
/** The catalogue in force, by id, and its sub-categories to choose from. */
export const useCategories = (enabled = true) => {
  const { language } = useText()
  const answer = useQuery({ queryKey: ['catalogue', 'list'], enabled, staleTime: 600_000, queryFn: ({ signal }) => api.get<{ readonly items: readonly CategoryRow[] }>('/api/categories', {}, signal) })
  return useMemo(() => {
    const rows = answer.data?.items ?? []
    const nameOf = (row: CategoryRow): string => (language === 'en' && row.name_en ? row.name_en : row.name)
    const above = new Map(rows.map((row) => [row.code, nameOf(row)]))
    return {
      name: (id: string): string | null => {
        const row = rows.find((one) => one.id === id)
        return row ? nameOf(row) : null
      },
      options: rows.filter((row) => row.level === 'subcategory').map((row) => ({
        value: row.id, label: [row.parent_code ? above.get(row.parent_code) : null, nameOf(row)].filter(Boolean).join(' / '), words: [row.name, row.name_en ?? '', row.code, ...row.keywords].join(' ').toLowerCase(),
      })),
    }
  }, [answer.data, language])
}
