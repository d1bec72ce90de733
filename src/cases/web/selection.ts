import { useCallback, useMemo, useRef, useState } from 'react'
import type { CaseRow } from './api.ts'

export type Selection = {
  readonly possible: boolean
  readonly chosen: ReadonlySet<string>
  readonly choose: (id: string, chosen: boolean, range?: boolean) => void
  readonly chooseAll: () => void
  readonly clear: () => void
}

/** Ticked rows; shift takes everything between the last tick and this one. Rows that left the list are forgotten. */
export const useSelection = (rows: readonly CaseRow[], possible: boolean): Selection => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const ids = useMemo(() => rows.map((row) => row.id), [rows])
  const latest = useRef(ids)
  latest.current = ids
  const choose = useCallback((id: string, on: boolean, range = false): void => {
    const all = latest.current
    const from = range && last.current ? all.indexOf(last.current) : -1
    const to = all.indexOf(id)
    const touched = from >= 0 && to >= 0 ? all.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    last.current = id
    setTicked((before) => {
      const next = new Set(before)
      for (const one of touched)
        if (on) next.add(one)
        else next.delete(one)
      return next
    })
  }, [])
  const chosen = useMemo(() => new Set(ids.filter((id) => ticked.has(id))), [ids, ticked])
  const chooseAll = useCallback(() => setTicked(new Set(latest.current)), [])
  const clear = useCallback(() => setTicked(new Set()), [])
  return { possible, chosen, choose, chooseAll, clear }
}
