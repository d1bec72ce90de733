import { Thumb, useText, useTime } from '#platform/web-ui/index.ts'
import type { CaseDetail, CaseEventView } from './api.ts'
import { quoteOf, sayEvent, sayWho } from './story-words.ts'

const filesOf = (event: CaseEventView): readonly string[] => {
  const { files, file } = event.data as { readonly files?: readonly { readonly file_id: string }[]; readonly file?: { readonly file_id: string } }
  return [...(files ?? []), ...(file ? [file] : [])].map((f) => f.file_id)
}

/** What happened, newest first, in sentences: who, what, why. */
export const Story = ({ detail }: { readonly detail: CaseDetail }) => {
  const { t } = useText()
  const { when, exactly } = useTime()
  return (
    <ol className="c-story">
      {detail.events.toReversed().map((event) => {
        const quote = quoteOf(event)
        const late = Math.abs(Date.parse(event.recorded_at) - Date.parse(event.at)) > 3_600_000
        return (
          <li key={event.seq}>
            <div className="c-story-head">
              <time dateTime={event.at} title={exactly(event.at)}>
                {when(event.at)}
              </time>
              <span className="b-quiet">{sayWho(event, t)}</span>
              {late ? <span className="b-quiet b-small">{t('cases:page.story.recorded', { when: when(event.recorded_at) })}</span> : null}
            </div>
            <p>{sayEvent(event, detail, t, when)}</p>
            {quote ? <blockquote>{quote}</blockquote> : null}
            {filesOf(event).length > 0 ? (
              <p className="c-story-files">
                {filesOf(event).map((id) => (
                  <Thumb key={id} id={id} alt={t('cases:page.story.photo')} size={56} />
                ))}
              </p>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
