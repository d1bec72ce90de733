import { useState } from 'react'
import { useText } from '#platform/web-ui/i18n.ts'
import { newId } from './chance.ts'
import { readMeta } from './database.ts'
import { useField, useLive } from './hooks.ts'
import { Sheet } from './parts.tsx'
import { goTo } from './place-in-app.ts'
import type { OpenStop } from './use-stop.tsx'
import type { DayCategory } from './wire.ts'
import { categoryName } from './words.ts'
import { beginDraft, changeFindings } from './work.ts'

const shownAtOnce = 12

/** A problem outside the list: the second tap records it. What is likely here comes first, everything else by search. */
export const Problem = ({ row, checklist }: OpenStop) => {
  const { t, language } = useText()
  const { field, account } = useField()
  const [words, setWords] = useState('')
  const categories = useLive(async () => (await readMeta(field.db, `categories:${account}`)) ?? [], [field, account])
  const back = { at: 'visit', id: row.id } as const
  const record = async (category: DayCategory | null): Promise<void> => {
    await beginDraft(field.db, row)
    const description = category ? categoryName(category, language) : t('inspections:field.problem.other')
    await changeFindings(field.db, account, row.id, (known) => [...known, { key: newId(), category: category?.code ?? null, description, lon: null, lat: null }])
    goTo(back)
    // The new one stands below the list; the eye should find it there.
    window.setTimeout(() => document.querySelector('.fd-findings li:last-child')?.scrollIntoView({ block: 'center' }), 150)
  }
  const leaves = leavesOf(categories ?? [])
  const shown = words.trim() === '' ? likely(leaves, checklist?.items.map((item) => item.category) ?? [], row.visit.open_cases.map((c) => c.category)).slice(0, shownAtOnce)
    : leaves.filter((c) => `${c.name} ${c.name_en ?? ''} ${c.code}`.toLowerCase().includes(words.trim().toLowerCase())).slice(0, 40)
  return (
    <Sheet back={back} title={t('inspections:field.problem.title')} under={row.visit.place?.name}>
      <p className="b-quiet">{t('inspections:field.problem.how')}</p>
      <ul className="fd-choices">
        {shown.map((category) => <li key={category.code}><button type="button" onClick={() => void record(category)}>{categoryName(category, language)}</button></li>)}
        <li><button type="button" onClick={() => void record(null)}>{t('inspections:field.problem.other')}</button></li>
      </ul>
      <label className="fd-search">
        <span>{t('inspections:field.problem.search')}</span>
        <input type="search" className="b-input" value={words} onChange={(event) => setWords(event.target.value)} autoComplete="off" />
      </label>
    </Sheet>
  )
}
/** Only what is not divided further names a problem. */
const leavesOf = (categories: readonly DayCategory[]): readonly DayCategory[] => {
  const parents = new Set(categories.map((c) => c.parent))
  return categories.filter((c) => !parents.has(c.code))
}
const likely = (leaves: readonly DayCategory[], ...wanted: readonly (readonly (string | null)[])[]): readonly DayCategory[] => {
  const first = new Set(wanted.flat().filter((code) => code !== null))
  return [...leaves.filter((c) => first.has(c.code)), ...leaves.filter((c) => !first.has(c.code))]
}
