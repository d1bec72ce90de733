import { EmptyState, useText, useToday } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import type { PagedList } from '#platform/web-ui/index.ts'
import type { Badge } from './api.ts'
import { BadgeTag, inLanguage, useBasis } from './words.tsx'

const dayMs = 86_400_000
/** How long until the review is due, or since when it is late. */
const Due = ({ badge, today }: { readonly badge: Badge; readonly today: string }) => {
  const { t } = useText()
  const days = Math.round((Date.parse(badge.review_due_on) - Date.parse(today)) / dayMs)
  return (
    <>
      {badge.review_due_on}{' '}
      <span className={days <= 0 ? 'ib-late b-small' : 'b-quiet b-small'}>
        {days < 0 ? t('inspections:badges.overdue', { n: -days }) : days === 0 ? t('inspections:badges.today') : t('inspections:badges.left', { n: days })}
      </span>
    </>
  )
}

export const BadgeList = ({ list, show, narrowed, onOpen }: { readonly list: PagedList<Badge>; readonly show: 'due' | 'held' | 'ended'; readonly narrowed: boolean; readonly onOpen: (badge: Badge) => void }) => {
  const { t, language } = useText()
  const today = useToday()
  const say = useBasis()
  return (
    <DataTable<Badge>
      label={t(`inspections:badges.tab.${show}`)}
      rows={list.rows}
      rowKey={(b) => b.id}
      loading={list.loading}
      error={list.error}
      onRetry={list.reload}
      more={list.more}
      fetching={list.fetching}
      onMore={list.loadMore}
      onOpen={onOpen}
      {...(list.total === null ? {} : { foot: t('ui:kit.total', { n: list.total }) })}
      empty={
        <EmptyState title={t(narrowed ? 'inspections:badges.none_found' : `inspections:badges.empty.${show}`)}>
          {!narrowed && show === 'held' ? <p>{t('inspections:badges.empty_how')}</p> : null}
        </EmptyState>
      }
      columns={[
        { key: 'place', title: t('inspections:badges.column.place'), cell: (b) => b.place.name },
        { key: 'kind', title: t('inspections:badges.column.kind'), cell: (b) => inLanguage(language, b.kind_name, b.kind_name_en) },
        { key: 'area', title: t('inspections:badges.column.area'), cell: (b) => b.place.area_name },
        { key: 'state', title: t('inspections:badges.column.state'), cell: (b) => <BadgeTag badge={b} /> },
        { key: 'accepted', title: t('inspections:badges.column.accepted'), cell: (b) => b.accepted_on },
        show === 'ended'
          ? { key: 'ended', title: t('inspections:badges.column.ended'), cell: (b: Badge) => b.ended_on ?? '' }
          : { key: 'due', title: t('inspections:badges.column.due'), cell: (b: Badge) => <Due badge={b} today={today} /> },
        { key: 'why', title: t('inspections:badges.column.why'), wide: true, cell: (b) => <span className="b-small">{b.reason && b.basis['rule'] === 'by_hand' ? b.reason : say(b.basis)}</span> },
      ]}
    />
  )
}
