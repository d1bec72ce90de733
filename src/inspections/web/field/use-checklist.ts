import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type Answers, type FormDefinition, type FormSession, openForm } from '#platform/forms/index.ts'
import { useText } from '#platform/web-ui/i18n.ts'
import { scoreVisit } from '../../rules/index.ts'
import { type FieldContext, useField } from './hooks.ts'
import { heldDraft } from './memory.ts'
import type { DraftRow } from './rows.ts'
import type { DayChecklist } from './wire.ts'
import { changeDraft } from './work.ts'

/** Writes the newest answers and nothing in between: one write at a time, begun at once, so that a dead battery costs no more than the last letter. */
const makeSaver = ({ field, account }: FieldContext, visitId: string): ((answers: Answers) => void) => {
  let next: Answers | null = null
  let busy = false
  const work = async (): Promise<void> => {
    busy = true
    while (next !== null) {
      const answers = next
      next = null
      await changeDraft(field.db, account, visitId, { answers }).catch(() => undefined)
      if (next === null) latest.set(`${account} ${visitId}`, { answers, savedAt: Date.now() })
    }
    busy = false
  }
  return (answers) => {
    next = answers
    latest.set(`${account} ${visitId}`, { answers, savedAt: Infinity })
    if (!busy) void work()
  }
}

/** What was entered last on this page. A screen may show a draft that is a moment old; going on from it would undo the last answer. */
const latest = new Map<string, { readonly answers: Answers; readonly savedAt: number }>()
const newestAnswers = (draft: DraftRow): Answers => {
  const entered = latest.get(`${draft.account_id} ${draft.visit_id}`)
  return (entered && entered.savedAt >= draft.changed_at ? entered.answers : (heldDraft(draft.account_id, draft.visit_id)?.answers ?? draft.answers)) as Answers
}

/** The checklist as it was left, every further answer saved at once. Null where its questions are not on the phone. */
export const useChecklist = (draft: DraftRow, checklist: DayChecklist | null): FormSession | null => {
  const { language } = useText()
  const scope = useField()
  const first = useRef(draft)
  const session = useMemo(() => {
    if (!checklist) return null
    return openForm(checklist.form as FormDefinition, { answers: newestAnswers(first.current), language, now: () => Date.now() + scope.offset, zone: scope.session.city.zone, random: Math.random })
  }, [checklist?.version_id]) // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (!session) return
    const save = makeSaver(scope, first.current.visit_id)
    return session.subscribe(() => save(session.answers()))
  }, [session]) // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => session?.setLanguage(language), [session, language])
  return session
}

const nothing = (): (() => void) => () => undefined
/** What the answers come to now. */
export const useScore = (session: FormSession | null, checklist: DayChecklist | null): ReturnType<typeof scoreVisit> | null => {
  const { language } = useText()
  const view = useSyncExternalStore(session?.subscribe ?? nothing, () => session?.view() ?? null)
  return useMemo(() => (session && checklist ? scoreVisit(checklist.items, session.answers(), language) : null), [view, session, checklist, language])
}
