/** What the program was asked and what it acknowledged: the other half of the proof, kept outside of the program. */
export type Report = { readonly key: string; readonly body: object }
export type Acknowledged = Report & { readonly case_id: string; readonly number: string; readonly code: string }

export type Record = {
  /** By idempotency key. */
  readonly reports: Map<string, Acknowledged>
  /** Sent, and no answer came: kept once or not at all. */
  readonly unanswered: Map<string, Report>
  /** Open311 posts by their text: number or token told. */
  readonly open311: Map<string, string>
  /** Events the answer to a command showed. */
  readonly events: { readonly case_id: string; readonly seq: number; readonly hash: string; readonly command: string }[]
  readonly uploads: { readonly file_id: string; readonly secret: string }[]
  /** Cases somebody may work on next, with the state last seen. */
  readonly open: { id: string; state: string; west: boolean }[]
  readonly statuses: Map<number, number>
  readonly unexpected: string[]
}

export const openRecord = (): Record => ({
  reports: new Map(), unanswered: new Map(), open311: new Map(), events: [], uploads: [], open: [], statuses: new Map(), unexpected: [],
})

export const countStatus = (record: Record, status: number): void => void record.statuses.set(status, (record.statuses.get(status) ?? 0) + 1)
