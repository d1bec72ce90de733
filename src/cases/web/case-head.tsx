import type { ReactNode } from 'react'
import { ClockBadge, StateTag, useText } from '#platform/web-ui/index.ts'
import type { CaseDetail } from './api.ts'
import { EndMark, RowMarks } from './case-row.tsx'
import { dueOf, dueOfClock, stateTone } from './words.ts'

export const CaseHead = ({
  detail: { case: c, clocks },
  fetchedAt,
  tools,
}: {
  readonly detail: CaseDetail
  readonly fetchedAt: number
  readonly tools: ReactNode
}) => {
  const { t } = useText()
  const running = clocks.find((clock) => clock.stopped_at === null && clock.due_at === c.stage_due_at)
  return (
    <header className="c-head">
      <div className="c-head-line">
        <span className="b-mono b-quiet">{c.number}</span>
        {tools}
      </div>
      <h1>{c.title}</h1>
      <div className="c-head-tags">
        <StateTag tone={stateTone(c.state)}>{t(`cases:states.${c.state}`)}</StateTag>
        {c.urgency === 'ordinary' ? null : <StateTag tone={null}>{t(`cases:urgencies.${c.urgency}`)}</StateTag>}
        <RowMarks row={c} />
        {c.stage === 'done' ? (
          <EndMark row={c} />
        ) : (
          <ClockBadge
            due={running ? dueOfClock(running) : dueOf(c)}
            fetchedAt={fetchedAt}
            long
            explanation={
              running ? (
                <ol>
                  {running.explanation_text.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ol>
              ) : undefined
            }
          />
        )}
      </div>
    </header>
  )
}
