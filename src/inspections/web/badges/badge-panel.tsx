import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, ErrorState, Go, LoadingSkeleton, TextArea, toast, useMay, useText, useTime } from '#platform/web-ui/index.ts'
import { ReasonDialog, SidePanel } from '#platform/web-ui/desk.ts'
import { type Badge, badgesApi } from './api.ts'
import { BadgeTag, inLanguage, useBasis, VerdictBox } from './words.tsx'

const Facts = ({ badge }: { readonly badge: Badge }) => {
  const { t, language } = useText()
  const say = useBasis()
  return (
    <dl className="b-facts">
      <dt>{t('inspections:badges.column.state')}</dt>
      <dd>
        <BadgeTag badge={badge} />
      </dd>
      <dt>{t('inspections:badges.column.place')}</dt>
      <dd>
        <Go to={`/places/${badge.place.id}`}>{badge.place.name}</Go>{' '}
        <span className="b-quiet">
          {inLanguage(language, badge.place.type_name, badge.place.type_name_en)} · {badge.place.area_name}
        </span>
      </dd>
      <dt>{t('inspections:badges.column.accepted')}</dt>
      <dd>{badge.accepted_on}</dd>
      {badge.ended_on ? (
        <>
          <dt>{t('inspections:badges.column.ended')}</dt>
          <dd>{badge.ended_on}</dd>
        </>
      ) : (
        <>
          <dt>{t('inspections:badges.column.due')}</dt>
          <dd>{badge.review_due_on}</dd>
        </>
      )}
      <dt>{t('inspections:badges.column.why')}</dt>
      <dd>
        {say(badge.basis)}
        {badge.reason ? <p className="b-quiet">{badge.reason}</p> : null}
      </dd>
    </dl>
  )
}

const Keep = ({ badge, allowed, reason, onDone }: { readonly badge: Badge; readonly allowed: boolean; readonly reason: string | null; readonly onDone: () => void }) => {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  return (
    <>
      <Button kind="primary" refusal={allowed ? undefined : (reason ?? t('inspections:badges.review_not'))} onClick={() => setAsking(true)}>
        {t('inspections:badges.keep')}
      </Button>
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('inspections:badges.keep_title', { place: badge.place.name })}
        action={t('inspections:badges.keep')}
        reason="none"
        run={async () => {
          const kept = await badgesApi.keep(badge.id, note.trim())
          toast({ text: t('inspections:badges.kept', { day: kept.review_due_on }) })
          onDone()
        }}
      >
        <TextArea label={t('inspections:badges.note')} optional rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </ReasonDialog>
    </>
  )
}

/** One badge: what it stands on, whether a review would keep it, its story; kept or taken away here. */
export const BadgePanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t, language } = useText()
  const { exactly } = useTime()
  const may = useMay()
  const client = useQueryClient()
  const say = useBasis()
  const [revoking, setRevoking] = useState(false)
  const answer = useQuery({ queryKey: ['badges', 'one', id], queryFn: ({ signal }) => badgesApi.detail(id, signal) })
  const done = (): void => void client.invalidateQueries({ queryKey: ['badges'] })
  const data = answer.data
  const acts = may('inspections.review') && data?.badge.ended_on === null
  return (
    <SidePanel open onClose={onClose} title={data ? inLanguage(language, data.badge.kind_name, data.badge.kind_name_en) : t('inspections:badges.title')}>
      {!data ? (
        answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <LoadingSkeleton lines={6} />
      ) : (
        <div className="b-stack">
          <Facts badge={data.badge} />
          {data.verdict ? <VerdictBox verdict={data.verdict} allowed={t('inspections:badges.review_allowed')} refused={t('inspections:badges.review_not')} /> : null}
          {acts ? (
            <div className="b-side-foot">
              <Button onClick={() => setRevoking(true)}>{t('inspections:badges.revoke')}</Button>
              <Keep badge={data.badge} allowed={data.verdict?.allowed ?? false} reason={data.verdict?.reason ?? null} onDone={done} />
            </div>
          ) : null}
          <h3>{t('inspections:badges.history')}</h3>
          <ol className="ib-story">
            {data.events.map((event) => (
              <li key={event.id}>
                <p>
                  <strong>{t(`inspections:badges.story.${event.kind.slice('badge.'.length)}`)}</strong>{' '}
                  <span className="b-quiet b-small" title={exactly(event.at)}>
                    {typeof event.data['on'] === 'string' ? event.data['on'] : exactly(event.at)} · {event.actor_name ?? t(event.data['imported'] ? 'inspections:badges.imported' : 'inspections:badges.clock')}
                  </span>
                </p>
                {event.data['basis'] ? <p className="b-small">{say(event.data['basis'] as Record<string, unknown>)}</p> : null}
                {typeof event.data['reason'] === 'string' && event.data['reason'] !== '' ? <p className="b-small b-quiet">{event.data['reason']}</p> : null}
              </li>
            ))}
          </ol>
          {data.others.length > 0 ? (
            <>
              <h3>{t('inspections:badges.others')}</h3>
              <ol className="ib-story">
                {data.others.map((other) => (
                  <li key={other.id}>
                    <BadgeTag badge={other} /> {other.accepted_on} – {other.ended_on ?? ''}
                    <p className="b-small b-quiet">{say(other.basis)}</p>
                  </li>
                ))}
              </ol>
            </>
          ) : null}
          <ReasonDialog
            open={revoking}
            onClose={() => setRevoking(false)}
            title={t('inspections:badges.revoke_title', { place: data.badge.place.name })}
            action={t('inspections:badges.revoke')}
            reasonLabel={t('inspections:badges.revoke_reason')}
            run={async ({ reason }) => {
              await badgesApi.revoke(id, reason)
              toast({ text: t('inspections:badges.revoked') })
              done()
            }}
          >
            <p>{t('inspections:badges.revoke_why')}</p>
          </ReasonDialog>
        </div>
      )}
    </SidePanel>
  )
}
