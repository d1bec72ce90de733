import type { ReactNode } from 'react'
import { useOnline, useText } from '#platform/web-ui/index.ts'
import type { Step } from './draft.ts'
import { useLocated } from './place-step.tsx'
import type { DraftHandle } from './use-draft.ts'

const short = 160
/** What was written; a long text is folded, so that the whole report still fits a look. */
const Said = ({ text }: { readonly text: string }) =>
  text.length <= short * 1.5 ? (
    <div className="r-said">{text}</div>
  ) : (
    <details className="r-said-long">
      <summary>{`${text.slice(0, short)}…`}</summary>
      <div className="r-said">{text}</div>
    </details>
  )

/** Everything once more before it goes, each line one tap from being changed. */
export const CheckStep = ({ handle, onEdit }: { readonly handle: DraftHandle; readonly onEdit: (step: Step) => void }) => {
  const { t, language } = useText()
  const online = useOnline()
  const { draft, photos } = handle
  const { place } = draft
  const located = useLocated(place.point)
  const names = (located.data?.chain ?? [])
    .slice(1)
    .map((area) => area.name)
    .join(language === 'en' ? ', ' : ' ')
  const waiting = draft.photos.filter((p) => !p.file).length
  const line = (step: Step, label: string, content: ReactNode) => (
    <div className="r-line">
      <dt>{label}</dt>
      <dd>{content}</dd>
      <dd>
        <button type="button" className="r-link" onClick={() => onEdit(step)}>
          {t('intake:page.check.change')}
          <span className="b-unseen"> {label}</span>
        </button>
      </dd>
    </div>
  )
  const none = <span className="b-quiet">{t('intake:page.check.none')}</span>
  return (
    <>
      <dl className="r-lines">
        {line(
          'photo',
          t('intake:page.check.photos'),
          draft.photos.length === 0 ? (
            none
          ) : (
            <>
              <span className="r-thumbs">
                {draft.photos.map((p, i) => {
                  const url = photos[p.key]?.url
                  return url ? <img key={p.key} src={url} alt={t('intake:page.photo.alt', { n: i + 1 })} /> : null
                })}
              </span>
              {waiting > 0 ? <span className="r-small">{t('intake:page.check.photos_waiting', { n: waiting })}</span> : null}
            </>
          ),
        )}
        {line(
          'place',
          t('intake:page.check.place'),
          <>
            {names || place.area?.name || ''}
            {place.address ? <div>{place.address}</div> : null}
            {!names && !place.area && !place.address
              ? located.data?.kind === 'outside'
                ? t('intake:page.check.outside')
                : place.point
                  ? t('intake:page.check.on_map')
                  : none
              : null}
          </>,
        )}
        {line(
          'what',
          t('intake:page.check.what'),
          <>
            {draft.category ? draft.category.name : t('intake:page.check.unsure')}
            {draft.description.trim() ? <Said text={draft.description.trim()} /> : null}
          </>,
        )}
        {line(
          'contact',
          t('intake:page.check.contact'),
          draft.phone || draft.name ? [draft.name, draft.phone].filter(Boolean).join(' ') : t('intake:page.check.anonymous'),
        )}
      </dl>
      {online ? null : (
        <p className="r-note" data-tone="paused" role="status">
          {t('intake:page.check.offline')}
        </p>
      )}
      <p className="r-small">{t('intake:page.check.emergency')}</p>
    </>
  )
}
